"""Puts questions to another SPARQL 1.1 server, with the same limits as to the store here.

What is refused here never gets there; what takes too long is given up, and its connection closed
(Virtuoso can be told to stop too, by `timeout`, but then some queries stop the whole server); what
comes back is whole, or it is an error. Only the one address is asked: no redirect is followed, no
proxy used.
"""

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

import httpx

from api.errors import RefusedQuery, Switched, TooSlow, Unavailable
from api.kept import Kept
from api.sparql.extensions import refuse_extensions
from api.sparql.foreign import RETRY, Reader
from api.sparql.guard import Form, check
from api.sparql.lanes import PATIENCE, Lane
from api.sparql.lanes import RETRY as SOON
from api.sparql.longtexts import in_turn
from api.sparql.magic import searched
from api.sparql.published import PublishedRelease
from api.sparql.question import Answer, Question
from api.sparql.undef import without_undef
from core.settings import Settings
from graph.release import Release
from graph.remote.engines import may_cut, rows_query
from graph.remote.login import Login

Written = tuple[bytes, str]
Fetch = Callable[[], Awaitable[Written]]

_MIB = 1024 * 1024
_TO_CONNECT = 5.0
_SHOWN = 1000
_FORM = "application/x-www-form-urlencoded"
_ROWS, _GRAPH = "application/sparql-results+json", "application/n-triples"
_CSV = "text/csv"
_BEGINNINGS = "SELECT ASK CONSTRUCT DESCRIBE"


class RemotePool:
    """Asks the server of `settings.endpoint` for the release that was published to it."""

    def __init__(self, settings: Settings) -> None:
        self.current = PublishedRelease(settings.home, settings.endpoint)
        self._settings = settings
        self._reader = Reader(settings)
        places = settings.query_workers
        self._fast, self._slow = Lane(places, share=False), Lane(places, share=True)
        self._answers: Kept[Answer] = Kept(settings.query_cache * _MIB)
        self._http = httpx.AsyncClient(
            auth=Login(settings.endpoint_user, settings.endpoint_password),
            timeout=httpx.Timeout(None, connect=_TO_CONNECT),
            # The environment may name certificates, but neither a proxy nor a password.
            transport=httpx.AsyncHTTPTransport(limits=httpx.Limits(max_keepalive_connections=2 * places)),
            trust_env=False,
            follow_redirects=False,
        )

    async def start(self) -> None:
        """Do nothing: there is no process to start, and each question tells when the server is down."""

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def ask(self, question: Question, client: str = "") -> Answer:
        """Return the answer, or raise a `QueryError`. Cancelling the call ends the request."""
        return self.at_once(question) or await self.work_out(question, client)

    def at_once(self, question: Question, release: Release | None = None) -> Answer | None:
        """Return an answer that nobody has to wait for, None where the server has to be asked."""
        return self._answers.get(((release or self.current.get()).id, question.key))

    async def work_out(self, question: Question, client: str = "", wanted: Release | None = None) -> Answer:
        """Let the server answer; `Switched` where it does not hold the wanted release now."""
        release, at = self.current.get(), self.current.state()
        if wanted not in (None, release):
            raise Switched("release-just-switched", retry=SOON)
        form = await in_turn(question.text, lambda: _checked(question.text), client)
        async with searched(question, release, client) as asked:
            body, name = await self._run(lambda: self._fetch(form, asked), client)
        if self.current.state() != at:  # it may be half of one release and half of another
            raise Unavailable("endpoint-publishing", retry=RETRY)
        answer = Answer(body, name, release.id)
        self._answers.put((release.id, question.key), answer, len(body) + len(question.text))
        return answer

    async def _run(self, fetch: Fetch, client: str) -> Written:
        """Ask in the fast lane, and go on in the slow one; where that is full, wait there and ask again."""
        loop = asyncio.get_running_loop()
        end = loop.time() + self._settings.query_timeout
        patience = end - self._settings.query_timeout / 2
        await self._fast.take(client, patience, Unavailable("query-busy", retry=SOON))
        lane, task = self._fast, asyncio.ensure_future(fetch())
        try:
            await asyncio.wait({task}, timeout=min(PATIENCE, end - loop.time()))
            if not task.done() and self._slow.take_at_once(client):
                lane.give(client)
                lane = self._slow
                await asyncio.wait({task}, timeout=end - loop.time())
            if task.done():
                return task.result()
        finally:
            lane.give(client)
            await _over(task)
        if lane is self._slow:
            raise self._reader.too_slow()
        late = Unavailable("query-lane-full", retry=SOON, seconds=f"{PATIENCE:g}")
        await self._slow.take(client, patience, late)
        try:
            return await asyncio.wait_for(fetch(), end - loop.time())
        except TimeoutError:
            raise self._reader.too_slow() from None
        finally:
            self._slow.give(client)

    async def _fetch(self, form: Form, question: Question) -> Written:
        asked = [("query", without_undef(question.text)), *self.current.shelf().parameters(question)]
        headers, body = await self._send(asked, _ROWS if form in ("SELECT", "ASK") else _GRAPH)
        if form == "CONSTRUCT" and may_cut(headers):
            await self._send([("query", rows_query(body.count(b"\n")))], _CSV)
        return await asyncio.to_thread(self._reader.written, form, question.choice, body)

    async def _send(self, asked: list[tuple[str, str]], accept: str) -> tuple[httpx.Headers, bytes]:
        """Return headers and body of a good answer; one that the server says is cut is none."""
        try:
            async with self._http.stream(
                "POST",
                self._settings.endpoint,
                content=urlencode(asked),
                headers={"Accept": accept, "Content-Type": _FORM},
            ) as response:
                return response.headers, await self._body(response)
        except httpx.HTTPError as error:
            raise Unavailable("endpoint-down", retry=RETRY) from error

    async def _body(self, response: httpx.Response) -> bytes:
        """Return the body of a good answer; stop reading where it is too large."""
        good = response.is_success
        most = self._reader.most_bytes if good else _SHOWN
        body = bytearray()
        try:
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > most:
                    break
        except httpx.HTTPError as error:
            raise TooSlow("endpoint-half") from error
        text = "" if good else body[:_SHOWN].decode("utf-8", "replace")
        problem = self._reader.problem(response.status_code, response.headers, text)
        if problem is not None:
            raise problem
        if len(body) > most:
            raise self._reader.too_large()
        return bytes(body)


def _checked(query: str) -> Form:
    """Return the form of a query that may be sent; `RefusedQuery` for all others."""
    form = check(query)
    refuse_extensions(query)
    if form is None:
        raise RefusedQuery("query-syntax", line=1, column=1, expected=_BEGINNINGS)
    return form


async def _over(task: "asyncio.Future[Written]") -> None:
    """Wait for the end of a request that nobody needs any more; whoever asked knows what came of it."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
