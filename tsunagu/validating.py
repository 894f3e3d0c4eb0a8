"""What `tsunagu validate` checks: sheets, files of RDF, or the current release; by our rules or others'."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.errors import RefusedFile, UsageError
from core.messages import Language, say
from graph.cache import Cache
from graph.checking import check, register_triples
from graph.files import read
from graph.findings import refusal_as_finding
from graph.home import Home
from graph.release import Release
from loaders.cities.city import City
from shapes.foreign.parsing import FORMATS, is_rdf
from shapes.foreign.sandbox import check_own, check_profile
from shapes.report import Finding, count_in_words
from shapes.written import FORMS
from tsunagu.screen import notice, results, show, table
from tsunagu.steps import progress

Cities = Mapping[str, City]


@dataclass(frozen=True, slots=True)
class Asked:
    """How files are checked: as whose sheets, by which files of shapes (none: our rules), how long."""

    home: Path
    cities: Cities
    city: str | None
    profile: Mapping[str, bytes]
    seconds: float


@dataclass(slots=True)
class Validated:
    """What was found, and the files that could not be checked."""

    findings: list[Finding] = field(default_factory=list)
    refused: list[RefusedFile] = field(default_factory=list)

    def whole(self) -> list[Finding]:
        """Return the findings, and why files were refused among them."""
        return [*self.findings, *map(refusal_as_finding, self.refused)]

    def good(self) -> bool:
        """Tell whether every file could be checked and nothing keeps one out of a release."""
        return not self.refused and all(each.severity != "violation" for each in self.findings)


def shapes_of(paths: Sequence[Path]) -> dict[str, bytes]:
    """Return files of shapes by their paths. Raises `UsageError` for one that is no RDF."""
    for path in paths:
        if not path.exists():
            raise UsageError("path-missing", path=path)
        if not is_rdf(path.name):
            raise UsageError("profile-no-rdf", file=path.name, suffixes=sorted(FORMATS))
    return {str(path): read(path) for path in paths}  # two folders may have files of one name


def validated_files(paths: Sequence[Path], asked: Asked) -> Validated:
    """Check files. What is RDF by its name is checked as it stands; the others are read as sheets."""
    result = Validated()
    others = [path for path in paths if not is_rdf(path.name) or path.is_dir()]
    if others:
        _sheets(others, asked, result)
    for path in sorted(set(paths).difference(others), key=str):
        if not path.exists():
            raise UsageError("path-missing", path=path)
        try:
            data = read(path)
            result.findings += _rdf(data, path.name, asked)
        except RefusedFile as error:
            result.refused.append(error)
    return result


def validated_release(release: Release, asked: Asked) -> Validated:
    """Return what the release was found to be like when it was built, or what a profile finds in it now."""
    if not asked.profile:
        return Validated([each.finding for each in release.findings()])
    result = Validated()
    try:
        result.findings += _rdf(release.dump_path.read_bytes(), release.dump_path.name, asked)
    except RefusedFile as error:
        result.refused.append(error)
    return result


def report(found: Validated, form: str, language: Language, file: Path | None) -> None:
    """Show what was found in one of the forms, or write it to a file that is not there yet.

    On a screen, why files were refused is told beside the findings and not among them.
    """
    if form == "table":
        _table(found.findings, language)
        return
    if form == "text" and file is None:
        if found.findings or not found.refused:  # that nothing was found would be no answer
            show(FORMS[form].write(found.findings, language))
        return
    text = FORMS[form].write(found.whole(), language)
    if file is None:
        show(text)
        return
    try:
        with file.open("x", encoding="utf-8", newline="") as out:
            out.write(text)
    except FileExistsError as error:
        raise UsageError("export-exists", file=file) from error
    except OSError as error:
        raise UsageError("export-unwritable", file=file, reason=error.strerror or error) from error
    notice(say("validate-written", language, file=file))


def _table(findings: Iterable[Finding], language: Language) -> None:
    ordered = sorted(findings, key=Finding.order)
    names = ("severity", "file", "place", "label", "message")
    headings = [say("col-place" if each == "place" else f"finding-column-{each}", language) for each in names]
    rows = [
        (
            say(f"finding-{each.severity}", language),
            each.file,
            each.where.spot(language),
            each.label,
            each.message(language),
        )
        for each in ordered
    ]
    results().print(table(headings, rows))
    results().print(count_in_words(ordered, language))


def _sheets(paths: Sequence[Path], asked: Asked, result: Validated) -> None:
    kept = Home(asked.home).trusted_cache()  # of the builds here; without one, nothing is left behind
    with progress() as report:
        checked = check(paths, asked.home, asked.cities, asked.city, report, Cache(kept) if kept else None)
    result.refused += checked.refused
    if not asked.profile:
        result.findings += checked.findings
        return
    for sheet in checked.sheets:
        data = sheet.triples.data + register_triples(asked.cities[sheet.city]).data
        name = f"{sheet.extraction.document.file.name}.nt"
        try:
            found = check_profile(data, name, asked.profile, asked.seconds)
        except RefusedFile as error:
            result.refused.append(error)
        else:  # its lines are not those of the sheet
            result.findings += [replace(each, line=None, line_end=None) for each in found]


def _rdf(data: bytes, name: str, asked: Asked) -> tuple[Finding, ...]:
    if asked.profile:
        return check_profile(data, name, asked.profile, asked.seconds)
    told = [city for city in asked.cities.values() if city.code.encode() in data]
    return check_own(data, name, b"".join(register_triples(city).data for city in told), asked.seconds)
