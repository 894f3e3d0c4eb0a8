"""Answers from memory: exact, bounded, and only of the current release."""

from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.current import CurrentRelease
from api.errors import RefusedQuery
from api.kept import Kept
from api.repeated import ANY, Repeated
from api.sparql.guard import NESTING, check, harmless


def test_the_least_asked_for_goes_first() -> None:
    kept: Kept[int] = Kept(40_000)
    for number in range(10):
        kept.put(number, number, 3000)
    assert kept.get(0) == 0
    kept.put("new", 10, 3000)
    assert kept.get(0) == 0
    assert kept.get(1) is None
    kept.clear()
    assert kept.get(0) is None


def test_what_is_too_large_is_not_kept() -> None:
    kept: Kept[str] = Kept(80_000)
    kept.put("large", "x", 10_000)
    assert kept.get("large") is None
    assert Kept[str](0).get("x") is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9000))))
def test_no_more_is_kept_than_there_is_room_for(puts: list[tuple[int, int]]) -> None:
    kept: Kept[int] = Kept(40_000)
    for key, size in puts:
        kept.put(key, size, size)
        assert sum(held for _, held in kept._values.values()) == kept._taken <= 40_000


class Counting:
    """An application that says how often it was asked."""

    def __init__(self, status: int = 200, vary: str = "Accept", control: str = "") -> None:
        self.asked = 0
        self.status, self.headers = status, [(b"vary", vary.encode()), (b"cache-control", control.encode())]

    async def __call__(self, scope: object, receive: object, send: object) -> None:
        self.asked += 1
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": b"%d" % self.asked})


async def asked_twice(app: Repeated, method: str = "GET", **second: str) -> list[str]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as client:
        first = await client.request(method, "/sparql?query=1")
        return [first.text, (await client.request(method, "/sparql?query=1", headers=second)).text]


@pytest.fixture
def current(tmp_path: Path) -> CurrentRelease:
    (tmp_path / "current").write_text("0001-a\n")
    found = CurrentRelease(tmp_path)
    found.seen = found.state()
    return found


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("inner", "method", "second", "same"),
    [
        (Counting(), "GET", {}, True),
        (Counting(), "GET", {"Accept": "text/csv"}, False),
        (Counting(), "GET", {"Accept-Encoding": "br"}, False),
        (Counting(), "GET", {"Host": "y"}, False),
        (Counting(), "GET", {"User-Agent": "y"}, True),
        (Counting(), "POST", {}, False),
        (Counting(status=400), "GET", {}, False),
        (Counting(vary="Accept, Cookie"), "GET", {}, False),
        (Counting(control="no-store"), "GET", {}, False),
    ],
)
async def test_only_what_is_the_same_is_repeated(
    current: CurrentRelease, inner: Counting, method: str, second: dict[str, str], same: bool
) -> None:
    first, again = await asked_twice(Repeated(inner, current, {"/sparql": ANY}, 100_000), method, **second)
    assert (first == again) is same


@pytest.mark.anyio
async def test_several_lines_of_a_header_are_one_list(current: CurrentRelease) -> None:
    """Who refuses gzip in a second line gets nothing that was packed for another."""
    app = Repeated(Counting(), current, {"/sparql": ANY}, 100_000)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as client:
        texts = []
        for second in ("identity;q=0.1", "gzip;q=0", "gzip;q=0.5"):
            lines = [("Accept-Encoding", "*"), ("Accept-Encoding", second)]
            texts.append((await client.get("/sparql?query=1", headers=httpx.Headers(lines))).text)
    assert texts == ["1", "2", "1"]


@pytest.mark.anyio
async def test_another_release_is_asked_anew(current: CurrentRelease, tmp_path: Path) -> None:
    app = Repeated(Counting(), current, {"/sparql": ANY}, 100_000)
    assert await asked_twice(app) == ["1", "1"]
    (tmp_path / "new").write_text("0002-b\n")
    (tmp_path / "new").replace(tmp_path / "current")
    current.seen = current.state()
    assert await asked_twice(app) == ["2", "2"]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


WORDS = (
    "SELECT * { } ( ) < > << ?s a:b SERVICE service FROM NAMED INSERT LOAD \" ' \\ \\u0053 # || PREFIX x 1 ſ"
)
PIECES = st.sampled_from([*WORDS.split(" "), " ", "\n"])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_what_is_harmless_at_a_glance_is_harmless(query: str) -> None:
    if harmless(query):
        try:
            check(query)
        except RefusedQuery as refused:
            assert refused.key == "query-quote-open"


@pytest.mark.parametrize(
    "query",
    ["{" * (NESTING + 1), "ſervice", "SELECT * FROM <a:b> {}", "ASK { ?s ?p 'x }", "DROP ALL", "x" * 5000],
)
def test_what_has_to_be_looked_at_is_looked_at(query: str) -> None:
    assert not harmless(query)
