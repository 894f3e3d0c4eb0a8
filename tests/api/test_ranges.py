"""Parts of files that are not there."""

import httpx
import pytest

FILE = "/dumps/graph.nq"


@pytest.mark.parametrize(
    "asked", ["bytes=9-3", "bytes=999999999999-", "bytes=-0", "bytes=0-1,x", "bytes=", "bytes=-", "bytes=5"]
)
def test_a_part_that_is_not_there_is_refused_in_both_languages(client: httpx.Client, asked: str) -> None:
    size = client.head(FILE).headers["content-length"]
    sent = client.get(FILE, headers={"Range": asked})
    assert (sent.status_code, sent.headers["content-range"]) == (416, f"bytes */{size}")
    assert "範囲" in sent.text
    assert "range" in sent.text
    details = client.get(FILE, headers={"Range": asked, "Accept": "application/json"}).json()
    assert details["key"] == "range-unsatisfiable"


@pytest.mark.parametrize("headers", [{"Range": "pages=1-2"}, {"Range": "bytes=9-3", "If-Range": '"x"'}, {}])
def test_what_must_be_ignored_is_ignored(client: httpx.Client, headers: dict[str, str]) -> None:
    assert client.get(FILE, headers=headers).status_code == 200


@pytest.mark.parametrize("asked", ["bytes=0-9", "bytes=-10", "bytes=0-4, 5-9", "Bytes=0-9"])
def test_parts_that_are_there_are_sent(client: httpx.Client, asked: str) -> None:
    sent = client.get(FILE, headers={"Range": asked})
    mark = client.head(FILE).headers["etag"]
    again = client.get(FILE, headers={"Range": asked, "If-Range": mark})
    assert (sent.status_code, again.status_code) == (206, 206)
    assert client.get(FILE, headers={"Range": "bytes=9-3", "If-Range": mark}).status_code == 416
