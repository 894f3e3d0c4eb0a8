"""A release that is switched while a page is made."""

import asyncio
import shutil
from pathlib import Path

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from api.app import create_app
from api.errors import Switched
from api.site import ask, site_of
from api.sparql.formats import named
from api.sparql.pool import QueryPool
from api.sparql.question import Question
from api.steady import Endpoint, steady
from core.settings import Settings
from graph.release import Release, current

QUESTION = "SELECT ?s { ?s ?p ?o } ORDER BY ?o LIMIT %d"


@pytest.fixture
def home(example: Release, tmp_path: Path) -> Path:
    """A home with two releases, of which the first answers."""
    for name in ("0001-a", "0002-b"):
        shutil.copytree(example.path, tmp_path / "home" / "releases" / name)
    (tmp_path / "home" / "current").write_text("0001-a\n")
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
            switch(home, "0002-b")
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
            assert (await client.get("/page")).text == "0002-b"

    asyncio.run(test())
    assert tries == ["0001-a", "0002-b"]


def test_no_worker_of_another_release_answers(settings: Settings, home: Path) -> None:
    async def test() -> None:
        pool = QueryPool(settings.model_copy(update={"home": home, "query_timeout": 30}))
        await pool.start()
        try:
            former = pool.current.get()
            question = Question(QUESTION % 1, named("json"))
            answer = await pool.ask(question)
            switch(home, "0002-b")
            with pytest.raises(Switched):
                await pool.work_out(question, "", former)
            assert pool.at_once(question, former) == answer
            assert (await pool.work_out(question, "", current(home))).release == "0002-b"
        finally:
            await pool.close()

    asyncio.run(test())


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
