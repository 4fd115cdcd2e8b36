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
    ],
)  # fmt: skip
def test_a_field_is_read_only_where_the_line_tells_of_this_call(
    line: str, field: str, expected: object
) -> None:
    assert facts(read(line)).get(field) == expected
