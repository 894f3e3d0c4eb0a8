"""One query, without a server: for the command."""

from threading import Timer

from api.sparql.child import Child
from api.sparql.formats import named
from api.sparql.magic import searched_here
from api.sparql.question import Answer, Question
from core.settings import Settings
from graph.release import Release


def run_query(release: Release, text: str, format_name: str, settings: Settings) -> Answer:
    """Ask a release in a worker process of its own; a `QueryError` says why there is no answer.

    `format_name` is json, xml, csv or tsv for rows, and ttl, nt, rdf, jsonld or n3 for graphs.
    """
    question = Question(text, named(format_name)).checked()
    with Child(release.store_path, settings) as child, searched_here(question, release) as asked:
        deadline = Timer(settings.query_timeout, child.kill)
        deadline.start()
        try:
            return child.ask(asked)
        finally:
            deadline.cancel()
