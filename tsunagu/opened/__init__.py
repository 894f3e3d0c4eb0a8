"""What `tsunagu.open` gives: questions to a release, answered in types of Python, pandas, rdflib, networkx.

finding → here | there    which place is meant, and who answers: a process of our own, or a server
        → handle          what people ask with
          rows            rows as a list, or as a DataFrame
          bindings        values in the place of `$name`
"""

from tsunagu.opened.finding import opened
from tsunagu.opened.handle import Opened
from tsunagu.opened.rows import Rows

__all__ = ["Opened", "Rows", "opened"]
