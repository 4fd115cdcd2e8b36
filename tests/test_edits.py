"""A line that was typed and then edited, in Telegram and in Slack: one log, and what it says is the last of it."""

import sqlalchemy as sa

from bot.texts import render
from store.models import Audit, Call, LogDraft
from tests.slack_desk import Office as Workspace
from tests.slack_desk import play as play_slack
from tests.talk import Desk
from tests.telegram_desk import Office, play

LINE = "log 周文彬 no answer"
BETTER = "log 周文彬 wants a quote 12 min"


def logged(desk: Desk) -> list[tuple[str, int | None]]:
    with desk.database.reading() as session:
        return [(one.disposition, one.minutes) for one in session.scalars(sa.select(Call).order_by(Call.id))]


def refused(reason: str, **params: object) -> str:
    return render("en", f"refused-{reason}", params)


def test_an_open_draft_says_what_the_line_says_now(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        line = amy.says(LINE)
        await o.settled()
        old = o.button("amy", "log.save")
        (before, card) = await o.hears(lambda: amy.edits(line, BETTER))
        assert not before.buttons
        assert "12 min" in card.words
        assert o.button("amy", "log.save") != old
        await o.presses("amy", "log.save")
        assert logged(desk) == [("quote_requested", 12)]

    play(desk, scene)


def test_a_saved_log_gives_way_once_the_new_reading_is_saved(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        line = amy.says(LINE)
        await o.settled()
        await o.presses("amy", "log.save")
        (card,) = await o.hears(lambda: amy.edits(line, BETTER))
        assert card.words.endswith("Takes the place of what that line had logged.")
        assert logged(desk) == [("no_answer", None)]
        (*_, again) = await o.hears(lambda: amy.edits(line, BETTER + " budget 9k"))
        assert "9,000" in again.words
        await o.presses("amy", "log.save")
        assert logged(desk) == [("quote_requested", 12)]
        with desk.database.reading() as session:
            changes = session.scalars(sa.select(Audit.change).where(Audit.noun == "call")).all()
            assert list(changes) == ["add", "delete", "add"]
        (undone, *_) = await o.says("amy", "undo")
        assert "Taken back" in undone.words
        assert logged(desk) == []

    play(desk, scene)


def test_an_edit_that_comes_too_late_or_is_no_line_of_the_log_changes_nothing(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy, stranger = o.person("amy"), o.stranger()
        found = amy.says("find 周文彬")
        line = amy.says(LINE)
        await o.settled()
        await o.presses("amy", "log.save")
        (unused,) = await o.hears(lambda: amy.edits(found, BETTER))
        assert unused.words == render("en", "edit-unused", {})
        (unused,) = await o.hears(lambda: amy.edits(line, "find 林志遠"))
        assert unused.words == render("en", "edit-unused", {})
        long = await o.hears(lambda: amy.edits(line, "log 周文彬 " + "很" * 4_000))
        assert sum(one.words.count("很") for one in long) == 4_000
        await o.presses("amy", "log.drop")
        said = stranger.says("hello")
        await o.settled()
        assert len(await o.hears(lambda: stranger.edits(said, LINE))) == 1
        await o.at("2026-11-23T11:00+08:00")
        (late,) = await o.hears(lambda: amy.edits(line, BETTER))
        assert late.words == refused("edit-too-late", minutes=10)
        assert logged(desk) == [("no_answer", None)]

    play(desk, scene)


def test_a_log_on_which_something_was_built_stays(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        line = amy.says("log 周文彬 no answer call again tomorrow 10:00")
        await o.settled()
        await o.presses("amy", "log.save")
        await o.says("amy", "due")
        await o.presses("amy", "followup.done")
        (told,) = await o.hears(lambda: amy.edits(line, BETTER))
        assert told.words == refused("edit-acted")
        assert logged(desk) == [("no_answer", None)]

    play(desk, scene)


def test_in_slack_the_same(desk: Desk) -> None:
    async def scene(o: Workspace) -> None:
        amy = o.person("amy")
        await o.after(amy.says("周文彬 no answer 2 min"))
        line = next(m for m in reversed(amy.sees().messages) if not m.by_app)
        (*_, card) = await o.hears(amy, amy.edits(line, "周文彬 no answer 3 min"))
        assert "3 min" in card.words
        await o.presses(amy, "log.save")
        long = await o.hears(amy, amy.edits(line, "周文彬 wants a quote 12 min " + "很" * 9_900))
        assert sum(one.words.count("很") for one in long) == 9_900
        await o.hears(amy, amy.edits(line, "周文彬 wants a quote 12 min"))
        assert logged(desk) == [("no_answer", 3)]
        await o.presses(amy, "log.save")
        assert logged(desk) == [("quote_requested", 12)]
        (told,) = await o.hears(amy, amy.edits(line, "周文彬 wants a quote " + "很" * 10_001))
        assert told.words == refused("edit-too-long", at_most=10_000)

    play_slack(desk, scene)


def test_a_text_that_telegram_cuts_in_parts_is_one_line(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        await o.hears(lambda: amy.says("log 周文彬 wants a quote 12 min " + "很" * 5_000 + " budget 9k"))
        o.server.clock.advance(10)
        with desk.database.reading() as session:
            (draft,) = session.query(LogDraft)
            assert draft.draft["note"].count("很") == 5_000
            assert (draft.draft["minutes"], draft.draft["bant"]["budget"]["amount"]) == (12, "9000")
        await o.presses("amy", "log.save")
        assert logged(desk) == [("quote_requested", 12)]
        (*_, rest) = await o.hears(lambda: amy.says("find " + "zyzzyva " * 512 + "next day"))
        assert rest.words == render("en", "telegram-cut", {})
        (*_, told) = await o.hears(lambda: amy.says("/log 周文彬 no answer"))
        assert "no answer" in told.words.lower()
        o.server.clock.advance(10)
        (card,) = await o.says("amy", "find 林志遠")
        assert "宏昇包裝" in card.words

    play(desk, scene)
