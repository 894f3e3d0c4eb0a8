"""The child process that opens files nobody trusts: `python -m loaders.read.child`.

It reads one file at a time from standard input and answers with the document, or with why there is
none. The operating system holds it in bounds: memory and processor time are limited, and it can
write no file. The parent kills it at the deadline. Anything that a library raises over a broken file
ends the process; the last thing it says is what kind of error that was, never its text, which may
quote the file.
"""

import signal
import sys
from collections.abc import Callable
from importlib import import_module
from types import TracebackType
from typing import BinaryIO

from core.confine import confine, limit_processor_time
from core.errors import RefusedFile
from core.frames import Ended, receive, send
from loaders.document import Document
from loaders.read.wire import Json, as_json, from_json, pack

Reader = Callable[[bytes, str], Document]

# Imported when first needed: a build of text and workbooks never loads the PDF library.
_READERS = {
    "pdf": ("loaders.read.pdf.reader", "read_pdf"),
    "package": ("loaders.read.package", "read_package"),
    "compound": ("loaders.read.xls", "read_compound"),
}


def main() -> None:
    """Serve requests from standard input until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pipe_in, pipe_out = sys.stdin.buffer, sys.stdout.buffer
    sys.excepthook = _last_words(pipe_out)
    try:
        request = from_json(receive(pipe_in))
        confine(request["memory"])
        while True:
            limit_processor_time(request["seconds"])
            send(pipe_out, as_json(_answer(request, receive(pipe_in))))
            request = from_json(receive(pipe_in))
    except Ended:
        return


def _answer(request: Json, data: bytes) -> Json:
    module, function = _READERS[request["kind"]]
    reader: Reader = getattr(import_module(module), function)
    try:
        return {"document": pack(reader(data, request["name"]))}
    except RefusedFile as error:
        return {"error": error.key, "values": error.values}


def _last_words(
    pipe: BinaryIO,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return what to do with an error that nobody caught: say its kind; then the process ends."""

    def say_kind(kind: type[BaseException], _error: BaseException, _trace: TracebackType | None) -> None:
        key = "file-needs-memory" if issubclass(kind, MemoryError) else "file-damaged"
        send(pipe, as_json({"error": key, "values": {"kind": kind.__name__}, "ended": True}))

    return say_kind


if __name__ == "__main__":
    main()
