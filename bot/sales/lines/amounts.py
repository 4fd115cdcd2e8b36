"""Which amounts of money a line names, and which of them is the deal and which the budget."""

import re
from dataclasses import dataclass, replace
from typing import Final

from bot.sales.lines.places import Places, Span
from bot.sales.lines.scene import Scene
from bot.sales.money import FoundMoney, Money, find_money
from bot.sales.patterns import late

_COUNTED: Final = late(
    r"(?:多|几)?(?:人|名|位|台|部|套|个|件|组|支|张|次|家|户|颗|片|箱|天|年|月|周|号|点|岁|笔|份|票|倍|条|公里|平方|坪|%|分|度|楼|折)"
    r"|\s?(?:users?|people|units?|pcs|seats?|employees|staff|lines|visitors|days?|weeks?|months?|years?|hours?|times|x\b|st\b|nd\b|rd\b|th\b)"
)
_RANGE: Final = late(
    r"(?:[\d.,一二三四五六七八九十两]+\s*(?:k|万)?\s*(?:-|~|到|至|to)|between\s[\d.,]+\s*k?\sand)\s*\$?$"
)
_ABOUT: Final = late(r"(?:大概|大约|约|差不多|将近|快|about|around|roughly|nearly|almost|approx\.?|~)\s*$")
_HAS: Final = late(r"\b(?:has|have|got) (?:only |just |maybe )?$")
_NO_BUDGET: Final = late(
    r"(?:approves?|sign(?:s|ed)? ?off|discounts?|over|above|超过)(?: \w+)? (?:up to|max)?\s*$|(?:我|咱)们?(?:得|要|能|可以|做到|报|给|降到|压到)*\s*$"
)
_BESIDE: Final = 12
_YEAR: Final = late(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount and what it is: budget, deal, or another (a price, a discount, a competitor's offer)."""

    role: str
    money: Money
    span: Span
    number: Span
    doubtful: bool


@dataclass(frozen=True, slots=True)
class _Rivals:
    """Where competitors are named, and the pieces of the line around them."""

    names: Places
    pieces: Places

    def asks(self, number: Span, start: int) -> bool:
        """Tell whether a competitor is the one who asks that much."""
        return self.pieces.meets(number) or any(
            place.end <= start for place in self.names.near(Span(start, start), _BESIDE)
        )


def read_amounts(scene: Scene, rivals: list[Span]) -> list[FoundAmount]:
    """Read every amount of money; numbers that nothing marks as money are left alone."""
    found: list[FoundAmount] = []
    competitors = _Rivals(Places(rivals), Places(_told_of(scene, rivals)))
    for money in find_money(scene.view, scene.lexicon.currency):
        amount = _classify(scene, money, competitors)
        if amount is None:
            continue
        if amount.role == "budget" and _changes(scene, amount.number.start):
            found = [old for old in found if old.role != "budget"]
        if found and scene.corrected(found[-1].span, amount.span):
            old = found.pop()
            role = old.role if amount.role in ("deal", "other") else amount.role
            amount = FoundAmount(
                role, amount.money, Span(old.span.start, amount.span.end), amount.number, amount.doubtful
            )
        found.append(amount)
    return _as_it_is_now(scene, found)


def _as_it_is_now(scene: Scene, found: list[FoundAmount]) -> list[FoundAmount]:
    """Where two budgets are named, the one that was before is none: 原先編了50萬 現在只剩20萬預算."""
    if sum(amount.role == "budget" for amount in found) < 2:
        return found
    return [
        replace(amount, role="other")
        if amount.role == "budget" and _BEFORE_NOW.search(scene.view, 0, amount.span.start)
        else amount
        for amount in found
    ]


_BEFORE_NOW: Final = late(r"(?:原[来先本]|本来|当初|去年|之前|以前|上次)[^,，。;；\s\d]{0,3}$")


_GOES_ON: Final = late(
    r"\s*(?:他们|人家|那边)?(?:每|一)?[台套部]?(?:只|才|就|还)?(?:报|开价|卖|标价|给他|给她)(?!修|名)|\s*(?:they |it )?(?:quot(?:ed|es)|offer(?:ed|s)|ask(?:s|ed)? for|at) "
)


def sum_alone(scene: Scene, found: list[FoundAmount]) -> list[FoundAmount]:
    """Where something was sold for no sum that was marked as one: a number that stands alone is it."""
    if any(amount.role == "deal" for amount in found):
        return []
    taken = Places(amount.number for amount in found)
    return [
        FoundAmount("deal", money.money, Span(money.start, money.end), Span(money.start, money.end), True)
        for money in find_money(scene.view, scene.lexicon.currency)
        if not taken.meets(Span(money.start, money.end)) and _stands_alone(scene, money)
    ][:1]


def _stands_alone(scene: Scene, money: FoundMoney) -> bool:
    view = scene.view
    before = view[max(0, money.start - 1) : money.start + 1]
    apart = bool(_APART.intersection(before)) and view[money.end : money.end + 1] in {"", *_APART}
    return apart and _enough(view, money, 1_000) and money.money.amount % 1 == 0


_APART: Final = frozenset(" ,，。;；")


def _told_of(scene: Scene, rivals: list[Span]) -> set[Span]:
    """The pieces that name competitors, and those that follow and only say what they ask: 華碩常跑他那邊 一台報28,800."""
    pieces = {scene.piece(place.start) for place in rivals}
    following = {scene.piece(piece.end) for piece in pieces if piece.end < len(scene.view)}
    return pieces | {piece for piece in following if _GOES_ON.match(scene.view, piece.start)}


def as_budget(amounts: list[FoundAmount]) -> list[FoundAmount]:
    """Where a lead was qualified and no budget was named as one, the one amount that was only guessed to be the deal is it."""
    guessed = [amount for amount in amounts if amount.role == "deal" and amount.doubtful]
    if len(guessed) != 1 or any(amount.role == "budget" for amount in amounts):
        return amounts
    return [replace(amount, role="budget") if amount is guessed[0] else amount for amount in amounts]


def chosen(amounts: list[FoundAmount], role: str) -> FoundAmount | None:
    """Give the amount of that role; one said for sure goes before one that was guessed."""
    same = sorted(
        (amount for amount in amounts if amount.role == role),
        key=lambda amount: (amount.doubtful, -amount.money.amount if role == "deal" else 0),
    )
    return same[0] if same else None


def _classify(scene: Scene, money: FoundMoney, competitors: _Rivals) -> FoundAmount | None:
    view, words = scene.view, scene.words
    number = Span(money.start, money.end)
    if _COUNTED.match(view, number.end) and not money.marked:
        return None
    start, ranged = _range_start(view, number.start)
    about = _ABOUT.search(view[max(0, start - 12) : start])
    start -= len(about[0]) if about else 0
    doubtful = money.doubtful or ranged
    before = words["budget"].before(view, start) or (
        _HAS.search(view[max(0, start - 16) : start]) if money.scaled or money.marked else None
    )
    after = words["budget_after"].after(view, number.end)
    if _NO_BUDGET.search(view[max(0, start - 30) : start]):
        return None
    each = before is None and words["not_amount"].before(view, start) is not None
    if (before or after) and not each and _enough(view, money, 100):
        span = Span(start - _length(before), after.end() if after else number.end)
        return FoundAmount("budget", money.money, span, number, doubtful)
    if _changes(scene, start):
        return FoundAmount("budget", money.money, number, number, doubtful)
    rival = competitors.asks(number, start)
    after_it = words["amount_after"].after(view, number.end)
    if not _is_money(view, money, rival or bool(after_it or words["amount"].before(view, start))):
        return None
    said, unlike = words["amount"].before(view, start), words["not_amount"].before(view, start)
    if (
        rival
        or (unlike and _length(unlike) >= _length(said))
        or _FROM.search(view, 0, start)
        or words["not_amount_after"].after(view, number.end)
    ):
        return FoundAmount("other", money.money, number, number, doubtful)
    span = Span(start - _length(said), after_it.end() if after_it else number.end)
    return FoundAmount("deal", money.money, span, number, doubtful or not (said or after_it))


_FROM: Final = late(r"(?:从|由|(?:原来|原本|本来|原先|当初)(?:是|有|编|批|抓|报|说|谈)?(?:了|好)?)\s*$")
_CHANGES: Final = late(
    r"(?:预算|经费)[^,，。;；]{0,24}(?:砍|缩|降|减|调|加|提高|拉高|追加|增加|改|压)(?:掉)?(?:到|为|成|至|剩)(?:了)?\s*$"
)


def _changes(scene: Scene, place: int) -> bool:
    """Tell whether the budget named before was changed to what follows: 原来预算20万 现在砍到12万."""
    clause = scene.clause(place)
    return bool(_CHANGES.search(scene.view, max(clause.start, place - 40), place))


def _length(match: re.Match[str] | None) -> int:
    return len(match.string) - match.start() if match else 0


def _range_start(view: str, start: int) -> tuple[int, bool]:
    low = _RANGE.search(view[max(0, start - 16) : start])
    return (start - len(low[0]), True) if low else (start, False)


def _is_money(view: str, money: FoundMoney, said: bool) -> bool:
    if money.marked or money.scaled:
        return True
    return said and _enough(view, money, 1_000) and money.money.amount % 1 == 0


def _enough(view: str, money: FoundMoney, least: int) -> bool:
    if money.marked or money.scaled:
        return True
    written = view[money.start : money.end]
    return (
        money.money.amount >= least
        and not _YEAR.fullmatch(written)
        and not re.match(r"\s?[-/:]\d", view[money.end :])
    )
