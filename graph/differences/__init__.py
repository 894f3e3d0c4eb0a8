"""What is different between two releases: to the quad for programs, in sentences for people.

    telling → compare → state → rules
    patch → quads
    gone
    replaced

Nothing of it is kept: a difference would quote what was withdrawn since (decision 0021).
"""

from graph.differences.compare import Change, Comparison, compare
from graph.differences.gone import Gone, Successor, gone
from graph.differences.patch import MEDIA_TYPE, patch
from graph.differences.replaced import former, now
from graph.differences.telling import Section, sections

__all__ = [
    "MEDIA_TYPE",
    "Change",
    "Comparison",
    "Gone",
    "Section",
    "Successor",
    "compare",
    "former",
    "gone",
    "now",
    "patch",
    "sections",
]
