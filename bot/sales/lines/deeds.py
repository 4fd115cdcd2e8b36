"""What the customer will do for us by a time, where nobody says "promised": he pays Friday, 說週四會匯, PO下周三给我们."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from bot.sales.draft import Promise
from bot.sales.lines.moment import Moment
from bot.sales.lines.pairing import is_a_name
from bot.sales.lines.phrases import HIDDEN
from bot.sales.lines.places import Places, Span
from bot.sales.lines.promised import FoundPromise, without_its_time
from bot.sales.lines.scene import Scene
from bot.sales.lines.subjects import Subject, subject_of
from bot.sales.patterns import late

_TRIM: Final = " ,.;:!?，。；：！？、\t-~"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The lists of deeds.toml joined into what is looked for."""

    he_said: re.Pattern[str]
    then: re.Pattern[str]
    to_us: re.Pattern[str]
    for_us: re.Pattern[str]
    for_him: re.Pattern[str]
    only_his: re.Pattern[str]
    on_its_way: tuple[re.Pattern[str], ...]


@cache
def _patterns() -> _Patterns:
    table = tomllib.loads((files("bot.sales.lines") / "deeds.toml").read_text("utf-8"))
    one = {name: f"(?:{'|'.join(sorted(words, key=len, reverse=True))})" for name, words in table.items()}
    us = "(?:我|咱)们?"
    return _Patterns(
        he_said=re.compile(
            rf"(?<![我咱])(?<![我咱]们){one['word_given']}(?:了|过)?(?:{one['he']}|自己|公司|那边|财务|会计|采购|老板|领导|总部|集团)?{one['adverb']}*$"
            rf"|(?<![给跟和与找请让叫催托烦求告]){one['he']}(?:说|自己|这边|那边)?{one['adverb']}*$"
            r"|(?<=[㐀-鿿])(?<![我咱])(?<!们)(?<!可能)会(?:在|于|赶在)?$"
        ),
        then=re.compile(rf"{one['by_then']}?{one['then']}*"),
        to_us=re.compile(
            rf"(?:{one['give']}|打|回[复覆]|通知|告诉)给?{us}(?!公司|提醒|安排|排|备)|[把将][^\s,，。]{{1,10}}?{one['hand']}(?:{one['toward_us']}|给我)"
            rf"|(?:给|发|寄|传|下|开|付|汇|打)(?:个|张|一张|一份)?{one['his_paper']}"
        ),
        for_us=_for_us(one),
        for_him=re.compile(r"(?:[给跟找打拨回]|联[系络])给?(?:他|她|客户|对方)|让我|叫我|请我|要我|过去"),
        only_his=re.compile(
            rf"{one['he']}?(?:说|会|就|要)?□+(?:前|之前|内)?(?:就|会|要|再|来|可以)*"
            rf"(?P<deed>(?:付|打|汇|转){one['money']}|付清|签(?:约|合同|合约|字)|回签|下单|下订|下po)(?:给我们?)?"
        ),
        on_its_way=_on_the_way(one),
    )


def _for_us(one: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(
        rf"{one['hand']}(?:[^\s,，。□]{{1,8}})?{one['toward_us']}(?!电|问)|汇|付|{one['pay']}(?:了|清|完|来|过来)?一?笔?{one['money']}|转[账帐]|缴|结[清款账]"
        rf"|{one['sign']}(?!到)|{one['give']}给?(?:我|咱)|给个?{one['answer']}|帮(?:我|咱)|介绍[^\s,，。]{{1,8}}给(?:我|咱)|引荐|牵线|回(?:我)?(?:{one['letter']})|回(?:电|[复覆]|信|拨|话|消息)"
        rf"|打(?:来|过来|给我|回来|电话来|电话过来)|(?:给|发|寄|传|下|开){one['his_paper']}|{one['tell']}"
    )


def _on_the_way(one: Mapping[str, str]) -> tuple[re.Pattern[str], ...]:
    """A paper or money with its time; the first pattern holds the time as its group."""
    return (
        re.compile(
            rf"{one['paper']}\s?(?:大概|应该|预计|最晚|最迟)?(□+)(?:之前|以前|前|内)?(?:就|会|能|可以|一定|再)*"
            rf"(?:给(?:(?:我|咱)们?|(?=$|[\s,，]))|下(?=$|[\s,，])|下来|出来|到账|到|{one['hand']}?(?:过来|出|给我们?))"
        ),
        re.compile(
            rf"\b(?:the |his |her |their |a |signed )?{one['paper_english']}\b[^,;]{{0,16}}? (?:to follow|follows|comes|arrives"
            r"|(?:will|'ll|should|is going to|is to) (?:be )?(?:come|arrive|follow|land|sent|here|issued|with us|reach us|through|signed))\b"
        ),
        re.compile(
            r"\b(?:pays|wires|transfers|sends (?:it|them|us|me|over)|returns (?:it|them))\b(?: [a-z]+){0,3}? (?:by |on |before )?(?:the )?□+"
        ),
    )


def deed_by(scene: Scene, moment: Moment) -> FoundPromise | None:
    """Give what the customer will do by that time, if the piece it stands in says so."""
    if moment.due is None or subject_of(scene, moment.span.start, Places()) is Subject.SUPPOSED:
        return None
    if _MAYBE.search(scene.view, scene.piece(moment.span.start).start, moment.span.start):
        return None
    piece = Span(scene.piece(moment.span.start).start, scene.piece(moment.span.end - 1).end)
    return (
        _alone(scene, moment, piece) or _his_word(scene, moment, piece) or _on_its_way(scene, moment, piece)
    )


def _alone(scene: Scene, moment: Moment, piece: Span) -> FoundPromise | None:
    """A time with nothing beside it but paying, signing or ordering: the customer's word, for we do none of them."""
    words = scene.view[slice(*piece)]
    match = _patterns().only_his.fullmatch(words.strip(_TRIM))
    if match is None:
        return None
    start = piece.start + words.index(match["deed"])
    what = scene.original(Span(start, start + len(match["deed"])))
    return FoundPromise(Promise("customer", what, moment.due), Span(min(start, moment.span.start), piece.end))


_MAYBE: Final = late(
    r"(?:可能|也许|或许|说不定|不一定|搞不好|看看)(?:会|要|在|就)*$|如果|要是|假如|万一|只要|除非|倘若"
)
_DONE: Final = late(r"^(?!.*[就要]).*(?<![好行])了\W*$")
_ASKED_OF_HIM: Final = late(
    r"(?:请|让|叫|催|托|麻烦|要求|求|转告|通知|提醒|交代|嘱咐)(?:他|她|客户|对方|人家)们?(?:务必|一定|最晚|最迟)?$"
)
_ASKED_OF_US: Final = late(r"(?:让|叫|请|要|喊|约|麻烦|催|拜托|希望)(?:我|你)们?$")


def _his_word(scene: Scene, moment: Moment, piece: Span) -> FoundPromise | None:
    """What the customer said, or is said by name, to do for us: 說週四會匯, 說她週四給我回電話, 符小姐5號付尾款."""
    found = _patterns()
    said = found.he_said.search(scene.view, piece.start, moment.span.start)
    after = found.then.match(scene.view, moment.span.end, piece.end)
    named = is_a_name(scene, piece.start, moment.span.start)
    if after is None:
        return None
    opens = moment.span.start == piece.start and found.to_us.match(scene.view, after.end())
    if _ASKED_OF_HIM.search(scene.view, piece.start, moment.span.start):
        return None
    if not (said or named or opens) or _ASKED_OF_US.search(scene.view, piece.start, moment.span.start):
        return None
    deed = Span(after.end(), piece.end)
    words, what = scene.view[slice(*deed)], scene.original(deed).strip(_TRIM)
    if _DONE.search(words):
        return None
    if not what or not found.for_us.search(words) or found.for_him.search(words) or HIDDEN in words:
        return None
    start = said.start() if said else moment.span.start if named else piece.start
    return FoundPromise(Promise("customer", what, moment.due), Span(start, deed.end))


def _on_its_way(scene: Scene, moment: Moment, piece: Span) -> FoundPromise | None:
    """What is to come from his side by a time, said without naming him: PO will come Monday, PO下周三给我们."""
    for pattern in _patterns().on_its_way:
        match = pattern.search(scene.view, *piece)
        if match is None or (pattern.groups and match.start(1) != moment.span.start):
            continue
        whole = Span(match.start(), max(match.end(), moment.span.end))
        what = without_its_time(scene, whole, moment.span)
        return FoundPromise(Promise("customer", what, moment.due), whole) if what else None
    return None
