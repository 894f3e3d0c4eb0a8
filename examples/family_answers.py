"""What a careful reader finds in the two other families of forms, told from their sources.

Values are the decimals that the form shows, without thousands separators and signs; a year is a
fiscal year. A cell that is empty or says that there is no value gives nothing.
"""

import json
from collections.abc import Iterable, Iterator

from families import KINDS
from formgrid import Box
from items import Source
from printing import NOTICE
from xlsxfile import shown


def expected(name: str, source: Source) -> str:
    """Return what a careful reader finds, as JSON text."""
    head = {"id": name, "fictional": True, "notice": NOTICE, "form": source["form"]}
    head |= {key: source[key] for key in ("department", "fiscal_year")}
    found = _ratings(source) if source["form"] == "ratings" else {"programs": _programs(source)}
    return json.dumps(head | found, ensure_ascii=False, indent=1) + "\n"


def _ratings(source: Source) -> dict[str, object]:
    return {
        "head_title": source["head_title"],
        "head_name": source["head_name"],
        "direction": source["direction"],
        "scale": [
            dict(zip(("rating", "label"), line.split(" ", 1), strict=True)) for line in source["scale"]
        ],
        "ratings": [
            {
                "no": each["no"],
                "title": each["title"],
                "target": each["target"],
                "result": each["result"] or None,
            }
            | {"rating": each.get("rating"), "policies": [text.split(" ", 1)[0] for text in each["policies"]]}
            for each in source["rows"]
        ],
    }


def _programs(source: Source) -> list[dict[str, object]]:
    years = source["years"]
    return [
        {
            "program": program["name"],
            "department": program["section"],
            "purpose": program["purpose"],
            "indicators": [
                {"name": each["name"], "unit": each["unit"], "note": each.get("note")}
                | {
                    "values": [
                        {"year": year, "kind": kind, "value": value}
                        for _, kind in KINDS
                        for year, value in _values(years, each[kind], each["format"])
                    ]
                }
                for each in program["indicators"]
            ],
            "costs": [
                {"name": each["name"], "unit": each["unit"]}
                | {"values": [{"year": y, "value": v} for y, v in _values(years, each["values"], "0")]}
                for each in program["costs"]
            ],
        }
        for program in source["programs"]
    ]


def _values(
    years: Iterable[int], values: Iterable[str | int | float], form: str
) -> Iterator[tuple[int, str]]:
    """Yield year and decimal of each cell that holds a number."""
    for year, value in zip(years, values, strict=True):
        if not isinstance(value, str):
            yield year, shown(Box(0, (0, 0), value, format=form)).replace(",", "").rstrip("%")
