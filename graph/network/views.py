"""The views: each `views/NAME.rq` declares one network in its own head.

The head is TOML behind `#+`: title, description, and what an edge counts, in both languages. The
query selects one row for each reason:

    ?source ?target    the two ends; a row with one of them alone declares a point
    ?goal              the goal (or sheet) that says so: the evidence
    ?year ?department  of the sheet that it stands on
    ?status            of the mention

With `shared = true` a row says that `?source` has `?target`, and points are joined that have the
same one in the same year; the pairs are made here, since a query would make each of them twice.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from core.messages import Language, user_language

_HEAD = "#+"


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    ja: str
    en: str

    def say(self, language: Language | None = None) -> str:
        """Return the text in one language (the user's when None), in Japanese where there is no other."""
        return (self.en if (language or user_language()) == "en" else self.ja) or self.ja


class View(BaseModel):
    """One network. `edge` tells what the weight of an edge counts.

    `changes` is false where edges of different years cannot be the same, `concentration` true where
    it matters how much hangs on one target.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    text: str
    title: Words
    description: Words
    edge: Words
    shared: bool = False
    changes: bool = True
    concentration: bool = False


@cache
def views() -> dict[str, View]:
    """Return all views by name, in the order of their names."""
    folder = files("graph.network") / "views"
    sources = sorted((each for each in folder.iterdir() if each.name.endswith(".rq")), key=lambda f: f.name)
    return {view.name: view for view in (parse(each.name[:-3], each.read_text("utf-8")) for each in sources)}


def parse(name: str, source: str) -> View:
    """Read one `.rq` file; a head that is not as it should be raises `ValueError`."""
    lines = source.splitlines()
    head = "\n".join(line.removeprefix(_HEAD) for line in lines if line.startswith(_HEAD))
    text = "\n".join(line for line in lines if not line.startswith(_HEAD)).strip() + "\n"
    return View(name=name, text=text, **tomllib.loads(head))
