"""The officers' side on a free port, a city that can be written to, and an officer who is logged in."""

import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import httpx
import pytest
import uvicorn

from api.office.app import create_office
from api.office.guard import served_hosts
from core.settings import Settings
from loaders.cities.find import cities
from loaders.cities.skeleton import copy_city

TOKEN = "a-token-for-tests-only"
PATIENCE = 120.0
ENDS = ("read", "failed", "stopped", "published")


class Officer:
    """A browser with cookies that fills in the forms of the pages."""

    def __init__(self, address: str) -> None:
        self.http = httpx.Client(base_url=address, timeout=30, trust_env=False)
        self.origin = address

    def get(self, path: str) -> httpx.Response:
        return self.http.get(path, headers={"Accept": "text/html"})

    def csrf(self) -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', self.get("/").text)
        assert found
        return found[1]

    def post(self, path: str, **fields: str) -> httpx.Response:
        """Send a form as the page would: with its secret, from here."""
        data = {"csrf": self.csrf(), **fields} if path != "/login" else fields
        return self.http.post(path, data=data, headers={"Origin": self.origin})

    def log_in(self, who: str = "政策課 係長", token: str = TOKEN) -> httpx.Response:
        return self.post("/login", token=token, who=who)

    def send(self, *files: tuple[str, bytes], path: str = "/drafts", **fields: str) -> httpx.Response:
        return self.http.post(
            path,
            data={"csrf": self.csrf(), **fields},
            files=[("files", file) for file in files],
            headers={"Origin": self.origin},
        )

    def bring(self, *files: Path) -> str:
        """Bring files, wait until they are read, and return the path of the draft."""
        answer = self.send(*((path.name, path.read_bytes()) for path in files))
        assert answer.status_code == 303, answer.text
        return self.waited(answer.headers["location"])

    def waited(self, draft: str) -> str:
        """Wait for the end of a job on a draft."""
        end = time.monotonic() + PATIENCE
        while self.state(draft) not in ENDS:
            assert time.monotonic() < end, "the job has no end"
            time.sleep(0.1)
        return draft

    def state(self, draft: str) -> str:
        return str(self.http.get(f"{draft}/state").json()["state"])

    def publish(self, draft: str) -> str:
        assert self.post(f"{draft}/publish").status_code == 303
        return self.waited(draft)

    def decide(self, draft: str, surface: str, decision: str, **more: str) -> httpx.Response:
        """Decide on the candidate with this surface by the form that the page shows for it."""
        return self._decide(draft, f'name="surface" value="{surface}"', decision, more)

    def decide_key(self, draft: str, key: str, decision: str, **more: str) -> httpx.Response:
        """Decide on the figure or the pair with this key."""
        return self._decide(draft, f'name="key" value="{key}"', decision, more)

    def _decide(self, draft: str, sign: str, decision: str, more: dict[str, str]) -> httpx.Response:
        page = unescape(self.get(f"{draft}/review").text)
        form = next(each for each in page.split("<form") if sign in each)
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
        fields = hidden | {"decision": decision} | more
        return self.http.post(f"{draft}/decide", data=fields, headers={"Origin": self.origin})


@dataclass(frozen=True)
class Place:
    """A home, the folder of a writable copy of the example city, and what a server there needs."""

    home: Path
    cities: Path

    @property
    def decisions(self) -> Path:
        return self.cities / "yuino" / "decisions.csv"

    def kept(self) -> dict[str, bytes]:
        """Return what stands in home and city, but for the folder of drafts itself."""
        every = [path for top in (self.home, self.cities) for path in top.rglob("*") if path.is_file()]
        return {str(path): path.read_bytes() for path in every}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    folder = tmp_path / "cities"
    copy_city(cities()["yuino"], folder)
    return Place(tmp_path / "home", folder)


@contextmanager
def _running(place: Place, **given: object) -> Iterator[str]:
    settings = Settings(home=place.home, **given)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        app = create_office(settings, str(place.cities), TOKEN, served_hosts("127.0.0.1", port))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, ws="none", timeout_keep_alive=1))
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture
def running() -> Callable[..., AbstractContextManager[str]]:
    """Return `running(place, setting=…)`: a server there; it gives its address."""
    return _running


@pytest.fixture
def address(place: Place) -> Iterator[str]:
    with _running(place) as address:
        yield address


@pytest.fixture
def anyone() -> Iterator[Callable[[str], Officer]]:
    """Return `anyone(address)`: a browser in which nobody is logged in."""
    with ExitStack() as stack:

        def opened(address: str) -> Officer:
            officer = Officer(address)
            stack.callback(officer.http.close)
            return officer

        yield opened


@pytest.fixture
def officer(address: str, anyone: Callable[[str], Officer]) -> Officer:
    officer = anyone(address)
    assert officer.log_in().status_code == 303
    return officer


@pytest.fixture(scope="session")
def sheet(root: Path) -> Path:
    return root / "examples" / "yuino" / "yuino-2025-kurashi-anshin.txt"


@pytest.fixture(scope="session")
def _first_draft(sheet: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A home in which the sheet was brought and read, and the path of the draft; made once and copied."""
    folder = tmp_path_factory.mktemp("office")
    copy_city(cities()["yuino"], folder / "cities")
    place = Place(folder / "home", folder / "cities")
    with _running(place) as address:
        officer = Officer(address)
        officer.log_in()
        draft = officer.bring(sheet)
        officer.http.close()
    return place.home, draft


@pytest.fixture
def draft(_first_draft: tuple[Path, str], place: Place) -> str:
    """The path of a draft of the sheet, as an officer brought it."""
    home, draft = _first_draft
    shutil.copytree(home / "drafts", place.home / "drafts", dirs_exist_ok=True)
    return draft


@pytest.fixture(scope="session")
def workbook(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = next((root / "tests" / "fixtures" / "yuino").glob("*kankyo.xlsx"))
    return Path(shutil.copy(source, tmp_path_factory.mktemp("workbook") / "みどり <環境> & 部.xlsx"))
