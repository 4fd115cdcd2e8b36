"""One inside-sales day as one conversation of several people, with the same facts in every language."""

import pytest

from store.db import Database
from tests.company import found, past_orders
from tests.talk import Answers, Desk

BASKETS = [("NB-14r5", "WR-3Y"), ("NB-14r5", "WR-3Y"), ("NB-14r5", "DK-24"), ("NB-14i5", "WR-3Y")] * 5


class Day:
    """The company on Monday morning, and everything that was said to anybody."""

    def __init__(self, database: Database, language: str) -> None:
        found(database, language=language)
        past_orders(database, BASKETS)
        self.desk = Desk(database)
        self.amy, self.tim, self.mia = (self.desk.person(handle) for handle in ("amy", "tim", "mia"))
        self.heard: list[str] = []

    def note(self, answers: Answers) -> Answers:
        """Keep the words for reading, and give the answers on."""
        self.heard.append(answers.text)
        return answers

    def call(self) -> None:
        """The enquiry: an alternative to what is out of stock, the script, the log, an opening taken."""
        product = self.note(self.amy.says("product NB-14i5")).one("product.card")
        assert product["stock"] == 0
        assert product["alternatives"][0]["sku"] == "NB-14r5"
        step = self.note(self.amy.says("call 周文彬 enquiry")).one("script.step")
        assert step["position"] == "1/7"
        self.note(self.amy.presses("script.answer"))
        line = "周文彬 講了一刻鐘 想看三台 NB-14r5 的報價 老闆點頭才行 預算九萬 後天十點再談"
        self.note(self.amy.says(line))
        logged = self.note(self.amy.presses("log.save"))
        assert [one["kind"] for one in logged.one("call.logged")["follow_ups"]][:2] == ["spec_sheet", "call"]
        opening = logged.one("crosssell.offer")["openings"][0]
        taken = self.note(self.amy.presses("crosssell.taken")).one("crosssell.answered")
        assert (taken["sku"], taken["answer"]) == (opening["sku"], "taken")

    def hand_over(self) -> None:
        """A midmarket lead is qualified and offered; the field is reminded at half of its time and accepts."""
        line = "林志遠 合格 25 分鐘 預算一百二十萬 林志遠自己決定 一月要換 30 台 明天下午三點確認拜訪"
        self.note(self.amy.says(line))
        self.note(self.amy.presses("log.save"))
        check = self.note(self.amy.says("handoff 林志遠")).one("handoff.check")
        assert (check["qualified"], check["to"]) == (True, "蔡宗翰")
        self.note(self.amy.presses("handoff.offer"))
        offered = self.note(self.tim.reads()).one("handoff.offered")
        assert offered["sla_due"] == "2026-11-23T14:00:00+08:00"
        accept = self.tim.last.action("handoff.accept")
        self.desk.at("2026-11-23T12:00:00+08:00")
        assert self.note(self.tim.reads()).one("handoff.reminder")["left_minutes"] == 120
        assert self.note(self.amy.reads()).one("followup.due")["kind"] == "spec_sheet"
        self.note(self.amy.presses("followup.done"))
        accepted = self.note(self.tim.presses(accept)).one("handoff.accepted")
        assert self.note(self.amy.reads()).one("handoff.accepted")["handoff_id"] == accepted["handoff_id"]

    def win(self) -> None:
        """The field visits and wins; the agent who gave the lead is told, with the amount."""
        self.note(self.tim.presses("handoff.visited"))
        self.note(self.amy.reads())
        self.note(self.tim.presses("handoff.won"))
        self.note(self.tim.says("1,200,000"))
        self.note(self.tim.presses("form.finish"))
        told = self.note(self.amy.reads()).one("handoff.outcome")
        assert (told["outcome"], told["amount"]) == ("won", {"amount": "1200000", "currency": "TWD"})


@pytest.mark.parametrize("language", ["en", "zh-TW", "zh-CN"])
def test_a_day_from_the_ringing_phone_to_the_digest(database: Database, language: str) -> None:
    day = Day(database, language)
    day.call()
    day.hand_over()
    day.win()
    day.desk.at("2026-11-24T08:30:00+08:00")
    digest = day.note(day.mia.reads()).one("digest.daily")
    assert (digest["date"], digest["calls"], digest["connects"], digest["qualified"]) == (
        "2026-11-23",
        2,
        2,
        1,
    )
    assert digest["handoffs"]["accepted"] == 1
    assert digest["cross_sell"]["taken"] == 1
    assert digest["follow_ups"]["done"] == 2  # the specification went out, the lead was handed over
    assert day.mia.last[-1]["picture"].endswith(".png")
    words = "\n".join(day.heard)
    assert "{" not in words
    assert ("Saved" in words) == (language == "en")


def test_the_same_events_twice_change_nothing(database: Database) -> None:
    day = Day(database, "en")
    first = day.amy.says("周文彬 要報價 15 分鐘 後天十點再談", id="1")
    save = first.action("log.save")
    assert day.amy.presses(save, id="2").keys[0] == "call.logged"
    assert day.amy.says("周文彬 要報價 15 分鐘 後天十點再談", id="1") == []
    assert day.amy.presses(save, id="2") == []
    assert len(day.amy.says("find 周文彬").one("contact.card")["last_calls"]) == 1
