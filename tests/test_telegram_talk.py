"""Conversations of the desk in Telegram: the same day as in the terminal, by long polls and by webhook."""

from pathlib import Path

import pytest

from store import users
from store.db import Database
from tests.company import found
from tests.conftest import Templates
from tests.story import DAY, facts
from tests.talk import Answers, Desk, Talk
from tests.telegram_desk import Office, play

LANGUAGES = ("en", "zh-TW", "zh-CN")


def speak(database: Database, language: str) -> None:
    """Everybody reads this language."""
    with database.transaction() as session:
        for one in users.everybody(session):
            users.change(session, one.id, {"language": language})


def in_the_terminal(desk: Desk) -> None:
    """The day as the terminal has it."""
    people: dict[str, Talk] = {}
    for who, act, what in DAY:
        if act == "at":
            desk.at(what)
            continue
        talk = people.setdefault(who, desk.person(who))
        if act == "says":
            talk.says(what)
            continue
        shown = talk.last
        talk.last = Answers([*shown, *talk.reads()])
        talk.presses(what)


async def in_telegram(o: Office) -> None:
    """The day as Telegram has it."""
    for who in ("amy", "tim"):
        o.person(who)
    for who, act, what in DAY:
        if act == "at":
            await o.at(what)
        elif act == "says":
            await o.says(who, what)
        else:
            await o.presses(who, what)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
def test_a_day_leaves_the_same_facts_as_in_the_terminal(
    desk: Desk, webhook: bool, language: str, tmp_path: Path, templates: Templates
) -> None:
    path = tmp_path / "terminal.db"
    path.write_bytes(templates.file(filled=False).read_bytes())
    other = Database(f"sqlite:///{path}")
    found(other, language=language)
    in_the_terminal(Desk(other))
    speak(desk.database, language)
    play(desk, in_telegram, webhook=webhook)
    assert facts(desk.database) == facts(other)
    assert [row["state"] for row in facts(other)["handoff"]] == ["accepted"]
    other.close()


def test_a_question_is_answered_in_place_and_its_old_buttons_go(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        (first,) = await o.says("amy", "/add 王小明 大同科技")
        assert first.labels == ["Skip", "Finish now", "Back", "Cancel"]
        (changed, email) = await o.says("amy", "02-5555 0199")
        assert (changed.id, changed.labels) == (first.id, [])
        (title,) = await o.presses("amy", "form.skip")
        assert title.id == email.id
        (back,) = await o.presses("amy", "form.back")
        assert (back.id, back.words) == (email.id, email.words)
        (closed,) = await o.presses("amy", "form.cancel")
        assert (closed.id, closed.words, closed.labels) == (email.id, "Closed without saving.", [])
        assert all(press.answer is not None for press in o.server.world.presses.values())
        assert len([one for one in amy.sees() if one.by_bot]) == 2

    play(desk, scene)


def test_a_script_moves_in_one_message(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        o.person("amy")
        (step,) = await o.says("amy", "/call 周文彬 enquiry")
        for _ in range(2):
            (moved,) = await o.presses("amy", "script.answer")
            assert moved.id == step.id
            assert moved.words != step.words
        (again,) = await o.presses("amy", "script.back")
        assert again.id == step.id

    play(desk, scene)


def test_the_first_line_is_bold_and_nothing_else_is_markup(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        await o.says("amy", "/add <b>王*小*明</b> _x_ https://example.com")
        await o.presses("amy", "form.finish")
        card = amy.last
        assert card.words.split("\n")[0].startswith("<b>王*小*明</b>")
        assert [one["type"] for one in card.entities] == ["bold"]
        sent = o.server.calls_of("sendMessage")[-1].args
        assert "parse_mode" not in sent
        assert sent["link_preview_options"] == {"is_disabled": True}

    play(desk, scene)


def test_a_press_repeated_by_telegram_or_by_hand_acts_once(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        await o.says("amy", "log 周文彬 quote requested 15 min, Wednesday 10:00")
        save = o.button("amy", "log.save")
        draft = amy.last
        await o.hears(lambda: [amy.forges(draft, save) for _ in range(5)])
        assert len(facts(o.database)["call"]) == 1
        await o.server.push_again(o.server.queue.history[-1].id, 3)
        await o.settled()
        assert len(facts(o.database)["call"]) == 1

    play(desk, scene, webhook=True)
