"""Print the sheets of the example city, and what a careful reader finds in them.

    python examples/make.py            write examples/yuino/*.txt and tests/golden/*.json
    python examples/make.py --check    only say which of them differ (exit status 1)

Each file of `examples/yuino/source/` says what one department's sheet contains and how it was
printed. From the same source come the sheet and the golden file that the reader of the project is
held against. All of it is invented.
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from answer import golden_text
from printing import sheet_bytes

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "examples" / "yuino" / "source"
GOLDEN = ROOT / "tests" / "golden"


def files() -> Iterator[tuple[Path, bytes]]:
    """Yield every file that comes from the sources, with the bytes that it should have."""
    for path in sorted(SOURCES.glob("*.toml")):
        source = tomllib.loads(path.read_text(encoding="utf-8"))
        yield SOURCES.parent / f"{path.stem}.txt", sheet_bytes(source)
        yield GOLDEN / f"{path.stem}.json", golden_text(path.stem, source).encode()


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
