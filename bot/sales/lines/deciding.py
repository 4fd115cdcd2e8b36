"""Who decides, as English tells it: more sentences beside those of authority.py, in its grammar of roles and names."""

import re
from functools import cache
from typing import Final

_AT: Final = r"(?: (?:at|for|in|of|here|there)(?: [a-z'-]+){0,3}?)?"
_HOLDER: Final = r"(?:decision[- ]?makers?|budget (?:holder|owner)|(?:final )?approver|signing authority|last word|economic buyer|key decider|sign[- ]?off)"
_AGREES: Final = (
    r"(?:authori[sz]es|greenlights|okays|sanctions|ratifies|rubber[- ]?stamps|signs for|holds the keys|votes? on|can say yes|says yes or no"
    r"|(?:must|has to|have to|needs to|need to) (?:agree|authori[sz]e|okay|greenlight|vote|give (?:his|her|their|the) (?:ok|okay|blessing|nod)))"
)
_PASSES: Final = r"(?:goes|has to go|must go|needs to go|all goes|will go|gets passed|is passed|is escalated) (?:through|via|to|past|up to)"
_CANNOT: Final = r"(?:(?:n't|\bnot|\bcannot) (?:sign|decide|buy|order|move|commit|do anything|approve|spend)|\bcan do nothing)"


@cache
def english_deciders(boss: str) -> tuple[re.Pattern[str], ...]:
    """Give the sentences; `boss` is the pattern of a role or a name, its group called who."""
    return (
        re.compile(rf"\b{_HOLDER}{_AT} (?:is|=|:|would be|will be) {boss}"),
        re.compile(rf"{_CANNOT} without {boss}"),
        re.compile(rf"\b(?:it|this|that|everything|all of it|purchases?|orders?|spending|money) {_PASSES} {boss}"),
        re.compile(rf"(?:n't|\bnot) (?:decide|sign|approve|make the call|have the say)[,;.]? ?(?:but )?{boss} (?:does|do|will|has)\b"),
        re.compile(rf"(?:n't|\bnot) (?:an? |the |our )?(?:decision[- ]?maker|decider|dm)\b[,;.]? ?(?:but |instead )?(?:that would be|that's|that is|it's|it is|is) {boss}"),
        re.compile(rf"\b(?:only |just )?{boss} {_AGREES}(?![a-z])"),
    )  # fmt: skip
