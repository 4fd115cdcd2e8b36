"""Calls counted by the database, so that a year of them is never read one by one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.sales.metrics import CallFigures


@dataclass(frozen=True, slots=True)
class Tally:
    """So many calls of one person that ended alike in one span of time; `waits` of them waited in all
    `wait_seconds`, `costs` of them cost the bot's user `bot_seconds` in all. Of `timed` of them one knows how
    long they took (None: of all)."""

    span: int
    user: int
    disposition: str
    direction: str
    abandoned: bool
    calls: int
    minutes: int = 0
    waits: int = 0
    wait_seconds: int = 0
    costs: int = 0
    bot_seconds: int = 0
    timed: int | None = None


def fold(
    tallies: Iterable[Tally], reached: Collection[str], sales: Collection[str], qualified: int = 0
) -> CallFigures:
    """The figures of these calls, as metrics.figures reckons them from single ones.

    `reached` and `sales` are the dispositions with that flag; `qualified` counts leads whose check passed,
    which no disposition alone can tell.
    """
    every = list(tallies)
    handled = [one for one in every if not one.abandoned]
    connected = [one for one in handled if one.disposition in reached]
    calls, connects = _calls(handled), _calls(connected)
    inbound = _calls(one for one in handled if one.direction == "inbound")
    abandoned = _calls(every) - calls
    waits = sum(one.waits for one in every)
    kinds: dict[str, int] = {}
    for one in handled:
        kinds[one.disposition] = kinds.get(one.disposition, 0) + one.calls
    return CallFigures(
        calls=calls,
        connects=connects,
        connect_rate=connects / calls if calls else None,
        talk_minutes=float(sum(one.minutes for one in handled)),
        aht_seconds=_average(connected),
        inbound=inbound,
        outbound=calls - inbound,
        qualified=qualified,
        sales=_calls(one for one in handled if one.disposition in sales),
        abandoned=abandoned,
        abandon_rate=abandoned / (inbound + abandoned) if inbound + abandoned else None,
        wait_seconds=round(sum(one.wait_seconds for one in every) / waits) if waits else None,
        dispositions=dict(sorted(kinds.items(), key=lambda row: (-row[1], row[0]))),
    )


def _average(connected: Iterable[Tally]) -> int | None:
    """Seconds of a call that was answered, of those whose length is known."""
    known = [(one.minutes, one.calls if one.timed is None else one.timed) for one in connected]
    timed = sum(count for _, count in known)
    return round(sum(minutes for minutes, _ in known) * 60 / timed) if timed else None


def bot_seconds(tallies: Iterable[Tally]) -> int | None:
    """What a call costs in seconds of typing and tapping, on average; None where nobody measured it."""
    known = [one for one in tallies if one.costs]
    costs = sum(one.costs for one in known)
    return round(sum(one.bot_seconds for one in known) / costs) if costs else None


def _calls(tallies: Iterable[Tally]) -> int:
    return sum(one.calls for one in tallies)
