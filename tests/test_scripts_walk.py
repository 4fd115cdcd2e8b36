"""A call goes through its script: answers, branches, what is said."""

from dataclasses import replace

import pytest

from bot.sales.policy import load_policy
from bot.scripts import (
    Run,
    Suggestion,
    WalkError,
    answer,
    back,
    jump,
    note,
    outline,
    render_card,
    render_step,
    start,
    suggestion,
    unfit,
)
from tests.walking import AGENT, ENQUIRY, script


def test_the_founding_story() -> None:
    view = render_step(ENQUIRY, start(ENQUIRY, {"phone", "email", "name"}), "zh-TW", AGENT)
    assert view.say == "您好，我是安和電腦的許佩珊，分機 218。請問這次大概需要幾台？"
    assert view.answers == ("3–5", "6–20", "更多", "還不確定")
    assert (view.step_id, view.role, view.position) == ("open", "opening", "1/6")
    assert (view.fill, view.kind, view.free, view.ends) == ("quantity", "number", True, False)
    assert view.objections[0] == ("price", "太貴")


def test_the_recording_notice_is_said_only_where_the_call_is_recorded() -> None:
    run = start(ENQUIRY)
    notice = load_policy().recording.notice
    recorded = render_step(ENQUIRY, run, "zh-TW", {**AGENT, "recording": notice["zh-TW"]}).say
    assert f"218。{notice['zh-TW']}請問" in recorded
    english = render_step(ENQUIRY, run, "en", {**AGENT, "recording": notice["en"]}).say
    assert f"extension 218. {notice['en']} Roughly" in english
    assert "extension 218. Roughly" in render_step(ENQUIRY, run, "en", AGENT).say


def test_answers_fill_branch_and_skip_what_is_known() -> None:
    run = answer(ENQUIRY, start(ENQUIRY, {"phone"}), 0, "zh-TW")
    assert (run.step_id, run.fields) == ("need", {"quantity": "3-5"})
    run = answer(ENQUIRY, run, 1, "zh-TW")
    assert (run.step_id, run.fields["need"]) == ("offer", "設計繪圖")
    run = answer(ENQUIRY, run, " NB-14r5 ", "zh-TW")
    assert (run.step_id, run.fields["product"]) == ("authority", "NB-14r5")
    run = answer(ENQUIRY, run, 3, "zh-TW")
    assert "authority" not in run.fields
    assert run.step_id == "email"
    run = answer(ENQUIRY, run, "chou@example.com", "zh-TW")
    assert run.step_id == "close"
    assert suggestion(ENQUIRY, run) is None
    run = answer(ENQUIRY, run, 1, "zh-TW")
    assert render_step(ENQUIRY, run, "zh-TW", AGENT).ends
    assert suggestion(ENQUIRY, run) == Suggestion("quote_requested", "call", "in 2 days")
    assert [passed.step for passed in run.path] == ["open", "need", "offer", "authority", "email", "close"]


def test_many_machines_are_a_project() -> None:
    run = answer(ENQUIRY, start(ENQUIRY), 2, "en")
    assert run.step_id == "project"


def test_what_an_answer_sets_may_change_the_suggestion() -> None:
    news = script("order-news")
    run = answer(news, start(news, {"email"}), 1, "en")
    run = answer(news, run, 3, "en")
    run = answer(news, run, "", "en")
    found = suggestion(news, run)
    assert found
    assert (found.disposition, found.follow_up, found.due) == ("complaint", "call", "in 1 business day")


def test_back_takes_the_answer_back_and_restores_what_was_before() -> None:
    run = answer(ENQUIRY, start(ENQUIRY), 0, "en")
    again = jump(ENQUIRY, run, "open")
    changed = answer(ENQUIRY, again, 1, "en")
    assert changed.fields == {"quantity": "6-20"}
    assert back(changed) == again
    assert back(back(changed)) == run
    assert back(run) == start(ENQUIRY)
    assert back(start(ENQUIRY)) == start(ENQUIRY)


def test_no_fitting_answer_keeps_the_words_and_goes_on() -> None:
    run = unfit(ENQUIRY, start(ENQUIRY), "two now, two in spring")
    assert run.step_id == "need"
    assert run.notes == (("open", "two now, two in spring"),)
    assert run.fields == {}
    assert back(run).notes == run.notes


def test_a_note_stays_at_the_step() -> None:
    run = note(start(ENQUIRY), "  {agent.name} rang off ")
    assert (run.step_id, run.path, run.notes) == ("open", (), (("open", "{agent.name} rang off"),))
    assert note(run, "   ") == run


def test_captured_words_are_said_literally() -> None:
    event = script("invite-low")
    run = start(event)
    name = "{product.price} {{7*7}} %s <!here>"
    view = render_step(event, run, "en", {**AGENT, "contact.name": name, "product.price": "9"})
    assert f"Hello {name}," in view.say


def test_a_price_is_said_only_where_it_is_given() -> None:
    run = replace(start(ENQUIRY), step_id="offer")
    without = render_step(ENQUIRY, run, "zh-TW", {**AGENT, "product.name": "NB-14r5"}).say
    assert without == "這樣的話我建議 NB-14r5。這個方向可以嗎？"
    priced = render_step(ENQUIRY, run, "zh-TW", {**AGENT, "product.name": "NB", "product.price": 27500}).say
    assert priced == "這樣的話我建議 NB，一台 27,500。這個方向可以嗎？"
    nothing = render_step(ENQUIRY, run, "zh-TW", AGENT).say
    assert nothing == "我幫您配兩款，一款省錢、一款用得久。有沒有想要的尺寸或型號？"


def test_the_cross_sell_line_comes_only_with_an_opening() -> None:
    repeat = script("price-repeat")

    def after_owned(run: Run) -> Run:
        for _ in range(3):
            run = answer(repeat, run, 0, "en")
        return run

    assert after_owned(start(repeat)).step_id == "email"
    offered = after_owned(start(repeat, {"crosssell.name"}))
    assert offered.step_id == "extra"
    view = render_step(
        repeat, offered, "en", {**AGENT, "crosssell.name": "a dock", "crosssell.line": "Dock?"}
    )
    assert (view.say, view.role) == ("Dock?", "cross_sell")
    with pytest.raises(WalkError, match="needs what is not known"):
        jump(repeat, start(repeat), "extra")
    assert "extra" not in dict(outline(repeat, start(repeat), "en", AGENT))
    assert "extra" in dict(outline(repeat, offered, "en", AGENT))


def test_reply_cards_come_in_the_words_of_the_style() -> None:
    run = start(ENQUIRY)
    neutral = render_card(ENQUIRY, run, "price", None, "zh-TW", AGENT)
    driver = render_card(ENQUIRY, run, "price", "driver", "zh-TW", AGENT)
    assert neutral
    assert driver
    assert neutral.label == "太貴"
    assert neutral.reply.startswith("請問是跟哪一份比")
    assert driver.reply.startswith("多少錢您今天可以定")
    assert render_card(ENQUIRY, run, "contract_running", None, "en", AGENT) is None
