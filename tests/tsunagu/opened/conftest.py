"""A home with two releases, the first of one city and the second of two; a server on it."""

import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

import graph.cityparts
import graph.linking
import graph.loaded
from api.app import create_app
from core.settings import Settings
from graph.build import build
from loaders.cities.codes import corporate_check_digit
from loaders.cities.find import BUNDLED, cities

_ELEVENTH = "000000000011"
NUMBER = corporate_check_digit(_ELEVENTH) + _ELEVENTH
"""A number as organisations have, of none."""


@pytest.fixture(scope="session")
def home(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("opened")
    twin = folder / "cities" / "futago"
    shutil.copytree(BUNDLED / "yuino", twin)
    profile = twin / "city.toml"
    told = profile.read_text("utf-8").replace('code = "992011"', 'code = "992020"')
    profile.write_text(told.replace('name = "結野市"', 'name = "双子市"'), "utf-8")
    partners = twin / "organisations.csv"
    listed = partners.read_text("utf-8")
    assert listed.count("、ゆいのえんがわ,,") == 1
    partners.write_text(listed.replace("、ゆいのえんがわ,,", f"、ゆいのえんがわ,{NUMBER},"), "utf-8")
    known = cities(str(folder / "cities"))
    first, second = sorted((root / "examples" / "yuino").glob("*.txt"))[:2]
    with pytest.MonkeyPatch.context() as patch:  # the shapes have tests of their own
        patch.setattr(graph.loaded, "validate_sheet", lambda sheet, registers: ())
        patch.setattr(graph.cityparts, "validate_city_lines", lambda merge: ())
        patch.setattr(graph.linking, "validate_links", lambda graph: ())
        for sheet, city in ((first, "yuino"), (second, "futago")):
            assert build([sheet], folder / "home", known, city=city, jobs=1).changed
    return folder / "home"


@pytest.fixture(scope="session")
def numbered_partner() -> str:
    """A partner of the second city whose IRI is the same in every city."""
    return f"https://w3id.org/tsunagu/id/org/{NUMBER}"


@pytest.fixture(scope="session")
def alone(home: Path) -> Path:
    """The folder of the release of one city."""
    (found,) = (home / "releases").glob("0001-*")
    return found


@pytest.fixture
def settings(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TSUNAGU_HOME", str(home))
    monkeypatch.setenv("TSUNAGU_LANG", "en")


@pytest.fixture(scope="session")
def address(home: Path) -> Iterator[str]:
    """The address of a running Tsunagu."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        app = create_app(Settings(home=home, query_rows=3000))
        config = uvicorn.Config(app, log_config=None, ws="none", timeout_graceful_shutdown=5)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        server.should_exit = True
        thread.join()
