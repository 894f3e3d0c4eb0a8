"""Who gets in: the token, the session, the host, the origin, the secret of each form."""

import itertools
import re
from typing import Any

import httpx
import pytest

from api.errors import TooManyRequests
from api.office.errors import Forbidden
from api.office.serving import is_loopback, token_of
from api.office.sessions import MOST_SESSIONS, SESSION_SECONDS, TRIES, TRIES_SECONDS, Sessions
from core.errors import UsageError
from core.settings import Settings

TOKEN = "a-token-for-tests-only"
NOBODY = "0123456789abcdef"
PAGES = ["/", "/en/", f"/drafts/{NOBODY}", f"/drafts/{NOBODY}/review", f"/drafts/{NOBODY}/state"]


@pytest.mark.parametrize("path", PAGES)
def test_nobody_sees_a_page_without_the_token(address: str, anyone: Any, path: str) -> None:
    answer = anyone(address).get(path)
    assert answer.status_code == 303
    assert answer.headers["location"] == ("/en/login" if path.startswith("/en") else "/login")


@pytest.mark.parametrize("path", ["/logout", "/drafts", "/drafts/release", f"/drafts/{NOBODY}/publish"])
def test_nobody_sends_a_form_without_the_token(address: str, anyone: Any, path: str) -> None:
    answer = anyone(address).http.post(path, data={"csrf": ""}, headers={"Origin": address})
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")


def test_the_session_is_a_cookie_that_scripts_and_other_sites_do_not_get(address: str, anyone: Any) -> None:
    answer = anyone(address).log_in()
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert TOKEN not in cookie
    assert TOKEN not in answer.headers["location"]


def test_who_logs_out_is_out(officer: Any) -> None:
    cookie = officer.http.cookies["tsunagu_office"]
    assert officer.post("/logout").headers["location"] == "/login"
    officer.http.cookies.set("tsunagu_office", cookie)
    assert officer.get("/").status_code == 303


def test_a_wrong_token_and_no_name(address: str, anyone: Any) -> None:
    stranger = anyone(address)
    wrong = stranger.log_in(token="not-the-token-at-all")
    assert wrong.status_code == 403
    assert "トークンが違います" in wrong.text
    assert "政策課 係長" in wrong.text, "what was written stays in the form, but the token"
    assert "not-the-token" not in wrong.text
    assert stranger.log_in(who=" ").status_code == 403
    english = stranger.http.post("/en/login", data={"token": "x" * 20}, headers={"Origin": address})
    assert "The token is wrong" in english.text


def test_who_guesses_has_to_wait(address: str, anyone: Any) -> None:
    stranger = anyone(address)
    answers = [stranger.log_in(token=f"guess-number-{number:04}") for number in range(TRIES + 1)]
    assert [answer.status_code for answer in answers] == [403] * TRIES + [429]
    assert 0 < int(answers[-1].headers["retry-after"]) <= TRIES_SECONDS + 1
    assert stranger.log_in().status_code == 429, "even the right one, lest guessing goes on"


def test_tries_and_sessions_end_by_the_clock() -> None:
    now = [0.0]
    sessions = Sessions(TOKEN, lambda: now[0])
    for _ in range(TRIES):
        with pytest.raises(Forbidden):
            sessions.log_in("wrong", "係長", "here")
    with pytest.raises(TooManyRequests):
        sessions.log_in(TOKEN, "係長", "here")
    assert sessions.find(sessions.log_in(TOKEN, "係長", "elsewhere"))
    now[0] += TRIES_SECONDS + 1
    cookie = sessions.log_in(TOKEN, "係長", "here")
    now[0] += SESSION_SECONDS - 1
    assert sessions.find(cookie), "every use counts"
    now[0] += SESSION_SECONDS + 1
    assert sessions.find(cookie) is None
    assert sessions.find(None) is None


def test_sessions_are_not_without_number() -> None:
    clock = itertools.count()
    sessions = Sessions(TOKEN, lambda: float(next(clock)))
    cookies = [sessions.log_in(TOKEN, "係長", "here") for _ in range(MOST_SESSIONS + 2)]
    assert sum(sessions.find(cookie) is not None for cookie in cookies) == MOST_SESSIONS
    assert sessions.find(cookies[-1])


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil:{port}"])
def test_only_the_host_that_is_served(address: str, officer: Any, host: str) -> None:
    named = host.format(port=address.rpartition(":")[2])
    answer = officer.http.get("/", headers={"Host": named})
    assert answer.status_code == 421
    assert "候補" not in answer.text
    assert officer.http.get("/static/site.css", headers={"Host": named}).status_code == 421


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "https://{host}", "http://{host}.evil"]
)
def test_only_forms_of_our_own(address: str, officer: Any, origin: str | None) -> None:
    host = address.removeprefix("http://")
    headers = {} if origin is None else {"Origin": origin.format(host=host)}
    answer = officer.http.post("/drafts/release", data={"csrf": officer.csrf()}, headers=headers)
    assert answer.status_code == 403
    assert "Open the page anew" in answer.text


@pytest.mark.parametrize("csrf", ["", "x", "ü"])
def test_only_forms_of_this_session(address: str, officer: Any, place: Any, csrf: str) -> None:
    for path in ("/drafts/release", f"/drafts/{NOBODY}/discard", "/logout"):
        answer = officer.http.post(path, data={"csrf": csrf}, headers={"Origin": address})
        assert answer.status_code == 403, path
    assert officer.get("/").status_code == 200
    assert list((place.home / "drafts").iterdir()) == []


def test_the_secret_of_one_session_opens_no_other(address: str, officer: Any, anyone: Any) -> None:
    other = anyone(address)
    other.log_in()
    answer = other.http.post("/logout", data={"csrf": officer.csrf()}, headers={"Origin": address})
    assert answer.status_code == 403


def test_what_every_response_says(address: str, officer: Any) -> None:
    for answer in (officer.get("/"), officer.get("/nowhere"), httpx.get(f"{address}/login", trust_env=False)):
        assert answer.headers["cache-control"] == "no-store"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-robots-tag"] == "noindex, nofollow"
        assert "access-control-allow-origin" not in answer.headers
        assert "内部用・公開されません" in answer.text
        assert TOKEN not in answer.text


@pytest.mark.parametrize(
    "path", ["/drafts/../../lock", "/drafts/%2e%2e", "/drafts/..%2f..%2flock", "/drafts/x"]
)
def test_no_address_leads_out_of_the_drafts(officer: Any, path: str) -> None:
    assert officer.get(path).status_code == 404
    assert officer.post("/drafts/%2e%2e/discard").status_code == 404


def test_pages_speak_both_languages(officer: Any) -> None:
    japanese, english = officer.get("/").text, officer.get("/en/").text
    assert 'lang="ja"' in japanese
    assert 'lang="en"' in english
    without_names = re.sub(r'<a class="language".*?</a>|<option.*?</option>', "", english)
    assert not re.search("[ぁ-ん]", without_names)


@pytest.mark.parametrize("token", ["short", "  " + "x" * 20, "x" * 15])
def test_a_token_that_could_be_guessed_is_refused(token: str) -> None:
    with pytest.raises(UsageError, match="16"):
        token_of(Settings(office_token=token))


def test_the_token_is_made_or_given_and_never_shown_with_the_settings() -> None:
    made, new = token_of(Settings())
    assert new
    assert made != token_of(Settings())[0]
    assert len(made) > 40
    given = Settings(office_token=TOKEN)
    assert token_of(given) == (TOKEN, False)
    assert TOKEN not in repr(given)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", ""])
def test_it_is_not_served_everywhere_at_once(host: str) -> None:
    with pytest.raises(UsageError, match="--host"):
        is_loopback(host)
