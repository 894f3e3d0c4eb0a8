"""The child process: reused, replaced, and one for each process of a build."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import RefusedFile
from loaders.document import Cell, Document, Encoding, Place, Remark, SourceFile, Span
from loaders.read import sandbox
from loaders.read.any import read_document
from loaders.read.wire import as_json, from_json, pack, unpack

WORDS = st.text(max_size=5)
PLACES = st.builds(
    Place,
    st.none() | WORDS,
    st.none() | WORDS,
    st.none() | st.integers(1, 9),
    st.none() | st.tuples(*[st.floats(0, 900)] * 4),
)
NUMBERS = st.integers(0, 99)
CELLS = st.builds(
    Cell, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.none() | st.builds(Span, NUMBERS, NUMBERS), PLACES
)
REMARKS = st.builds(Remark, WORDS, st.lists(st.tuples(WORDS, WORDS)).map(tuple), PLACES)
DOCUMENTS = st.builds(
    Document,
    st.builds(SourceFile, WORDS, WORDS, NUMBERS, WORDS),
    st.builds(Encoding, WORDS, WORDS),
    st.lists(WORDS).map(tuple),
    st.lists(CELLS, max_size=4).map(tuple),
    st.lists(REMARKS, max_size=2).map(tuple),
)


@given(DOCUMENTS)
def test_documents_travel_whole(document: Document) -> None:
    assert unpack(from_json(as_json(pack(document)))) == document


def test_one_child_serves_many_files(make, monkeypatch) -> None:
    sandbox.close()
    started = []
    popen = sandbox.subprocess.Popen
    monkeypatch.setattr(sandbox.subprocess, "Popen", lambda *a, **k: started.append(1) or popen(*a, **k))
    monkeypatch.setattr(sandbox, "_MOST_FILES", 3)
    data = make.xlsx(f"<row>{make.cell('A1', '一')}</row>")
    for _ in range(4):
        assert read_document(data, "a.xlsx").lines == ("一",)
    assert len(started) == 2


def test_threads_take_turns(make) -> None:
    files = [make.xlsx(f"<row>{make.cell('A1', str(i))}</row>") for i in range(8)]
    with ThreadPoolExecutor(4) as pool:
        documents = pool.map(read_document, files, ["a.xlsx"] * 8)
    assert [document.lines for document in documents] == [(str(i),) for i in range(8)]


def test_processes_of_a_build_have_their_own(make) -> None:
    data = make.xlsx(f"<row>{make.cell('A1', '一')}</row>")
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        found = list(pool.map(read_document, [data] * 4, ["a.xlsx"] * 4))
    assert all(document == found[0] for document in found)


def test_a_name_that_is_no_text_comes_back(make) -> None:
    data = make.xlsx(f"<row>{make.cell('A1', '一')}</row>")
    assert read_document(data, "目標　（確定）.xlsx").file.name == "目標　（確定）.xlsx"


def test_the_next_file_is_read_after_each_end(make) -> None:
    good = make.xlsx(f"<row>{make.cell('A1', '一')}</row>")
    for bad, key in ((b"PK\x03\x04", "file-damaged"), (make.pdf([]), "pdf-no-pages")):
        with pytest.raises(RefusedFile) as error:
            read_document(bad, "bad.xlsx")
        assert error.value.key == key
        assert read_document(good, "good.xlsx").lines == ("一",)
