"""The picture of a digest: the same for the same facts, in the reader's own shapes, bars that follow the numbers."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.sales.picture import LABELS, DayBar, ForecastBar, PictureFacts, StageBar, draw

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
