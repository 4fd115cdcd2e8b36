"""What is typed without a command: what tells something of somebody is a draft, what only names him a search."""

import pytest

from tests.talk import Desk

LINES = (
    "Ann Price is moving offices in March",
    "ann price likes to be called after lunch",
    "林志遠下個月搬到新辦公室",
    "周經理 喜歡喝咖啡",
    "lin zhiyuan – budget around 300k, CFO decides",
    "Ann Price demo at their office Tues 1 Dec 10:30",
    "Ann Price deal size NT$28,900",
    "周文彬 三台NB-14r5",
)
SEARCHES = (
    "Ann Price",
    "Ann Price Greenfield",
    "Ann Price office manager at Greenfield Foods",
    "Ann Price Taipei branch",
    "青禾農產的周文彬",
    "周文彬 青禾農產採購",
    "02-5555 0161",
)


def test_a_line_that_tells_something_is_a_draft_however_little_was_understood(desk: Desk) -> None:
    amy = desk.person("amy")
    for line in LINES:
        draft = amy.says(line).one("log.draft")
        assert draft["contact_id"] is not None, line
        assert "who" not in draft["unsure"], line
    for words in SEARCHES:
        assert amy.says(words).keys[0] in ("contact.card", "contact.choices"), words


def test_what_names_nobody_is_about_who_is_at_hand_and_says_so(desk: Desk) -> None:
    amy = desk.person("amy")
    assert amy.says("he also asked about docks").keys == ["contact.none"]
    amy.says("find Ann Price")
    for line in ("he also asked about docks", "budget 300k", "他說下週五前會決定"):
        draft = amy.says(line).one("log.draft")
        assert (draft["name"], draft["unsure"]) == ("Ann Price", ["who"]), line
    assert amy.says("Bob Miller").keys == ["contact.none"]


def test_a_line_about_a_stranger_is_kept_while_he_is_added(desk: Desk) -> None:
    amy = desk.person("amy")
    draft = amy.says("Petra Lindgren, 7 min, wants a price on 9 docks, call back Thursday 3pm").one(
        "log.draft"
    )
    assert (draft["contact_id"], draft["name"]) == (None, "Petra Lindgren")
    amy.presses("log.newcomer")
    amy.says("Lindgren Bakery")
    answer = amy.presses("Finish now")
    shown = answer.one("log.draft")
    assert answer.keys == ["contact.added", "log.draft"]
    assert (shown["name"], shown["minutes"], shown["disposition"]) == ("Petra Lindgren", 7, "quote_requested")
    assert shown["contact_id"] == answer.one("contact.added")["contact_id"]
    saved = amy.presses("log.save").one("call.logged")
    assert saved["contact_id"] == shown["contact_id"]
    assert "call" in [step["kind"] for step in saved["follow_ups"]]


def test_adding_a_stranger_may_be_called_off_and_the_draft_is_there(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("Petra Lindgren, 7 min, wants a price")
    amy.presses("log.newcomer")
    shown = amy.says("cancel")
    assert "log.draft" in shown.keys
    drop = shown.action("log.drop")
    amy.presses("log.newcomer")
    assert amy.presses(drop).keys == ["log.dropped"]
    added = amy.submits("add_contact", name="Petra Lindgren", draft=drop.partition(":")[2].partition(".")[0])
    assert added.keys == ["contact.added", "contact.card"]  # the draft went meanwhile; what was typed did not


@pytest.mark.parametrize(
    ("language", "promised", "step"),
    [
        ("en", "we promised: loan unit by Tue 24 Nov", "specification – when?"),
        ("zh-TW", "我方答應：loan unit，11/24（二）", "規格"),
        ("zh-CN", "我方答应：loan unit，11月24日（周二）", "规格"),
    ],
)
def test_a_draft_shows_promises_who_rang_and_a_step_without_a_time(
    desk: Desk, language: str, promised: str, step: str
) -> None:
    amy = desk.person("amy")
    amy.says(f"language {language}")
    answer = amy.says("log Ann Price rang us, we promised a loan unit by Tuesday")
    assert promised in answer.text
    assert answer.one("log.draft")["direction"] == "inbound"
    answer = amy.says("log Ann Price - remember to send brochure")
    assert answer.one("log.draft")["follow_up"] == {"kind": "spec_sheet", "due": None}
    assert step in answer.text


def test_a_surname_in_latin_letters_is_a_chinese_one_too(desk: Desk) -> None:
    amy = desk.person("amy")
    for typed in ("Mr Lin", "lin", "Ms Lam"):
        assert amy.says(f"find {typed}").one("contact.card")["name"] == "林志遠", typed
    assert amy.says("remind me to ring Mr Lin in 2 hours").one("followup.planned")["name"] == "林志遠"


def test_a_sentence_that_begins_with_a_word_of_command_is_no_command(desk: Desk) -> None:
    amy = desk.person("amy")
    told = amy.says("Stop calling me!! - Ann Price").one("log.draft")
    assert (told["name"], told["do_not_call"]) == ("Ann Price", True)
    for line, disposition in (
        ("order confirmed: Ann Price, twenty NB-14r5", "sale"),
        ("call back Ann Price in 20 min", "callback"),
        ("打不通 周文彬", "no_answer"),
        ("訂單下來了 周文彬 三台NB-14r5", "sale"),
        ("me and Ann Price spoke 5 min, wants a quote", "quote_requested"),
    ):
        assert amy.says(line).one("log.draft")["disposition"] == disposition, line
    amy.submits("add_contact", name="Will Price", company="It Works Ltd")
    assert amy.says("order Will Price").one("form.ask")["field"] != "contact"
    amy.says("cancel")
    assert amy.says("find it works").keys[0] in ("contact.card", "contact.choices")
    assert amy.says("close Will Price no budget").keys == ["case.closed"]
    for words, key in (("stop", "reminders.stopped"), ("next", "next.call"), ("me", "me.figures")):
        assert amy.says(words).keys == [key]


def test_to_call_somebody_at_a_time_is_planned(desk: Desk) -> None:
    amy = desk.person("amy")
    for line, due in (
        ("call Ann Price tomorrow at 3", "2026-11-24T15:00:00+08:00"),
        ("打 周文彬 週五", "2026-11-27T09:00:00+08:00"),
        ("call back Mr Lin in 2 hours", None),
    ):
        answer = amy.says(line)
        if due is not None:
            assert answer.one("followup.planned")["due"] == due
    assert amy.says("call Chen on Friday 10:00").keys == ["contact.choices"]
    assert amy.presses("followup.whom").one("followup.planned")["name"] == "陳美惠"
    assert amy.says("call back Ann Price").one("script.step")


def test_words_that_name_goods_and_nobody_lead_to_the_goods(desk: Desk) -> None:
    amy = desk.person("amy")
    assert amy.says("14-inch notebook").keys == ["product.choices"]
    assert amy.says("dock stock?").one("product.card")["sku"] == "DK-24"
    assert amy.says("Xyz Corp").keys == ["contact.none"]


def test_the_name_of_a_firm_is_looked_for_though_it_could_tell_something_of_who_is_at_hand(
    desk: Desk,
) -> None:
    amy = desk.person("amy")
    amy.submits("add_contact", name="Ruth Ames", company="Dell Cheaper Trading")
    amy.says("find Ann Price")
    assert amy.says("Dell cheaper").keys[0] in ("contact.card", "contact.choices")
    amy.says("find Ann Price")
    assert amy.says("Dell quoted 5% less").one("log.draft")["name"] == "Ann Price"
