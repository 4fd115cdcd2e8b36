"""A call with its script: chosen with reasons, walked, noted, resumed, and turned into a log."""

import pytest

from tests.talk import Desk


def test_the_founding_story_begins_as_written(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits("edit_contact", contact="1", version="1", email="chou@example.com")
    step = amy.says("call 周文彬 enquiry").one("script.step")
    assert step["say"] == "您好，我是安和電腦的許佩珊，分機 218。請問這次大概需要幾台？"
    assert step["position"].startswith("1/")
    assert ("reason", "enquiry") in [(why["key"], why["value"]) for why in step["why"]]
    labels = [shown["label"] for shown in amy.last[0]["buttons"]]
    assert labels[:2] == ["3–5", "6–20"]


def test_a_script_is_walked_to_the_log(desk: Desk) -> None:
    amy = desk.person("amy")
    answers = amy.says("call 周文彬 enquiry")
    for _ in range(20):
        if any(shown["press"].startswith("script.finish") for shown in answers[0]["buttons"]):
            break
        answers = amy.presses("script.answer")
    desk.at("2026-11-23T10:12:00+08:00")
    draft = amy.presses("script.finish").one("log.draft")
    assert (draft["contact_id"], draft["minutes"], draft["direction"]) == (1, 12, "inbound")
    logged = amy.presses("log.save").one("call.logged")
    assert logged["minutes"] == 12
    assert amy.says("call").one("refused")["reason"] == "contact.who"


def test_the_position_survives_a_restart(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("call 周文彬 enquiry")
    there = amy.presses("script.answer").one("script.step")["step"]
    assert desk.again().person("amy").says("call").one("script.step")["step"] == there


def test_back_undoes_an_answer_and_an_old_button_changes_nothing(desk: Desk) -> None:
    amy = desk.person("amy")
    first = amy.says("call 周文彬 enquiry")
    old = first.action("script.answer")
    second = amy.presses(old).one("script.step")["step"]
    assert amy.presses(old).one("refused")["reason"] == "changed_meanwhile"
    amy.says("call")
    back = amy.presses("script.back").one("script.step")["step"]
    assert back == first.one("script.step")["step"] != second


def test_an_old_answer_pressed_at_the_end_changes_nothing(desk: Desk) -> None:
    amy = desk.person("amy")
    answers = amy.says("call 周文彬 enquiry")
    first = next(one["press"] for one in answers[0]["buttons"] if one["press"].startswith("script.answer"))
    last = first
    while any((last := one["press"]).startswith("script.answer") for one in answers[0]["buttons"]):
        answers = amy.presses(last)
    for old in (first, first.rpartition(".")[0] + ".99", first.replace("answer", "jump")):
        assert amy.presses(old).one("refused")["reason"] == "changed_meanwhile", old
    amy.says("call")
    assert amy.presses("script.finish").keys == ["log.draft"]


def test_what_fits_no_answer_is_kept_at_its_step(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("call 周文彬 enquiry")
    amy.presses("script.nofit")
    assert amy.says("他說要先看完年度預算").keys[0] == "script.step"
    assert amy.last.text.startswith("Noted: 他說要先看完年度預算")


def test_objections_have_a_reply(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("call 周文彬 enquiry")
    amy.presses("script.answer")
    amy.presses("script.more")
    assert amy.presses("script.card").one("script.card")["say"]


def test_a_line_typed_in_the_middle_of_a_call_is_about_its_contact(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("call 周文彬 enquiry")
    draft = amy.says("要報價 15 分鐘 後天十點再談").one("log.draft")
    assert draft["contact_id"] == 1
    amy.presses("log.save")
    assert amy.says("call").one("refused")["reason"] == "contact.who"


def test_nobody_calls_who_must_not_be_called(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits("log_call", contact="1", disposition="do_not_call", minutes="1")
    assert amy.says("call 周文彬").one("refused")["reason"] == "contact.do_not_call"


def test_another_agents_call_is_not_available(desk: Desk) -> None:
    amy, ben = desk.person("amy"), desk.person("ben")
    amy.says("call 周文彬 enquiry")
    assert ben.presses(amy.last.action("script.answer")).one("refused")["reason"] == "not_available"


@pytest.mark.parametrize("language", ["en", "zh-TW", "zh-CN"])
@pytest.mark.parametrize("reason", ["enquiry", "renewal", "complaint", "new_lead"])
def test_every_language_walks_every_reason(desk: Desk, language: str, reason: str) -> None:
    amy = desk.person("amy")
    amy.says(f"language {language}")
    step = amy.says(f"call Ann Price {reason}").one("script.step")
    assert step["say"]


REASONS_SAID = {
    "enquiry": "enquire 詢問 询问",
    "price_request": "price 報價 报价",
    "out_of_stock": "restock 沒貨 断货",
    "order_status": "delivery 出貨 发货",
    "complaint": "problem 抱怨 投诉",
    "renewal": "renew 合約 合同",
    "reactivation": "dormant 喚醒 激活",
    "event_invitation": "webinar 研討會 研讨会",
    "event_followup": "follow-up 會後 会后跟进",
    "cross_sell": "upsell 加售 交叉销售",
    "payment": "invoice 帳單 回款",
    "competitor_switch": "competitor 換廠商 竞品",
    "survey": "feedback 問卷 问卷",
    "new_lead": "intro 陌生開發 新客户",
}


def test_every_reason_is_understood_as_people_say_it(desk: Desk) -> None:
    amy = desk.person("amy")
    for reason, said in REASONS_SAID.items():
        for word in said.split():
            assert amy.says(f"call 周文彬 {word}").one("script.step")["reason"] == reason, word
    assert {row.code for row in desk.app.rules.policy.contact_reasons} == set(REASONS_SAID)


def test_a_word_that_is_no_reason_is_told_and_a_name_is_never_a_reason(desk: Desk) -> None:
    amy = desk.person("amy")
    for line, typed in (
        ("call 周文彬 xyz", "xyz"),
        ("通話 周文彬 很急 xyz", "很急 xyz"),
        ("通话 Ann Price 呵呵", "呵呵"),
    ):
        answers = amy.says(line)
        assert answers.keys == ["call.reason_unknown", "script.step"]
        assert answers.one("call.reason_unknown")["typed"] == typed
    assert answers.one("script.step")["name"] == "Ann Price"
    hasty = amy.says("call 周文彬 很急 詢問")
    assert (hasty.one("call.reason_unknown")["typed"], hasty.one("script.step")["reason"]) == (
        "很急",
        "enquiry",
    )
    answers = amy.says("call 周文彬 enquirry")
    assert answers.one("call.reason_unknown")["nearest"][0] == "enquiry"
    assert amy.presses("call.start").keys == ["script.step"]
    named = amy.says("call Ann Price").one("script.step")
    assert (named["name"], named["reason"]) == ("Ann Price", "new_lead")
    for line in ("call 青禾農產 周文彬", "call 周文彬 採購經理", "call 02-5555 0190", "call Ann Prise"):
        assert "call.reason_unknown" not in amy.says(line).keys, line
    priced = amy.says("call Ann Price price").one("script.step")
    assert (priced["name"], priced["reason"]) == ("Ann Price", "price_request")
