"""Moves in a script: refused, bounded, back to the start, kept whole."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.scripts import (
    Run,
    Script,
    WalkError,
    answer,
    back,
    jump,
    note,
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
from tests.walking import AGENT, ENQUIRY, LIBRARY, script


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
