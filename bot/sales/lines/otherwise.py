"""English words before or behind a phrase that make it tell something else than what came of the call."""

import re
from collections.abc import Mapping
from typing import Final

from bot.sales.lines.phrases import RIVAL
from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene
from bot.sales.patterns import late

_BETROTHED: Final = late(r"\b(?:got|getting|is newly|newly) $")
_SPOKEN_OF: Final = late(
    r"\b(?:(?:promoted (?:from|to)|looking for|hir(?:ing|ed|es)|needs?|wants?|recruit\w*|(?:get|collect|fetch|pick up)\b[^,;]*? (?:from|at)|used to be|was once|works? as|worked as|former|new|ex)(?: an?| the| his| her| their)?(?: new)?|and (?:his|her|their)) $"
)
_TAKES_PART: Final = late(
    r"\s*(?:signs|decides|approves|joined|both|handles|buys|orders|needs a|wants a|is retiring|retired|will be trained)\b"
)
_MET_HIM: Final = late(r"\b(?:met|bumped into|ran into|saw|chatted|caught up)\b[^,;]*$")
_HIS_MESSAGE: Final = late(
    r"\b(?:left (?:me|us) (?:an? |another )?|(?:got|heard|received|returned|replied to|answered|thanks for) (?:my|our|the|your) |(?:prefers?|hates?|likes?|loves?|never checks?|checks?) (?:an? |his |her |their )?)$"
)
_A_SYSTEM: Final = late(
    r"\s*(?:system|server|feature|licen[cs]e|package|software|setup question|to email|over|from (?:him|her|them|◇+))\b"
)
_A_THING_IS: Final = late(
    r"\b(?:offices?|rooms?|screens?|monitors?|displays?|desks?|budgets?|discounts?|laptops?|keyboards?|keys|fonts?|storage|memory|capacity|server room|warehouse|car park|building|units?) (?:is|was|are|were|'s) (?:\w+ )?$"
)
_NO_GOODS_OF_OURS: Final = late(
    r"\b(?:works? (?:in|for)|working in|head of|runs|manages|used to work in|(?:(?<=')s|his|her|their|the) (?:car|van|truck|lorry|bus|train|fridge|boiler|dishwasher|lift|elevator|air ?con\w*|heating|coffee machine|phone system))\b[^,;]{0,16}$"
)
_WITH_THEIRS: Final = late(r"\s*(?:with|about|at|of|over|by) (?:their|them)\b")
_NOT_IN_HAND: Final = late(
    r"\b(?:owes?|owed|send(?:s|ing)?|return(?:s|ing)?|needs?|needed|wants?|wanted|await(?:s|ing)?|waiting (?:for|on)|chas(?:e|es|ing)|missing|without|get|no)"
    r" (?:us |me )?(?:the |a |an |his |her |their |our )?$"
)

_BEFORE: Final[Mapping[str, re.Pattern[str]]] = {
    "busy": _BETROTHED,
    "gatekeeper": _SPOKEN_OF,
    "no_answer": _MET_HIM,
    "voicemail": _HIS_MESSAGE,
    "not_a_fit": _A_THING_IS,
    "sale": _NOT_IN_HAND,
    "service": _NO_GOODS_OF_OURS,
}
_HANDS_OVER: Final = late(
    r"[^.;]{0,60}\b(?:successor|succeed\w*|replac(?:ed|ement|es)|tak(?:es|ing) over|new contact|hand(?:s|ing)? (?:it |things |everything )?over)\b"
    r"|(?<=retiring) (?:the|their|his|her|its|all|old|some|most|those|these|our|\d+)\b"
)
_ON_THE_LINE: Final = late(r"(?<=on hold) (?:for (?:an? |□)|□|briefly|while|twice)")
_BEHIND: Final[Mapping[str, re.Pattern[str]]] = {
    "not_now": _ON_THE_LINE,
    "gatekeeper": _TAKES_PART,
    "voicemail": _A_SYSTEM,
    "not_a_fit": _HANDS_OVER,
}


def reads_otherwise(scene: Scene, code: str, span: Span) -> bool:
    """Tell whether the phrase is of another thing: got engaged, hiring an assistant, left me a voicemail, his car broke down."""
    before, behind = _BEFORE.get(code), _BEHIND.get(code)
    if before is not None and before.search(scene.view, scene.clause(span.start).start, span.start):
        return True
    if code == "complaint" and _WITH_THEIRS.match(scene.view, span.end):
        return RIVAL in scene.view[: span.start]
    return behind is not None and behind.match(scene.view, span.end) is not None
