"""What the officers' side refuses, with its HTTP status."""

from api.errors import QueryError


class Forbidden(QueryError):
    """The request does not come from a page of ours, or from nobody who is logged in."""

    status = 403


class Misdirected(QueryError):
    """The request names another host than the one that is served."""

    status = 421


class Refused(QueryError):
    """What was sent cannot be done as it stands."""

    status = 400


class Conflict(QueryError):
    """The draft is in another state by now."""

    status = 409
