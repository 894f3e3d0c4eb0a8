"""What a measure counts: the noun phrase of the text that says so, never a word that is not printed.

In order: what stands directly before the number (登録店24店), what it counts behind it
(85件の新規登録), what stands before its bracket (フォーラム（48人）), where it happened (資料室に120人). A
phrase that says nothing by itself (参加者数) gives way to the event or place before it in the sentence, if
there is one. A sum of several things has no label of one of them; `clause` is for what nothing names.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from loaders.entities.blanks import NAME, TIME
from loaders.entities.measures import Measure, Measured
from loaders.entities.passage import Passage
from loaders.entities.patterns import pattern
from loaders.entities.phrases import LONGEST, Phrase, Phrases
from loaders.entities.tables import table

_GOAL = r"(?:目標値?(?:の|である)?)?"
_ADVERB = r"(?:新たに|さらに|それぞれ|このうち|うち)?"
# Possessive (*+), for a run of times could be divided in many ways.
_TIMES = rf"(?:[、:\s]*+{TIME}++(?:には|では|[はのにもで])?)*+"
# Between a phrase and its number: 受診率は, 相談件数：, 助成金は、令和6年度、.
_NEAR = re.compile(
    rf"(?:[はがをも:=]|について(?:は)?|のうち)?{_TIMES}(?:(?<=は)、|(?<={TIME})[、:]|(?<={TIME}[はにで])、)?\s*{_ADVERB}{_GOAL}\Z"
)
_AT = re.compile(
    rf"(?:に(?:は|て|おいて(?:は)?|対し(?:て)?|より|よって)?|では?|として|により)、?{_ADVERB}\s*\Z"
)
# A share is of something: 品の73％, 手続きの8割.
_SHARE_OF = re.compile(r"の\Z")
_SHARES = ("%", "パーセント", "割", "倍")
# A verb of its own stands directly behind a number: 3回協議を行い, 146件作成し.
_DONE = re.compile(r"[をしすさ。、)]|\Z")
_ALONE = re.compile(rf"(?:(?<![\s\S])|[〇○◯●。{TIME}{NAME}]|[はがにで]|[はにでてし]、)\s*\Z")
_LOOK_BACK = 8
_NOTHING = re.compile(r"\s*\Z")
_COUNTS = re.compile(r"(?:\([^()]*\))?(?:で|へ|から)?の")
_EXPLAINED = re.compile(r"\(([^()]*)\)")
_WITH = re.compile(r"[をにでが]|を対象に")
_ABOUT = re.compile(r"について|に関し")
_TOPIC = re.compile(r"[をはが]|では|には")
_PLACE = re.compile(r"に(?!つい|関|より|よっ|対|向)")
_ENDS = "、。"
# What may part two measures that one phrase belongs to: 月2回、計24回; R7：12校　R8：18校.
_SERIES = re.compile(rf"[、:\s・{TIME}]*|から|より|のうち、?|に対し(?:て)?、?")


class Labels:
    """The labels of the measures of one text, by measure."""

    def __init__(self, passage: Passage, measured: Measured) -> None:
        self.measured, self.text = measured, measured.text
        self.phrases = Phrases(passage, measured)
        self.found: dict[Measure, Phrase] = {}
        for series in _series(measured):
            label = self._of(series)
            self.found |= dict.fromkeys(series, label) if label else {}

    def _of(self, series: list[Measure]) -> Phrase | None:
        """Return the first phrase that says what is counted, else one from before, else any."""
        if part := self._part(series[0]):
            return part
        tried = (phrase for measure in series for phrase in self._tried(measure) if phrase)
        said = [phrase for phrase in tried if not self._is("none", phrase)]
        telling = (phrase for phrase in said if not self._generic(phrase))
        near = self._near(series[0])
        named = near is not None and near in said and not self._is("sum", near)
        earlier = self._earlier(series[0], named=named) if (found := next(telling, None)) is None else None
        return found or earlier or next(iter(said), None) or self._last(series[0])

    def _tried(self, measure: Measure) -> Iterator[Phrase | None]:
        begin, end = measure.begin, measure.end
        yield self._near(measure)
        yield self._beside(measure)
        if self.text[slice(*measure.unit)] in _SHARES:
            yield self._before(begin, _SHARE_OF)
        yield self._behind(end, _COUNTS)
        yield self._bracket_head(measure)
        yield self._explained(end)
        yield self._done(end)
        yield self._before(begin, _AT)
        yield self._behind(end, _WITH)
        yield self._whole(begin)

    def _near(self, measure: Measure) -> Phrase | None:
        """Return the phrase before a measure; bodies that are only examples of it are none (A社など5社)."""
        examples = pattern("labels", "examples").search(
            self.text, max(0, measure.begin - _LOOK_BACK), measure.begin
        )
        if examples and self.text[slice(*measure.unit)] in table("figures")["labels"]["bodies"]:
            return None
        return self._before(measure.begin, _NEAR)

    def _beside(self, measure: Measure) -> Phrase | None:
        """Return the label of the measure that stands directly before: 5隊21人."""
        beside = (each for each in self.found if each.end == measure.begin)
        return next((self.found[each] for each in beside), None)

    def _whole(self, begin: int) -> Phrase | None:
        """Return the phrase before の, if it is no end of something else: 計画の45項目, but A列とB列の2列."""
        phrase = self._before(begin, _SHARE_OF)
        return (
            phrase if phrase and _ALONE.search(self.text, max(0, phrase[0] - _LOOK_BACK), phrase[0]) else None
        )

    def _before(self, position: int, between: re.Pattern[str]) -> Phrase | None:
        start = max(0, position - LONGEST)
        found = between.search(self.text[start:position])
        return self.phrases.ending(start + found.start()) if found else None

    def _behind(self, position: int, between: re.Pattern[str]) -> Phrase | None:
        found = between.match(self.text, position)
        return self.phrases.starting(found.end()) if found else None

    def _done(self, position: int) -> Phrase | None:
        """Return what was done so often, directly behind the measure: 計3回協議を行い."""
        phrase = self.phrases.starting(position)
        return phrase if phrase and _DONE.match(self.text, phrase[1]) else None

    def _explained(self, position: int) -> Phrase | None:
        """Return the phrase that is all a bracket behind the measure holds: 120件（新規登録）."""
        found = _EXPLAINED.match(self.text, position)
        phrase = self.phrases.starting(found.start(1)) if found else None
        return phrase if found and phrase and phrase[1] == found.end(1) else None

    def _part(self, measure: Measure) -> Phrase | None:
        """Return the words of a part in brackets behind its sum: 60人（市内45人・市外15人）."""
        if self._sum(measure) is None:
            return None
        phrase = self._before(measure.begin, _NEAR)
        return phrase if phrase and self._is("part", phrase) else None

    def _bracket_head(self, measure: Measure) -> Phrase | None:
        """Return what the bracket around a measure explains; of another measure its label."""
        if total := self._sum(measure):
            return self.found.get(total)
        begin = self._bracket(measure)
        return self._before(begin, _NOTHING) if begin is not None else None

    def _sum(self, measure: Measure) -> Measure | None:
        """Return the measure behind which the bracket of another one stands."""
        begin = self._bracket(measure)
        return next((each for each in self.measured.measures if each.end == begin), None)

    def _bracket(self, measure: Measure) -> int | None:
        """Return where the bracket around a measure opens."""
        begin = self.text.rfind("(", 0, measure.begin)
        return None if begin < 0 or ")" in self.text[begin : measure.begin] else begin

    def _earlier(self, measure: Measure, *, named: bool) -> Phrase | None:
        """Return what the sentence spoke of before the measure.

        Where the measure has a label of its own that says little (参加者数), only an event or a place.
        """
        if self._adds_up(measure):
            return None
        first, _ = self.measured.sentence(measure.begin)
        phrases = [
            self.phrases.ending(found.start())
            for topic in (_ABOUT, _TOPIC, _PLACE)
            for found in reversed([*topic.finditer(self.text, first, measure.begin)])
        ]
        # What a bracket told apart that is closed again (現金2件、物品1件) is not spoken of any more.
        around = (None, self._bracket(measure))
        phrases[:0] = [
            phrase
            for each, phrase in reversed(self.found.items())
            if each.begin >= first and self._bracket(each) in around
        ]
        fit = (
            phrase
            for phrase in phrases
            if phrase
            and not self._generic(phrase)
            and not self._is("none", phrase)
            and (not named or self._counted_at(phrase))
        )
        return next(fit, None)

    def _last(self, measure: Measure) -> Phrase | None:
        """Return the label of the measure before it in the sentence, though it says little."""
        if self._adds_up(measure):
            return None
        first, _ = self.measured.sentence(measure.begin)
        return next((phrase for each, phrase in reversed(self.found.items()) if each.begin >= first), None)

    def _adds_up(self, measure: Measure) -> bool:
        """Tell whether a measure is the sum of things of several names: 電話は24件、窓口は12件で、計36件."""
        first, _ = self.measured.sentence(measure.begin)
        unit = self.text[slice(*measure.unit)]
        labels = {
            phrase
            for each, phrase in self.found.items()
            if each.begin >= first and self.text[slice(*each.unit)] == unit
        }
        return "計" in measure.qualifiers and len(labels) > 1

    def clause(self, measure: Measure) -> Phrase:
        """Return the clause that a measure stands in, where nothing in it says what is counted."""
        begin = max(self.text.rfind(sign, 0, measure.begin) for sign in _ENDS) + 1
        ends = (self.text.find(sign, measure.end) for sign in _ENDS)
        return begin, min((end for end in ends if end >= 0), default=len(self.text))

    def says_little(self, measure: Measure) -> bool:
        """Tell whether a measure has no label, or one that does not say by itself what is counted."""
        return measure not in self.found or self._generic(self.found[measure])

    def _generic(self, phrase: Phrase) -> bool:
        return self._is("generic", phrase)

    def _is(self, what: str, phrase: Phrase) -> bool:
        return pattern("labels", what).fullmatch(self.phrases.words_of(phrase)) is not None

    def _counted_at(self, phrase: Phrase) -> bool:
        return pattern("labels", "counted_at").search(self.phrases.words_of(phrase)) is not None


def _series(measured: Measured) -> Iterator[list[Measure]]:
    """Yield the measures in order, those together that follow each other in one unit."""
    series: list[Measure] = [*measured.measures[:1]]
    for one, other in pairwise(measured.measures):
        alike = measured.text[slice(*one.unit)] == measured.text[slice(*other.unit)]
        if alike and _SERIES.fullmatch(measured.text, one.end, other.begin):
            series.append(other)
        else:
            yield series
            series = [other]
    if series:
        yield series
