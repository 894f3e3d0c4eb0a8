"""Many questions at once: a few worker processes that live on, and can be killed at any time.

What has been asked of this release before is answered from memory, since a release never changes, and
look-ups that are sure to end at once are answered here.
"""

import asyncio
import contextlib
from pathlib import Path

from api.current import CurrentRelease
from api.errors import AnswerTooLarge, Switched
from api.kept import Kept
from api.sparql.lanes import RETRY
from api.sparql.longtexts import in_turn
from api.sparql.magic import searched
from api.sparql.near import Near
from api.sparql.question import Answer, Question
from api.sparql.run import House, Run, TooLong
from core.errors import TsunaguError
from core.settings import Settings
from graph.release import Release

_MIB = 1024 * 1024
_LOOK = 0.1
"""Seconds between two looks at the memory of the workers, and at the current release."""

_SLOW_ONES = 4 * _MIB
"""Bytes for the queries that are known to be slow."""


class QueryPool:
    """Asks the current release. A new release is asked as soon as it is switched to."""

    def __init__(self, settings: Settings) -> None:
        self.current = CurrentRelease(settings.home)
        self._settings = settings
        self._house = House.of(settings)
        self._near = Near(settings)
        self._answers: Kept[Answer] = Kept(settings.query_cache * _MIB // 2)
        self._slow_ones: Kept[bool] = Kept(_SLOW_ONES)
        self._last: tuple[Release, Path] | None = None
        self._care: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start the workers, if there is a release to open; if not, each question will be told why."""
        self._care = asyncio.get_running_loop().create_task(self._take_care())
        with contextlib.suppress(TsunaguError):
            release = self.current.get()
            self._near.follow(release)
            await self._house.crew.ready(release.store_path)

    async def close(self) -> None:
        """End all workers."""
        if self._care is not None:
            self._care.cancel()
        await self._house.crew.close()

    async def ask(self, question: Question, client: str = "") -> Answer:
        """Return the answer, or raise a `QueryError`. Cancelling the call ends the query."""
        return self.at_once(question) or await self.work_out(question, client)

    def at_once(self, question: Question, release: Release | None = None) -> Answer | None:
        """Return an answer that nobody has to wait for, None where somebody has to work."""
        release = release or self.current.get()
        kept = self._answers.get((release.id, question.key))
        return kept or self._near.answer(question, release)

    async def work_out(self, question: Question, client: str = "", wanted: Release | None = None) -> Answer:
        """Let a worker answer; `Switched` where it is not the wanted release that answers now."""
        release = self.current.get()
        if wanted not in (None, release):
            raise Switched("release-just-switched", retry=RETRY)
        await in_turn(question.text, question.checked, client)
        async with searched(question, release, client) as asked:
            found = await self._run(asked, release, client)
        answer = Answer(found.body, found.format, release.id)
        self._answers.put((release.id, question.key), answer, len(answer.body) + len(question.text))
        return answer

    async def _run(self, question: Question, release: Release, client: str) -> Answer:
        """Run a query; one that once was too slow for the fast lane does not go there again."""
        run, request = Run(self._house, client), question.request()
        text = (release.id, question.text)
        store = self._store(release)
        if self._slow_ones.get(text) is None:
            try:
                return await run.fast(store, request)
            except TooLong:
                self._slow_ones.put(text, True, len(question.text))
        return await run.slow(store, request)

    def _store(self, release: Release) -> Path:
        """Return where the store of a release lies; putting a path together takes a tenth of a look-up."""
        if self._last is None or self._last[0] is not release:
            self._last = release, release.store_path
        return self._last[1]

    async def _take_care(self) -> None:
        """Hold the workers to their memory together, and have them ready on a new release."""
        memory = self._settings.query_memory * _MIB
        while True:
            self._house.crew.hold(memory, AnswerTooLarge("query-memory"))
            with contextlib.suppress(TsunaguError):
                release = self.current.get()
                self._house.crew.serve(release.store_path)
                self._near.follow(release)
            await asyncio.sleep(_LOOK)
