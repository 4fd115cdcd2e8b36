"""A run from start to end: what a call starts and stops, and where it goes on after each step."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from bot.sales.cadence.values import Run
from bot.sales.policy import Cadence, Disposition, Policy


def advance(run: Run, policy: Policy) -> Run | None:
    """The run after its step was done; None when that was the last one."""
    cadence = cadence_of(run, policy)
    if cadence is None or run.step >= len(cadence.steps):
        return None
    step = cadence.steps[run.step]
    done = run.repeats + 1
    if step.every_days is not None and (step.times is None or done < step.times):
        return replace(run, repeats=done)
    return replace(run, step=run.step + 1, repeats=0) if run.step + 1 < len(cadence.steps) else None


def follow_on(run: Run, policy: Policy) -> str:
    """The cadence that takes over when a run ended unanswered; "" for none."""
    cadence = cadence_of(run, policy)
    return cadence.then if cadence else ""


def stop(cadence: Cadence, flags: AbstractSet[str]) -> str | None:
    """The flag that ends the cadence, first in the cadence's own order; None when it goes on."""
    return next((flag for flag in cadence.stop_on if flag in flags), None)


@dataclass(frozen=True, slots=True)
class Change:
    """What a logged call does to its contact's cadences: what ends and why, what starts; "" for nothing."""

    ends: str = ""
    ends_why: str = ""
    starts: str = ""


def after_call(disposition: Disposition, reason: str, running: str, policy: Policy) -> Change:
    """Which cadence ends and which starts, so that never two run at once for a contact.

    A flag of the call may end what is under way. A new cadence takes its place, or replaces one of lower
    rank; one of higher or the same rank, or the very same one, goes on instead.
    """
    wanted = "" if disposition.do_not_call else disposition.cadence_for(reason)
    current = next((row for row in policy.cadences if row.code == running), None)
    if current is None:
        return Change(starts=wanted)
    flag = stop(current, disposition.flags)
    if flag:
        return Change(ends=current.code, ends_why=flag, starts=wanted)
    if not wanted or wanted == current.code or policy.cadence(wanted).rank <= current.rank:
        return Change()
    return Change(ends=current.code, ends_why="replaced", starts=wanted)


def cadence_of(run: Run, policy: Policy) -> Cadence | None:
    """The cadence of a run; None when the policy has dropped it since."""
    return next((row for row in policy.cadences if row.code == run.cadence), None)
