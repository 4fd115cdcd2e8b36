import json
import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.sales.digest import (
    DeskToday,
    DigestInput,
    DigestRules,
    HandoffCounts,
    OverdueWork,
    PersonDay,
    Renewal,
    StalledDeal,
    WaitingHandoff,
    WithoutCalls,
    actions,
    compose,
)
from bot.sales.forecast import Forecast, StageRow
from bot.sales.metrics import Attainment, CallFigures, attainment
from bot.sales.money import Money
from bot.sales.picture import LABELS, DayBar, ForecastBar, PictureFacts, StageBar, draw

FRIDAY, TODAY = date(2026, 11, 20), date(2026, 11, 23)
RULES = DigestRules()
DAILY = {
    "for", "date", "calls", "connects", "connect_rate", "talk_minutes", "aht_seconds", "dispositions", "qualified",
    "handoffs", "follow_ups", "conversion", "dwell", "cross_sell", "pipeline", "forecast", "people", "actions",
    "compared_with", "abandoned", "abandon_rate", "wait_seconds",
}  # fmt: skip
HANDOFF = WaitingHandoff(12, 3, "宏昇包裝", "蔡宗翰", 9.0, 5.0, 4.0, Money(Decimal(1_200_000), "TWD"))
DESK = DeskToday(
    handoffs=(HANDOFF,),
    overdue=(OverdueWork(7, "何雅婷", 8, away=True), OverdueWork(8, "Amy", 2)),
    stalled=(StalledDeal(4, 1, "Acme", "prospect", 19, 11),),
    renewals=(Renewal(9, "晨光食品", "support", TODAY + timedelta(days=30)),),
    without_calls=(WithoutCalls(6, "Bo", 3),),
)


def days() -> dict[date, CallFigures]:
    usual = CallFigures(calls=130, connects=58, connect_rate=58 / 130)
    found = {FRIDAY - timedelta(weeks=n): usual for n in range(1, 9)}
    found[FRIDAY] = CallFigures(
        calls=142,
        connects=61,
        connect_rate=61 / 142,
        talk_minutes=310.5,
        aht_seconds=300,
        dispositions={"sale": 2},
    )
    return found


def given_day(**more: Any) -> DigestInput:
    quota = attainment(Decimal(4_600_000), Decimal(14_000_000), date(2026, 11, 1), date(2026, 11, 30), TODAY)
    base = DigestInput(
        for_="lin",
        day=FRIDAY,
        today=TODAY,
        days=days(),
        currency="TWD",
        qualified=6,
        handoffs=HandoffCounts(3, 0, 1, 1),
        follow_ups_done=40,
        follow_ups_overdue=10,
        offered=9,
        taken=3,
        pipeline=(
            StageRow(
                "prospect", 31, Decimal(8_400_000), 20, 8, 0.4, 19.0, 19.2, 11.0, 1.73, True, "opportunity"
            ),
            StageRow("opportunity", 0, Decimal(0), 0, 0, None, None, None, 21.0, None, False, None),
        ),
        forecast=Forecast(
            None,
            Decimal(4_600_000),
            Decimal(11_200_000),
            Decimal(7_900_000),
            Decimal(1),
            5,
            2,
            Decimal(0),
            (),
            quota,
        ),
        people=(
            PersonDay(1, "Amy", CallFigures(calls=80), qualified=1),
            PersonDay(2, "Bo", CallFigures(calls=20), won=Decimal(500_000)),
            PersonDay(3, "何雅婷", won=Decimal(900_000), away=True),
        ),
        desk=DESK,
    )
    return replace(base, **more)


def test_the_digest_has_exactly_the_facts_that_programs_read() -> None:
    facts = compose(given_day()).params()
    assert set(facts) == DAILY
    assert json.loads(json.dumps(facts)) == facts
    assert (facts["for"], facts["date"], facts["calls"], facts["connect_rate"]) == (
        "lin",
        "2026-11-20",
        142,
        0.4296,
    )
    assert facts["handoffs"] == {"accepted": 3, "returned": 0, "waiting": 1, "breached": 1}
    assert facts["forecast"]["weighted"] == {"amount": "11200000", "currency": "TWD"}
    assert (facts["forecast"]["share"], facts["forecast"]["attained"]) == (0.8, 0.3286)
    assert facts["pipeline"]["stuck"] == "prospect"
    assert [(row["stage"], row["rate"]) for row in facts["conversion"]] == [("prospect", 0.4)]
    assert [(row["stage"], row["days"], row["usual"]) for row in facts["dwell"]] == [("prospect", 19.0, 11.0)]
    assert facts["compared_with"]["calls"] == {"usual": 130, "difference": 12, "share": 0.0923}
    assert (facts["compared_with"]["weekday"], facts["compared_with"]["days"]) == (5, 8)


def test_people_stand_by_results_before_activity_and_the_absent_last() -> None:
    assert [each["name"] for each in compose(given_day()).people] == ["Bo", "Amy", "何雅婷"]


def test_three_things_to_act_on_with_their_buttons() -> None:
    found = actions(DESK, TODAY, RULES)
    assert [(each.code, each.buttons) for each in found] == [
        ("handoff_breached", ("handoff.remind:12.3", "handoff.reassign:12.3")),
        ("overdue_absent", ("away.delegate:7",)),
        ("renewal", ("contact.company:9",)),
    ]
    assert found[0].params["over_hours"] == 5.0
    assert found[0].params["amount"] == {"amount": "1200000", "currency": "TWD"}
    assert found[2].params["days"] == 30
    everything = actions(DESK, TODAY, DigestRules(actions=10))
    assert [each.code for each in everything][3:] == ["deal_stuck", "without_calls"]
    pattern = re.compile(r"^[a-z_]+\.[a-z_]+(:[0-9A-Za-z_+\-.]*)?$")
    assert all(pattern.match(one) and len(one.encode()) <= 64 for each in everything for one in each.buttons)


def test_kinds_vary_before_one_kind_fills_the_list() -> None:
    many = tuple(replace(HANDOFF, id=n, over_hours=float(n)) for n in range(1, 6))
    found = actions(replace(DESK, handoffs=many), TODAY, RULES)
    assert [each.code for each in found] == ["handoff_breached", "overdue_absent", "renewal"]
    assert found[0].params["handoff_id"] == 5
    alone = actions(DeskToday(handoffs=many), TODAY, RULES)
    assert [each.params["handoff_id"] for each in alone] == [5, 4, 3]


@pytest.mark.parametrize(
    ("desk", "codes"),
    [
        (DeskToday(handoffs=(replace(HANDOFF, over_hours=0, waited_hours=2),)), ["handoff_waiting"]),
        (DeskToday(handoffs=(replace(HANDOFF, over_hours=0, waited_hours=1.9),)), []),
        (DeskToday(overdue=(OverdueWork(1, "A", 4),)), []),
        (DeskToday(overdue=(OverdueWork(1, "A", 5),)), ["overdue"]),
        (DeskToday(overdue=(OverdueWork(1, "A", 0, away=True),)), []),
        (DeskToday(renewals=(Renewal(1, "A", "p", TODAY + timedelta(days=46)),)), []),
        (DeskToday(without_calls=(WithoutCalls(1, "A", 1),)), []),
        (
            DeskToday(quota=Attainment(Decimal(1), Decimal(10), 0.1, 0.5, Decimal(9)), currency="TWD"),
            ["quota_gap"],
        ),
        (DeskToday(quota=Attainment(Decimal(1), Decimal(10), 0.45, 0.5, Decimal(5)), currency="TWD"), []),
        (DeskToday(quota=Attainment(Decimal(1), None, None, 0.5, None)), []),
    ],
)
def test_only_what_needs_acting_on_is_named(desk: DeskToday, codes: list[str]) -> None:
    assert [each.code for each in actions(desk, TODAY, RULES)] == codes


def test_a_quiet_day_is_one_where_nobody_worked_whatever_waits() -> None:
    empty = DigestInput("lin", FRIDAY, TODAY, {}, "TWD")
    found = compose(empty)
    assert found.quiet
    assert set(found.params()) == DAILY
    assert (found.calls, found.connect_rate, found.compared_with["days"]) == (0, None, 0)
    assert compose(replace(empty, follow_ups_overdue=1)).quiet
    assert compose(replace(empty, desk=DESK)).quiet
    assert not compose(given_day()).quiet


WORDS = {
    "en": ("Calls and connects", "Calls", "Connected", "Usual", "Pipeline", "Forecast", "Won", "Commit", "Weighted",
           "Quota", "Nothing yet"),
    "zh-TW": ("通話與接通", "通話", "接通", "平均", "各階段商機", "業績預測", "已成交", "承諾", "加權預測", "業績目標", "沒有紀錄"),
    "zh-CN": ("通话与接通", "通话", "接通", "平均", "各阶段商机", "业绩预测", "已成交", "承诺", "加权预测", "业绩指标", "没有记录"),
}  # fmt: skip


def picture(language: str = "en", **more: Any) -> PictureFacts:
    texts = {"won": "NT$4.6 m", "commit": "NT$7.9 m", "weighted": "NT$11.2 m", "quota": "NT$14 m"}
    base = PictureFacts(
        language=language,
        title="骨直 令 11/23",
        subtitle="",
        days=tuple(DayBar(f"11/{n}", 100 + n, 40 + n) for n in range(10)),
        usual_calls=105.0,
        usual_connects=45.0,
        stages=(StageBar("A", 10.0, "3"), StageBar("B", 30.0, "9", stuck=True, note="19 / 11")),
        forecast=ForecastBar(4.6, 7.9, 11.2, 14.0, texts, "80 %"),
        labels=dict(zip(LABELS, WORDS[language], strict=True)),
    )
    return replace(base, **more)


def opened(facts: PictureFacts) -> Image.Image:
    image = Image.open(BytesIO(draw(facts)))
    image.load()
    return image.convert("RGB")


def count(image: Image.Image, colour: str, area: tuple[int, int, int, int] | None = None) -> int:
    wanted = tuple(bytes.fromhex(colour[1:]))
    colours = (image.crop(area) if area else image).getcolors(1 << 20) or []
    return sum(number for number, found in colours if found == wanted)


def test_the_picture_is_a_png_the_same_for_the_same_facts() -> None:
    first = draw(picture())
    assert draw(picture()) == first
    image = Image.open(BytesIO(first))
    assert (image.format, image.size) == ("PNG", (2000, 1200))
    assert draw(picture(title="another")) != first


def test_chinese_is_drawn_in_the_readers_own_shapes() -> None:
    area = (60, 40, 400, 120)
    shapes = {language: opened(picture(language)).crop(area).tobytes() for language in WORDS}
    assert len(set(shapes.values())) == 3, "骨, 直 and 令 are written differently in TW, CN and JP"
    blank = opened(picture("zh-TW", title="")).crop(area).tobytes()
    boxes = opened(picture("zh-TW", title="\U0010fffd" * 5)).crop(area).tobytes()
    assert shapes["zh-TW"] not in (blank, boxes)


BLUE, PALE, GREEN, ORANGE = "#0072b2", "#a9d3ee", "#009e73", "#d55e00"
CALLS_AREA, PIPELINE_AREA, BAR_AREA = (60, 300, 1000, 792), (1090, 230, 1930, 860), (60, 1002, 1930, 1066)


def test_bars_follow_the_numbers() -> None:
    few = picture(days=(DayBar("a", 100, 10),), usual_calls=None)
    many = picture(days=(DayBar("a", 100, 80),), usual_calls=None)
    assert count(opened(many), BLUE, CALLS_AREA) > 6 * count(opened(few), BLUE, CALLS_AREA)
    image = opened(picture(stages=(StageBar("A", 10.0, ""), StageBar("B", 30.0, "", stuck=True))))
    ratio = count(image, ORANGE, PIPELINE_AREA) / count(image, BLUE, PIPELINE_AREA)
    assert 2.7 < ratio < 3.4
    bar = opened(picture())
    assert 0.9 < count(bar, GREEN, BAR_AREA) / count(bar, BLUE, BAR_AREA) / (4.6 / 3.3) < 1.1
    assert count(bar, ORANGE, BAR_AREA) > 0
    assert (
        count(
            opened(picture(forecast=replace(few.forecast or ForecastBar(0, 0, 0, 0, {}), quota=None))),
            ORANGE,
            BAR_AREA,
        )
        == 0
    )


@pytest.mark.parametrize("language", sorted(WORDS))
def test_no_data_zeros_and_extremes_are_drawn_all_the_same(language: str) -> None:
    texts = {"won": "-NT$5,000,000,000,000", "commit": "0", "weighted": "NT$" + "9" * 60, "quota": "NT$1"}
    long = "很長的名字 " * 40
    shapes = (
        picture(language, days=(), stages=(), forecast=None, usual_calls=None, usual_connects=None),
        picture(language, days=(DayBar("", 0, 0),) * 10, usual_calls=0.0, stages=(StageBar("", 0.0, ""),)),
        picture(
            language,
            title=long,
            subtitle=long,
            days=tuple(DayBar(long, 10**n - 5, 10**n) for n in range(14)),
            stages=tuple(StageBar(long, -(10.0**n) if n % 2 else 10.0**n, long, note=long) for n in range(9)),
            forecast=ForecastBar(-5e12, 0.0, 1e15, 1.0, texts, long),
        ),
    )
    for facts in shapes:
        image = opened(facts)
        margins = ((0, 0, 60, 1200), (1940, 0, 2000, 1200), (0, 1170, 2000, 1200))
        assert all(
            count(image, "#ffffff", area) == (area[2] - area[0]) * (area[3] - area[1]) for area in margins
        )


def test_numbers_are_left_out_rather_than_cut() -> None:
    huge, none = DayBar("a", 10**12, 0), DayBar("a", 10**13, 0)
    days_ = (DayBar("b", 1, 0),) * 9
    assert draw(picture(days=(*days_, huge), usual_calls=None)) == draw(
        picture(days=(*days_, none), usual_calls=None)
    )
