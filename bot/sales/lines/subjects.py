"""Of whom a piece of the line tells, decided once a piece, so that no field is read from what others do, say or might do."""

from enum import StrEnum
from typing import Final

from bot.sales.lines.places import Places, Span
from bot.sales.lines.scene import Scene
from bot.sales.patterns import late


class Subject(StrEnum):
    """Who or what a piece is about, where that is not the call itself."""

    RIVAL = "rival"
    HEARSAY = "hearsay"
    SUPPOSED = "supposed"


_HEARD: Final = late(
    r"(?:听|据)[^\s,，。]{0,6}?(?:说|讲|闻)|风声|传闻|谣传|\b(?<!never )(?:heard|hears|hearing|rumou?rs?|gossip)\b(?! from (?:us|me|him|her|them)\b| back\b)"
)
_IF: Final = late(
    r"[\s□:：,]*(?:他|她|客户|对方)?(?:说|讲|表示)?(?:如果|要是|若是?|假如|假使|万一|除非|只有|倘若|一旦)"
    r"|(?:.{0,32}[:：-])?[\s□]*(?:says |said |but |and |he |she |they )*(?:only )?(?:if|unless|provided|in case|suppos(?:e|ing)|assuming|were)\b"
)
_ONLY_LEADS: Final = late(
    r"[\s□◇:：.!?,]*(?:the |that |but |and |also |said |says |她说|他说|说|现在|目前|听说|据说)*"
)


def subject_of(scene: Scene, place: int, rivals: Places) -> Subject | None:
    """Give whom the words at the place are said of: a competitor whose name opens the piece, hearsay, or a condition."""
    piece = scene.piece(place)
    for rival in rivals.within(Span(piece.start, place)):
        if _ONLY_LEADS.fullmatch(scene.view, piece.start, rival.start):
            return Subject.RIVAL
    heard = _HEARD.search(scene.view, *piece)
    if heard is not None and heard.start() < place:
        return Subject.HEARSAY
    return Subject.SUPPOSED if _IF.match(scene.view, piece.start, place) else None
