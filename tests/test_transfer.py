"""A transfer that was a mistake: what it moved is told by kind, and its Undo gives everything back, in each chat."""

from typing import Any

from sqlalchemy import select

from store.db import Base
from tests.absences import busy
from tests.slack_desk import Office as Workspace
from tests.slack_desk import play as play_slack
from tests.talk import Desk
from tests.telegram_desk import Office, play
from tests.test_absence_delegates import waiting_offer

MACHINERY = {"audit", "chat_address", "message", "seen", "timer", "undoable"}


def everything(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Whatever is not of the machinery, but for the counters of changes."""
    models = [one.class_ for one in Base.registry.mappers if one.class_.__tablename__ not in MACHINERY]
    with desk.database.reading() as session:
        return {
            model.__tablename__: [
                tuple(
                    getattr(row, column.key) for column in model.__table__.columns if column.key != "version"
                )
                for row in session.scalars(select(model).order_by(*model.__table__.primary_key))
            ]
            for model in models
        }


def test_undo_gives_everything_back_and_nothing_else(desk: Desk) -> None:
    busy(desk)
    waiting_offer(desk)
    amy, ben, mia, tim = (desk.person(handle) for handle in ("amy", "ben", "mia", "tim"))
    ben.says("away today Friday amy")  # Amy has not read it yet
    amy.says("away 2026-12-01 2026-12-04 ben")
    mia.says("language zh-CN")
    before = everything(desk)
    done = mia.says("转移 许佩珊 何雅婷")
    assert "2 家客户、2 位联系人、1 项跟进、1 个商机、1 条移交" in done.text
    assert amy.says("find 周文彬").keys == ["stranger"]
    undo = done.action("undo.last")
    back = mia.presses(undo)
    assert back.text == "已撤销：工作转移（許佩珊）。"
    assert everything(desk) == before
    assert "away.received" in amy.reads().keys
    assert amy.says("find 周文彬").keys == ["contact.card"]
    assert mia.presses(undo).one("refused")["reason"] == "undo.gone"

    undo = mia.says("transfer tim kay").action("undo.last")
    mia.says("away 2026-12-01")
    mia.presses(undo)
    assert mia.says("away").one("away.list"), "what was done since stays"
    assert tim.reads().keys[-1] == "handoff.offered"
    assert "handoff.accepted" in tim.presses("handoff.accept").keys


def test_a_button_does_not_take_back_what_was_built_on(desk: Desk) -> None:
    amy = desk.person("amy")
    closed = amy.says("close 周文彬 no budget").action("undo.last")
    amy.submits("edit_contact", contact="1", title="Buyer")
    assert amy.presses(closed).one("refused")["reason"] == "undo.built_on"
    assert amy.says("undo").text == "Taken back: contact details – 周文彬 · 青禾農產."


def test_the_same_in_telegram_and_in_slack(desk: Desk) -> None:
    async def telegram(o: Office) -> None:
        o.person("mia")
        o.person("ben")
        (told,) = await o.says("mia", "transfer ben amy")
        assert "accounts 1 · contacts 1" in told.words
        await o.presses("mia", "undo.last")
        (card,) = await o.says("ben", "find 陳美惠")
        assert "晨光食品" in card.words

    async def slack(o: Workspace) -> None:
        mia, ben = o.person("mia"), o.person("ben")
        (told,) = await o.hears(mia, mia.says("transfer ben amy"))
        assert "accounts 1 · contacts 1" in told.words
        await o.presses(mia, "undo.last")
        (card,) = await o.hears(ben, ben.says("find 陳美惠"))
        assert "晨光食品" in card.words

    play(desk, telegram)
    play_slack(desk, slack)
