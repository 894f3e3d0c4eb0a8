"""`/dumps`: files of a release with size, checksum and type as they are told, whole and in parts."""

import base64
import hashlib
import re

import httpx
import pytest

from graph.dumps import SUMS, dumps
from graph.release import Release


def test_every_file_is_what_is_said_of_it(client: httpx.Client, example: Release) -> None:
    told = dumps(example)
    assert len(told) > 20
    for each in told:
        sent = client.get(f"/dumps/{example.id}/{each.name}", headers={"Accept-Encoding": "gzip"})
        checksum = hashlib.sha256(sent.content)
        assert (sent.status_code, len(sent.content), checksum.hexdigest()) == (200, each.size, each.sha256)
        assert sent.headers["content-length"] == str(each.size)
        assert sent.headers["content-type"].partition(";")[0] == each.served_as
        assert sent.headers["repr-digest"] == f"sha-256=:{base64.b64encode(checksum.digest()).decode()}:"
        assert "content-encoding" not in sent.headers


def test_the_current_ones_name_their_lasting_address(client: httpx.Client, example: Release) -> None:
    sent = client.get("/dumps/goals.csv")
    assert sent.headers["content-location"] == f"/dumps/{example.id}/goals.csv"
    assert client.get(sent.headers["content-location"]).content == sent.content
    assert "graph.nq" in client.get(f"/dumps/{SUMS}").text


def test_a_download_can_go_on_where_it_stopped(client: httpx.Client, example: Release) -> None:
    whole = example.dump_path.read_bytes()
    first = client.get("/dumps/graph.nq", headers={"Range": "bytes=0-99"})
    mark = first.headers["etag"]
    rest = client.get("/dumps/graph.nq", headers={"Range": "bytes=100-", "If-Range": mark})
    assert (first.status_code, rest.status_code) == (206, 206)
    assert first.content + rest.content == whole
    assert rest.headers["content-range"] == f"bytes 100-{len(whole) - 1}/{len(whole)}"
    other = client.get("/dumps/graph.nq", headers={"Range": "bytes=100-", "If-Range": '"another"'})
    assert (other.status_code, other.content) == (200, whole)
    beyond = client.get("/dumps/graph.nq", headers={"Range": f"bytes={len(whole)}-"})
    assert beyond.status_code == 416


def test_what_a_client_has_is_not_sent_again(client: httpx.Client) -> None:
    sent = client.head("/dumps/graph.ttl.gz")
    assert (sent.status_code, sent.content) == (200, b"")
    assert re.fullmatch(r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT", sent.headers["last-modified"])
    again = client.get("/dumps/graph.ttl.gz", headers={"If-None-Match": sent.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "none.nq",
        "manifest.json",
        "..%2fmanifest.json",
        "0001-000000000000/graph.nq",
        "x/graph.nq",
        "..%2f..%2f/current",
    ],
)
def test_there_are_no_other_files(client: httpx.Client, path: str) -> None:
    assert client.get(f"/dumps/{path}").status_code == 404


def test_former_and_short_addresses_lead_on(client: httpx.Client, example: Release) -> None:
    assert client.get("/dumps").headers["location"] == "/data"
    former = client.get("/data/dump.nq")
    assert (former.status_code, former.headers["location"]) == (308, "/dumps/graph.nq")


def test_the_page_tells_of_the_files(client: httpx.Client, example: Release) -> None:
    page = client.get("/data").text
    for each in dumps(example):
        if each.name.startswith(("graph.", "goals")):
            assert f"/dumps/{example.id}/{each.name}" in page
            assert f"{each.size:,}バイト" in page or each.format in ("csv-excel", "parquet")
        if each.name.startswith("graph."):
            assert each.sha256 in page
