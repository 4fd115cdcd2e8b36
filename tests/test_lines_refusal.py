"""Who asked not to be called is always caught, and nobody else."""

import pytest

from tests.reading import read

REFUSALS = (
    "別再打來了", "别再打了", "不要再打", "stop calling", "Please STOP calling me!", "take me off your list", "不要再打給我了",
    "請勿再來電", "don't ever call me again", "remove us from your call list", "不想再接到推銷電話", "別在打來了", "stop caling me",
    "千萬別再打來", "王先生說不要再打了", "拒絕來電", "never call here again", "asked not to be contacted", "以後不要打了", "列入拒接", "客户要求停止联系", "delete my number", "cease and desist", "Ａ先生　別再打了", "ＳＴＯＰ　ＣＡＬＬＩＮＧ",
    "stop callin", "sotp calling", "dnt call again", "王總 please stop calling 了", "別再call我了", "別 再 打 來 了", "stop 打來", "don't call my cell again, ever",
)  # fmt: skip
NOT_REFUSALS = (
    "他沒有說別再打", "並沒有要求不要再打", "don't stop calling me", "he never said to stop calling", "不要再打折了", "要不要再打",
    "不是叫我別再打", "she didn't ask us to stop calling", "don't call before 10", "別再打錯了", "打包別再打破", "stop the order",
    "叫戴爾別再打", "told Dell to stop calling", "早上不要打 下午再打", "we don't call it a deal", "stop calling it a laptop", "特別再打一次", "個別再打給他", "if he says stop calling we stop", "別再打電動",
    "不要打擾他開會", "please don't call his mobile, the office phone is fine", "先別打了 明天再打",
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
    "line", ["王大同 別再打了 15分鐘", "王大同 别再打了 15分钟", "Bob Lee do not call 15 min"]
)
def test_how_long_it_took_hides_no_wish_not_to_be_called(line: str) -> None:
    draft = read(line)
    assert (draft.do_not_call, draft.minutes) == (True, 15)
