"""Look-ups sent by wrk as fast as a server answers them."""

import itertools
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from pyoxigraph import QuerySolutions, Store
from servers import JSON, Server

REPEATED = 1000
"""How many look-ups come again and again."""

_THINGS = "SELECT DISTINCT ?s { ?s a ?class FILTER(isIRI(?s)) } LIMIT 20000"
_LOOK_UP = "SELECT ?p ?o { <THING> ?p ?o } LIMIT NUMBER"
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


def press(server: Server, names: list[str], sheets: int, kind: str, connections: int, seconds: int) -> Load:
    """Ask `new` look-ups, of which no two are the same text, or `repeated` ones."""
    first, most = (next(_fresh), 10**12) if kind == "new" else (0, REPEATED)
    path = urlsplit(server.address("")).path
    before, between, after = re.split("THING|NUMBER", f"{path}?query={quote(_LOOK_UP, safe='')}")
    with tempfile.TemporaryDirectory() as folder:
        listed, script = Path(folder, "things"), Path(folder, "wrk.lua")
        listed.write_text("".join(f"{quote(name, safe='')}\n" for name in names))
        # In Lua's strings a backslash escapes and a percent sign does not.
        script.write_text(_SCRIPT % (listed, before, between, after, first, most, JSON))
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(script)]
        said = subprocess.run([*command, server.endpoint], check=True, capture_output=True, text=True).stdout
    rate, late = _RATE.search(said), _LATE.search(said)
    assert rate and late, said
    p99 = float(late[1]) * _MILLISECONDS[late[2]]
    return Load(server.name, sheets, kind, connections, float(rate[1]), p99, "; ".join(_FAILED.findall(said)))
