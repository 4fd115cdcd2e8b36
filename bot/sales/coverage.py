"""Who serves an account, and who receives it in a handoff: owner first, then fit, then the lightest load."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from bot.sales.policy import CoverageRule, Why
from bot.sales.policy.why import why

Duty = Literal["lead", "handoff"]
MANAGER: Final = "manager"


@dataclass(frozen=True, slots=True)
class CoverageFacts:
    """What decides who serves an account; `account_manager_id` is who has it now."""

    tier: str
    territory: str | None = None
    industry: str | None = None
    lines: tuple[str, ...] = ()
    account_manager_id: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who could serve: roles in the desk and in coverage (field, kam, tam, specialist, partner).

    Empty lists of territories, industries or lines mean all of them. `load` counts what he has in hand.
    """

    user_id: int
    roles: tuple[str, ...]
    territories: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    load: int = 0
    cap: int | None = None
    absent_until: datetime | None = None
    delegate_id: int | None = None
    active: bool = True

    def is_present(self, now: datetime) -> bool:
        """Whether he works now."""
        return self.active and (self.absent_until is None or self.absent_until <= now)

    @property
    def has_room(self) -> bool:
        """Whether he is below his cap."""
        return self.cap is None or self.load < self.cap


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who it is and why; `via_delegate_of` is the absent person he stands in for. None: nobody at all."""

    user_id: int | None
    why: tuple[Why, ...]
    via_delegate_of: int | None = None
    specialists: tuple[int, ...] = ()
    rule: str = ""


def choose_manager(
    account: CoverageFacts,
    candidates: Sequence[Candidate],
    rules: Sequence[CoverageRule],
    now: datetime,
    *,
    duty: Duty = "handoff",
    exclude: frozenset[int] = frozenset(),
) -> Assignment:
    """The account's one manager: who has it already, else by the first fitting rule, else a manager.

    `exclude` are people who must not get it: the giver, and whoever returned it or let it expire.
    """
    rule = fitting_rule(account, rules)
    people = {person.user_id: person for person in candidates}
    roles = rule.lead if duty == "lead" else rule.handoff
    choice = (
        _owner(account, people, roles, now, exclude)
        or _by_rule(account, people, rule, roles, now, exclude)
        or _team_manager(people, now, exclude)
    )
    if choice is None:
        return Assignment(None, (why("nobody"),), rule=rule.code)
    chosen, reasons, absent = choice
    return Assignment(chosen, reasons, absent, _specialists(account, people, rule, now, chosen), rule.code)


_Choice = tuple[int, tuple[Why, ...], int | None]
_People = dict[int, Candidate]


def fitting_rule(account: CoverageFacts, rules: Sequence[CoverageRule]) -> CoverageRule:
    """The first row whose lists all fit; the policy makes sure that the last one fits everything."""
    return next(rule for rule in rules if _fits(account, rule))


def _fits(account: CoverageFacts, rule: CoverageRule) -> bool:
    return (
        (not rule.tiers or account.tier in rule.tiers)
        and (not rule.territories or _covers(rule.territories, account.territory))
        and (not rule.industries or _covers(rule.industries, account.industry))
        and (not rule.lines or any(_covers(rule.lines, line) for line in account.lines))
    )


def _covers(listed: Iterable[str], given: str | None) -> bool:
    """Whether a list names it, or names what encloses it: TW covers TW-TPE."""
    folded = (given or "").casefold()
    return bool(folded) and any(
        folded == name.casefold() or folded.startswith(f"{name.casefold()}-") for name in listed
    )


def _owner(
    account: CoverageFacts, people: _People, roles: tuple[str, ...], now: datetime, exclude: frozenset[int]
) -> _Choice | None:
    owner = people.get(account.account_manager_id or 0)
    if owner is None or owner.user_id in exclude or not owner.active or not set(owner.roles) & set(roles):
        return None
    if owner.is_present(now):
        return owner.user_id, (why("owner"),), None
    stand_in = present_delegate(owner, people, now, exclude)
    if stand_in is None:
        return None
    return stand_in, (why("owner"), why("delegate", of=owner.user_id)), owner.user_id


def present_delegate(
    absent: Candidate, people: dict[int, Candidate], now: datetime, exclude: frozenset[int] = frozenset()
) -> int | None:
    """The first present person along the chain of delegates; None when it ends or goes in a circle."""
    seen = {absent.user_id}
    delegate = people.get(absent.delegate_id or 0)
    while delegate is not None and delegate.user_id not in seen:
        if delegate.is_present(now) and delegate.user_id not in exclude:
            return delegate.user_id
        seen.add(delegate.user_id)
        delegate = people.get(delegate.delegate_id or 0)
    return None


def _by_rule(
    account: CoverageFacts,
    people: _People,
    rule: CoverageRule,
    roles: tuple[str, ...],
    now: datetime,
    exclude: frozenset[int],
) -> _Choice | None:
    able = [person for person in people.values() if person.active and person.user_id not in exclude]
    for role in roles:
        pool = [person for person in able if role in person.roles]
        narrowed, reasons = _narrowed(account, pool, rule)
        found = _present(narrowed, people, now, exclude)
        if found is None:
            found, reasons = _present(pool, people, now, exclude), (why("covering_away"),)
        if found:
            user_id, last, absent = found
            return user_id, (why("rule", rule=rule.code, role=role), *reasons, *last), absent
    return None


def _narrowed(
    account: CoverageFacts, pool: list[Candidate], rule: CoverageRule
) -> tuple[list[Candidate], tuple[Why, ...]]:
    """Those named for it, else those who serve everything, else all (better than nobody); and why."""
    reasons: list[Why] = []
    for by in rule.narrow:
        given, listed = _NARROW[by]
        values = given(account)
        if not values or not pool:
            continue
        named = [person for person in pool if any(_covers(listed(person), value) for value in values)]
        general = [person for person in pool if not listed(person)]
        if named:
            reasons.append(why(by, value=", ".join(values)))
        elif not general:
            reasons.append(why("uncovered", by=by, value=", ".join(values)))
        pool = named or general or pool
    return pool, tuple(reasons)


_Values = Callable[[CoverageFacts], tuple[str, ...]]
_Lists = Callable[[Candidate], tuple[str, ...]]
_NARROW: Final[dict[str, tuple[_Values, _Lists]]] = {
    "territory": (lambda a: (a.territory,) if a.territory else (), lambda person: person.territories),
    "industry": (lambda a: (a.industry,) if a.industry else (), lambda person: person.industries),
    "line": (lambda a: a.lines, lambda person: person.lines),
}


def _present(
    pool: list[Candidate], people: _People, now: datetime, exclude: frozenset[int]
) -> _Choice | None:
    """The lightest load of those present; when all are away, the delegate of who would have been it."""
    here = [person for person in pool if person.is_present(now)]
    if here:
        roomy = [person for person in here if person.has_room]
        chosen = min(roomy or here, key=_load)
        reason = why("lightest_load" if roomy else "all_full", load=chosen.load)
        return chosen.user_id, (reason,) if len(here) > 1 or not roomy else (), None
    for absent in sorted(pool, key=_load):
        stand_in = present_delegate(absent, people, now, exclude)
        if stand_in is not None:
            return stand_in, (why("delegate", of=absent.user_id),), absent.user_id
    return None


def _load(person: Candidate) -> tuple[int, int]:
    return person.load, person.user_id


def _team_manager(people: _People, now: datetime, exclude: frozenset[int]) -> _Choice | None:
    managers = [p for p in people.values() if MANAGER in p.roles and p.active and p.user_id not in exclude]
    found = _present(managers, people, now, exclude)
    if found is None:
        return None
    user_id, _, absent = found
    return user_id, (why("no_one_covers"), why("team_manager")), absent


def _specialists(
    account: CoverageFacts, people: _People, rule: CoverageRule, now: datetime, chosen: int
) -> tuple[int, ...]:
    """Specialists of the account's product lines, attached to its one manager; never a second owner."""
    return tuple(
        sorted(
            person.user_id
            for person in people.values()
            if set(person.roles) & set(rule.specialists)
            and person.user_id != chosen
            and person.is_present(now)
            and any(_covers(person.lines, line) for line in account.lines)
        )
    )
