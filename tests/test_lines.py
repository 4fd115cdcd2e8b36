"""The reader of one-line call logs: the founding line, the sets, results, names and the note."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.sales.draft import Bant, Draft, FollowUp, ProductLine
from bot.sales.money import Money
from tests.accuracy_lines import FIELDS, LANGUAGES, measure
from tests.reading import LEXICON, at, read


def test_the_founding_line_gives_exactly_its_draft() -> None:
    line = "周文彬 講了一刻鐘 想看三台 NB-14r5 的報價 老闆點頭才行 預算九萬 後天十點再談"
    draft = read(line)
    assert replace(draft, spans={}) == Draft(
        who="周文彬",
        disposition="quote_requested",
        minutes=15,
        follow_up=FollowUp("call", at(25, 10)),
        products=(ProductLine("NB-14r5", "14-inch notebook R5", 3),),
        bant=Bant(budget=Money(Decimal(90_000), "TWD"), authority="老闆"),
        unsure=("bant.authority",),
    )
    places = {name: line[start:end] for name, (start, end) in draft.spans.items()}
    assert places == {
        "who": "周文彬",
        "minutes": "講了一刻鐘",
        "products.0": "三台 NB-14r5",
        "disposition": "想看三台 NB-14r5 的報價",
        "bant.authority": "老闆點頭才行",
        "bant.budget": "預算九萬",
        "follow_up": "後天十點再談",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_held_half_of_the_sets_is_read_well(language: str) -> None:
    found = measure("held", language)
    refused = found.fields["do_not_call"]
    assert found.lines >= 140
    assert found.whole / found.lines >= 0.87
    assert found.invented_follow_ups <= 1
    assert (refused.missed, refused.invented) == (0, 0)
    assert all(
        found.fields[name].f1 >= 0.9 for name in ("who", "disposition", "minutes", "follow_up", "products")
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sets_are_large_and_hold_every_field(language: str) -> None:
    found = measure("all", language)
    assert found.lines >= 300
    assert all(found.fields[name].hit + found.fields[name].missed >= 3 for name in FIELDS)


@pytest.mark.parametrize(
    ("line", "disposition"),
    [
        ("王經理沒接", "no_answer"),
        ("王經理沒空接", "busy"),
        ("王經理沒接受條件", None),
        ("Bob Jones, not a fit", "not_a_fit"),
        ("Bob Jones, not a bad fit", None),
        ("王經理沒有要報價", None),
        ("王經理還沒下單", None),
        ("王經理下單了", "sale"),
        ("王經理下週下單", None),
        ("王經理抱怨戴爾很慢", None),
        ("王經理抱怨出貨很慢", "complaint"),
        ("Bob Jones no asnwer", "no_answer"),
        ("Bob Jones voicmail", "voicemail"),
        ("不是忙線 是沒接", "no_answer"),
    ],
)
def test_dispositions_and_their_negations(line: str, disposition: str | None) -> None:
    assert read(line).disposition == disposition


def test_a_company_adds_its_own_disposition() -> None:
    own = replace(LEXICON, dispositions={"trial": {"zh-TW": ("要試用",), "en": ("wants a trial (30 days)",)}})
    assert read("王經理要試用", own).disposition == "trial"
    assert read("Bob Jones wants a trial (30 days)", own).disposition == "trial"


def test_two_people_in_one_line() -> None:
    draft = read("王小姐要先跟陳總確認 後天再打")
    assert (draft.who, draft.bant.authority) == ("王小姐", "陳總")
    assert "bant.authority" not in draft.unsure


def test_who_decides_and_by_when_are_told_apart() -> None:
    bant = read("他自己決定 12/10 前要").bant
    assert (bant.authority, bant.timeline) == ("他自己", "12/10 前")


def test_intelligence_about_a_competitor() -> None:
    (found,) = read("王經理 惠普報他85萬").intel
    assert (found.kind, found.competitor, found.text) == ("price", "HP", "惠普報他85萬")
    assert read("王經理 惠普報他85萬").amount is None


def test_names_that_are_words() -> None:
    assert read("Will Price no answer").who == "Will Price"
    assert read("方便的話明天再打").who is None
    assert read("陳總沒接").who == "陳總"


def test_the_caller_says_who_is_known() -> None:
    known = replace(LEXICON, is_known_name=lambda name: name == "方便")
    assert read("方便 沒接", known).who == "方便"


def test_a_missing_name_is_a_doubt() -> None:
    assert "who" in read("沒接").unsure


@pytest.mark.parametrize(
    ("line", "who"),
    [("김민수 부재중 내일 다시 전화", "김민수"), ("Иванов перезвонить завтра в десять", "Иванов")],
)
def test_a_fourth_language_becomes_a_note_with_the_person(line: str, who: str) -> None:
    draft = read(line)
    assert draft.who == who
    assert draft.note is not None
    assert (draft.disposition, draft.follow_up) == (None, None)


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("王經理 我的電腦壞了", "我的電腦壞了"),
        ("兩廠一月合併 要 40 台", "兩廠一月合併 要 40 台"),
        ("馬英傑去年買過三台NB-14r5", "去年買過三台NB-14r5"),
        ("Bob Jones no answer", None),
        ("紀先生手機關機", None),
        ("Bob Jones meeting at our office Dec 1, 9am", "at our office"),
        ("Bob Jones not this quarter, revisit in April", "in April"),
    ],
)
def test_a_note_reads_whole_and_holds_no_scraps(line: str, note: str | None) -> None:
    assert read(line).note == note


def test_a_line_with_only_a_note_makes_nothing_else_up() -> None:
    for line in ("市場很冷清 大家都在觀望", "lots of people at the booth", "展会人很多 名片收了一沓"):
        draft = read(line)
        assert replace(draft, note=None, unsure=()) == Draft()
        assert (draft.note, draft.unsure) == (line, ("who",))


def test_the_note_keeps_the_words_as_typed() -> None:
    assert read("王大明 聊了10分鐘 Great guy, 喜歡爬山").note == "Great guy, 喜歡爬山"
    assert read("'; DROP TABLE calls;--").note is not None


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("样机寄给梁宇了", "梁宇"),
        ("林志明他特助接的", "林志明"),
        ("苗栗的溫老闆 要來店裡看", "溫老闆"),
        ("歐陽先生出國", "歐陽先生"),
        ("Spec sheet for the rack server goes to Hugo Lind this afternoon", "Hugo Lind"),
        ("quarter of an hour with Bram de Vries", "Bram de Vries"),
    ],
)
def test_names_without_a_mark_around_them(line: str, who: str) -> None:
    assert read(line).who == who


def test_when_somebody_works_is_no_length_of_a_call() -> None:
    for line in ("何先生工廠24小時輪班", "Shireen Aga's plant runs 24 hours", "罗斌厂里24小时三班倒"):
        assert read(line).minutes is None


def test_an_hour_that_is_not_gives_way_to_the_one_that_is() -> None:
    for line in ("江先生改四點 不是三點 今天打給他", "4pm now says Howard Pym, not 3, call him today"):
        assert read(line).follow_up == FollowUp("call", at(23, 16))


def test_two_promises_in_one_breath() -> None:
    found = read(
        "I promised to email the datasheet tomorrow and she'll send the tender papers Friday"
    ).promises
    assert [(item.by, item.due) for item in found] == [("us", at(24, 9)), ("customer", at(27, 9))]
