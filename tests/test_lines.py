"""The reader of one-line call logs: the founding line, the traps, doubts, places, and properties over random drafts."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sales.calendar import Calendar
from bot.sales.draft import Bant, Draft, FollowUp, ProductLine
from bot.sales.lines import Competitor, Lexicon, Product, read_line, read_minutes
from bot.sales.money import Money, format_money, read_money
from bot.sales.numerals import read_number
from tests.accuracy_lines import FIELDS, LANGUAGES, measure
from tests.effort import steps

TAIPEI = ZoneInfo("Asia/Taipei")
NOW = datetime(2026, 11, 23, 10, tzinfo=TAIPEI)
CALENDAR = Calendar(TAIPEI, "TW")
LEXICON = Lexicon(
    products=(
        Product("NB-14r5", "14-inch notebook R5", ("r5 筆電",)),
        Product("NB-14i5", "14-inch notebook i5", ("i5 筆電",)),
        Product("DK-100", "docking station", ("擴充座", "扩展坞")),
    ),
    competitors=(Competitor("Dell", ("戴爾",)), Competitor("HP", ("惠普",))),
)


def read(text: str, lexicon: Lexicon = LEXICON) -> Draft:
    return read_line(text, NOW, CALENDAR, lexicon)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=TAIPEI)


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
    assert found.whole / found.lines >= 0.86
    assert (refused.missed, refused.invented) == (0, 0)
    assert all(
        found.fields[name].f1 >= 0.9 for name in ("who", "disposition", "minutes", "follow_up", "products")
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sets_are_large_and_hold_every_field(language: str) -> None:
    found = measure("all", language)
    assert found.lines >= 300
    assert all(found.fields[name].hit + found.fields[name].missed >= 3 for name in FIELDS)


REFUSALS = (
    "別再打來了", "别再打了", "不要再打", "stop calling", "Please STOP calling me!", "take me off your list", "不要再打給我了",
    "請勿再來電", "don't ever call me again", "remove us from your call list", "不想再接到推銷電話", "別在打來了", "stop caling me",
    "千萬別再打來", "王先生說不要再打了", "拒絕來電", "never call here again", "asked not to be contacted", "以後不要打了", "列入拒接", "客户要求停止联系", "delete my number", "cease and desist", "Ａ先生　別再打了", "ＳＴＯＰ　ＣＡＬＬＩＮＧ",
    "stop callin", "sotp calling", "dnt call again", "王總 please stop calling 了", "別再call我了", "別 再 打 來 了", "stop 打來",
)  # fmt: skip
NOT_REFUSALS = (
    "他沒有說別再打", "並沒有要求不要再打", "don't stop calling me", "he never said to stop calling", "不要再打折了", "要不要再打",
    "不是叫我別再打", "she didn't ask us to stop calling", "don't call before 10", "別再打錯了", "打包別再打破", "stop the order",
    "叫戴爾別再打", "told Dell to stop calling", "早上不要打 下午再打", "we don't call it a deal", "stop calling it a laptop", "特別再打一次", "個別再打給他", "if he says stop calling we stop", "別再打電動",
    "不要打擾他開會", "先別打了 明天再打",
)  # fmt: skip


@pytest.mark.parametrize("line", REFUSALS)
def test_a_wish_not_to_be_called_is_always_caught(line: str) -> None:
    draft = read(line)
    assert draft.do_not_call
    assert draft.disposition == "do_not_call"


@pytest.mark.parametrize("line", NOT_REFUSALS)
def test_what_only_sounds_like_one_is_not_taken_for_it(line: str) -> None:
    assert not read(line).do_not_call


def test_after_a_refusal_no_call_is_planned() -> None:
    assert read("王先生 別再打來了 明天十點再打").follow_up is None


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


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("12分鐘", 12), ("半小時", 30), ("一刻鐘", 15), ("一刻钟", 15), ("講了一刻鐘", 15), ("1h 5m", 65), ("1.5 hrs", 90),
        ("90s", 2), ("兩個半小時", 150), ("１２分鐘", 12), ("three quarters of an hour", 45), ("half an hour", 30),
        ("an hour and a half", 90), ("5分30秒", 6), ("二十分鐘", 20), ("王經理", None), ("", None), ("12", None),
    ],
)  # fmt: skip
def test_lengths(text: str, minutes: int | None) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize(
    "line", ["半小時後再打", "call back in 30 min", "十分鐘前打的", "車程40分鐘", "30 min demo on Friday"]
)
def test_what_is_no_length_of_the_call(line: str) -> None:
    assert read(line).minutes is None


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("120萬", "1200000", "TWD"), ("三万五", "35000", "TWD"), ("$4,500", "4500", "TWD"), ("50k", "50000", "TWD"),
        ("NT$1.2m", "1200000", "TWD"), ("九萬", "90000", "TWD"), ("９，０００元", "9000", "TWD"), ("US$4,500", "4500", "USD"),
        ("half a million", "500000", "TWD"), ("三點五萬", "35000", "TWD"), ("12w", "120000", "TWD"), ("￥3000", "3000", "CNY"),
        ("5 萬", "50000", "TWD"), ("一百二十萬", "1200000", "TWD"), ("twelve hundred", "1200", "TWD"),
    ],
)  # fmt: skip
def test_amounts(text: str, amount: str, currency: str) -> None:
    money = read_money(text, "TWD")
    assert money is not None
    assert money.as_fact() == {"amount": amount, "currency": currency}


@pytest.mark.parametrize(
    "text", ["NaN", "1e309", "-0", "1.000", "1,00", "٣", "²", "3,5", "", "萬", "k", "王經理"]
)
def test_what_could_mean_two_things_is_no_amount(text: str) -> None:
    assert read_money(text, "TWD") is None


@pytest.mark.parametrize(
    ("amount", "currency", "language", "written"),
    [
        ("28900", "TWD", "en", "NT$28,900"),
        ("1200000", "TWD", "en", "NT$1.2 m"),
        ("1200000", "TWD", "zh-TW", "NT$120 萬"),
        ("1200000", "CNY", "zh-CN", "¥120 万"),
        ("90000", "TWD", "zh-TW", "NT$90,000"),
        ("1234567", "TWD", "en", "NT$1,234,567"),
        ("4500.5", "USD", "en", "US$4,500.50"),
        ("-500", "TWD", "en", "-NT$500"),
    ],
)
def test_amounts_are_written_exactly(amount: str, currency: str, language: str, written: str) -> None:
    assert format_money(Money(Decimal(amount), currency), language) == written


def test_a_rounded_amount_is_asked_for() -> None:
    assert format_money(Money(Decimal(38_412_345), "TWD"), "en", rounded=True) == "NT$38.4 m"


@pytest.mark.parametrize(
    ("words", "number"),
    [("十五", 15), ("兩百", 200), ("1,000", 1000), ("３", 3), ("a dozen", 12), ("twenty five", 25)],
)
def test_numbers(words: str, number: int) -> None:
    assert read_number(words) == number


@pytest.mark.parametrize(
    "line",
    ["王經理問T480還有沒有", "他們有三萬名員工", "王經理 4K螢幕", "分機218", "手機0912-345-678", "營收三億"],
)
def test_numbers_that_are_no_money(line: str) -> None:
    draft = read(line)
    assert draft.amount is None
    assert draft.bant.budget is None


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("王經理 後天十點 不對 十一點再談", at(25, 11)),
        ("Bob Jones call back Wed 10, no wait, 11", at(25, 11)),
        ("王經理 週三上午十點 不對 週四再談", at(26, 10)),
        ("王經理 下午三點 改成四點再打", at(23, 16)),
    ],
)
def test_the_later_word_wins(line: str, due: datetime) -> None:
    assert read(line).follow_up == FollowUp("call", due)


@pytest.mark.parametrize(
    "line",
    [
        "王經理上次說週五付款",
        "昨天說會回電",
        "王經理下週出國",
        "有需要再聯絡",
        "no need to call back",
        "不用回電",
        "market is quiet",
        "去年三月買過",
    ],
)
def test_no_follow_up_is_made_up(line: str) -> None:
    assert read(line).follow_up is None


def test_an_explicit_act_without_a_time_is_asked() -> None:
    draft = read("王經理 記得寄型錄給他")
    assert draft.follow_up == FollowUp("spec_sheet", None)
    assert "follow_up" in draft.unsure


def test_two_people_in_one_line() -> None:
    draft = read("王小姐要先跟陳總確認 後天再打")
    assert (draft.who, draft.bant.authority) == ("王小姐", "陳總")
    assert "bant.authority" not in draft.unsure


def test_promises_of_both_sides() -> None:
    ours, theirs = read("王經理 我答應明天寄報價").promises, read("王經理 答應週五前回覆").promises
    assert [(item.by, item.what, item.due) for item in ours] == [("us", "寄報價", at(24, 9))]
    assert [(item.by, item.what, item.due) for item in theirs] == [("customer", "回覆", at(27, 9))]


def test_a_promised_visit_is_ours() -> None:
    for line in ("promised a visit", "王經理 答應去拜訪", "王经理 答应去拜访"):
        assert [item.by for item in read(line).promises] == ["us"]


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


def test_a_missing_name_is_a_doubt_also_while_a_call_is_open() -> None:
    assert "who" in read("沒接").unsure
    assert "who" in read("沒接", replace(LEXICON, current_contact=True)).unsure


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


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_an_error_and_the_same_twice(text: str) -> None:
    draft = read(text)
    assert draft == read(text)
    assert all(0 <= start <= end <= len(text) for start, end in draft.spans.values())


@pytest.mark.parametrize(
    "unit",
    [
        "王經理沒接 ", "預算九萬 ", "call back Wed 10am, ", "a", "一", "不要", "NB-14r5 三台 ", "\ud800", "，", "Q1 ",
        "Dell quoted 85k. ", "戴爾報85萬 ", "答應明天寄報價 ", "send specs on Friday; ", "聊了10分鐘 ", "五台NB-14r5不對六台",
    ],
)  # fmt: skip
def test_the_work_for_a_line_grows_no_faster_than_the_line(unit: str) -> None:
    read("what is read once")
    shorter, longer = (steps(read, (unit * size)[:size]) for size in (1_000, 8_000))
    assert longer < 8 * shorter * 1.5


NAMES = st.sampled_from(["周文彬", "林淑芬", "王經理", "陳總", "Mary Chen", "Will Price", "Bob Jones"])
TALKS = st.integers(1, 90)
QUANTITIES = st.integers(2, 400)
BUDGETS = st.integers(1, 999).map(lambda tens: tens * 10_000)
HOURS = st.integers(8, 18)
DAYS = st.integers(1, 6)


def spoken(number: int) -> str:
    return f"{number // 10_000}萬"


@given(NAMES, TALKS, QUANTITIES, BUDGETS, DAYS, HOURS, st.permutations(range(5)))
@settings(max_examples=200, deadline=None)
def test_a_draft_put_into_chinese_words_is_read_back(
    who: str, minutes: int, quantity: int, budget: int, days: int, hour: int, order: list[int]
) -> None:
    due = (NOW + timedelta(days=days)).replace(hour=hour)
    parts = [
        f"講了{minutes}分鐘", f"想要{quantity}台NB-14r5的報價", f"預算{spoken(budget)}", f"{due:%m/%d} {hour}:00再打", "老闆決定",
    ]  # fmt: skip
    draft = read(" ".join([who, *(parts[place] for place in order)]))
    assert replace(draft, spans={}, unsure=()) == Draft(
        who=who,
        disposition="quote_requested",
        minutes=minutes,
        follow_up=FollowUp("call", due),
        products=(ProductLine("NB-14r5", "14-inch notebook R5", quantity),),
        bant=Bant(budget=Money(Decimal(budget), "TWD"), authority="老闆"),
    )


@given(NAMES, TALKS, QUANTITIES, st.integers(2, 999), DAYS, HOURS, st.permutations(range(5)))
@settings(max_examples=200, deadline=None)
def test_a_draft_put_into_english_words_is_read_back(
    who: str, minutes: int, quantity: int, thousands: int, days: int, hour: int, order: list[int]
) -> None:
    due = (NOW + timedelta(days=days)).replace(hour=hour)
    parts = [
        f"talked {minutes} min", f"wants a quote for {quantity} NB-14r5", f"budget {thousands}k",
        f"call back {due:%b} {due.day} {hour:02}:00", "boss decides",
    ]  # fmt: skip
    draft = read(", ".join([who, *(parts[place] for place in order)]))
    assert replace(draft, spans={}, unsure=()) == Draft(
        who=who,
        disposition="quote_requested",
        minutes=minutes,
        follow_up=FollowUp("call", due),
        products=(ProductLine("NB-14r5", "14-inch notebook R5", quantity),),
        bant=Bant(budget=Money(Decimal(thousands * 1000), "TWD"), authority="boss"),
    )
