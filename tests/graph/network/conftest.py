"""A small city that is made up: three departments, two years, few goals. And networks of any ties."""

from collections.abc import Callable, Sequence

import pytest
from pyoxigraph import RdfFormat, Store

from graph.network.known import Known, Thing
from graph.network.making import make
from graph.network.model import Network
from graph.network.projection import Link, Projection, Reason, Told
from graph.network.views import views
from graph.network.writing import networks_of

HEAD = """
@prefix : <urn:x:> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix tng: <https://w3id.org/tsunagu/def#> .
:umi a tng:Department ; skos:prefLabel "うみ部"@ja, "Sea"@en .
:yama a tng:Department ; skos:prefLabel "やま部"@ja .
:sora a tng:Department ; skos:prefLabel "そら部"@ja .
:p1 a tng:Policy ; skos:prefLabel "灯台"@ja ; skos:notation "1" ; skos:inScheme :list ; tng:level "policy" .
:p2 a tng:Policy ; skos:prefLabel "林道"@ja ; skos:notation "2" ; skos:inScheme :list ; tng:level "policy" .
:p3 a tng:Policy ; skos:prefLabel "気球"@ja ; skos:notation "3" ; skos:inScheme :list ; tng:level "policy" .
:pillar a tng:Policy ; skos:prefLabel "柱"@ja ; skos:inScheme :list ; tng:level "pillar" .
:old a tng:Policy ; skos:prefLabel "前の政策"@ja ; skos:notation "1" ; skos:inScheme :former .
:net a tng:Partner ; skos:prefLabel "網の会"@ja .
:oar a tng:Partner ; skos:prefLabel "櫂の会"@ja .
:inn a tng:Partner ; skos:prefLabel "宿の会"@ja .
:song a tng:Program ; skos:prefLabel "歌う灯台"@ja .
"""
SHEETS = {"umi": (2024, 2025), "yama": (2024, 2025), "sora": (2024,)}
GOALS = {
    "g1": ("umi", 2024, ["p1"], [("net", "Stated", "collaboratesWith"), ("oar", "Proposed", "supports")]),
    "g2": ("umi", 2025, ["p1", "p2"], [("net", "Confirmed", "collaboratesWith")]),
    "g3": ("yama", 2024, ["p1"], [("net", "Stated", "supports"), ("inn", "Stated", "venueOf")]),
    "g4": ("yama", 2025, ["p2"], []),
    "g5": ("sora", 2024, [], [("oar", "Stated", "supports")]),
}


def turtle() -> str:
    parts = [HEAD]
    for department, years in SHEETS.items():
        parts += [
            f":sheet-{department}-{year} a tng:ManagementSheet ; tng:department :{department} ;"
            f" tng:fiscalYear {year} ."
            for year in years
        ]
    for goal, (department, year, policies, partners) in GOALS.items():
        sheet = f":sheet-{department}-{year}"
        parts.append(
            f':{goal} a tng:Goal, tng:Objective ; dct:title "{goal}"@ja ; tng:department :{department} ;'
            f" tng:fiscalYear {year} ; tng:sheet {sheet} ."
        )
        for policy in policies:
            parts.append(
                f":{goal} tng:contributesTo :{policy} . :{goal}-{policy} a tng:PolicyReference, tng:Mention ;"
                f" tng:objective :{goal} ; tng:of :{policy} ; tng:status tng:Stated ; tng:sheet {sheet} ."
            )
        for partner, status, role in partners:
            parts.append(
                f":{goal}-{partner} a tng:Partnership, tng:Mention ; tng:objective :{goal} ;"
                f" tng:organization :{partner} ; tng:of :{partner} ; tng:role tng:{role} ;"
                f" tng:status tng:{status} ; tng:sheet {sheet} ."
            )
    parts.append(
        ":g1-song a tng:Mention ; tng:objective :g1 ; tng:of :song ; tng:status tng:Stated ;"
        " tng:sheet :sheet-umi-2024 ."
    )
    return "\n".join(parts)


@pytest.fixture(scope="session")
def store() -> Store:
    made = Store()
    made.load(turtle().encode(), format=RdfFormat.TURTLE)
    return made


@pytest.fixture(scope="session")
def networks(store: Store) -> dict[str, Network]:
    return {network.graph.view: network for network in networks_of(store)}


@pytest.fixture(scope="session")
def network_of_ties() -> Callable[[int, Sequence[tuple[int, int]]], Network]:
    """Return a network of numbered points with these ties, each told by one goal."""

    def made(size: int, ties: Sequence[tuple[int, int]]) -> Network:
        points = {f"urn:n:{number:05}": {"urn:g"} for number in range(size)}
        names = list(points)
        links: dict[tuple[str, str], Link] = {}
        for one, other in sorted({(min(tie), max(tie)) for tie in ties if tie[0] != tie[1]}):
            link = links.setdefault((names[one], names[other]), Link())
            link.add(Reason(names[one], names[other], "urn:g", "2024", "urn:d", ""), "stated")
        things = {name: Thing("Partner", f"点<{name}>\x0b", "", "") for name in names}
        known = Known(things, frozenset({("urn:d", 2024)}))
        projection = Projection(points, links, {"urn:g": Told("urn:d", 2024)})
        return make(views()["department-partner"], projection, known, {})

    return made
