"""Who we are, told only to a server that asks for it, in the way that it asks for (RFC 9110, 11)."""

from collections.abc import Generator

import httpx

_UNAUTHORIZED = 401


class Login(httpx.Auth):
    """Basic, Digest or Bearer; a password without a user is a token. It is shown nowhere."""

    def __init__(self, user: str, password: str) -> None:
        self._user = user
        self._password = password
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send a request; where the server asks who is there, send it again with the answer."""
        if self._chosen is None:
            response = yield request
            if response.status_code != _UNAUTHORIZED or not self._password:
                return
            self._chosen = self._answer_to(response.headers.get("www-authenticate", ""))
        yield from self._chosen.auth_flow(request)

    def _answer_to(self, challenge: str) -> httpx.Auth:
        if not self._user:
            return _Bearer(self._password)
        digest = "digest" in challenge.lower()
        return (httpx.DigestAuth if digest else httpx.BasicAuth)(self._user, self._password)


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request
