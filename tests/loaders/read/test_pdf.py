"""Cells of a PDF: rules become a grid, characters the lines of its cells."""

from pathlib import Path

import pytest

from loaders.document import Document
from loaders.read.any import read_document
from loaders.read.pdf.reader import read_pdf

HAIR = "0.1 w\n"


def grid(document: Document, words) -> dict[tuple[int, int, int], tuple[str, int, int]]:
    return {
        (cell.table, cell.row, cell.column): (words(document, cell), cell.rows, cell.columns)
        for cell in document.cells
    }


def frame(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float, float, float]]:
    return [
        (left, top, right, top),
        (left, bottom, right, bottom),
        (left, top, left, bottom),
        (right, top, right, bottom),
    ]


def table(make, *, top: float = 100) -> bytes:
    """Two columns and two rows; the left cell is merged over both rows."""
    lines = [*frame(50, top, 250, top + 60), (100, top, 100, top + 60), (100, top + 30, 250, top + 30)]
    return (
        make.rules(*lines)
        + make.text(55, top + 20, "部局")
        + make.text(105, top + 12, "上の行")
        + make.text(105, top + 24, "つづき")
        + make.text(105, top + 50, "下の行")
    )


def test_merged_cells_and_lines_outside(make, words) -> None:
    data = make.pdf([make.text(50, 40, "表題") + table(make) + make.text(300, 790, "1")])
    document = read_pdf(data, "a.pdf")
    assert grid(document, words) == {
        (0, 0, 0): ("表題", 1, 1),
        (0, 1, 0): ("部局", 2, 1),
        (0, 1, 1): ("上の行\nつづき", 1, 1),
        (0, 2, 1): ("下の行", 1, 1),
        (0, 3, 1): ("1", 1, 1),
    }
    merged = document.cells[1]
    assert merged.place.page == 1
    assert merged.place.box == (50, 100, 100, 160)


def test_a_box_of_one_cell(make, words) -> None:
    data = make.pdf([make.rules(*frame(50, 50, 500, 90)) + make.text(55, 70, "使命")])
    assert grid(read_pdf(data, "a.pdf"), words) == {(0, 0, 0): ("使命", 1, 1)}


@pytest.mark.parametrize("style", ["filled", "dotted", "by cell", "double", "stroked box"])
def test_every_kind_of_border(make, words, style: str) -> None:
    lines = [*frame(50, 50, 250, 90), (150, 50, 150, 90)]
    drawn = {
        "filled": lambda: b"".join(
            f"{a - 0.1} {800 - d - 0.1} {c - a + 0.2} {d - b + 0.2} re f\n".encode() for a, b, c, d in lines
        ),
        "dotted": lambda: b"".join(dots(*line) for line in lines),
        "by cell": lambda: make.rules(*frame(50, 50, 150, 90), *frame(150.3, 50, 250, 90)),
        "double": lambda: make.rules(*lines, *((a + 1.5, b + 1.5, c + 1.5, d + 1.5) for a, b, c, d in lines)),
        "stroked box": lambda: b"50 710 100 40 re S 150 710 100 40 re S\n",
    }[style]()
    data = make.pdf([drawn + make.text(60, 70, "左") + make.text(160, 70, "右")])
    assert grid(read_pdf(data, "a.pdf"), words) == {(0, 0, 0): ("左", 1, 1), (0, 0, 1): ("右", 1, 1)}


def dots(a: float, b: float, c: float, d: float) -> bytes:
    count = int(max(c - a, d - b) / 2)
    steps = (i / count for i in range(count + 1))
    return b"".join(
        f"{a + (c - a) * step} {800 - b - (d - b) * step} 0.5 0.5 re f\n".encode() for step in steps
    )


def test_missing_outer_borders(make, words) -> None:
    lines = [(100, 100, 100, 160), (50, 130, 250, 130), (50, 100, 250, 100), (50, 160, 250, 160)]
    data = make.pdf([make.rules(*lines) + make.text(60, 120, "左上") + make.text(160, 150, "右下")])
    found = grid(read_pdf(data, "a.pdf"), words)
    assert [found[key][0] for key in ((0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1))] == ["左上", "", "", "右下"]


def test_shades_and_white_rules_are_no_borders(make, words) -> None:
    shade = b"0.9 g 60 710 80 20 re f 1 G\n" + make.rules((150, 50, 150, 90)) + b"0 g 0 G\n"
    data = make.pdf([shade + make.rules(*frame(50, 50, 250, 90)) + make.text(60, 70, "一つのセル")])
    assert grid(read_pdf(data, "a.pdf"), words) == {(0, 0, 0): ("一つのセル", 1, 1)}


def test_what_cannot_be_seen_is_not_read(make) -> None:
    clipped = (
        b"q 50 700 100 50 re W n\n" + make.text(55, 75, "見える") + make.text(55, 300, "切られた") + b"Q\n"
    )
    away = make.text(-200, 50, "外") + make.text(50, 900, "外") + make.text(50, 790, "余白")
    data = make.pdf([clipped + away + make.text(55, 300, "別")], extra="/CropBox [0 50 600 800]")
    assert read_pdf(data, "a.pdf").lines == ("見える", "別")


def test_a_rotated_page_and_turned_text(make) -> None:
    turned = f"BT /F 10 Tf 0 1 -1 0 100 300 Tm <{'縦の字'.encode('utf-16-be').hex()}> Tj ET\n".encode()
    assert read_pdf(make.pdf([turned + make.text(50, 50, "横")]), "a.pdf").lines == ("横", "縦の字")
    assert read_pdf(make.pdf([make.text(50, 50, "回した")], extra="/Rotate 90"), "a.pdf").lines == ("回した",)


def test_gaps_are_spaces_and_other_sizes_stay_on_the_line(make) -> None:
    content = make.text(50, 50, "部局", 10) + make.text(90, 50.5, "安心", 12) + make.text(115, 50, "部", 10)
    assert read_pdf(make.pdf([content]), "a.pdf").lines == ("部局 安心部",)


def test_doubled_characters_are_reported(make) -> None:
    data = make.pdf([make.text(50, 50, "市民とともに") + make.text(50.2, 50, "市民とともに")])
    document = read_pdf(data, "a.pdf")
    assert document.lines == ("市民とともに",)
    assert [each.key for each in document.remarks] == ["remark-doubled-characters"]


def half(make, top: float, bottom: float, cells: tuple[str, str], *, above: bool, below: bool) -> bytes:
    """Draw one row of a table, with or without its border above and below."""
    lines = [(x, top, x, bottom) for x in (50, 100, 300)]
    lines += [(50, top, 300, top)] * above + [(50, bottom, 300, bottom)] * below
    return make.rules(*lines) + b"".join(
        make.text(x, top + 15 + 12 * i, line)
        for x, words in zip((55, 105), cells, strict=True)
        for i, line in enumerate(words.split("\n"))
        if line
    )


CUTS = {
    "no border at the cut": (("1", "前半"), ("2", "後半"), False, ["1\n2", "前半\n後半"]),
    "the number is above": (("1", "前半\n中程"), ("", "後半"), True, ["1", "前半\n中程\n後半"]),
    "the number is below": (("", "前半"), ("1", "中程\n後半"), True, ["1", "前半\n中程\n後半"]),
    "figures without a name": (("名", "100"), ("", "200"), True, ["名", "100", "200"]),
    "figures before a name": (("", "100"), ("名", "200"), True, ["100", "名", "200"]),
    "two whole rows": (("1", "前の行です。"), ("2", "次の行"), True, ["1", "前の行です。", "2", "次の行"]),
    "a sentence goes on": (
        ("", "あいうえおかきくけこさしすせそたちつ"),
        ("", "てとなにぬ"),
        True,
        ["あいうえおかきくけこさしすせそたちつ\nてとなにぬ"],
    ),
    "an item begins": (
        ("", "あいうえおかきくけこさしすせそたちつ"),
        ("", "（２）てとなにぬ"),
        True,
        ["あいうえおかきくけこさしすせそたちつ", "（２）てとなにぬ"],
    ),
}


@pytest.mark.parametrize("case", CUTS.values(), ids=CUTS)
def test_rows_cut_by_a_page_break(make, words, case) -> None:
    first, second, closed, expected = case
    upper = half(make, 700, 750, first, above=True, below=closed)
    lower = half(make, 50, 90, second, above=closed, below=True)
    document = read_pdf(make.pdf([upper, lower]), "a.pdf")
    assert [text for cell in document.cells if (text := words(document, cell))] == expected


def test_a_row_over_three_pages_below_repeated_headings(make, words) -> None:
    heading = half(make, 30, 50, ("番号", "内容"), above=True, below=True)
    pages = [
        heading + half(make, 50, 750, ("1", "初\n一"), above=True, below=False),
        heading + half(make, 50, 750, ("", "中\n二"), above=False, below=False),
        heading + half(make, 50, 90, ("", "三"), above=False, below=True),
    ]
    document = read_pdf(make.pdf(pages), "a.pdf")
    found = [(cell.place.page, text) for cell in document.cells if (text := words(document, cell))]
    assert (1, "初\n一\n中\n二\n三") in found
    assert [text for _, text in found].count("内容") == 3


def squeezed(document: Document, words) -> list[str]:
    return sorted("".join(text.split()) for cell in document.cells if (text := words(document, cell)))


def test_every_cell_of_the_printed_forms_is_found(root: Path, words) -> None:
    """The PDFs hold exactly what the workbooks hold, and the headings that print on every page."""
    printed = sorted((root / "tests/fixtures/yuino").glob("*.pdf"))
    assert len(printed) >= 11
    for path in printed:
        book = path.with_name(f"{path.name.split('.')[0]}.xlsx")
        wanted = squeezed(read_document(book.read_bytes(), book.name), words)
        found = squeezed(read_document(path.read_bytes(), path.name), words)
        extra = list(found)
        for text in wanted:
            extra.remove(text)
        assert set(extra) <= set(wanted), path.name
