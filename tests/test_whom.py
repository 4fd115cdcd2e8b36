"""A command whose name several people bear: whoever is chosen, it goes on with what was typed beside the name."""

import pytest

from store.models import Account, Contact, LogDraft
from tests.company import NOW
from tests.talk import Answers, Desk, Talk


def namesakes(desk: Desk) -> list[int]:
    """Three more persons of one name: two by themselves, and a company of two."""
    with desk.database.transaction() as session:
        firm = Account(name="Marlow Ltd.", short_name="Marlow", region="TW", tier="smb", stage="prospect")
        firm.stage_since = firm.created_at = NOW
        firm.owner_id = 1
        session.add(firm)
        session.flush()
        people = [
            Contact(name=name, account_id=at, owner_id=1, created_at=NOW)
            for name, at in (("陳大文", None), ("陳大明", None), ("Jo Reed", firm.id), ("Al Ford", firm.id))
        ]
        session.add_all(people)
        session.flush()
        return [one.id for one in people]


def button(answers: Answers, contact_id: int) -> str:
    """The button of a candidate: each carries his number behind the act or behind the line that waits."""
    shown = [str(one["press"]) for one in answers[-1]["buttons"]]
    return next(
        one for one in shown if str(contact_id) in (one.split(".")[1].split(":")[1], one.split(".")[-1])
    )


@pytest.mark.parametrize(
    ("language", "follow", "then", "close", "why"),
    [
        ("en", "follow 陳大 tomorrow 15:00 send the price", "Then: tomorrow 15:00 send the price", "close 陳大 no budget until May", "until May"),
        ("zh-TW", "跟進 陳大 明天下午三點 寄報價", "接著：明天下午三點 寄報價", "結案 陳大 沒有預算 五月再說", "五月再說"),
        ("zh-CN", "跟进 陳大 明天下午三点 发报价", "接着：明天下午三点 发报价", "结案 陳大 没有预算 五月再说", "五月再说"),
    ],
)  # fmt: skip
def test_what_was_typed_beside_a_name_waits_for_who_is_meant(
    desk: Desk, language: str, follow: str, then: str, close: str, why: str
) -> None:
    first, second, jo, al = namesakes(desk)
    amy, ben = desk.person("amy"), desk.person("ben")
    amy.says(f"language {language}")
    asked = amy.says(follow)
    assert {one["contact_id"] for one in asked.one("contact.choices")["candidates"]} >= {first, second}
    assert asked.text.endswith(then)
    press = button(asked, second)
    assert ben.presses(press).one("refused")["reason"] == "not_available"
    planned = amy.presses(press).one("followup.planned")
    assert (planned["contact_id"], planned["due"]) == (second, "2026-11-24T15:00:00+08:00")
    assert planned["reason"] == follow.split(maxsplit=3)[3].removeprefix("15:00 ")
    assert amy.presses(press).one("refused")["reason"] == "whom.answered"
    assert amy.says("due").one("followup.list")["count"] == 1

    closed = amy.presses(button(amy.says(close), first)).one("case.closed")
    assert (closed["contact_id"], closed["reason"], closed["note"]) == (first, "no_budget", why)
    goes_on(amy, jo, al)
    with desk.database.reading() as session:
        assert {one.state for one in session.query(LogDraft)} == {"answered"}


def goes_on(amy: Talk, jo: int, al: int) -> None:
    """A company of two is asked about by its people; whoever is chosen, the command is the one that was typed."""
    asked = amy.says("follow Marlow")
    assert {one["contact_id"] for one in asked.one("contact.choices")["candidates"]} == {jo, al}
    assert amy.presses(button(asked, jo)).one("form.ask")["field"] == "when"
    amy.says("cancel")
    for line, key in (
        ("call Marlow enquiry", "script.step"),
        ("order Marlow", "form.ask"),
        ("edit Marlow", "form.ask"),
        ("handoff Marlow", "handoff.check"),
        ("close Marlow", "case.why"),
        ("cross Marlow", "crosssell.offer"),
        ("duplicates Marlow", "duplicate.list"),
    ):
        assert key in amy.presses(button(amy.says(line), al)).keys, line
        amy.says("cancel")
    amy.presses(button(amy.says("duplicates Marlow = 周文彬"), jo))
    assert {side["id"] for side in amy.last.one("duplicate.pair")["sides"]} == {jo, 1}
