"""Drawing the digest's picture from its facts."""

from typing import Final

from bot.sales.picture.canvas import Canvas
from bot.sales.picture.facts import DayBar, ForecastBar, PictureFacts, StageBar

WIDTH: Final = 1000
HEIGHT: Final = 600
# Okabe and Ito's palette, told apart by colour-blind readers; the light blue is its sky blue, paler.
INK: Final = "#1b2733"
SOFT: Final = "#5b6875"
FAINT: Final = "#dde3e9"
TRACK: Final = "#eff2f5"
PALE: Final = "#a9d3ee"
BLUE: Final = "#0072b2"
ORANGE: Final = "#d55e00"
GREEN: Final = "#009e73"
_LEFT: Final = 36
_RIGHT: Final = 964
_MOST_DAYS: Final = 10
_MOST_STAGES: Final = 6
_BAR: Final = 0.66
_LABEL: Final = 18
_NOTE: Final = 60


def draw(facts: PictureFacts) -> bytes:
    """One PNG (2000 × 1200 pixels, laid out as 1000 × 600), the same bytes for the same facts."""
    canvas = Canvas(WIDTH, HEIGHT, facts.language)
    room = _RIGHT - _LEFT
    used = canvas.text(_LEFT, 38, facts.title, 25, INK, room=room * 0.6)
    canvas.text(_RIGHT, 39, facts.subtitle, 16, SOFT, "rm", room=room - used - 24)
    canvas.rule(_LEFT, _RIGHT, 66, FAINT)
    _calls(canvas, facts)
    _pipeline(canvas, facts)
    canvas.rule(_LEFT, _RIGHT, 448, FAINT)
    _forecast(canvas, facts)
    return canvas.png()


def _legend(canvas: Canvas, right: float, y: float, entries: list[tuple[str, str]]) -> float:
    """Coloured squares with their words, right-aligned; gives back where they begin."""
    x = right
    for colour, words in reversed(entries):
        x -= canvas.text(x, y, words, 14, SOFT, "rm", room=150) + 17
        canvas.box((x, y - 5, x + 11, y + 6), colour, 2)
        x -= 16
    return x


def _calls(canvas: Canvas, facts: PictureFacts) -> None:
    left, right, top, bottom = _LEFT, 500, 150, 396
    words = facts.labels
    canvas.text(left, 92, words["calls_title"], 18, INK, room=right - left)
    _legend(canvas, right, 120, [(PALE, words["calls"]), (BLUE, words["connects"])])
    days = facts.days[-_MOST_DAYS:]
    most = max([1.0, *(max(day.calls, day.connects) for day in days), facts.usual_calls or 0])
    if not any(day.calls or day.connects for day in days):
        canvas.text((left + right) / 2, (top + bottom) / 2, words["nothing"], 16, SOFT, "mm", right - left)
    step = (right - left) / max(len(days), 5)
    heights = [_heights(day, most, bottom - top) for day in days]
    for place, (height, reached) in enumerate(heights):
        middle, half = left + (place + 0.5) * step, step * _BAR / 2
        canvas.box((middle - half, bottom - height, middle + half, bottom), PALE, 3)
        canvas.box((middle - half, bottom - reached, middle + half, bottom), BLUE, 3)
    canvas.rule(left, right, bottom, FAINT)
    if facts.usual_calls is not None and facts.usual_calls > 0:
        y = bottom - (bottom - top) * facts.usual_calls / most
        canvas.rule(left, right, y, ORANGE, dash=5)
        canvas.text(left, 120, f"{words['usual']} {_usual(facts)}", 14, ORANGE, room=190)
    for place, day in enumerate(days):
        _day_labels(canvas, day, left + (place + 0.5) * step, step, bottom, heights[place])
    if days:
        middle, half = left + (len(days) - 0.5) * step, step * _BAR / 2
        canvas.box((middle - half, bottom + 28, middle + half, bottom + 31), BLUE, 1)


def _heights(day: DayBar, most: float, room: float) -> tuple[float, float]:
    calls = max(0, day.calls)
    return room * calls / most, room * max(0, min(day.connects, calls)) / most


def _usual(facts: PictureFacts) -> str:
    parts = (facts.usual_calls, facts.usual_connects)
    return " / ".join(f"{part:,.0f}" for part in parts if part is not None)


def _day_labels(
    canvas: Canvas, day: DayBar, middle: float, step: float, bottom: float, heights: tuple[float, float]
) -> None:
    """The two numbers of a day; the connects stand in their bar, above it, or beside the calls."""
    height, reached = heights
    connects, room = f"{day.connects:,}", step * _BAR - 2
    above = f"{day.calls:,}"
    legible = day.connects and canvas.fits(connects, room)
    if legible and reached >= _LABEL:
        canvas.text(middle, bottom - reached + 10, connects, 13, "white", "mm", room)
    elif legible and height - reached >= _LABEL:
        canvas.text(middle, bottom - reached - 10, connects, 13, BLUE, "mm", room)
    elif day.connects and canvas.fits(f"{above} / {connects}", step):
        above = f"{above} / {connects}"
    if canvas.fits(above, step):
        canvas.text(middle, bottom - height - 10, above, 14, INK, "mm", step, halo=2)
    canvas.text(middle, bottom + 16, day.label, 13, SOFT, "mm", step - 2)


def _pipeline(canvas: Canvas, facts: PictureFacts) -> None:
    left, right, top, bottom = 548, _RIGHT, 116, 428
    canvas.text(left, 92, facts.labels["pipeline_title"], 18, INK, room=right - left)
    stages = facts.stages[:_MOST_STAGES]
    if not stages:
        canvas.text((left + right) / 2, 250, facts.labels["nothing"], 16, SOFT, "mm", right - left)
        return
    most = max([1e-9, *(stage.value for stage in stages)])
    step = min(64.0, (bottom - top) / len(stages))
    for place, stage in enumerate(stages):
        _stage(canvas, stage, (left, top + place * step, right, step), most)


def _stage(canvas: Canvas, stage: StageBar, place: tuple[float, float, float, float], most: float) -> None:
    left, y, right, step = place
    colour = ORANGE if stage.stuck else BLUE
    words = canvas.text(right, y + step * 0.3, stage.text, 15, INK, "rm", room=250)
    room = right - left - words - 12
    label = canvas.text(left, y + step * 0.3, stage.label, 15, ORANGE if stage.stuck else INK, room=room)
    if stage.note and room - label - 10 >= _NOTE:
        canvas.text(left + label + 10, y + step * 0.3, stage.note, 14, SOFT, room=room - label - 10)
    top, bottom = y + step * 0.56, y + step * 0.84
    canvas.box((left, top, right, bottom), TRACK, 3)
    share = max(0.0, stage.value) / most
    canvas.box((left, top, left + (right - left) * share, bottom), colour, 3)


def _forecast(canvas: Canvas, facts: PictureFacts) -> None:
    words = facts.labels
    used = canvas.text(_LEFT, 476, words["forecast_title"], 18, INK, room=420)
    forecast = facts.forecast
    if forecast is None:
        canvas.text(_LEFT, 530, words["nothing"], 16, SOFT, room=_RIGHT - _LEFT)
        return
    canvas.text(_RIGHT, 476, forecast.note, 18, INK, "rm", room=_RIGHT - _LEFT - used - 24)
    parts = ((forecast.weighted, PALE), (forecast.commit, BLUE), (forecast.won, GREEN))
    most = max([1e-9, *(value for value, _ in parts), (forecast.quota or 0) * 1.02])
    wide = _RIGHT - _LEFT
    canvas.box((_LEFT, 500, _RIGHT, 534), TRACK, 4)
    for value, colour in sorted(parts, key=lambda part: -part[0]):
        canvas.box((_LEFT, 500, _LEFT + wide * max(0.0, value) / most, 534), colour, 4)
    if forecast.quota is not None and forecast.quota > 0:
        x = _LEFT + wide * forecast.quota / most
        canvas.box((x - 2, 492, x + 2, 542), ORANGE)
    _amounts(canvas, forecast, facts)


def _amounts(canvas: Canvas, forecast: ForecastBar, facts: PictureFacts) -> None:
    """What each colour of the forecast means, with its amount, in four columns."""
    entries = [("won", GREEN), ("commit", BLUE), ("weighted", PALE)]
    if forecast.quota is not None:
        entries.append(("quota", ORANGE))
    step = (_RIGHT - _LEFT) / 4
    for place, (name, colour) in enumerate(entries):
        x = _LEFT + place * step
        canvas.box((x, 560, x + 11, 571), colour, 2)
        text = f"{facts.labels[name]} {forecast.texts[name]}"
        canvas.text(x + 17, 566, text, 15, INK, room=step - 26)
