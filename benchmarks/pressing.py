"""Look-ups sent by wrk as fast as a server answers them."""

import itertools
import re
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from pyoxigraph import QuerySolutions, Store
from servers import JSON, Server

REPEATED = 1000
"""How many look-ups come again and again."""

_THINGS = "SELECT DISTINCT ?s { ?s a ?class FILTER(isIRI(?s)) } LIMIT 20000"
_LOOK_UP = "SELECT ?p ?o { <THING> ?p ?o } LIMIT NUMBER"
_LABELLED = """SELECT ?p ?o ?label {
  <THING> ?p ?o OPTIONAL { ?o <http://www.w3.org/2004/02/skos/core#prefLabel> ?label }
} LIMIT NUMBER"""
_SCRIPT = """
local things = {}
for line in io.lines("%s") do things[#things + 1] = line end
local before, between, after = "%s", "%s", "%s"
local number, most = %d, %d
function request()
  number = number %% most + 1
  local thing = things[(number * 7919) %% #things + 1]
  return wrk.format("GET", before .. thing .. between .. (1000 + number) .. after, {["Accept"] = "%s"})
end
"""
_RUN_AWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) } # THING NUMBER"
_RUN_AWAYS = 60
_RATE = re.compile(r"Requests/sec: +([\d.]+)")
_LATE = re.compile(r"99% +([\d.]+)(us|ms|s)\b")
_FAILED = re.compile(r"Non-2xx or 3xx responses: \d+|Socket errors: .*")
_MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
_fresh = itertools.count(10_000_000, 10_000_000)


@dataclass(frozen=True)
class Load:
    """One run: look-ups a second, milliseconds in which 99 of 100 are answered, what failed."""

    server: str
    sheets: int
    kind: str
    connections: int
    rate: float
    p99: float
    failed: str


def things(store: Store) -> list[str]:
    """Return the things to look up."""
    found = store.query(_THINGS)
    assert isinstance(found, QuerySolutions)
    return sorted(solution["s"].value for solution in found)


@dataclass(frozen=True)
class Crowd:
    """What a client notices of 60 run-aways: milliseconds of the median answer, and how many were none."""

    server: str
    sheets: int
    look_up: float
    health: float
    refused: int


def press(server: Server, names: list[str], sheets: int, kind: str, connections: int, seconds: int) -> Load:
    """Ask look-ups: `new` or `labelled` ones, of which no two are the same text, or `repeated` ones."""
    first, most = (0, REPEATED) if kind == "repeated" else (next(_fresh), 10**12)
    query = _LABELLED if kind == "labelled" else _LOOK_UP
    with _wrk(server, query, names, first, most, connections, seconds) as pressing:
        said, _ = pressing.communicate()
    rate, late = _RATE.search(said), _LATE.search(said)
    assert rate and late, said
    p99 = float(late[1]) * _MILLISECONDS[late[2]]
    return Load(server.name, sheets, kind, connections, float(rate[1]), p99, "; ".join(_FAILED.findall(said)))


def crowd(server: Server, names: list[str], sheets: int, seconds: int) -> Crowd:
    """Look things up while 60 run-aways, no two the same, are asked and asked again."""
    spent: dict[str, list[float]] = {"look-up": [], "health": []}
    refused = 0
    health = server.endpoint.rpartition("/")[0] + "/health"
    with _wrk(server, _RUN_AWAY, names, next(_fresh), 10**12, _RUN_AWAYS, seconds) as pressing:
        time.sleep(1)
        while pressing.poll() is None:
            text = _LOOK_UP.replace("THING", names[0]).replace("NUMBER", str(next(_fresh)))
            for name, address in (("look-up", server.address(text)), ("health", health)):
                start = time.perf_counter()
                try:
                    urllib.request.urlopen(address, timeout=60).close()
                except urllib.error.HTTPError:
                    refused += 1
                spent[name].append(1000 * (time.perf_counter() - start))
    look_up, health_ms = (statistics.median(each) for each in spent.values())
    return Crowd(server.name, sheets, look_up, health_ms, refused)


@contextmanager
def _wrk(
    server: Server, query: str, names: list[str], first: int, most: int, connections: int, seconds: int
) -> "Iterator[subprocess.Popen[str]]":
    """Run wrk with a query in which THING and NUMBER are filled in, each time anew."""
    path = urlsplit(server.address("")).path
    before, between, after = re.split("THING|NUMBER", f"{path}?query={quote(query, safe='')}")
    with tempfile.TemporaryDirectory() as folder:
        listed, script = Path(folder, "things"), Path(folder, "wrk.lua")
        listed.write_text("".join(f"{quote(name, safe='')}\n" for name in names))
        script.write_text(_SCRIPT % (listed, before, between, after, first, most, JSON))
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "--latency"]
        with subprocess.Popen(
            [*command, "-s", str(script), server.endpoint], stdout=subprocess.PIPE, text=True
        ) as pressing:
            yield pressing
