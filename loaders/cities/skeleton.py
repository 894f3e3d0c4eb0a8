"""Write the folder of a new city, or a copy of a known one to edit."""

import shutil
from pathlib import Path
from string import Template

from core.errors import UsageError
from loaders.cities.city import City
from loaders.cities.codes import is_local_government_code
from loaders.cities.continuations import CONTINUATION_COLUMNS, CONTINUATIONS
from loaders.cities.corrections import CORRECTION_COLUMNS, CORRECTIONS
from loaders.cities.decisions import DECISION_COLUMNS, DECISIONS
from loaders.cities.departments import DEPARTMENT_COLUMNS, DEPARTMENTS
from loaders.cities.documents import DOCUMENT_COLUMNS, DOCUMENTS
from loaders.cities.facilities import FACILITIES, FACILITY_COLUMNS
from loaders.cities.find import PROFILE, files_of
from loaders.cities.grids import CSV
from loaders.cities.groups import GROUP_COLUMNS, GROUPS
from loaders.cities.organisations import ORGANISATION_COLUMNS, ORGANISATIONS
from loaders.cities.programs import PROGRAM_COLUMNS, PROGRAMS
from loaders.cities.replaced import REPLACED, REPLACED_COLUMNS

_REGISTERS = {
    DEPARTMENTS: DEPARTMENT_COLUMNS,
    ORGANISATIONS: ORGANISATION_COLUMNS,
    FACILITIES: FACILITY_COLUMNS,
    PROGRAMS: PROGRAM_COLUMNS,
    DOCUMENTS: DOCUMENT_COLUMNS,
    GROUPS: GROUP_COLUMNS,
    REPLACED: REPLACED_COLUMNS,
    DECISIONS: DECISION_COLUMNS,
    CORRECTIONS: CORRECTION_COLUMNS,
    CONTINUATIONS: CONTINUATION_COLUMNS,
}
_SKELETON = Template("""\
# 市の設定。書き方は docs/cities.md。  What each line means: docs/cities.md.
code = "$code"
name = "$name"
form = "narrative"

# 公開する番地（自分の市のもの）。決めるまでは存在しない番地になります。
# The address under which the data is published; until it is set, a host that does not exist.
# base = "https://data.example.jp/"

# 氏名を公開するときだけ true に。  Only true where officials' names may be published.
publish_names = false

# 間違いの連絡先と利用条件。どのページの下にも出ます。  Shown at the foot of every page.
# [contact]
# name = "市長公室"
# email = "opendata@city.example.jp"
# url = "https://www.city.example.jp/contact"

# [licence]
# iri = "https://creativecommons.org/licenses/by/4.0/"
# title = "CC BY 4.0"

# データポータルでの分野と見出し語。  Themes and keywords for data portals.
# [catalog]
# themes = ["GOVE"]
# keywords = ["行政評価"]
# keywords_en = ["performance evaluation"]

# 市の色。白い地の文字に使える濃さで。  The city's colour, dark enough for letters on white.
# [display]
# colour = "#1b5a86"

# 登録簿：departments（部局）、organisations（団体）、facilities（施設）、programs（事業）、
# documents（条例・計画）、groups（両図書館のような総称）、replaced（前の番地）。
# CSV の代わりに同じ名前の .xlsx、.xls、.ods でも構いません。
# 人が決めたこと：decisions（名前の意味、数値の正否）、corrections（読み誤りの訂正）、
# continuations（前の年度のどの目標を引き継ぐか）。
# Registers: departments, organisations, facilities, programs, documents, groups (words for several
# things), replaced (former addresses). Each CSV may be an .xlsx, .xls or .ods instead. What people decided:
# decisions on names and figures, corrections of what was misread, continuations of goals of the year before.

# 政策の一覧（年度で区切る）。内容は scheme と同じ名前の登録簿に。
# Lists of policies by term of years; their entries stand in a register named after the scheme.
# [[policies]]
# scheme = "kihon-2022"
# label = "基本政策"
# name = "基本政策（2022年度～）"
# first_year = 2022
""")


def new_city(code: str, name: str, into: Path) -> Path:
    """Write the least folder of a city into `into` and return it; it is named after the code."""
    if not is_local_government_code(code):
        raise UsageError("city-bad-code-given", value=code)
    if not name.strip() or not name.isprintable() or set(name) & set('"\\'):
        raise UsageError("city-bad-name-given", value=name)
    profile = {PROFILE: _SKELETON.substitute(code=code, name=name.strip()).encode()}
    registers = {f"{register}{CSV}": _header(columns) for register, columns in _REGISTERS.items()}
    return _write(into / code, profile | registers)


def _header(columns: tuple[str, ...]) -> bytes:
    """Return a register without rows. With a BOM, Excel opens it as UTF-8."""
    return (",".join(columns) + "\r\n").encode("utf-8-sig")


def copy_city(city: City, into: Path) -> Path:
    """Copy the folder of a city into `into`, for editing, and return the copy."""
    return _write(into / city.key, {path.name: path.read_bytes() for path in files_of(city.folder)})


def _write(folder: Path, files: dict[str, bytes]) -> Path:
    if folder.exists():
        raise UsageError("city-folder-exists", folder=folder)
    try:
        folder.mkdir(parents=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise UsageError("city-unwritable", folder=folder, reason=error.strerror or str(error)) from error
    return folder
