"""The command `tsunagu`: it fixes the language, runs a command, and tells of errors in a sentence.

    cli → commands.app → commands, one module for each group
          → building, sheet_tables, answers: the work behind them
          → published, config, options, screen

Commands ask the rooms and show what they answer: results on stdout, everything else on stderr.
The exit status of an error is its class's (`core.errors`).
"""

import io
import os
import sys

from core.errors import TsunaguError
from tsunagu.config import load_settings
from tsunagu.screen import complain


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal without Japanese shows question marks
            stream.reconfigure(errors="replace")
    try:
        # Help is put together when the commands are imported, so the language is settled before.
        os.environ.setdefault("TSUNAGU_LANG", load_settings().lang)
        from tsunagu.commands.app import app

        app(prog_name="tsunagu")
    except TsunaguError as error:
        complain(error)
        sys.exit(error.exit_status)
