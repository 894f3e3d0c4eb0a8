"""What stands on which server: one small file for each in `home/published/`. It holds no password.

    {"endpoint": "http://…/query", "server": "Oxigraph/0.5.13", "merge_in": "", "release": "0003-…",
     "graphs": {"https://…/graph/registers": "sha-256 of its fragment"}, "merge": "…", "parts": 4}

`release` is empty while a publication is on its way, so whoever serves from there knows.
"""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from json import dumps
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from core.errors import HomeError
from graph.disk import home_errors, write_atomically

_FOLDER = "published"


@dataclass(slots=True)
class State:
    """What one server holds.

    `merge_in` is the graph of the merge, empty for the server's default graph and None before that
    is known. `graphs` gives the checksum of each named graph. `merge` is the checksum of the merge,
    of which `parts` parts are there.
    """

    endpoint: str
    server: str = ""
    merge_in: str | None = None
    release: str = ""
    graphs: dict[str, str] = field(default_factory=dict)
    merge: str = ""
    parts: int = 0


_STATE = TypeAdapter(State)


def state_file(home: Path, address: str) -> Path:
    """Return where the state of the server with this address for queries stands."""
    return home / _FOLDER / f"{hashlib.sha256(address.encode()).hexdigest()[:16]}.json"


def read_state(home: Path, address: str) -> State | None:
    """Return what is known of a server, None where nothing was ever published to it from here."""
    place = state_file(home, address)
    with home_errors(place):
        if not place.exists():
            return None
        data = place.read_bytes()
    try:
        return _STATE.validate_json(data)
    except ValidationError as error:
        raise HomeError("state-damaged", place=place) from error


def write_state(home: Path, state: State) -> None:
    """Remember what is known of a server."""
    text = dumps(asdict(state), ensure_ascii=False, indent=1)
    write_atomically(state_file(home, state.endpoint), text.encode("utf-8"))


@contextmanager
def alone(home: Path, address: str) -> Iterator[None]:
    """Let nobody else publish to the same server from this home meanwhile."""
    place = state_file(home, address).with_suffix(".lock")
    with home_errors(place):
        place.parent.mkdir(exist_ok=True)
        file = place.open("a")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise HomeError("endpoint-busy", address=address) from None
        yield
