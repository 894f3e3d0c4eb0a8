"""The example city served by the command on a free port, a tab of a browser, and two SPARQL servers."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.sync.client import ClientConnection, connect

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--hide-scrollbars"),
    "--remote-debugging-port=0",
)
NO_HTTP = "WARNING:  Invalid HTTP request received."
"""What the server says of a request with a method that there is not."""

PATIENCE = 20.0
KEYS = {
    "Tab": ("Tab", 9, ""),
    "Enter": ("Enter", 13, "\r"),
    "Escape": ("Escape", 27, ""),
    "Delete": ("Delete", 46, ""),
    "ArrowDown": ("ArrowDown", 40, ""),
    "A": ("KeyA", 65, ""),
    "Z": ("KeyZ", 90, ""),
    **{letter: (f"Key{letter}", ord(letter), "") for letter in "JKRLU"},
}
INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = .
ServerThreads = 40
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
MaxClientConnections = 30
ServerThreads = 30
[Flags]
enable_pg_card = 0
[SPARQL]
MaxQueryExecutionTime = 10
{more}
"""
"""`docs/scale.md` advises this; without the flag Virtuoso waits for itself for ever (`roles-of-partner`)."""


class Tab:
    """One page. `complaints` are errors of scripts, of the content policy and of the network."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._number = 0
        self.complaints: list[str] = []
        self.asked: list[str] = []
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command and return its result; note on the way what the page complains of."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv(timeout=PATIENCE))
            if message.get("id") == self._number:
                assert "error" not in message, message
                return dict(message["result"])
            self._note(message["method"], message["params"])

    def _note(self, event: str, about: dict[str, Any]) -> None:
        if event == "Network.requestWillBeSent":
            self.asked.append(about["request"]["url"])
        elif event == "Log.entryAdded" and about["entry"]["level"] == "error":
            # A status of 400 and above is what some tests are about, and stands there too.
            if about["entry"]["source"] != "network":
                self.complaints.append(about["entry"]["text"])
        elif event == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(about["exceptionDetails"], ensure_ascii=False))

    def open(self, address: str, ready: str = "true") -> None:
        """Load a page and wait until it is there, and `ready` is true in it."""
        self.ask("window.left = true")
        self.call("Page.navigate", url=address)
        self.wait(f"!window.left && document.readyState === 'complete' && ({ready})")

    def ask(self, script: str) -> Any:
        """Return the value of an expression; a promise is waited for."""
        found = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def wait(self, condition: str) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + PATIENCE
        while not self.ask(f"!!({condition})"):
            assert time.monotonic() < end, f"never true: {condition}"
            time.sleep(0.05)

    def press(self, name: str, modifiers: int = 0) -> None:
        """Press a key of `KEYS`."""
        code, number, text = KEYS[name]
        key = name.lower() if len(name) == 1 else name
        pressed = {"key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": modifiers}
        typed = {"text": text} if text and not modifiers else {}
        self.call("Input.dispatchKeyEvent", type="keyDown" if typed else "rawKeyDown", **pressed, **typed)
        self.call("Input.dispatchKeyEvent", type="keyUp", **pressed)

    def click(self, element: str) -> None:
        """Click with the mouse in the middle of what an expression finds."""
        self.ask(f"({element}).scrollIntoView({{block: 'center'}})")
        x, y = self.ask(
            f"(() => {{ const box = ({element}).getClientRects()[0];"
            " return [box.x + box.width / 2, box.y + box.height / 2] })()"
        )
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def pause(self, seconds: float) -> None:
        """Wait without a condition."""
        time.sleep(seconds)

    def write(self, text: str) -> None:
        """Type text into what has the focus, as an input method does."""
        self.call("Input.insertText", text=text)

    def look(self, width: int, height: int, dark: bool = False) -> None:
        """Change the size of the window, and light or dark."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])

    def picture(self) -> bytes:
        """Return the page as PNG."""
        return b64decode(
            self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)["data"]
        )


@contextmanager
def opened(browser: str, profile: Path) -> Iterator[Tab]:
    """Start a browser of its own and give its only tab."""
    command = [browser, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
    chromium = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        note, end = profile / "DevToolsActivePort", time.monotonic() + PATIENCE
        while not (note.is_file() and "\n" in note.read_text()):
            assert time.monotonic() < end, "Chromium did not start"
            time.sleep(0.05)
        port = note.read_text().splitlines()[0]
        pages = httpx.get(f"http://127.0.0.1:{port}/json/list", trust_env=False).json()
        address = next(page["webSocketDebuggerUrl"] for page in pages if page["type"] == "page")
        with connect(address, max_size=None, proxy=None) as socket:
            yield Tab(socket)
    finally:
        chromium.terminate()
        chromium.wait(timeout=PATIENCE)


@pytest.fixture(scope="session")
def window(browser: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """Yield a browser that all tests share: starting one takes seconds."""
    with opened(browser, tmp_path_factory.mktemp("browser") / "profile") as tab:
        yield tab


@pytest.fixture
def tab(window: Tab) -> Iterator[Tab]:
    """Yield the tab, as large as a desk's screen and light; a test after which it has complaints fails."""
    window.call("Page.navigate", url="about:blank")
    window.asked.clear()
    window.complaints.clear()
    window.look(1280, 1000)
    yield window
    assert window.complaints == []


@pytest.fixture(scope="session")
def axe(root: Path) -> Callable[[Tab], list[list[str]]]:
    """Return what lets axe-core look at the open page, with all its rules, and returns what it found."""
    file = root / "vendor" / "node_modules" / "axe-core" / "axe.min.js"
    if not file.is_file():
        pytest.skip("axe-core is not here (npm --prefix vendor ci)")
    script = file.read_text(encoding="utf-8")

    def look(tab: Tab) -> list[list[str]]:
        if not tab.ask("'axe' in window"):
            tab.ask(f"{script}; 0")
        return list(
            tab.ask(
                "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))"
            )
        )

    return look


@pytest.fixture(scope="session")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of the example city's pages, without a slash at its end."""
    with served(root, tmp_path_factory.mktemp("site") / "home") as address:
        yield address


@pytest.fixture
def tried_site(root: Path, tmp_path: Path) -> Iterator[str]:
    """Yield the same of a server that is also sent what is no HTTP, and may say that of it."""
    with served(root, tmp_path / "home", NO_HTTP) as address:
        yield address


@contextmanager
def served(root: Path, home: Path, *may_say: str) -> Iterator[str]:
    """Build the example city and serve it by the command; it must have nothing else to say at its end."""
    environment = {**os.environ, "TSUNAGU_HOME": str(home), "TSUNAGU_LANG": "en"}
    command = [sys.executable, "-m", "tsunagu"]
    sheets = sorted(map(str, root.glob("examples/*/*.txt")))
    subprocess.run([*command, "build", *sheets], cwd=root, env=environment, check=True, capture_output=True)
    server = subprocess.Popen(
        [*command, "serve", "--port", "0"], cwd=root, env=environment, stderr=subprocess.PIPE, text=True
    )
    assert server.stderr is not None
    try:
        said = server.stderr.readline()
        address = re.search(r"http://[\d.:]+", said)
        assert address, said + server.stderr.read()
        yield address[0]
    finally:
        server.send_signal(signal.SIGINT)
        status = server.wait(timeout=30)
        said = server.stderr.read()
        server.stderr.close()
    assert status == 0, "Ctrl-C is how serving ends, not an error"
    complaints = [line for line in said.splitlines() if line not in may_say]
    assert complaints == [], "the server had nothing to complain of"


@dataclass(frozen=True)
class Engine:
    """A server that runs: its address for queries, and what the environment must say to write to it."""

    name: str
    address: str
    environment: dict[str, str] = field(default_factory=dict)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def running(command: list[str], folder: Path, address: str) -> Iterator[None]:
    """Run a server until the end of the block, from its first answer on."""
    folder.mkdir(exist_ok=True)
    with (folder / "said.txt").open("wb") as said:
        server = subprocess.Popen(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT)
        try:
            end = time.monotonic() + 60
            while not answers(address):
                assert server.poll() is None, (folder / "said.txt").read_text(errors="replace")
                assert time.monotonic() < end, "the server does not answer"
                time.sleep(0.2)
            yield
        finally:
            server.kill()
            server.wait()


def answers(address: str) -> bool:
    try:
        return httpx.get(address, params={"query": "ASK {}"}, timeout=5, trust_env=False).is_success
    except httpx.TransportError:
        return False


@contextmanager
def virtuoso(program: str, folder: Path, more: str = "") -> Iterator[Engine]:
    """Run Virtuoso on a database in this folder, which may be there already."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/sparql"
    folder.mkdir(exist_ok=True)
    (folder / "virtuoso.ini").write_text(INI.format(sql=free_port(), http=port, more=more), encoding="ascii")
    with running([program, "+configfile", "virtuoso.ini", "+foreground"], folder, address):
        login = {"TSUNAGU_ENDPOINT_USER": "dba", "TSUNAGU_ENDPOINT_PASSWORD": "dba"}
        yield Engine("virtuoso", address, login)


@pytest.fixture(scope="session")
def start_virtuoso(program: Callable[[str, str], str]) -> Callable[..., AbstractContextManager[Engine]]:
    """Return `start_virtuoso(folder, more)`: a server with more settings until the end of the block."""
    return partial(virtuoso, program("virtuoso-t", "Debian: apt-get install virtuoso-opensource-7-bin"))


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def engine(
    request: pytest.FixtureRequest,
    program: Callable[[str, str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Engine]:
    """A server that runs and holds nothing."""
    folder = tmp_path_factory.mktemp("engine") / "data"
    if request.param == "virtuoso":
        with request.getfixturevalue("start_virtuoso")(folder) as engine:
            yield engine
        return
    oxigraph, port = program("oxigraph", "pip install oxigraph"), free_port()
    command = [oxigraph, "serve", "--location", str(folder / "store"), "--bind", f"127.0.0.1:{port}"]
    with running(command, folder, f"http://127.0.0.1:{port}/query"):
        yield Engine("oxigraph", f"http://127.0.0.1:{port}/query")
