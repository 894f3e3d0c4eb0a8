"""The explorer on the example city, asked in JSON."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Told = dict[str, Any]
Ask = Callable[..., Told]


@pytest.fixture(scope="session")
def around(client: httpx.Client) -> Ask:
    """Return a function that asks for a neighbourhood."""

    def asked(**parameters: object) -> Told:
        return dict(client.get("/api/neighbourhood", params=parameters).raise_for_status().json())

    return asked


@pytest.fixture(scope="session")
def ways(client: httpx.Client) -> Ask:
    """Return a function that asks for the ways between two things."""

    def asked(one: str, other: str, **parameters: object) -> Told:
        answer = client.get("/api/paths", params={"from": one, "to": other, **parameters})
        return dict(answer.raise_for_status().json())

    return asked
