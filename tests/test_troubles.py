"""What fails in a way nobody foresaw is told to the administrators, once an hour and kind."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot import ticker
from bot.context import Context
from bot.handlers import FEATURES, SHARED
from bot.replies import Reply
from bot.router import Due, Replies, Router, join
from store import timers
from store.db import Unavailable
from tests.talk import Desk

broken = Router("broken")


@broken.said("explode", may="help")
def explode(ctx: Context, rest: str) -> Replies:
    """A handler with a fault."""
    raise ZeroDivisionError(rest)
    yield


@broken.due("broken.task")
def task(ctx: Context, timer: Due) -> Iterator[Reply]:
    """Planned work with a fault."""
    raise ZeroDivisionError(timer.kind)
    yield


def told(desk: Desk) -> list[tuple[str, str, str]]:
    """What the administrator reads now: kind, what failed, for whom; the reference stands in the text."""
    desk.at(desk.clock().isoformat())
    heard = [one for one in desk.person("ada").reads() if one["key"] == "trouble.told"]
    assert all(one["params"]["ref"] in one["text"] for one in heard)
    return [(one["params"]["kind"], one["params"]["what"], one["params"]["name"]) for one in heard]


@pytest.mark.usefixtures("capsys")
def test_the_administrator_hears_of_what_failed_once_an_hour(desk: Desk) -> None:
    desk.app.routes = join((*FEATURES, *SHARED, broken))
    amy = desk.person("amy")
    assert amy.says("explode now").keys == ["error"]
    assert amy.says("explode again").keys == ["error"]
    assert told(desk) == [("event", "say", "許佩珊")]
    with desk.database.transaction() as session:
        timers.plant(session, "broken.task", 1, desk.clock())
    assert told(desk) == [("task", "broken.task", "")]
    desk.at("2026-11-23T10:59+08:00")
    assert amy.says("explode").keys == ["error"]
    assert told(desk) == []
    desk.at("2026-11-23T11:00+08:00")
    assert amy.says("explode").keys == ["error"]
    assert told(desk) == [("event", "say", "許佩珊")]


@pytest.mark.usefixtures("capsys")
def test_the_clock_goes_on_past_what_nobody_answers_and_not_past_a_database_that_is_away(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasty = Router("hasty")

    @hasty.daily
    def answers(ctx: Context) -> Iterator[Reply]:
        yield Reply("help.find", {})

    with desk.database.transaction() as session:
        for subject in (1, 2):
            timers.plant(session, "nobody.answers", subject, desk.clock())
    monkeypatch.setattr(ticker, "MOST_A_TICK", 1)
    assert ticker.fire_due(desk.app, desk.clock()) == []
    monkeypatch.undo()
    assert told(desk) == [("task", "nobody.answers", "")]
    desk.app.routes = join((*FEATURES, *SHARED, hasty))
    with pytest.raises(AssertionError, match="answers nobody"):
        ticker.plant(desk.app, desk.clock())

    def away(*_: object) -> None:
        raise OperationalError("away", {}, Exception("away"))

    event.listen(desk.database.engine, "begin", away)
    with pytest.raises(Unavailable):
        ticker.fire_due(desk.app, desk.clock())
