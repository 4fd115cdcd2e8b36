"""The line while it is being read: its text, the folded view, and where clauses begin and end."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from bot.sales.lines.lexicon import Lexicon
from bot.sales.lines.phrases import HIDDEN
from bot.sales.lines.places import Places, Span
from bot.sales.lines.words import Words
from bot.sales.patterns import late

_HARD: Final = late(
    r"[,;!?，。；！？、\n|()（）]|(?<!\d)\.|\.(?!\d)|[→+](?=\s)|\s[-/=>]+\s"
    r"|\s(?=(?:but|then|and then|because|so)\s)"
    r"|\s(?=and (?:he|she|they|we|i)(?:'ll|'d| will| would| owes?| promised)\b)"
)
TAKEN_BACK: Final = 24
_GROUPED: Final = late(r"(?<=\d),(?=\d{3}(?!\d))")
_CHINESE: Final = "[㐀-鿿]"
_UNITS: Final = (
    "台部套个個支张張组組件人年月号號日天周週点點时時分小秒块塊元万萬千百亿億折成倍吋寸坪楼樓的名位季%□"
)
_SOFT: Final = late(rf"(?<={_CHINESE[:-1]}%％]) +(?={_CHINESE})|(?<=[\d]) +(?=(?![{_UNITS}]){_CHINESE})")


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a reader may look at. What other readers own is hidden in `view`; places never move.

    `at` gives for each place of the view the place in the text: they differ only where a typo was mended.
    """

    text: str
    view: str
    at: tuple[int, ...] | None
    words: Words
    lexicon: Lexicon
    clauses: tuple[int, ...]
    pieces: tuple[int, ...]
    corrections: Places

    def hide(self, spans: Iterable[Span]) -> "Scene":
        """Give the same scene with these stretches hidden from the readers to come."""
        chars = list(self.view)
        for start, end in spans:
            chars[start:end] = HIDDEN * (end - start)
        return replace(self, view="".join(chars))

    def original(self, span: Span) -> str:
        """Give the words as they were typed."""
        start, end = self.in_text(span)
        return self.text[start:end]

    def in_text(self, span: Span) -> Span:
        """Give the stretch's place in the text as typed."""
        if self.at is None:
            return span
        return Span(self.at[span.start], self.at[span.end])

    def in_view(self, place: int) -> int:
        """Give the place in the view of a place in the text as typed."""
        return place if self.at is None else bisect_left(self.at, place)

    def clause(self, place: int) -> Span:
        """The stretch between two punctuation marks around the place."""
        return _around(self.clauses, place)

    def piece(self, place: int) -> Span:
        """Like a clause, but a blank between two Chinese characters ends it too."""
        return _around(self.pieces, place)

    def corrected(self, first: Span, second: Span) -> bool:
        """Tell whether the writer took back the first and wrote the second in its place."""
        return 0 < second.start - first.end <= TAKEN_BACK and bool(
            self.corrections.within(Span(first.end, second.start))
        )


def _around(borders: tuple[int, ...], place: int) -> Span:
    index = bisect_right(borders, place)
    return Span(borders[index - 1], borders[index] if index < len(borders) else borders[-1])


def borders(view: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the borders of clauses, and of pieces."""
    grouped = {match.start() for match in _GROUPED.finditer(view)}
    hard = {match.end() for match in _HARD.finditer(view) if match.start() not in grouped}
    soft = {match.end() for match in _SOFT.finditer(view)}
    ends = {0, len(view)}
    return tuple(sorted(hard | ends)), tuple(sorted(hard | soft | ends))


def is_chinese(char: str) -> bool:
    """Tell whether the character is one of the Chinese script."""
    return "㐀" <= char <= "鿿"
