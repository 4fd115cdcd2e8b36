"""Walking a script: any series of presses stays valid and comes to an end; nothing typed is lost."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sales.policy import load_policy
from bot.scripts import (
    Run,
    Script,
    Suggestion,
    WalkError,
    answer,
    back,
    jump,
    load_library,
    note,
    outline,
    render_card,
    render_step,
    run_from_dict,
    run_to_dict,
    script_from_dict,
    script_to_dict,
    start,
    suggestion,
    unfit,
)
from bot.scripts.model import LANGUAGES
from bot.scripts.walk import PATH_LIMIT, TEXT_LIMIT, current

LIBRARY, _ = load_library()
AGENT = {"agent.name": "許佩珊", "agent.extension": "218", "company.name": "安和電腦"}


def script(name: str) -> Script:
    found = LIBRARY.find(name)
    assert found
    return found


ENQUIRY = script("enquiry-low")


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


@pytest.mark.parametrize("given", [-1, 4, 99])
def test_a_button_that_is_not_there_is_refused(given: int) -> None:
    with pytest.raises(WalkError, match=f"has no answer {given}"):
        answer(ENQUIRY, start(ENQUIRY), given, "en")


def test_what_a_step_does_not_take_is_refused() -> None:
    end = jump(ENQUIRY, start(ENQUIRY), "end-quote")
    with pytest.raises(WalkError, match="is the end"):
        answer(ENQUIRY, end, "", "en")
    news = script("order-news")
    with pytest.raises(WalkError, match="takes no typed answer"):
        answer(news, start(news), "hello", "en")
    with pytest.raises(WalkError, match="has no step nowhere"):
        jump(ENQUIRY, start(ENQUIRY), "nowhere")
    with pytest.raises(WalkError, match="not enquiry-low"):
        answer(ENQUIRY, replace(start(ENQUIRY), version="old"), 0, "en")


def test_an_end_that_is_reached_by_no_fitting_answer_stays() -> None:
    end = jump(ENQUIRY, start(ENQUIRY), "end-quote")
    said = unfit(ENQUIRY, end, "wants to think")
    assert said.step_id == "end-quote"
    assert said.notes == (("end-quote", "wants to think"),)


def test_the_path_and_the_notes_are_bounded() -> None:
    run = start(ENQUIRY)
    for turn in range(PATH_LIMIT):
        run = jump(ENQUIRY, run, "need" if run.step_id == "open" else "open")
        run = note(run, f"{turn} " + "x" * 3000)
    run = answer(ENQUIRY, run, 0, "en")
    assert (len(run.path), len(run.notes)) == (PATH_LIMIT, PATH_LIMIT)
    assert len(run.notes[-1][1]) == TEXT_LIMIT


MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("press"), st.integers(0, 5)),
        st.tuples(st.just("type"), st.text(max_size=20)),
        st.tuples(st.just("unfit"), st.text(max_size=20)),
        st.tuples(st.just("note"), st.text(max_size=20)),
        st.tuples(st.just("back"), st.just(0)),
        st.tuples(st.just("jump"), st.integers(0, 20)),
    ),
    max_size=25,
)


def moved(script: Script, run: Run, kind: str, value: int | str) -> Run:
    if kind == "back":
        return back(run)
    if kind == "note":
        return note(run, str(value))
    if kind == "unfit":
        return unfit(script, run, str(value))
    if kind == "jump":
        return jump(script, run, script.steps[int(value) % len(script.steps)].id)
    return answer(script, run, value, "zh-CN")


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(LIBRARY.scripts), MOVES, st.sampled_from(LANGUAGES), st.booleans())
def test_any_series_of_moves_stays_valid_and_can_end(
    script: Script, moves: list[tuple[str, int | str]], language: str, known: bool
) -> None:
    run = start(script, {"phone", "email", "crosssell.name"} if known else ())
    for kind, value in moves:
        try:
            run = moved(script, run, kind, value)
        except WalkError:
            continue
        view = render_step(script, run, language, AGENT)
        at, total = map(int, view.position.split("/"))
        assert 1 <= at <= total
        assert view.say
        assert "{" not in view.say
        assert run_from_dict(json.loads(json.dumps(run_to_dict(run)))) == run
    for _ in range(len(script.steps) + 1):
        step = current(script, run)
        if step.end:
            break
        run = answer(script, run, "x" if step.free else 0 if step.answers else "", language)
    assert suggestion(script, run)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(LIBRARY.scripts), MOVES)
def test_going_back_all_the_way_leads_to_the_start(
    script: Script, moves: list[tuple[str, int | str]]
) -> None:
    run = start(script)
    for kind, value in moves:
        try:
            run = moved(script, run, kind, value)
        except WalkError:
            continue
    for _ in range(len(run.path)):
        run = back(run)
    assert replace(run, notes=()) == start(script)


@pytest.mark.parametrize("found", LIBRARY.scripts, ids=lambda found: str(found.id))
def test_a_script_survives_json_whole(found: Script) -> None:
    written = json.dumps(script_to_dict(found), ensure_ascii=False)
    assert script_from_dict(json.loads(written)) == found


def test_a_snapshot_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError):
        script_from_dict({"id": "x"})
    with pytest.raises(ValueError):
        run_from_dict({"script_id": "x"})
