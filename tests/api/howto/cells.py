"""Runs cells of Python as a notebook does: one after another in one namespace, each shows its last value.

    python cells.py < sources.json > shown.json

Jupyter is not needed: what it adds to this (a kernel, messages, pictures) no page here uses, and it would
bring 37 packages. A process of its own keeps the cells apart from the tests and can be stopped.
"""

import ast
import contextlib
import io
import json
import sys
from pprint import pformat
from typing import Any


def show(source: str, names: dict[str, Any]) -> dict[str, str]:
    """Run one cell; return what it printed, and its last value as text where it has one."""
    body = ast.parse(source).body
    last = ast.Expression(body.pop().value) if body and isinstance(body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(ast.Module(body, []), "<cell>", "exec"), names)
        value = eval(compile(last, "<cell>", "eval"), names) if last else None
    return {
        "printed": printed.getvalue(),
        "value": "" if value is None else pformat(value, width=79, sort_dicts=False),
    }


if __name__ == "__main__":
    NAMES: dict[str, Any] = {"__name__": "__main__"}
    json.dump([show(source, NAMES) for source in json.load(sys.stdin)], sys.stdout)
