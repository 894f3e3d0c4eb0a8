"""What can go wrong with a question, each with its HTTP status.

    TsunaguError
    └── QueryError                 400
        ├── RefusedQuery           400   syntax, or something that this endpoint does not do
        ├── NotFound               404
        ├── MethodNotAllowed       405
        ├── NotAcceptable          406
        ├── Gone                   410   an earlier release had it
        ├── BodyTooLarge           413
        ├── UriTooLong             414
        ├── UnsupportedMedia       415
        ├── RangeUnsatisfiable     416
        ├── AnswerTooLarge         422   too many rows or bytes, or too much memory on the way
        ├── TooManyRequests        429   one client asks more than its share
        ├── Unavailable            503   no release yet, or too many questions at once
        └── TooSlow                504

The command ends with status 2 on each of them.
"""

from core.errors import TsunaguError


class QueryError(TsunaguError):
    """A question that gets no answer. `status` is the HTTP status that says so."""

    status = 400

    @property
    def headers(self) -> dict[str, str]:
        """HTTP headers that belong to the status."""
        return {}


class RefusedQuery(QueryError):
    """The text is no query, or asks for something that is not done here."""


class NotFound(QueryError):
    """There is no such page or thing."""

    status = 404


class MethodNotAllowed(QueryError):
    """The address knows other methods."""

    status = 405

    @property
    def headers(self) -> dict[str, str]:
        """Name the methods that are allowed."""
        return {"Allow": str(self.values["allowed"])}


class NotAcceptable(QueryError):
    """None of the formats that the client accepts can be written."""

    status = 406


class Gone(QueryError):
    """An earlier release had it; `links` are the values of `Link` that say where it went."""

    status = 410

    @property
    def headers(self) -> dict[str, str]:
        """Name what followed, for programs."""
        links = str(self.values.get("links", ""))
        return {"Link": links} if links else {}


class BodyTooLarge(QueryError):
    """The request has more bytes than are read."""

    status = 413


class UriTooLong(QueryError):
    """The address has more bytes than are read."""

    status = 414


class UnsupportedMedia(QueryError):
    """The request's body is of another type than this address reads."""

    status = 415


class RangeUnsatisfiable(QueryError):
    """The file has no such part; `size` is how many bytes it has."""

    status = 416

    @property
    def headers(self) -> dict[str, str]:
        """Tell how many bytes there are."""
        return {"Content-Range": f"bytes */{self.values['size']}"}


class AnswerTooLarge(QueryError):
    """The answer has more rows or bytes than one answer may have, or needs too much memory."""

    status = 422


class _ComeAgain(QueryError):
    """It cannot be answered now; `retry` is the number of seconds to wait, if known."""

    @property
    def headers(self) -> dict[str, str]:
        """Tell the client when to come again."""
        retry = self.values.get("retry")
        return {} if retry is None else {"Retry-After": str(retry)}


class TooManyRequests(_ComeAgain):
    """The client has asked more than its share at once."""

    status = 429


class Unavailable(_ComeAgain):
    """There is no release yet, or too much is asked at once."""

    status = 503


class Switched(Unavailable):
    """Another release answers now than when the request began."""


class TooSlow(QueryError):
    """The query was stopped at the deadline."""

    status = 504
