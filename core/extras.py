"""Libraries that not everybody needs: each belongs to an extra of the project, and is loaded when used."""

from importlib import import_module
from typing import Any

from core.errors import UsageError

ANALYSIS = "analysis"
"""The extra of tables for analysts: pandas, and pyarrow for Parquet."""

COMPILED = "compiled"
"""The extra with an engine of SHACL written in Rust."""


def extra(module: str, name: str) -> Any:
    """Return a module of the extra `name`. Raises `UsageError`, which says how to install it."""
    try:
        return import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        raise UsageError("extra-missing", library=library, extra=name, reason=error) from error
