"""A question to the store and its answer, as the rest of the program sees them."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Self

from api.sparql.formats import GRAPHS, ROWS, Choice
from api.sparql.guard import check, harmless
from api.sparql.wire import Request

_MEDIA_TYPES = {format_.name: format_.media_type for format_ in ROWS + GRAPHS}


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a request names: IRIs of those that are merged, and of those with a name."""

    default: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A query: its text, the formats that are welcome, the graphs (None: all that there are)."""

    text: str
    choice: Choice
    dataset: Dataset | None = None

    def checked(self) -> Self:
        """Return the question; raise `RefusedQuery` where it must not reach the engine."""
        if not harmless(self.text):
            check(self.text)
        return self

    @property
    def key(self) -> Hashable:
        """What the answer depends on, beside the release."""
        rows, graph = self.choice.rows, self.choice.graph
        return self.text, rows and rows.name, graph and graph.name, self.dataset

    def request(self) -> Request:
        """Return what the worker is told."""
        rows, graph = self.choice.rows, self.choice.graph
        return Request(
            query=self.text,
            rows=rows.name if rows else None,
            graph=graph.name if graph else None,
            default_graphs=list(self.dataset.default) if self.dataset else None,
            named_graphs=list(self.dataset.named) if self.dataset else None,
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: its bytes, the name of its format (`json`, `ttl`, …), the release it is from."""

    body: bytes
    format: str
    release: str = ""

    @property
    def media_type(self) -> str:
        """The type that HTTP names."""
        return _MEDIA_TYPES[self.format]
