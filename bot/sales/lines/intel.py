"""What was heard about competitors: who is used or looked at, at what price, with what trouble."""

import re
from dataclasses import dataclass
from typing import Final

from bot.sales.draft import Intel
from bot.sales.lines.amounts import FoundAmount
from bot.sales.lines.lexicon import find_competitors
from bot.sales.lines.named import is_a_surname
from bot.sales.lines.places import Places, Span
from bot.sales.lines.scene import Scene
from bot.sales.lines.subjects import Subject, subject_of
from bot.sales.patterns import late

_TRIM: Final = " ,.;:!?，。；：！？、\t-"
_CUT: Final = late(r"折|%|％")
_NO_PRICE: Final = late(
    r"简报|海报|汇报|回报|报名|报修|报到|报警|报告|预报|通报|年报|财报|日报|周报|月报|申报|报废|报备|报错"
)
_BARE: Final = 3


@dataclass(frozen=True, slots=True)
class FoundIntel:
    """One thing heard, and where."""

    intel: Intel
    span: Span


def find_rivals(scene: Scene) -> list[tuple[Span, str]]:
    """Find the competitors named in the line; one that is the surname of somebody is none."""
    found = (
        (Span(item.start, item.end), item.keys[0]) for item in find_competitors(scene.view, scene.lexicon)
    )
    return [(span, name) for span, name in found if not is_a_surname(scene, span)]


def read_intel(
    scene: Scene, rivals: list[tuple[Span, str]], amounts: list[FoundAmount], claimed: list[Span]
) -> list[FoundIntel]:
    """Read one thing heard per competitor; its words are those of the stretch that names him, up to what others own."""
    found: list[FoundIntel] = []
    seen: set[str] = set()
    for span, name in rivals:
        if name in seen or _tells_nothing(scene, span):
            continue
        if _NOT_HIS.search(scene.view, scene.clause(span.start).start, span.start):
            continue
        seen.add(name)
        stretch = _stretch(scene, span, claimed)
        kind = _kind(scene, stretch, amounts)
        if kind == "complaint" and _SAYS_OF_US.match(scene.view, span.end):
            kind = "competitor"
        if kind == "complaint" and subject_of(scene, span.start, Places()) is Subject.SUPPOSED:
            kind = "competitor"
        acts = kind == "competitor" and _acts(scene, span)
        if (
            kind == "competitor"
            and not acts
            and scene.words["soft_price_words"].anywhere.search(scene.view, *stretch)
        ):
            kind = "price"
        text = scene.original(stretch).strip(_TRIM)
        found.append(FoundIntel(Intel(kind, name, text), span if acts else stretch))
    return found


def _tells_nothing(scene: Scene, rival: Span) -> bool:
    """Tell whether he is only named: somebody works there, nobody has heard of him, or the word means something else."""
    piece = scene.piece(rival.start)
    before = scene.words["rival_only_named_before"].before(scene.view, rival.start, rival.start - piece.start)
    return bool(before) or scene.words["rival_only_named_after"].after(scene.view, rival.end) is not None


def _kind(scene: Scene, stretch: Span, amounts: list[FoundAmount]) -> str:
    view = _NO_PRICE.sub("  ", scene.view[slice(*stretch)])
    if _DEARER.search(view):
        return "price"
    if scene.words["complaint_words"].anywhere.search(view):
        return "complaint"
    money = any(amount.number.meets(stretch) and amount.role != "budget" for amount in amounts)
    money = money or bool(_A_PIECE.search(scene.original(stretch)))
    money = money or bool(_CUT.search(scene.original(stretch)))
    return "price" if money or scene.words["price_words"].anywhere.search(view) else "competitor"


def _acts(scene: Scene, rival: Span) -> bool:
    """Tell whether the competitor is said to do something here: no field but the note holds what."""
    piece = scene.piece(rival.start)
    if subject_of(scene, rival.start, Places()) is Subject.SUPPOSED:
        return True
    kin = _KIN.search(scene.view, piece.start, rival.start)
    if kin or _BY_HIS_PEOPLE.search(scene.view, piece.start, rival.start):
        return True
    opens = subject_of(scene, rival.end, Places([rival])) is Subject.RIVAL
    return opens and bool(_DOES.search(scene.view, rival.end, piece.end))


_SAYS_OF_US: Final = late(r"[^,，。]{0,12}[说讲骂嫌传笑](?:了|着)?(?:我们?|我司)")
_KIN: Final = late(
    r"[他她的](?:老公|老婆|太太|先生|爱人|儿子|女儿|弟弟?|哥哥?|姐姐?|妹妹?|爸爸?|妈妈?|家人|朋友|同学|邻居|堂哥|表[哥弟姐妹]|小舅子|姐夫|妹夫|岳父|媳妇|女婿)"
)


_NOT_HIS: Final = late(
    r"(?:(?:n't|\bnot|\bnever)(?: (?:currently|actually|really))? (?:use[ds]?|using|have|has|had|own|with|on|know|buy|bought)(?: from)?(?: any)?|\b(?:has|have|had|with|uses) no|\bno) $"
)
_BY_HIS_PEOPLE: Final = late(
    r"\b(?:his|her|their) (?:\w+ ){1,2}(?:just |already |also |has |have )*(?:bought|ordered|signed|switched|moved|renewed|leased|went|got|buys?|orders?|leases?|gets?|swears?) "
)
_DOES: Final = late(
    r"[说讲传骂](?:了)?我们?|放话|放风|造谣|抹黑|唱衰|会|要|将|想|见|答应|承诺|保证|允诺|派|约|请|借|帮|拜访|[去来]找|演示|展示|赠|常跑|[老总一]直?[^\s]{0,6}跑|拉拢|挖|签了|拿下|抢走|跑来|上门|到期"
    r"|\b(?:will|'ll|(?:is|are|was|were) (?:also |now |again )?\w+ing|(?:has |have )?(?:offered|promised|invited|lent|loaned|sent|visited|shown|demoed|given)"
    r"|keeps? (?:calling|visiting|chasing|pushing|emailing)|offers|promises|ends|expires|runs out|sends|visits|gives|comes|came|signed|won|landed|showed|gave|(?:is|are) due)\b"
)
_A_PIECE: Final = late(
    r"\d[\d,.]*\s*(?:each|apiece|a unit|per unit|per seat|/unit)\b|\b(?:at|for) (?:[$€£] ?)?\d{3,}|[台套部]\s*(?:只|才|就|要|卖|报)*\s*(?:\d[\d,]{3,}|[\d一二两三四五六七八九]+[千万])"
)
_DEARER: Final = late(
    r"嫌[^,，。\s]{1,8}?(?:太|价格|价)?[贵高](?=$|[\s,，。])|比[^,，。\s]{1,10}?(?:便宜|贵|低|高|划算)|\b(?:cheaper|dearer|pricier|more expensive|less expensive|higher|lower|steeper) than\b"
    r"|\b(?:undercut\w*|beat\w* (?:our|us)|match\w* (?:their|the) (?:price|quote|offer))\b"
)
_REASON: Final = late(
    r"\s*(?:后来|结果|但是?|可是?|而且|又|却|又说)*(?:比我们|比你们|比咱们|维修|售后|客服|服务|交期|品质|质量|出货|太|[我咱](?:们)?(?:家)?(?:的)?(?:太|就|还|都)?(?:贵|便宜)|(?:very |really |so |not )?(?:un)?(?:happy|fed up|sick|tired|angry|frustrated|annoyed|disappointed|dissatisfied) (?:with|of|about|by|at) (?:their|them|it)\b|says?|said|saying|complain\w*|grumbl\w*|moan\w*|grip(?:es?|ed|ing)|whin(?:es?|ed|ing)|rant\w*|it|they|嫌|抱怨|吐槽|说|但|一直|(?:现在)?对(?:他们|它|其)|(?:每|一)?[台套部]?(?:只|才|就)?(?:报价?|开价|卖|标价)|骂|打(?:□+|[^\s,，。]{1,3}折)|(?:每|一)[台套部]\s*(?:只|才|就|要|便宜|差|贵|省|少|还)*\s*(?:要|报|卖)?\s*[\d一二三四五六七八九两])"
)


_GRUMBLES: Final = late(
    r"[^\s,，。;；]{1,5}?(?:抱怨|嫌|骂|吐槽|埋怨|直?说|气|怪)(?:了|是)?(?:他们|它们?|人家|那家|对方|原厂)(?!自己|会|要)"
)


def _with_the_reason(scene: Scene, piece: Span) -> Span:
    """A following stretch that only says what is wrong with him, or what he asks, belongs to it."""
    following = scene.piece(piece.end) if piece.end < len(scene.view) else piece
    grumbles = _GRUMBLES.match(scene.view, following.start)
    if following.start != piece.end or not (grumbles or _REASON.match(scene.view, following.start)):
        return piece
    words = scene.view[slice(*following)]
    tables = (scene.words["complaint_words"], scene.words["price_words"])
    told = (
        _A_PIECE.search(words)
        or _CUT.search(scene.original(following))
        or any(table.anywhere.search(words) for table in tables)
    )
    return Span(piece.start, following.end) if told else piece


def _stretch(scene: Scene, rival: Span, claimed: list[Span]) -> Span:
    piece = scene.piece(rival.start)
    rest = scene.view[piece.start : rival.start] + scene.view[rival.end : piece.end]
    if len(re.sub(r"[\W_]", "", rest.replace("□", "x"))) < _BARE and piece.end < len(scene.view):
        following = scene.piece(piece.end)
        if following.start == piece.end and scene.view[piece.end - 1] == " ":
            piece = Span(piece.start, following.end)
    piece = _with_the_reason(scene, piece)
    start = max([piece.start, *(span.end for span in claimed if span.end <= rival.start)])
    end = min([piece.end, *(span.start for span in claimed if span.start >= rival.end)])
    return Span(start, end)
