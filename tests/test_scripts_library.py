"""The shipped library: clean, complete for the trade, and written natively in each language."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from opencc import OpenCC

from bot.scripts import Script, check, load_library, render_step, start
from bot.scripts.graph import reached, remaining
from bot.scripts.model import LANGUAGES, Words
from bot.scripts.vocabulary import load_vocabulary

LIBRARY, FAULTS = load_library()
CODES = load_vocabulary().codes
OBJECTIONS = {
    "price", "no_time", "has_supplier", "send_info", "ask_boss", "bad_experience", "contract_running",
    "next_quarter",
}  # fmt: skip
SIMPLIFY = OpenCC("t2s")
MAINLAND_TERMS = ("筆記本", "質保", "報價表", "服務器", "內存", "視頻", "信息", "軟件", "台式機", "網絡")
TAIWAN_TERMS = ("笔电", "保固", "伺服器", "记忆体", "视讯", "资讯", "软体", "桌机", "合约", "行销")


def words_of(script: Script) -> Iterator[tuple[str, Words]]:
    yield script.id, script.title
    for step in script.steps:
        for words in (step.say, step.otherwise, step.hint, *(answer.label for answer in step.answers)):
            if words:
                yield f"{script.id}/{step.id}", words
    for card in script.objections:
        for words in (card.label, card.reply, *(words for _, words in card.styles)):
            yield f"card {card.id}", words


ALL = [each for script in LIBRARY.scripts for each in words_of(script)]


def test_the_shipped_library_is_clean() -> None:
    assert FAULTS == ()
    ok, lines = check()
    assert ok
    steps = sum(len(script.steps) for script in LIBRARY.scripts)
    assert lines == (f"{len(LIBRARY.scripts)} scripts, {steps} steps, 8 reply cards: clean",)
    assert len(LIBRARY.scripts) > 60


def test_no_line_shouts_and_none_is_left_in_english() -> None:
    for place, words in ALL:
        for language in LANGUAGES:
            text = words.get(language)
            assert text, place
            assert not re.search("[!！]", re.sub(r"\{[^}]*\}", "", text)), (place, text)
        chinese = any("\u4e00" <= letter <= "\u9fff" for letter in words.zh_tw)
        assert chinese or not re.search("[a-z]", re.sub(r"\{[^}]*\}", "", words.zh_tw)), place


def test_each_chinese_is_written_in_its_own_characters_and_terms() -> None:
    for place, words in ALL:
        tw, cn = (re.sub(r"\{[^}\"]*\}", "", text) for text in (words.zh_tw, words.zh_cn))
        assert SIMPLIFY.convert(cn) == cn, (place, cn)
        if tw != cn:
            assert not any(letter in tw for letter in "这们请发说问对价报员时为"), (place, tw)
        assert not [term for term in MAINLAND_TERMS if term in tw], (place, tw)
        assert not [term for term in TAIWAN_TERMS if term in cn], (place, cn)


def test_the_two_chinese_are_not_only_converted() -> None:
    spoken = {
        (step.say.zh_tw, step.say.zh_cn)
        for script in LIBRARY.scripts
        for step in script.steps
        if len(step.say.zh_tw) > 12
    }
    own = [pair for pair in spoken if SIMPLIFY.convert(pair[0]) != pair[1]]
    assert len(own) > len(spoken) * 0.6


@pytest.mark.parametrize("script", LIBRARY.scripts, ids=lambda script: str(script.id))
def test_each_script_has_the_shape_of_a_call(script: Script) -> None:
    way = remaining(script)[script.steps[0].id]
    assert 4 <= way <= 9, way
    roles = {step.role for step in script.steps}
    assert {"opening", "close", "end"} <= roles
    fills = {step.fill for step in script.steps}
    assert "next_step" in fills
    assert fills & {"email", "phone"}
    assert len({step.id for step in script.steps if step.objections}) >= 2
    assert reached(script) == {step.id for step in script.steps}
    for step in script.steps:
        if step.role == "close":
            assert step.fill == "next_step", step.id
        if step.fill in ("email", "phone", "name"):
            assert step.if_missing, step.id


def test_every_dated_end_has_a_follow_up_and_only_final_ones_have_none() -> None:
    for script in LIBRARY.scripts:
        for step in script.steps:
            if step.end:
                final = step.end.disposition in ("not_a_fit", "do_not_call")
                assert bool(step.end.follow_up and step.end.due) is not final, (script.id, step.id)


def test_all_reasons_all_styles_and_all_objections_are_there() -> None:
    assert {reason for script in LIBRARY.scripts for reason in script.condition("reason")} == CODES["reason"]
    assert {card.id for card in LIBRARY.objections} == OBJECTIONS
    for reason in ("enquiry", "price_request", "competitor_switch", "cross_sell"):
        styles = {
            style
            for script in LIBRARY.scripts
            if script.condition("reason") == (reason,)
            for style in script.condition("style")
        }
        assert styles == CODES["style"], reason
    used = {key for script in LIBRARY.scripts for step in script.steps for key in step.objections}
    assert used == OBJECTIONS


@pytest.mark.parametrize(
    "reason",
    [
        "enquiry",
        "price_request",
        "out_of_stock",
        "order_status",
        "complaint",
        "renewal",
        "payment",
        "new_lead",
    ],
)
def test_both_directions_where_both_happen(reason: str) -> None:
    ways = {
        way
        for script in LIBRARY.scripts
        if script.condition("reason") == (reason,)
        for way in script.condition("direction")
    }
    assert ways == {"inbound", "outbound"}


KNOWN = load_vocabulary()
SURE = {"agent.name": "Amy", "agent.extension": "218", "company.name": "Anhe"}
FULL = dict.fromkeys(KNOWN.facts | KNOWN.offers | KNOWN.fields.keys(), "X")
CLUMSY = re.compile(
    r"[,，、。.？?；;]\s*[,，、。？?；;]|\s[,.?，。？；]|\(\)|（）|  |[，、；,;]$|^[，、；,;.。]"
)


@pytest.mark.parametrize("script", LIBRARY.scripts, ids=lambda script: str(script.id))
def test_no_line_is_left_clumsy_when_facts_are_missing(script: Script) -> None:
    cases = [{**SURE}, {**SURE, **FULL}, {**SURE, **FULL, "recording": "Recorded."}]
    cases += [{**SURE, name: "X"} for name in FULL]
    cases += [{**SURE, **FULL, name: ""} for name in FULL]
    run = start(script)
    for step in script.steps:
        for language in LANGUAGES:
            for blanks in cases:
                if any(not blanks.get(name) for name in step.needs):
                    continue
                said = render_step(script, replace(run, step_id=step.id), language, blanks).say
                assert not CLUMSY.search(said), (step.id, language, said)
