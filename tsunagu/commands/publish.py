"""`tsunagu publish`: the current release on another SPARQL 1.1 server."""

import re
from typing import Annotated

import typer

from core.errors import UsageError
from core.messages import say
from tsunagu.options import HomeOption
from tsunagu.published import current_release, home_settings
from tsunagu.screen import notice, show

_IRI = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^<>"{}|^`\\\x00-\x20]+""")


def publish(
    to: Annotated[str | None, typer.Option("--to", metavar="URL", help=say("option-to"))] = None,
    gsp: Annotated[str, typer.Option("--gsp", metavar="URL", help=say("option-gsp"))] = "",
    update: Annotated[str, typer.Option("--update", metavar="URL", help=say("option-update"))] = "",
    merge_graph: Annotated[
        str | None, typer.Option("--merge-graph", metavar="IRI", help=say("option-merge-graph"))
    ] = None,
    check: Annotated[bool, typer.Option("--check", help=say("option-check"))] = False,
    home: HomeOption = None,
) -> None:
    """Send what is not there, compare, and print what differs; exit status 1 where something does."""
    from graph.remote import push
    from graph.remote.client import RemoteStore
    from graph.remote.endpoint import Endpoint
    from tsunagu.remote import login_of, progress

    if merge_graph is not None and not _IRI.fullmatch(merge_graph):
        raise UsageError("endpoint-merge-name", graph=merge_graph)
    settings = home_settings(home, endpoint=to)
    if not settings.endpoint:
        raise UsageError("endpoint-missing")
    release = current_release(settings.home)
    endpoint = Endpoint.for_writing(settings.endpoint, gsp, update)
    with RemoteStore(endpoint, login_of(settings)) as remote, progress() as report:
        if check:
            problems = push.verify(release, remote, settings.home, report)
        else:
            problems = push.publish(release, remote, settings.home, report, merge_graph)
    for problem in problems:
        show(problem)
    if problems:
        notice(say("published-not", address=endpoint.query, release=release.id, count=len(problems)))
        raise typer.Exit(1)
    counts = {"graphs": len(release.manifest.graphs), "facts": release.manifest.merged}
    notice(say("published", release=release.id, address=endpoint.query, **counts))
