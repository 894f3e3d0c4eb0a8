"""What is in the files of a draft: the same reading, checks and candidates as the commands give.

`tsunagu read` shows the tables, `tsunagu validate` the findings, `tsunagu review export` the candidates.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import RdfFormat, Store

from api.office.folder import Folder
from api.office.records import (
    READING,
    Proposed,
    Reading,
    ReadSheet,
    SheetPage,
    Words,
    sheet_page,
)
from core.errors import TsunaguError, UsageError
from core.messages import LANGUAGES, Language
from graph.checked import CheckedSheet
from graph.checking import Checked, check, register_triples
from graph.release import Release, current
from graph.result import Report
from graph.review.candidates import Candidate, candidates
from graph.review.folder import refuse_bundled
from graph.review.names import names_in
from graph.review.whole import store_of
from graph.sheet_tables import lines_in_words, sheet_tables, unread_table
from loaders.cities.city import City
from loaders.cities.find import named
from shapes.report import Finding

Cities = Mapping[str, City]


def read_draft(folder: Folder, home: Path, cities: Cities, report: Report) -> None:
    """Read what a draft holds, or what the current release proposes, and keep it in the draft."""
    draft, release = folder.draft(), current(home)
    if not draft.files:
        folder.write(READING, Reading((), (), (), (), _of_release(release, cities)))
        return
    with files_by_name(folder, draft.files) as paths:
        checked = check(paths, home, cities, draft.city, report)
    for number, sheet in enumerate(checked.sheets, 1):
        folder.write(sheet_page(number), _page(sheet))
    reading = Reading(
        sheets=tuple(map(_sheet, checked.sheets)),
        findings=tuple(sorted(checked.findings, key=Finding.order)),
        refused=tuple(words_of(error) for error in checked.refused),
        skipped=tuple(path.name for path in checked.skipped),
        proposed=tuple(_of_files(checked, release, cities)),
    )
    folder.write(READING, reading)


@contextmanager
def files_by_name(folder: Folder, names: Sequence[str]) -> Iterator[list[Path]]:
    """Give the files of a draft under the names that they had where they come from: links in a place of ours.

    The names were checked when the files came in; each link stands in a folder of its own.
    """
    with TemporaryDirectory() as place:
        paths = [Path(place, str(number), name) for number, name in enumerate(names, 1)]
        for number, path in enumerate(paths, 1):
            path.parent.mkdir()
            path.symlink_to(folder.files.resolve() / str(number))
        yield paths


def words_of(error: TsunaguError) -> Words:
    """Return the sentence of an error in both languages."""
    return {language: error.text(language) for language in LANGUAGES}


def _page(sheet: CheckedSheet) -> dict[Language, SheetPage]:
    return {
        language: SheetPage(
            sheet_tables(sheet.extraction, language),
            lines_in_words(sheet.extraction, language),
            unread_table(sheet.extraction, language),
        )
        for language in LANGUAGES
    }


def _sheet(sheet: CheckedSheet) -> ReadSheet:
    read = sheet.extraction.sheet
    return ReadSheet(
        file=sheet.extraction.document.file.name,
        department=read.department.value,
        fiscal_year=read.fiscal_year,
        edition=read.edition,
        city=sheet.city,
        iri=sheet.iri,
        objectives=len(read.objectives),
        unread=len(read.unread()),
        sha256=sheet.extraction.document.file.sha256,
    )


def _of_files(checked: Checked, release: Release | None, cities: Cities) -> Iterator[Proposed]:
    """Yield what the sheets propose by city; a small store holds what a release would hold of them."""
    for key, sheets in checked.by_city().items():
        store = Store()
        for triples in (register_triples(cities[key]), *(each.triples for each in sheets)):
            store.load(triples.data, format=RdfFormat.N_TRIPLES)
        stores = [store, store_of(release)] if release else [store]
        yield _proposed(cities[key], store, stores)


def _of_release(release: Release | None, cities: Cities) -> tuple[Proposed, ...]:
    if release is None:
        raise UsageError("office-nothing-published")
    store = store_of(release)
    codes = sorted({entry.code for entry in release.manifest.kept()})
    return tuple(_proposed(named(cities, code), store, [store]) for code in codes)


def _proposed(city: City, store: Store, stores: Iterable[Store]) -> Proposed:
    names = {name for each in stores for name in names_in(each, city)}
    found = {language: _candidates(store, city, language) for language in LANGUAGES}
    return Proposed(city.key, city.name, found, tuple(sorted(names)), _closed(city))


def _candidates(store: Store, city: City, language: Language) -> tuple[Candidate, ...]:
    """Return the candidates with their places told in one language. This process does nothing beside."""
    os.environ["TSUNAGU_LANG"] = language
    return candidates(store, city)


def _closed(city: City) -> Words | None:
    try:
        refuse_bundled(city)
    except UsageError as error:
        return words_of(error)
    return None
