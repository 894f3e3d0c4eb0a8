"""Elements of SVG, texts that fit, and the whole picture."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from api.tongues import is_japanese

INK, SOFT, FAINT, PAPER = "#1d2429", "#56616a", "#dcd9d0", "#ffffff"
TEXT = 13
"""Height of letters, in the units of every picture."""

_FONT = "system-ui, 'Hiragino Sans', 'Noto Sans CJK JP', 'Noto Sans JP', 'Yu Gothic UI', Meiryo, sans-serif"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINK = re.compile(r"</?a\b[^>]*>")
_SAID = ("text", "title", "desc")
"""Elements that hold what is read aloud: Japanese in them says so."""
_WIDE = "FWA"
_NARROW_WIDTH = 0.58


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: what it is called, what it shows in a sentence, its size, what is drawn."""

    title: str
    description: str
    width: float
    height: float
    parts: Sequence[Markup] = field(repr=False)

    def svg(self, name: str = "picture", prefix: str | None = "", here: str = "") -> Markup:
        """Return it as SVG. `name` begins its identifiers.

        `prefix` stands before the addresses of this site; None leaves links out, for a file that
        leaves it. `here` stands before places of the page, for a picture without its page.
        """
        body = Markup().join(
            [
                element("title", self.title, id=f"{name}-title"),
                element("desc", self.description, id=f"{name}-about"),
                element("rect", class_="v-ground", width=self.width, height=self.height, fill=PAPER),
                *self.parts,
            ]
        )
        drawn = element(
            "svg",
            body,
            xmlns="http://www.w3.org/2000/svg",
            role="group",
            aria_labelledby=f"{name}-title {name}-about",
            width=self.width,
            height=self.height,
            viewBox=f"0 0 {number(self.width)} {number(self.height)}",
            font_family=_FONT,
            font_size=TEXT,
        )
        text = str(drawn)
        if prefix is None:
            return Markup(_LINK.sub("", text))  # noqa: S704  every part is escaped
        text = text.replace('<a href="/', f'<a href="{prefix}/').replace(
            '<a href="#', f'<a href="{escape(here)}#'
        )
        return Markup(text)  # noqa: S704  every part is escaped


def element(name: str, *inside: str, **attributes: object) -> Markup:
    """Return an element, its texts and attributes escaped; an attribute that is None is left out.

    >>> print(element("text", "A & B", text_anchor="end", class_="v-label", x=1.50))
    <text text-anchor="end" class="v-label" x="1.5">A &amp; B</text>
    """
    if name in _SAID and any(map(is_japanese, inside)):
        attributes = {**attributes, "lang": "ja"}
    written = _written(attributes)
    content = Markup().join(each if isinstance(each, Markup) else clean(each) for each in inside)
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), written, content)  # noqa: S704  our own names


def _written(attributes: Mapping[str, object]) -> Markup:
    return Markup().join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), clean(number(value)))
        for key, value in attributes.items()
        if value is not None
    )


def words(text: str, x: float, y: float, **attributes: object) -> Markup:
    """Return a text whose middle line is at `y`; its edge keeps it legible where it lies on a line."""
    edge = {"stroke": PAPER, "stroke_width": 3, "paint_order": "stroke", "stroke_linejoin": "round"}
    given = {"class_": "v-label", "fill": INK} | edge | attributes
    return element("text", text, x=x, y=y + TEXT * 0.36, **given)


def linked(drawn: Iterable[Markup], address: str | None) -> Markup:
    """Return a group that is a link where there is an address."""
    inside = Markup().join(drawn)
    return element("a", inside, href=address) if address else element("g", inside)


def clean(text: str) -> str:
    """Return a text without what XML cannot carry; markup stays markup."""
    return text if isinstance(text, Markup) else _NO_XML.sub("", text)


def number(value: object) -> str:
    """Write a number in as few digits as a picture needs.

    >>> number(12.0), number(1 / 3), number("4.0")
    ('12', '0.33', '4.0')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def width_of(text: str) -> float:
    """Return about how wide a text is.

    >>> width_of("連携") > width_of("ab") > 0
    True
    """
    wide = sum(unicodedata.east_asian_width(each) in _WIDE for each in text)
    return TEXT * (wide + _NARROW_WIDTH * (len(text) - wide))


def fitted(text: str, width: float) -> str:
    """Return a text that is not wider; what is cut ends in an ellipsis.

    >>> fitted("町会活動の応援", 60), fitted("町会", 60)
    ('町会活…', '町会')
    """
    if width_of(text) <= width:
        return text
    end = len(text)
    while end > 1 and width_of(text[:end] + "…") > width:
        end -= 1
    return text[:end].rstrip() + "…"
