"""How precise each way of finding was when it was measured (`docs/quality.md`)."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files


def confidence(method: str) -> Decimal | None:
    """Return the measured precision of a method; None where it was not measured."""
    return _measured().get(method)


@cache
def _measured() -> Mapping[str, Decimal]:
    text = files("loaders.entities").joinpath("rules", "confidence.toml").read_text(encoding="utf-8")
    return {method: Decimal(value) for method, value in tomllib.loads(text).items()}
