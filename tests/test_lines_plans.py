"""What a line says is to happen next: our follow-up, and promises of both sides."""

from datetime import datetime

import pytest

from bot.sales.draft import FollowUp
from tests.reading import at, read


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
        "溫小姐 配置單發她LINE了 她說這兩天看",
        "林小姐下週要去拜訪客戶 沒空",
        "鄭經理 戴爾的人明天會去他們公司簡報",
        "余先生 約了惠普明天見面",
        "徐小姐 週四有人會去裝機",
        "叶总说年后他再打过来",
        "付工答应周四把参数表发我邮箱",
        "甄女士说钱批下来了 下周打款",
        "朱先生 合約明年三月到期",
        "Dell is giving Art Cheng a demo tomorrow",
        "Ivan Petrov flying to Dubai tomorrow, back on the 5th",
        "Fay Hsieh will read the quote on Friday",
        "Abe Chu contract expires in March",
        "Ida Berg has her own sales meeting tomorrow at 10",
        "Hugh Lane board meeting Friday 2pm",
        "汪先生 他們週五下午三點開內部會議",
    ],
)
def test_no_follow_up_is_made_up(line: str) -> None:
    assert read(line).follow_up is None


def test_an_explicit_act_without_a_time_is_asked() -> None:
    draft = read("王經理 記得寄型錄給他")
    assert draft.follow_up == FollowUp("spec_sheet", None)
    assert "follow_up" in draft.unsure


def test_promises_of_both_sides() -> None:
    ours, theirs = read("王經理 我答應明天寄報價").promises, read("王經理 答應週五前回覆").promises
    assert [(item.by, item.what, item.due) for item in ours] == [("us", "寄報價", at(24, 9))]
    assert [(item.by, item.what, item.due) for item in theirs] == [("customer", "回覆", at(27, 9))]


def test_a_promised_visit_is_ours() -> None:
    for line in ("promised a visit", "王經理 答應去拜訪", "王经理 答应去拜访"):
        assert [item.by for item in read(line).promises] == ["us"]


@pytest.mark.parametrize(
    ("line", "kind", "due"),
    [
        ("盧店長 我明天下午過去裝機", "visit", at(24, 14)),
        ("杜老闆 印表機一直卡紙 週三派工程師過去", "visit", at(25, 9)),
        ("金先生 公司換地址了 明天型錄重寄一份", "spec_sheet", at(24, 9)),
        ("明天上午十点跟苗总和他们技术开个视频会", "call", at(24, 10)),
        ("Moved the demo with Pia Holm from Wed to Fri 11am", "visit", at(27, 11)),
    ],
)
def test_what_we_agreed_to_do_is_planned(line: str, kind: str, due: datetime) -> None:
    assert read(line).follow_up == FollowUp(kind, due)


def test_what_comes_before_its_verb_is_still_promised() -> None:
    (found,) = read("聯絡上凌工了 他說圖面下週給我").promises
    assert (found.by, found.due) == ("customer", at(30, 9))
    assert read("甄女士说钱批下来了 下周打款").promises[0].what == "打款"
