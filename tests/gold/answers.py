"""What the store says of its sheet, in the words of the hand-made answer. Asked by SPARQL alone."""

import re
from typing import Any

from pyoxigraph import Store

PREFIXES = """
PREFIX tng: <https://w3id.org/tsunagu/def#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dct: <http://purl.org/dc/terms/>
"""
SHEET = """SELECT ?city ?department ?head_title ?fiscal_year {
  ?sheet a tng:ManagementSheet ; tng:department ?d ; tng:fiscalYear ?fiscal_year ; tng:headTitle ?head_title .
  ?d skos:prefLabel ?department . ?c a tng:City ; skos:prefLabel ?city .
  FILTER(LANG(?department) = "ja" && LANG(?city) = "ja") }"""
ROWS = """SELECT ?row ?class ?number ?title ?priority {
  VALUES ?class { tng:Goal tng:MidTermGoal }
  ?row a ?class ; tng:number ?number ; dct:title ?title ; tng:isPriority ?priority }"""
POLICIES = """SELECT ?row ?text ?notation ?scheme ?source {
  ?reference a tng:PolicyReference ; tng:objective ?row ; tng:of ?policy ; tng:surface ?text .
  ?policy skos:inScheme ?scheme
  OPTIONAL { ?policy skos:notation ?notation } OPTIONAL { ?reference tng:codeSource ?source } }"""
STATEMENTS = """SELECT ?row ?class ?notation ?text ?schedule ?change {
  VALUES ?class {
    tng:Mission tng:Direction tng:Summary tng:Action tng:Result tng:Issue tng:ScheduleEntry tng:Aim }
  ?item a ?class ; skos:notation ?notation ; tng:text ?text
  OPTIONAL { ?item tng:objective ?row }
  OPTIONAL { ?item tng:schedule ?schedule }
  OPTIONAL { ?item tng:changeType ?change } }"""
MENTIONS = """SELECT ?mention ?row ?class ?thing ?name ?surface ?role ?method ?quote {
  VALUES ?class { tng:Partner tng:City tng:StakeholderGroup tng:Site tng:Department tng:Program tng:Ordinance
    tng:PlanDocument }
  ?mention a tng:Mention ; tng:of ?thing ; tng:surface ?surface ; tng:sheet ?sheet ; tng:method ?method ;
    tng:evidence/tng:quote ?quote .
  ?thing a ?class ; skos:prefLabel ?name
  OPTIONAL { ?mention tng:objective ?row }
  OPTIONAL { ?mention tng:role ?role }
  FILTER(LANG(?name) = "ja") }"""
ALIASES = """SELECT ?thing ?alias { ?thing skos:altLabel ?alias FILTER(LANG(?alias) = "ja") }"""
FIGURES = """SELECT ?figure ?row ?label ?kind ?value ?unit ?target ?printed ?quote {
  ?figure a tng:Figure ; tng:indicator/skos:prefLabel ?label ; tng:valueKind ?kind ; tng:value ?value ;
    tng:printed ?printed ; tng:evidence/tng:quote ?quote
  OPTIONAL { ?figure tng:unit/skos:notation ?unit }
  OPTIONAL { ?figure tng:objective ?row }
  OPTIONAL { ?figure tng:target ?target } }"""
LISTS = {
    "Partner": "partners",
    "City": "partners",
    "StakeholderGroup": "partners",
    "Site": "partners",
    "Department": "partners",
    "Program": "programmes",
    "Ordinance": "legal_and_plans",
    "PlanDocument": "legal_and_plans",
}
KINDS = {"Action": "plan", "ScheduleEntry": "schedule"}
CHANGES = {"New": "新規", "Expanded": "拡充"}
CIRCLED = " ①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def ask(store: Store, query: str) -> list[dict[str, str]]:
    """Return the rows of a SELECT as strings; what is not bound is left out."""
    solutions = store.query(PREFIXES + query)
    names = [variable.value for variable in solutions.variables]  # type: ignore[union-attr]
    return [
        {name: row[name].value for name in names if row[name] is not None}  # type: ignore[union-attr,index]
        for row in solutions  # type: ignore[union-attr]
    ]


def prediction(store: Store) -> dict[str, Any]:
    """Return what the store holds, in the schema of the hand-made answer."""
    sheet: dict[str, Any] = ask(store, SHEET)[0]
    sheet["fiscal_year"] = int(sheet["fiscal_year"])
    policies = ask(store, POLICIES)
    statements = sorted(ask(store, STATEMENTS), key=_printed_order)
    return {
        "sheet": sheet,
        "sheet_statements": [_statement(row) for row in statements if "row" not in row],
        "goals": [_goal(row, policies, statements) for row in ask(store, ROWS)],
        **_named(store),
        "indicators": _indicators(store),
    }


def _named(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Return what the texts name: one record for each mention, surface and quote (the scorer melts them)."""
    aliases: dict[str, list[str]] = {}
    for row in ask(store, ALIASES):
        aliases.setdefault(row["thing"], []).append(row["alias"])
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in LISTS.values()}
    for row in ask(store, MENTIONS):
        name = row["class"].partition("#")[2]
        found[LISTS[name]].append(
            {
                **_place(row["mention"], row.get("row")),
                "name": row["name"],
                "aliases": [row["surface"], *aliases.get(row["thing"], ())],
                "named": name != "StakeholderGroup",
                "type": name,
                "role": _snake(row["role"]) if "role" in row else None,
                "method": row["method"],
                "evidence": row["quote"],
            }
        )
    return found


def _indicators(store: Store) -> list[dict[str, Any]]:
    """Return the figures; an actual and its target have the name of the target as `pair_id`."""
    figures = ask(store, FIGURES)
    pairs = {each["figure"]: each["target"] for each in figures if "target" in each}
    pairs |= {target: target for target in pairs.values()}
    return [
        {
            **_place(row["figure"], row.get("row")),
            "name": row["label"],
            "kind": row["kind"].partition("#")[2].lower(),
            "value": float(row["value"]),
            "unit": row.get("unit"),
            "pair_id": pairs.get(row["figure"]),
            "printed": row["printed"],
            "evidence": row["quote"],
        }
        for row in figures
    ]


def _place(node: str, row: str | None) -> dict[str, int | None]:
    """Return section and number, which stand in the IRIs: the mission is section 1, 2 has no rows either."""
    if row is None:
        return {"section": 1 if "/mission/" in node else 2, "goal_no": None}
    kind, number = row.rsplit("/", 2)[1:]
    return {"section": 3 if kind == "goal" else 4, "goal_no": int(number)}


def _snake(role: str) -> str:
    return re.sub("[A-Z]", lambda capital: "_" + capital.group().lower(), role.partition("#")[2])


def _printed_order(row: dict[str, str]) -> tuple[str, list[int]]:
    return row["class"], [int(part) for part in row["notation"].split("-")]


def _goal(
    row: dict[str, str], policies: list[dict[str, str]], statements: list[dict[str, str]]
) -> dict[str, Any]:
    own = [policy for policy in policies if policy["row"] == row["row"]]
    numbered = [policy for policy in own if policy.get("notation", "").isdigit()]
    return {
        "section": 3 if row["class"].endswith("#Goal") else 4,
        "no": int(row["number"]),
        "title": row["title"],
        "priority": row["priority"] == "true",
        "policies": [int(policy["notation"]) for policy in numbered],
        "measures": [
            {"text": policy["text"], "code": policy.get("notation")}
            for policy in own
            if policy not in numbered
        ],
        "statements": [_statement(each) for each in statements if each.get("row") == row["row"]],
    }


def _statement(row: dict[str, str]) -> dict[str, Any]:
    name = row["class"].partition("#")[2]
    return {
        "kind": KINDS.get(name, name.lower()),
        "notation": _notation(name, row["notation"]),
        "text": row["text"],
        "tags": [CHANGES[row["change"].partition("#")[2]]] if "change" in row else [],
        "schedule": row.get("schedule"),
    }


def _notation(name: str, notation: str) -> str:
    """Turn 1-2-1 into (1)②・1, and the count of a bullet into [n]."""
    first, *rest = notation.split("-")
    if name in ("Result", "Issue", "Summary", "Direction"):
        return "lead" if first == "0" else f"[{first}]"
    path = f"({first})"
    if rest and rest[0] != "0":
        path += CIRCLED[int(rest[0])]
    return path + (f"・{rest[1]}" if len(rest) > 1 else "")
