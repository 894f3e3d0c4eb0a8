"""Long texts are checked where nobody else has to wait for it."""

import asyncio
import threading

import pytest

from api.errors import RefusedQuery
from api.sparql.guard import check
from api.sparql.longtexts import LONG, in_turn


@pytest.mark.parametrize(("length", "apart"), [(LONG, False), (LONG + 1, True)])
def test_a_long_text_is_checked_in_another_thread(length: int, apart: bool) -> None:
    ran = asyncio.run(in_turn("x" * length, threading.current_thread, "a"))
    assert (ran is not threading.current_thread()) == apart


def test_what_is_refused_there_is_refused() -> None:
    query = "SELECT * { SERVICE <urn:x> {} } #" + "x" * LONG
    with pytest.raises(RefusedQuery, match="SERVICE"):
        asyncio.run(in_turn(query, lambda: check(query), "a"))
