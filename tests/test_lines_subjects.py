"""Of whom a piece of a line tells: what others do, say or might do fills no field of ours."""

import pytest

from tests.accuracy_lines import facts
from tests.reading import read


@pytest.mark.parametrize(
    ("line", "field", "expected"),
    [
        ("戴爾答應郁小姐隔天到府維修", "disposition", None),
        ("戴爾答應郁小姐隔天到府維修", "note", "答應，隔天到府維修"),
        ("Dell's support line is always busy says Bob Jones", "disposition", None),
        ("應小姐聽同行說我們倉庫要搬去桃園", "disposition", None),
        ("Bob Jones: only if the merger goes through would they need new servers", "need", None),
        ("跟巫小姐講了15分鐘 都在抱怨高鐵誤點", "disposition", None),
        ("跟巫小姐講了15分鐘 都在抱怨出貨太慢", "disposition", "complaint"),
        ("卓會計客訴 統編打錯兩次", "disposition", "complaint"),
        ("sending Mary Stone the quote for 6 PR-m20 Wed 3pm", "disposition", None),
        ("石先生不在", "disposition", "no_answer"),
        ("安小姐禮拜五前會告訴我們要不要買", "disposition", None),
        ("王大明下午三點開會 四點後打", "follow_up", {"kind": "call", "due": "2026-11-23T16:00"}),
        ("Jill Stone not in, back at 3, will try again then", "follow_up", {"kind": "call", "due": "2026-11-23T15:00"}),
        ("侯小姐說四月才有預算 到時候再聯絡", "follow_up", {"kind": "call", "due": "2027-04-01T09:00"}),
        ("Ann Lee (care home), matron signs off", "authority", "matron"),
        ("please remove Moriarty from all lists", "do_not_call", True),
        ("please remove two docks from the list, Ann Lee", "do_not_call", None),
        ("Bob Lee says please don't call me Bobby", "do_not_call", None),
        ("國先生：請勿再撥打", "do_not_call", True),
        ("谷小姐不是叫我不要打 是說改打公司那支", "disposition", None),
        ("盤先生螢幕夠用了 擴充座要10個", "disposition", None),
        ("盤先生電腦夠用了", "disposition", "not_now"),
        ("冀總 主管剛換 週五再打", "disposition", "callback"),
        ("仝先生 等價格降降", "disposition", None),
        ("Ann Lee needs 2 spare machines for the reception", "disposition", None),
        ("目前用戴爾 下週三過去拜訪陳先生", "follow_up", {"kind": "visit", "due": "2026-12-02T09:00"}),
        ("戴爾 明天來拜訪陳先生", "follow_up", None),
        ("端木經理說週五寄合約來", "follow_up", None),
        ("麦厂长嫌联想上门太慢", "need", None),
        ("席總 上半年投標沒中", "timeline", None),
        ("Email Zuleika Amin the roadmap on Thursday at 5pm", "minutes", None),
        ("陳先生的拜訪從週二十點改到週三下午三點", "follow_up", {"kind": "visit", "due": "2026-11-25T15:00"}),
        ("quotation for Kim Holm, 18 docks, tomorrow noon", "follow_up", {"kind": "quotation", "due": "2026-11-24T12:00"}),
        ("Quote for 6 docks to Omar Haddad, he needs it by Thursday", "follow_up", None),
        ("陳先生要30台螢幕報價", "note", "30台螢幕"),
    ],
)  # fmt: skip
def test_a_field_is_read_only_where_the_line_tells_of_this_call(
    line: str, field: str, expected: object
) -> None:
    assert facts(read(line)).get(field) == expected
