"""Print the sheets of the example city, and what a careful reader finds in them.

    python examples/make.py            write examples/yuino/*.txt and tests/golden/*.json,
                                       tests/fixtures/heldout/*.txt and *.json
    python examples/make.py --check    only say which of them differ (exit status 1)

Each file of `examples/yuino/source/` says what one department's sheet contains and how it was
printed. From the same source come the sheet and the golden file that the reader of the project is
held against. All of it is invented. The sheets of `tests/fixtures/heldout/` are written the same way,
but for the tests alone: the reader was not made with them in view.
"""

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from answer import golden_text
from items import Source
from printing import sheet_bytes

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "examples" / "yuino" / "source"
GOLDEN = ROOT / "tests" / "golden"
FIXTURES = ROOT / "tests" / "fixtures" / "yuino"
HELD_OUT = ROOT / "tests" / "fixtures" / "heldout"


@dataclass(frozen=True)
class Collection:
    """Sheets that are made together: where their sources stand, and where what is made of them goes."""

    sources: Path
    sheets: Path
    golden: Path
    fixtures: Path


EXAMPLES = Collection(SOURCES, SOURCES.parent, GOLDEN, FIXTURES)
COLLECTIONS = (EXAMPLES, Collection(HELD_OUT / "source", HELD_OUT, HELD_OUT, HELD_OUT))


def sources(folder: Path) -> Iterator[tuple[str, Source]]:
    """Yield name and content of each source in a folder."""
    for path in sorted(folder.glob("*.toml")):
        yield path.stem, tomllib.loads(path.read_text(encoding="utf-8"))


def files() -> Iterator[tuple[Path, bytes]]:
    """Yield every file that comes from the sources, with the bytes that it should have."""
    for each in COLLECTIONS:
        for name, source in sources(each.sources):
            yield each.sheets / f"{name}.txt", sheet_bytes(source)
            yield each.golden / f"{name}.json", golden_text(name, source).encode()


def main(arguments: list[str]) -> int:
    """Write the files that differ from the sources, or with --check only name them."""
    check = "--check" in arguments
    stale = [(path, data) for path, data in files() if not path.exists() or path.read_bytes() != data]
    for path, data in stale:
        print(path.relative_to(ROOT))
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
