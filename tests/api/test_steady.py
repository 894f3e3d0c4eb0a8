"""A release that is switched while a page is made."""

import asyncio
import shutil
from pathlib import Path

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from api.app import create_app
from api.differences import _remembered
from api.errors import Switched
from api.site import ask, site_of
from api.sparql.formats import named
from api.sparql.pool import QueryPool
from api.sparql.question import Question
from api.steady import Endpoint, steady
from core.settings import Settings
from graph.differences import Comparison, compare
from graph.dumps import dump_file
from graph.release import Release, current
from graph.store import open_store

QUESTION = "SELECT ?s { ?s ?p ?o } ORDER BY ?o LIMIT %d"


@pytest.fixture
def home(example: Release, tmp_path: Path) -> Path:
    """A home with two releases, of which the first answers."""
    for name in ("0001-aaaaaaaaaaaa", "0002-bbbbbbbbbbbb"):
        shutil.copytree(example.path, tmp_path / "home" / "releases" / name)
    (tmp_path / "home" / "current").write_text("0001-aaaaaaaaaaaa\n")
    return tmp_path / "home"


def switch(home: Path, release: str) -> None:
    (home / "new").write_text(f"{release}\n")
    (home / "new").replace(home / "current")


def test_a_page_is_of_one_release(settings: Settings, home: Path) -> None:
    tries = []

    async def page(request: Request) -> Response:
        tries.append(site_of(request).release().id)
        first = await ask(request, Question(QUESTION % len(tries), named("json")))
        if len(tries) == 1:
            switch(home, "0002-bbbbbbbbbbbb")
        second = await ask(request, Question(QUESTION % (10 + len(tries)), named("json")))
        ids = {tries[-1], site_of(request).release().id, first.release, second.release}
        return PlainTextResponse(" ".join(sorted(ids)))

    async def test() -> None:
        app = create_app(settings.model_copy(update={"home": home, "query_timeout": 30}))
        app.add_route("/page", steady(page))
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as client,
        ):
            assert (await client.get("/page")).text == "0002-bbbbbbbbbbbb"

    asyncio.run(test())
    assert tries == ["0001-aaaaaaaaaaaa", "0002-bbbbbbbbbbbb"]


def test_no_worker_of_another_release_answers(settings: Settings, home: Path) -> None:
    async def test() -> None:
        pool = QueryPool(settings.model_copy(update={"home": home, "query_timeout": 30}))
        await pool.start()
        try:
            former = pool.current.get()
            question = Question(QUESTION % 1, named("json"))
            answer = await pool.ask(question)
            switch(home, "0002-bbbbbbbbbbbb")
            with pytest.raises(Switched):
                await pool.work_out(question, "", former)
            assert pool.at_once(question, former) == answer
            assert (await pool.work_out(question, "", current(home))).release == "0002-bbbbbbbbbbbb"
        finally:
            await pool.close()

    asyncio.run(test())


def remove(home: Path, release: str) -> None:
    shutil.rmtree(home / "releases" / release)


def answers(settings: Settings, home: Path, *addresses: str) -> list[httpx.Response]:
    """Return what the application says where no query is asked, so that no worker need start."""

    async def ask() -> list[httpx.Response]:
        transport = httpx.ASGITransport(create_app(settings.model_copy(update={"home": home})))
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
            return [await client.get(address) for address in addresses]

    return asyncio.run(ask())


def test_a_file_of_a_release_that_is_just_removed(
    settings: Settings, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(release: Release, name: str) -> object:
        told = dump_file(release, name)
        if release.id == "0001-aaaaaaaaaaaa":
            switch(home, "0002-bbbbbbbbbbbb")
            remove(home, "0001-aaaaaaaaaaaa")
        return told

    monkeypatch.setattr("api.dumps.dump_file", found)
    sent, gone = answers(settings, home, "/dumps/graph.nq", "/dumps/0001-aaaaaaaaaaaa/graph.nq")
    assert sent.status_code == 200
    assert sent.headers["content-location"] == "/dumps/0002-bbbbbbbbbbbb/graph.nq"
    assert gone.status_code == 404


def test_one_that_is_named_is_not_there_any_more(
    settings: Settings, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(release: Release, name: str) -> object:
        told = dump_file(release, name)
        remove(home, "0002-bbbbbbbbbbbb")
        return told

    monkeypatch.setattr("api.dumps.dump_file", found)
    assert answers(settings, home, "/dumps/0002-bbbbbbbbbbbb/graph.nq")[0].status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/data/changes/0002-bbbbbbbbbbbb/changes.json?from=0001-aaaaaaaaaaaa", 404),
        ("/data/changes/0002-bbbbbbbbbbbb", 404),
        ("/data/changes.atom", 200),
    ],
)
def test_a_difference_from_a_release_that_is_just_removed(
    settings: Settings, home: Path, monkeypatch: pytest.MonkeyPatch, address: str, status: int
) -> None:
    def compared(old: Release, new: Release) -> Comparison:
        remove(home, old.id)
        open_store(old)  # as all that is different would be looked for in it
        return compare(old, new)

    switch(home, "0002-bbbbbbbbbbbb")
    monkeypatch.setattr("api.differences.compare", compared)
    monkeypatch.setattr("api.differences._remembered", _remembered.__wrapped__)
    (answer,) = answers(settings, home, address)
    assert answer.status_code == status, answer.text
    assert "0001-aaaaaaaaaaaa" not in answer.text


async def begun(page: Endpoint) -> None:
    await page(Request({"type": "http", "headers": []}))


def test_who_switches_again_and_again_is_told_so() -> None:
    tries = []

    async def page(request: Request) -> Response:
        tries.append(request)
        raise Switched("release-just-switched", retry=1)

    with pytest.raises(Switched) as told:
        asyncio.run(begun(steady(page)))
    assert told.value.headers == {"Retry-After": "1"}
    assert len(tries) == 3
