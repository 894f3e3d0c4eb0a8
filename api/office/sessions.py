"""Who is logged in: one token for the office, a session for each browser, few tries for those who guess.

Sessions live in memory: they end with the server, and nothing of them is written down.
"""

import hashlib
import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from api.errors import TooManyRequests
from api.office.errors import Forbidden

COOKIE = "tsunagu_office"
SESSION_SECONDS = 8 * 60 * 60
"""How long a session lasts that nobody uses: a working day."""

MOST_SESSIONS = 200
TRIES = 5
TRIES_SECONDS = 60.0
"""So many wrong tokens in so many seconds, and then nobody gets in from there for a while."""

SHORTEST_TOKEN = 16
LONGEST_NAME = 60


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(32)


@dataclass(slots=True)
class Session:
    """A browser that gave the token: who sits there, the secret of its forms, when it was used last."""

    who: str
    seen: float
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    def check(self, csrf: str) -> None:
        """Raise `Forbidden` for a form that was not made for this session."""
        if not same(csrf, self.csrf):
            raise Forbidden("office-form-old")


class Sessions:
    """All sessions of a server. `clock` gives seconds."""

    def __init__(self, token: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._token = token
        self._clock = clock
        self._open: dict[str, Session] = {}
        self._failures: dict[str, deque[float]] = {}

    def find(self, cookie: str | None) -> Session | None:
        """Return the session of a cookie, None where there is none or it was not used for too long."""
        now = self._clock()
        session = self._open.get(_key(cookie)) if cookie else None
        if session is None or now - session.seen > SESSION_SECONDS:
            return None
        session.seen = now
        return session

    def log_in(self, token: str, who: str, client: str) -> str:
        """Return the cookie of a new session.

        Raises `Forbidden` for a wrong token, `TooManyRequests` after too many of them.
        """
        now = self._clock()
        failures = self._recent(client, now)
        if len(failures) >= TRIES:
            retry = int(failures[0] + TRIES_SECONDS - now) + 1
            raise TooManyRequests("office-too-many-tries", retry=retry)
        if not same(token.strip(), self._token):
            failures.append(now)
            raise Forbidden("office-wrong-token")
        if not who.strip():
            raise Forbidden("office-nobody")
        cookie = secrets.token_urlsafe(32)
        self._make_room(now)
        self._open[_key(cookie)] = Session(who.strip()[:LONGEST_NAME], now)
        return cookie

    def log_out(self, cookie: str | None) -> None:
        """End a session."""
        self._open.pop(_key(cookie or ""), None)

    def _recent(self, client: str, now: float) -> deque[float]:
        """Return when this client gave wrong tokens, and forget whatever is long ago."""
        for known, times in list(self._failures.items()):
            while times and now - times[0] > TRIES_SECONDS:
                times.popleft()
            if not times:
                del self._failures[known]
        return self._failures.setdefault(client, deque())

    def _make_room(self, now: float) -> None:
        old = [key for key, each in self._open.items() if now - each.seen > SESSION_SECONDS]
        for key in old or list(self._open)[: max(0, len(self._open) + 1 - MOST_SESSIONS)]:
            del self._open[key]


def same(one: str, other: str) -> bool:
    """Compare two secrets; the time it takes tells nothing of either."""
    return secrets.compare_digest(one.encode(), other.encode())


def _key(cookie: str) -> str:
    """Return under what a session is kept: who could read the memory would find no cookie."""
    return hashlib.sha256(cookie.encode()).hexdigest()
