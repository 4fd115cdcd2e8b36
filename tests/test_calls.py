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


def test_what_fits_no_answer_is_kept_at_its_step(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("call 周文彬 enquiry")
    amy.presses("script.nofit")
    assert amy.says("他說要先看完年度預算").keys[0] == "script.step"


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
