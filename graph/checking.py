"""Checking files without publishing them: each by itself, in parallel, then those of each city together."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from core.errors import RefusedFile
from graph.cache import Cache
from graph.checked import CheckedSheet, File, check_file, triples
from graph.disk import home_errors
from graph.files import Input, collect
from graph.fragments import Packed
from graph.pool import refusal, run, workers_for
from graph.result import Progress, Report
from loaders.cities.city import City
from loaders.triples import register_graph
from shapes.report import Finding
from shapes.validate import validate_city_lines

_WORTH_A_PROCESS = 4
"""How many sheets are read in the time that a process takes to start."""


@dataclass
class Checked:
    """What was read, what the checks said, the files that could not be read, and those that are no sheets."""

    sheets: list[CheckedSheet] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    refused: list[RefusedFile] = field(default_factory=list)
    skipped: list[Path] = field(default_factory=list)

    def by_city(self) -> dict[str, list[CheckedSheet]]:
        """Return the sheets by the key of their city."""
        found: dict[str, list[CheckedSheet]] = defaultdict(list)
        for sheet in self.sheets:
            found[sheet.city].append(sheet)
        return dict(found)


def check(
    paths: Sequence[Path],
    home: Path,
    cities: Mapping[str, City],
    city: str | None,
    report: Report | None = None,
    cache: Cache | None = None,
) -> Checked:
    """Check the sheet of each file by itself, then those of each city together that a build would publish.

    With a cache, a file is checked once as long as it, the registers and the rules stay the same.
    """
    given = collect(paths, home)
    checked = Checked(skipped=given.skipped)
    with TemporaryDirectory() as folder:
        files = _laid_out(given, Path(folder))
        task = partial(check_file, cities=cities, city=city, cache=cache)
        for outcome in _outcomes(task, files, report):
            if isinstance(outcome, CheckedSheet):
                checked.sheets.append(outcome)
                checked.findings += outcome.findings
            else:
                checked.refused.append(outcome)
    checked.refused += [each.error for each in given.refused]
    for owner, sheets in checked.by_city().items():
        told = [register_triples(cities[owner]), *(each.triples for each in sheets if each.holds)]
        checked.findings += validate_city_lines(partial(_lines, told))
    return checked


def register_triples(city: City) -> Packed:
    """Return what the registers of a city say, as N-Triples."""
    return triples(register_graph(city))


def _laid_out(given: Input, folder: Path) -> list[File]:
    """Write what was given into a folder: an archive may hold more than there is memory."""
    files = []
    with home_errors(folder):
        for number, (path, data) in enumerate(given.contents()):
            place = folder / str(number)
            place.write_bytes(data)
            files.append(File(number, path.name, place, hashlib.sha256(data).hexdigest()))
    return files


def _outcomes(
    task: Callable[[File], CheckedSheet], files: Sequence[File], report: Report | None
) -> list[CheckedSheet | RefusedFile]:
    """Return what became of each file, in their order."""
    found: dict[int, CheckedSheet | RefusedFile] = {}
    for file, outcome in run(task, files, workers_for(None, len(files) // _WORTH_A_PROCESS)):
        found[file.number] = outcome if isinstance(outcome, CheckedSheet) else refusal(file.name, outcome)
        if report:
            report(Progress("read", len(found), len(files), file.name))
    return [found[number] for number in sorted(found)]


def _lines(told: Sequence[Packed]) -> Iterator[bytes]:
    return chain.from_iterable(map(Packed.lines, told))
