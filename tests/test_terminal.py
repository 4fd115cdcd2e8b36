"""The terminal draws: widths, numbers for buttons, colours, pictures."""

from datetime import timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.utils import get_cwidth

from bot.chats.terminal_layout import NOT_FIRST, NOT_LAST, side_by_side, wrap
from tests.company import NOW
from tests.sheets import Sheet
from tests.talk import Desk


@given(st.text(st.sampled_from("ab c，。「」（1.台電腦採購 經理-·%"), max_size=120), st.integers(8, 40))
def test_no_line_is_wider_than_the_terminal(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(get_cwidth(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_chinese_breaks_between_characters_and_marks_stay_with_their_words() -> None:
    lines = wrap("「14 吋筆電 i5 要 12/9（三）才到貨，同級的 NB-14r5 今天就能出，還便宜 NT$1,400。」", 24)
    assert lines == [
        "「14 吋筆電 i5 要 12/9",
        "（三）才到貨，同級的",
        "NB-14r5 今天就能出，還便",
        "宜 NT$1,400。」",
    ]
    assert not any(line[0] in NOT_FIRST or line[-1] in NOT_LAST for line in lines)


def test_a_counted_line_hangs_below_its_first_word() -> None:
    assert wrap("10. Fri 20 Nov 16:30 · call · 周文彬", 24) == ["10. Fri 20 Nov 16:30 ·", "    call · 周文彬"]


def test_an_address_is_left_whole() -> None:
    address = "mailto:chou@qinghe-farm.example?subject=" + "%20" * 60
    assert wrap(f"To whom\n{address}", 40) == ["To whom", address]


def test_labels_stand_side_by_side_unbroken() -> None:
    assert side_by_side(["[1] 加在這家公司", "[2] 新增聯絡人", "[3] x"], 34) == [
        "[1] 加在這家公司  [2] 新增聯絡人",
        "[3] x",
    ]


def test_a_number_presses_the_button_that_bears_it(sheet: Sheet) -> None:
    card = sheet.answers("find 周文彬")
    assert "[1] Start call" in card
    assert "[3] Plan follow-up" in card
    assert "When?" in sheet.answers("3")


def test_numbers_count_through_all_messages_shown_at_once(sheet: Sheet) -> None:
    terminal = sheet.screen.terminal
    sheet.screen.show([*terminal.say("find 周文彬"), *terminal.say("find 林志遠")])
    both = "".join(sheet.written)
    assert both.index("[5]") < both.index("林志遠") < both.index("[6] Start call")
    assert "· 林志遠" in sheet.answers("6")


def test_a_number_without_a_button_is_words(sheet: Sheet) -> None:
    sheet.answers("find 周文彬")
    assert "Nobody found" in sheet.answers("42")


def test_where_a_count_is_asked_a_bare_number_is_the_answer(sheet: Sheet) -> None:
    sheet.answers("order 周文彬")
    asked = sheet.answers("NB-14r5")
    assert "[#1] 1" in asked
    assert "[#3] 3" in asked
    assert "Price each?" in sheet.answers("2")
    saved = sheet.answers("#2")
    assert "2 × NB-14r5" in saved


def test_what_arrives_keeps_the_numbers_on_screen(sheet: Sheet) -> None:
    sheet.desk.person("amy").says("follow 周文彬 tomorrow 10:00")
    card = sheet.answers("find 林志遠")
    assert "[1] Start call" in card
    sheet.desk.at((NOW + timedelta(days=1)).isoformat())
    sheet.written.clear()
    sheet.screen.arrive(sheet.screen.terminal.waiting())
    came = "".join(sheet.written)
    assert "周文彬" in came
    assert "[1]" not in came
    assert "· 林志遠" in sheet.answers("1")


def test_an_empty_line_does_nothing(sheet: Sheet) -> None:
    assert sheet.answers("add 王小明")
    assert sheet.answers("   ") == ""


def test_another_person_sits_down(sheet: Sheet) -> None:
    said = sheet.answers("/as tim")
    assert "蔡宗翰" in said
    assert "Nobody found" in sheet.answers("find 周文彬")
    assert "Nobody here is called “nobody”" in sheet.answers("/as nobody")
    assert sheet.screen.terminal.person.handle == "tim"


def test_colours_only_where_wanted(desk: Desk, tmp_path: Path) -> None:
    assert "\x1b" not in Sheet(desk, tmp_path).answers("find 周文彬")
    card = Sheet(desk, tmp_path, coloured=True).answers("find 周文彬")
    assert card.startswith("\x1b[36m│ \x1b[0m\x1b[1m周文彬")
    assert "\x1b[36m[1]\x1b[0m Start call" in card
    assert Sheet(desk, tmp_path, "tim", coloured=True).answers("digest").startswith("\x1b[31m│ ")


def test_a_picture_is_saved_and_its_place_told(desk: Desk, tmp_path: Path) -> None:
    amy = desk.person("amy")
    amy.says("log 周文彬 not now, 5 min")
    amy.presses("log.save")
    told = Sheet(desk, tmp_path, "mia").answers("digest")
    [picture] = (tmp_path / "pictures").glob("*.png")
    assert f"Picture: {picture}" in told
    assert picture.read_bytes().startswith(b"\x89PNG")
