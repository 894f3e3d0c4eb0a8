"""Where something is named or counted: in a statement, in an action, or in the title of a row."""

from dataclasses import dataclass

from rdflib import URIRef

from loaders.triples.draft import Draft
from ontology.terms import TNG


@dataclass(frozen=True, slots=True)
class Owner:
    """The node that names or counts something, and its row; sections 1 and 2 have no rows.

    A row that names something itself, in its title, is its own objective.
    """

    node: URIRef
    objective: URIRef | None

    def place(self, draft: Draft, node: URIRef) -> None:
        """Say in which row and in which statement or action a mention or a figure stands."""
        if self.objective is not None:
            draft.add(node, TNG.objective, self.objective)
        if self.node != self.objective:
            draft.add(node, TNG.statement, self.node)
