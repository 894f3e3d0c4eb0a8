"""Pictures in SVG: any text in them is safe and read, marks are apart and inside."""

from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.svg.bars import Bar, Part, against, parts
from api.svg.elements import Picture
from api.svg.marks import OBJECTIVE, PARTNER, POLICY, Key
from api.svg.matrix import matrix
from api.svg.network import MOST, Edge, Node, network
from api.svg.places import circle, laid_out
from api.svg.sankey import Band, Step, sankey

SVG = "{http://www.w3.org/2000/svg}"
SAYS = ("title", "description")
HOSTILE = "\"><script>alert(1)</script>&'\x00"


def drawn(picture: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    """Return the elements of a class."""
    return [each for each in picture.iter() if kind in (each.get("class") or "").split()]


def hostile(text: str) -> list[Picture]:
    """Return a picture of each kind with a text wherever there is one."""
    nodes = [Node(text, text, PARTNER, 1, "/doc/x"), Node("b", text, POLICY, 2, proposed=True)]
    steps = [Step(kind, text, kind, column, "/x") for column, kind in enumerate((POLICY, OBJECTIVE, PARTNER))]
    bands = [Band(POLICY, OBJECTIVE, 1, text), Band(OBJECTIVE, PARTNER, 2, text, "/y", proposed=True)]
    return [
        network(nodes, [Edge(text, "b", 3, text, "#x")], [Key(text, PARTNER), Key(text)], (text, text)),
        sankey(steps, bands, [text] * 3, [Key(text)], (text, text)),
        parts([(text, [Part(0, 3, text), Part(7, 0, text)])], (text, text)),
        against([Bar(text, 0.4, text), Bar(text, 9.0, text, proposed=True)], text, (text, text)),
        matrix([text, "b"], [text], {(0, 0): 3}, (text, text)),
    ]


@given(st.text(max_size=80))
def test_any_text_makes_a_picture_that_can_be_read(text: str) -> None:
    for picture in hostile(text):
        read = ElementTree.fromstring(picture.svg())
        assert float(read.attrib["height"]) == pytest.approx(picture.height, abs=0.01)
        assert len(list(read.iter(f"{SVG}title"))) >= 1


def test_no_text_becomes_an_element_or_an_attribute() -> None:
    for picture in hostile(HOSTILE):
        drawing = str(picture.svg())
        assert "<script" not in drawing
        names = {each.tag.removeprefix(SVG) for each in ElementTree.fromstring(drawing).iter()}
        assert names <= {"svg", "title", "desc", "rect", "circle", "path", "line", "text", "a", "g"}


@given(st.integers(1, MOST))
def test_nodes_on_a_circle_are_apart_and_inside(count: int) -> None:
    keys = [str(number) for number in range(count)]
    places = circle(keys, 960, 780, (250, 170))
    assert len(set(places.values())) == count
    assert all(250 <= x <= 710 and 170 <= y <= 610 for x, y in places.values())


@given(st.dictionaries(st.text(max_size=4), st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=12))
def test_known_places_are_kept_apart_and_inside_or_not_taken(known: dict[str, tuple[float, float]]) -> None:
    places = laid_out(list(known), known, 960, 500, (110, 40))
    if places is not None:
        assert all(110 <= x <= 850 and 40 <= y <= 460 for x, y in places.values())
        assert all(abs(a - c) + abs(b - d) >= 14 for (a, b), (c, d) in combinations(places.values(), 2))


def test_a_place_that_is_not_known_or_not_free_is_not_taken() -> None:
    assert laid_out(["a", "b"], {"a": (0.1, 0.1)}, 960, 500, (110, 40)) is None
    assert laid_out(["a", "b", "c"], {"a": (0, 0), "b": (0, 0), "c": (1, 1)}, 960, 500, (110, 40)) is None


@pytest.mark.parametrize("count", [1, 2, 24, 25, MOST])
def test_marks_of_a_network_are_distinct_and_inside(count: int) -> None:
    nodes = [Node(f"n{number}", f"長い名前の団体{number}", PARTNER, number) for number in range(count)]
    edges = [Edge("n0", f"n{number}", number, "") for number in range(1, count)]
    picture = ElementTree.fromstring(network(nodes, edges, [], SAYS).svg())
    places = [(float(each.attrib["cx"]), float(each.attrib["cy"])) for each in drawn(picture, "v-partner")]
    width, height = float(picture.attrib["width"]), float(picture.attrib["height"])
    assert len(set(places)) == len(places) == count
    assert all(0 < x < width and 0 < y < height for x, y in places)
    assert len(drawn(picture, "v-edge")) == count - 1
