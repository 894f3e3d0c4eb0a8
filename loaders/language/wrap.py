"""The wrap model: where a column of known width breaks a line, and where it cannot have.

Source of the prohibited characters: JIS X 4051:2004, line-start and line-end prohibition.
"""

import re
from collections.abc import Sequence

from loaders.language.width import cells, visible

LINE_START_PROHIBITED = frozenset(
    "、。，．・：；？！ー゛゜ヽヾゝゞ々〻’”）〕］｝〉》」』】｠〟›»％‰℃°′″"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ｡､･｣ﾞﾟｰ,.:;?!)]}%"
)
LINE_END_PROHIBITED = frozenset("‘“（〔［｛〈《「『【｟〝‹«｢([{¥￥$＄£￡")

_OPENING = "".join(map(re.escape, sorted(LINE_END_PROHIBITED)))
_CLOSING = "".join(map(re.escape, sorted(LINE_START_PROHIBITED)))
# Opening brackets, then a word of Latin letters and digits or one character, then what may not be
# parted from it.
_CHUNK = re.compile(rf"[{_OPENING}]*(?:[A-Za-z0-9][A-Za-z0-9,.]*|.)?[{_CLOSING}]*")


def first_chunk(line: str) -> str:
    """Return the shortest beginning of a line that may stand alone at the end of the line above.

    >>> first_chunk("度）～"), first_chunk("11,502人"), first_chunk("（2024年度）")
    ('度）', '11,502', '（2024')
    """
    found = _CHUNK.match(line)
    return found[0] if found else ""


def column_width(lines: Sequence[str]) -> int:
    """Return the width of the column that holds these lines, in cells; 0 without lines."""
    return max((cells(line) for line in lines), default=0)


def is_soft_end(line: str, following: str, width: int) -> bool:
    """Tell whether a column of `width` cells forced the break between the two lines.

    >>> is_soft_end("水源の森を育", "てる人、", 12)
    True
    >>> is_soft_end("進めます。", "また、", 40)
    False
    """
    return bool(following) and cells(line) + cells(first_chunk(visible(following))) > width


def is_finished(text: str) -> bool:
    """Tell whether a text looks complete: a full stop, or a bracket that closes."""
    return ends_sentence(text) or text.rstrip().endswith((")", "）", "]", "］", "】"))


def ends_sentence(line: str) -> bool:
    """Tell whether the line ends with a full stop."""
    return visible(line).rstrip().endswith(("。", "｡"))
