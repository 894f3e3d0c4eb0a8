"""Law 9: the names of officials stay in. A whole release and every page are searched for planted ones.

`home/files` holds the bytes as they were given; they are not served.
"""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import httpx
import pytest
import uvicorn

from api.app import create_app
from core.settings import Settings
from graph.build import build
from graph.release import Release
from loaders.cities.find import cities

NAME = "カワバタ　ガンタ"
FILE_NAME = "2024_カワバタガンタ.txt"
PLANTED = (
    "カワバタガンタ",
    "ｶﾜﾊﾞﾀ ｶﾞﾝﾀ",
    "カ　ワ　バ　タ　ガ　ン　タ",
    "カワバ\n　タガンタ",
    "カワバタ（かわばた）ガンタ",
)
SPELLINGS = re.compile(
    "カワバタ|ｶﾜﾊﾞﾀ|ガンタ|ｶﾞﾝﾀ|かわばた|カ　ワ　バ|カワバ|タガンタ|%E3%82%AB%E3%83%AF%E3%83%90", re.IGNORECASE
)
MOST = 300


@pytest.fixture(scope="module")
def release(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release of one sheet with a name in its head, its statements, and the name of its file."""
    folder = tmp_path_factory.mktemp("names")
    text = (root / "examples" / "yuino" / "yuino-2024-kurashi-anshin.txt").read_text(encoding="utf-8")
    text = re.sub("氏　名 .*", f"氏　名 {NAME}", text, count=1)
    for planted in PLANTED:
        text = re.sub("(?m)^([〇◯○])(?!.*[カｶ])", rf"\1{planted}が", text, count=1)
    assert all(planted in text for planted in PLANTED)
    file = folder / FILE_NAME
    file.write_text(text, encoding="utf-8")
    result = build([file], folder / "home", cities(), jobs=1)
    assert result.release is not None, [refusal.error.text("en") for refusal in result.refused]
    assert result.rows[0].objectives > 3
    return result.release


def test_no_file_of_a_release_or_the_cache_holds_a_name(release: Release) -> None:
    home = release.path.parents[1]
    files = [path for part in (release.path, home / "cache") for path in part.rglob("*") if path.is_file()]
    assert len(files) > 10
    for path in files:
        found = SPELLINGS.search(path.read_bytes().decode("utf-8", "replace") + path.name)
        assert not found, (path, found)
    assert "■" in release.dump_path.read_text(encoding="utf-8")


@contextmanager
def served(app_settings: Settings) -> Iterator[httpx.Client]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(create_app(app_settings), log_config=None, ws="none", timeout_keep_alive=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        try:
            base = f"http://127.0.0.1:{listener.getsockname()[1]}"
            with httpx.Client(base_url=base, timeout=30, trust_env=False, follow_redirects=True) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()


def test_no_page_holds_a_name(release: Release) -> None:
    with served(Settings(home=release.path.parents[1])) as client:
        waiting, seen = ["/"], {"/"}
        sources = 0
        while waiting:
            address = waiting.pop(0)
            answer = client.get(address, headers={"accept": "text/html"})
            assert answer.status_code < 500, address
            found = SPELLINGS.search(answer.text + address)
            assert not found, (address, found)
            sources += "■" in answer.text
            for link in re.findall(r'(?:href|src)="([^"]+)"', answer.text):
                target = urldefrag(urljoin(address, link.replace("&amp;", "&")))[0]
                if target.startswith("/") and target not in seen and len(seen) < MOST:
                    seen.add(target)
                    waiting.append(target)
    assert len(seen) > 20
    assert sources
