"""What comes in: forms in any pieces, names of any kind, and no more than the limits."""

import asyncio
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from api.errors import BodyTooLarge
from api.office.errors import Refused
from api.office.forms import Event, Field, FileBegins, read_multipart
from api.office.uploads import MOST_FILES, shown_name

CRLF = b"\r\n"
KIND = "multipart/form-data; boundary=XyZ"
SECRET = ('name="csrf"', b"{csrf}")
FILE = ('name="files"; filename="a.txt"', b"x")


def form(parts: list[tuple[str, bytes]], boundary: bytes = b"XyZ") -> bytes:
    """Return a form; the first word of each part is its disposition."""
    made = b"".join(
        b"--" + boundary + CRLF + f"Content-Disposition: form-data; {head}".encode() + CRLF * 2 + data + CRLF
        for head, data in parts
    )
    return made + b"--" + boundary + b"--" + CRLF


def parsed(
    pieces: list[bytes], limit: int = 1 << 20, kind: str = "multipart/form-data; boundary=XyZ"
) -> list[Event]:
    """Return what a request in these pieces brings, the bytes of each file put together."""
    waiting = [{"type": "http.request", "body": each, "more_body": True} for each in pieces]
    waiting.append({"type": "http.request", "body": b"", "more_body": False})

    async def receive() -> dict[str, object]:
        return waiting.pop(0)

    async def run() -> list[Event]:
        request = Request({"type": "http", "headers": [(b"content-type", kind.encode())]}, receive)
        return list(joined([event async for event in read_multipart(request, 1 << 20)]))

    return asyncio.run(run())


def joined(events: list[Event]) -> Iterator[Event]:
    data = b""
    for event in events:
        if isinstance(event, bytes):
            data += event
            continue
        if data:
            yield data
        data = b""
        yield event
    if data:
        yield data


@given(
    data=st.binary(max_size=200).map(lambda data: data.replace(b"--XyZ", b"")),
    cuts=st.lists(st.integers(0, 400), max_size=8),
)
def test_a_form_is_the_same_in_any_pieces(data: bytes, cuts: list[int]) -> None:
    whole = form([('name="csrf"', b"secret"), ('name="files"; filename="a.txt"', data), ('name="x"', b"")])
    edges = [0, *sorted(min(cut, len(whole)) for cut in cuts), len(whole)]
    pieces = [whole[first:last] for first, last in pairwise(edges)]
    expected: list[Event] = [
        Field("csrf", "secret"),
        FileBegins("a.txt"),
        *([data] if data else []),
        Field("x", ""),
    ]
    assert parsed(pieces) == expected


def test_names_come_as_browsers_write_them() -> None:
    events = parsed([form([('name="files"; filename="みどり%22%0D%0A.txt"', b"x")])])
    assert events[0] == FileBegins('みどり"\r\n.txt')


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--XyZ\r\n",
        form([('name="a"', b"x")])[:-8],
        b"--XyZ\r\nno head",
        form([('file="a"', b"x")]),
        b"--XyZab",
    ],
)
def test_what_is_no_form_is_refused(body: bytes) -> None:
    with pytest.raises(Refused):
        parsed([body])


def test_another_type_is_refused() -> None:
    with pytest.raises(Refused):
        parsed([b"a=1"], kind="application/x-www-form-urlencoded")


@pytest.mark.parametrize("head", [b"x" * 20_000, b"a: b\r\n" * 5000])
def test_a_head_without_end_is_refused(head: bytes) -> None:
    with pytest.raises(Refused):
        parsed([b"--XyZ\r\n" + head])


def test_a_field_without_end_is_refused() -> None:
    with pytest.raises(BodyTooLarge):
        parsed([form([('name="a"', b"x" * 100_000)])])


@pytest.mark.parametrize("name", ["..", "/", "a/..", "x" * 300, "a\x00b.txt", "a\nb.txt", "a\u202etxt.exe"])
def test_names_that_cannot_be_shown_are_refused(name: str) -> None:
    with pytest.raises(Refused):
        shown_name(name)


def test_a_hostile_name_is_only_ever_shown(officer: Any, place: Any) -> None:
    answer = officer.send(("../../<script>alert(1)<b>'&.txt", b"no sheet"))
    draft = officer.waited(answer.headers["location"])
    folder = place.home / draft.removeprefix("/")
    assert [path.name for path in (folder / "files").iterdir()] == ["1"]
    assert folder.stat().st_mode & 0o777 == 0o700
    page = officer.get(draft).text
    assert "&lt;script&gt;alert(1)&lt;b&gt;&#39;&amp;.txt" in page, (
        "the folders of a name are nobody's business, the rest is escaped"
    )
    assert "<script>alert" not in page
    assert "読み込めなかったファイル" in page
    assert "公開する</button>" not in page, "there is nothing to publish"
    assert officer.post(f"{draft}/discard").status_code == 303
    assert list((place.home / "drafts").iterdir()) == []


def test_too_much_is_cut_off(place: Any, running: Any, anyone: Any) -> None:
    with running(place, office_upload=1) as address:
        officer = anyone(address)
        officer.log_in()
        announced = officer.send(("big.txt", b"x" * 2_000_000))
        assert announced.status_code == 413
        assert "1 MiB" in announced.text

        def pieces() -> Iterator[bytes]:
            yield form([('name="csrf"', officer.csrf().encode())])[:-9]
            yield b'--XyZ\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
            for _ in range(30):
                yield b"x" * 65536

        kind = {"Content-Type": KIND, "Origin": address}
        unannounced = officer.http.post("/drafts", content=pieces(), headers=kind)
        assert unannounced.status_code == 413
        assert list((place.home / "drafts").iterdir()) == [], "nothing of it stays"


@pytest.mark.parametrize(
    ("parts", "status", "word"),
    [
        ([SECRET], 400, "ファイルが選ばれていません"),
        ([SECRET, ('name="files"; filename=""', b"")], 400, "ファイルが選ばれていません"),
        ([FILE, SECRET], 403, "もう一度送って"),
        ([SECRET] + [FILE] * (MOST_FILES + 1), 413, "200"),
        ([SECRET, ('name="files"; filename="a\tb"', b"x")], 400, "名"),
    ],
)
def test_what_no_draft_is_made_of(
    officer: Any, place: Any, parts: list[tuple[str, bytes]], status: int, word: str
) -> None:
    secret = officer.csrf().encode()
    content = form([(head, data.replace(b"{csrf}", secret)) for head, data in parts])
    kind = {"Content-Type": KIND, "Origin": officer.origin}
    answer = officer.http.post("/drafts", content=content, headers=kind)
    assert answer.status_code == status
    assert word in answer.text
    assert list((place.home / "drafts").iterdir()) == []
