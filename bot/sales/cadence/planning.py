"""The steps of a run with their moments, and the check made again when one falls due."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal

from bot.sales.cadence.dues import apart, callable_at, rule_due
from bot.sales.cadence.runs import cadence_of
from bot.sales.cadence.values import Around, Planned, Run
from bot.sales.policy import Cadence, Why
from bot.sales.policy.why import why

_TOUCHES: Final = frozenset({"call", "visit"})


def plan(cadence: Cadence, start: datetime, around: Around, now: datetime) -> tuple[Planned, ...]:
    """Every step of a run that starts (or, counting to a date, ends) at `start`; repeating ones once.

    Steps whose day is past are left out, except the latest of a series that counts to a date still to come.
    """
    run = Run(cadence.code, start)
    if cadence.counts == "to_date":
        run = replace(run, step=_first_ahead(cadence, start, around, now))
    steps: list[Planned] = []
    for index in range(run.step, len(cadence.steps)):
        planned = _planned(cadence, replace(run, step=index), around, now, tuple(steps))
        if planned is not None:
            steps.append(planned)
    return tuple(steps)


def next_step(run: Run, around: Around, now: datetime) -> Planned | None:
    """The step to do next, never in the past; None when the run has ended or its cadence is gone."""
    cadence = cadence_of(run, around.policy)
    if cadence is None:
        return None
    for index in range(run.step, len(cadence.steps)):
        here = run if index == run.step else replace(run, step=index, repeats=0)
        planned = _planned(cadence, here, around, now, ())
        if planned is not None:
            return planned
    return None


@dataclass(frozen=True, slots=True)
class Firing:
    """What becomes of a follow-up at its moment: it goes out, moves to `at`, or ends, and why."""

    act: Literal["send", "move", "end"]
    why: Why | None = None
    at: datetime | None = None


def at_firing(kind: str, now: datetime, around: Around) -> Firing:
    """The check made when a follow-up falls due: what was right when it was planned may not be right now."""
    row = around.policy.follow_up_kind(kind)
    if around.contact.do_not_call and (row.calls or row.writes):
        return Firing("end", why("do_not_call"))
    if row.calls and around.contact.unworkable:
        return Firing("end", why("unworkable"))
    if not row.calls:
        return Firing("send")
    open_at = around.window.next_open(now)
    if open_at is None:
        return Firing("end", why("never_callable"))
    if open_at > now:
        return Firing("move", why("calling_hours", region=around.window.hours.region), open_at)
    return Firing("send")


def _planned(
    cadence: Cadence, run: Run, around: Around, now: datetime, before: tuple[Planned, ...]
) -> Planned | None:
    step = cadence.steps[run.step]
    contact = around.contact
    calls = around.policy.follow_up_kind(step.kind).calls
    calls_before = [planned.due for planned in before if planned.kind in _TOUCHES]
    made = sum(tried >= run.started_at for tried in contact.tries) + len(calls_before)
    if contact.do_not_call or (calls and (contact.unworkable or made >= cadence.max_attempts)):
        return None
    tries = (*contact.tries, *calls_before)
    due = rule_due(cadence, step, run, around, tries)
    if step.kind in _TOUCHES:
        due = apart(due, tries, cadence.gap_days, around.calendar)
    due = max(due, now)
    if calls:
        at = callable_at(due, around)
        if at is None:
            return None
        due = at
    elif step.unit == "same_day" and due > now:
        due = around.calendar.outside_quiet(due)
    else:
        due = around.calendar.next_open(due)
    code, owner = cadence.code, cadence.owner
    due = due.astimezone(around.calendar.zone)
    return Planned(code, run.step, run.repeats, step.kind, due, step.reason, owner)


def _first_ahead(cadence: Cadence, end: datetime, around: Around, now: datetime) -> int:
    """The first step still ahead, or the one missed last while the date is still to come."""
    run = Run(cadence.code, end)
    dues = [
        rule_due(cadence, step, replace(run, step=index), around, ())
        for index, step in enumerate(cadence.steps)
    ]
    ahead = next((index for index, due in enumerate(dues) if due >= now), len(dues))
    return max(0, ahead - 1) if end > now and ahead else ahead
