"""Logging a call by line, by form; the next step that follows; undo; do-not-call."""

from datetime import timedelta

import pytest

from bot.sales import tallies
from store import figures
from tests.company import NOW
from tests.talk import Desk

LINE = "周文彬 講了一刻鐘 想看三台 NB-14r5 的報價 老闆點頭才行 預算九萬 後天十點再談"


def test_a_line_becomes_a_draft_and_is_saved_once(desk: Desk) -> None:
    amy = desk.person("amy")
    draft = amy.says(LINE).one("log.draft")
    assert (draft["contact_id"], draft["name"], draft["disposition"], draft["minutes"]) == (
        1,
        "周文彬",
        "quote_requested",
        15,
    )
    assert draft["products"] == [{"sku": "NB-14r5", "name": "14-inch notebook r5", "quantity": 3}]
    assert draft["bant"]["budget"] == {"amount": "90000", "currency": "TWD"}
    assert draft["follow_up"] == {"kind": "call", "due": "2026-11-25T10:00:00+08:00"}
    save = amy.last.action("log.save")
    logged = amy.presses(save).one("call.logged")
    assert (logged["contact_id"], logged["disposition"], logged["minutes"]) == (1, "quote_requested", 15)
    assert ("call", "2026-11-25T10:00:00+08:00") in [
        (one["kind"], one["due"]) for one in logged["follow_ups"]
    ]
    assert logged["follow_ups"][0]["kind"] == "spec_sheet"
    assert logged["follow_ups"][0]["due"].startswith("2026-11-23")
    assert amy.presses(save).one("refused")["reason"] == "log.closed"


def test_nothing_is_written_until_save(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says(LINE)
    amy.presses("log.drop")
    card = amy.says("find 周文彬").one("contact.card")
    assert card["last_calls"] == []
    assert card["next_follow_up"] is None


def test_a_draft_is_its_owners_alone(desk: Desk) -> None:
    amy, ben = desk.person("amy"), desk.person("ben")
    amy.says(LINE)
    assert ben.presses(amy.last.action("log.save")).one("refused")["reason"] == "not_available"


def test_the_form_asks_three_things_and_the_rest_may_be_skipped(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("find 周文彬")
    asked = amy.presses("log.start")
    assert asked.one("form.ask")["field"] == "disposition"
    amy.presses(asked.labelled("no answer"))
    amy.says("1")
    logged = amy.presses("form.finish").one("call.logged")
    assert logged["disposition"] == "no_answer"
    assert [one["kind"] for one in logged["follow_ups"]][:2] == ["call", "call"]


def test_a_whole_form_at_once(desk: Desk) -> None:
    amy = desk.person("amy")
    logged = amy.submits(
        "log_call",
        contact="1",
        disposition="callback",
        minutes="5",
        next_step="tomorrow 10:00",
        note="busy day",
    ).one("call.logged")
    dues = [one["due"] for one in logged["follow_ups"]]
    assert "2026-11-24T10:00:00+08:00" in dues


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("contact", "999", "form.nobody"),
        ("disposition", "fired", "form.not_an_option"),
        ("minutes", "601", "form.out_of_range"),
        ("minutes", "1e3", "form.not_a_number"),
        ("next_step", "yesterday", "time.past"),
        ("next_step", "30 Feb", "time.ambiguous"),
        ("next_step", "soonish", "time.not_understood"),
    ],
)
def test_wrong_answers_are_told_beside_their_field(desk: Desk, field: str, value: str, reason: str) -> None:
    fields = {"contact": "1", "disposition": "callback", "minutes": "5", **{field: value}}
    errors = desk.person("amy").submits("log_call", **fields).one("form.ask")["errors"]
    assert errors[field]["reason"] == reason


def test_do_not_call_takes_effect_at_once_everywhere(desk: Desk) -> None:
    amy, ben = desk.person("amy"), desk.person("ben")
    amy.submits("log_call", contact="1", disposition="callback", minutes="5", next_step="tomorrow 10:00")
    ben.submits("follow_up", contact="1", when="tomorrow 11:00")
    amy.says("周文彬 別再打來了")
    amy.presses("log.save")
    assert amy.says("find 周文彬").one("contact.card")["do_not_call"] is True
    assert amy.says("due").one("followup.list")["items"] == []
    assert ben.says("due").one("followup.list")["items"] == []
    assert (
        ben.submits("follow_up", contact="1", when="friday 10:00").one("refused")["reason"]
        == "contact.do_not_call"
    )
    desk.at("2026-11-25T18:00:00+08:00")
    assert "followup.due" not in [*amy.reads().keys, *ben.reads().keys]


def test_undo_takes_back_the_log_with_its_follow_ups_but_never_do_not_call(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits("log_call", contact="1", disposition="quote_requested", minutes="5")
    assert amy.says("due").one("followup.list")["count"] > 0
    done = amy.says("undo").one("undo.done")
    assert "call" in done["what"]
    assert amy.says("due").one("followup.list")["count"] == 0
    assert amy.says("find 周文彬").one("contact.card")["last_calls"] == []
    amy.submits("log_call", contact="1", disposition="do_not_call", minutes="1")
    amy.says("undo")
    assert amy.says("find 周文彬").one("contact.card")["do_not_call"] is True


def test_undo_after_ten_minutes_is_refused(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits("log_call", contact="1", disposition="no_answer", minutes="0")
    desk.at("2026-11-23T10:11:00+08:00")
    assert amy.says("undo").one("refused")["reason"] == "undo.nothing"


def test_a_second_log_never_starts_a_second_cadence(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits("log_call", contact="1", disposition="no_answer", minutes="0")
    before = amy.says("due").one("followup.list")["count"]
    amy.submits("log_call", contact="1", disposition="no_answer", minutes="0")
    assert amy.says("due").one("followup.list")["count"] <= before


def test_a_call_without_next_step_is_shown_to_its_agent(desk: Desk) -> None:
    amy = desk.person("amy")
    keys = amy.submits("log_call", contact="1", disposition="not_a_fit", minutes="3").keys
    assert "call.no_next_step" not in keys


@pytest.mark.parametrize("language", ["en", "zh-TW", "zh-CN"])
def test_every_language_tells_the_same_facts(desk: Desk, language: str) -> None:
    amy = desk.person("amy")
    amy.says(f"language {language}")
    draft = amy.says(LINE).one("log.draft")
    assert draft["minutes"] == 15
    logged = amy.presses("log.save").one("call.logged")
    assert len(logged["follow_ups"]) >= 2


def test_what_the_line_left_open_stays_unknown_and_an_agreed_call_is_planned_once(desk: Desk) -> None:
    amy = desk.person("amy")
    for language, begins in (("en", "By cadence"), ("zh-TW", "另外自動排"), ("zh-CN", "另外自动排")):
        amy.says(f"language {language}")
        draft = amy.says("log Ann Price wants a quote")
        assert draft.one("log.draft")["minutes"] is None
        assert [line for line in draft.text.splitlines() if line.startswith(begins)]
    logged = amy.presses("log.save")
    assert logged.one("call.logged")["minutes"] is None
    assert "分钟" not in logged.text
    assert "分钟" not in amy.says("find Ann Price").text
    amy.says("log 周文彬 20 min callback 2 Dec 10:00")
    planned = amy.presses("log.save").one("call.logged")["follow_ups"]
    assert [one["reason"] for one in planned][:2] == ["agreed", "call_back_again"]
    with desk.database.reading() as session:
        day = (NOW - timedelta(hours=2), NOW + timedelta(hours=10))
        told = tallies.fold(figures.calls(session, [1], [day]), {"callback", "quote_requested"}, set())
    assert (told.calls, told.talk_minutes, told.aht_seconds) == (2, 20.0, 20 * 60)


def test_what_a_form_carries_unseen_need_not_be_sent_again(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("edit 周文彬")
    changed = amy.submits("edit_contact", title="副理").one("contact.changed")
    assert (changed["contact_id"], changed["changed"]) == (1, {"title": "副理"})


def test_a_follow_up_put_back_by_undo_reminds_again(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("follow 周文彬 today 10:05")
    desk.at("2026-11-23T10:05:00+08:00")
    amy.reads()
    amy.presses("followup.move")
    amy.says("friday 10:00")
    amy.says("undo")
    assert amy.says("due").one("followup.list")["items"][0]["due"] == "2026-11-23T10:05:00+08:00"
    desk.at("2026-11-23T10:06:00+08:00")
    assert amy.reads().keys == ["followup.due"]


def test_a_number_that_undo_freed_is_never_given_again(desk: Desk) -> None:
    amy = desk.person("amy")
    first = amy.says("follow 周文彬 friday 10:00").one("followup.planned")["id"]
    amy.says("undo")
    assert amy.says("follow 周文彬 friday 11:00").one("followup.planned")["id"] != first


def test_a_line_of_a_draft_begins_with_its_first_fact(desk: Desk) -> None:
    amy = desk.person("amy")
    told = {
        "en": ("decides: boss", "budget NT$90,000 · decides: boss"),
        "zh-TW": ("決定的人：boss", "預算 NT$90,000 · 決定的人：boss"),
        "zh-CN": ("拍板的人：boss", "预算 NT$90,000 · 拍板的人：boss"),
    }
    for language, (without, whole) in told.items():
        amy.says(f"language {language}")
        assert without in amy.says("log 周文彬 要報價 15 分鐘 boss decides").text.split("\n")
        assert whole in amy.says("log 周文彬 要報價 15 分鐘 boss decides, 預算九萬").text.split("\n")


def test_a_contact_of_ones_own_is_found_by_his_name_however_the_line_is_built(desk: Desk) -> None:
    amy = desk.person("amy")
    for name in ("阿不拉", "tipsy tapas"):
        amy.submits("add_contact", name=name, phone="")
    for line, name in (
        ("昨天已經上門示範給阿不拉看過了 12分鐘 他要報價", "阿不拉"),
        ("12 min, the spec sheet goes to tipsy tapas, not interested", "tipsy tapas"),
    ):
        draft = amy.says(f"log {line}").one("log.draft")
        assert (draft["name"], draft["minutes"]) == (name, 12)
        assert "who" not in draft["unsure"]
        assert name not in (draft["note"] or "")
    ben = desk.person("ben").says("log 昨天已經上門示範給阿不拉看過了 12分鐘 他要報價")
    assert ben.one("log.draft")["contact_id"] is None


def test_a_name_that_nobody_bears_is_asked_about_and_never_taken_for_who_is_open(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("find 周文彬")
    draft = amy.says("log 歐陽小姐 no answer").one("log.draft")
    assert draft["contact_id"] is None
    presses = [one["press"].partition(":")[0] for one in amy.last[-1]["buttons"]]
    assert presses[:2] == ["log.who", "log.newcomer"]
    assert amy.presses("log.who").one("log.draft")["contact_id"] == 1
    assert amy.says("log no answer 2 min").one("log.draft")["contact_id"] == 1


def test_a_line_about_somebody_unknown_that_mentions_ones_own_contact_is_asked_about(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits("add_contact", name="阿不拉", phone="")
    draft = amy.says("log 歐陽小姐 12分鐘 沒興趣 她是阿不拉的同事").one("log.draft")
    assert (draft["contact_id"], draft["name"]) == (None, "歐陽小姐")
    assert "阿不拉" in amy.last.text or any("阿不拉" in one["label"] for one in amy.last[-1]["buttons"])
