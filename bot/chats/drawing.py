"""Pictures drawn from the facts of a message, in the reader's language."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bot import texts
from bot.sales import picture as pictures
from bot.sales.money import Money, format_money
from bot.sales.picture import LABELS, DayBar, ForecastBar, PictureFacts, StageBar


def draw(picture: Mapping[str, Any], language: str) -> bytes:
    """A PNG of the facts (a digest's: its calls by day, its pipeline by stage, its forecast)."""
    known = language if language in texts.LANGUAGES else texts.LANGUAGES[0]
    return pictures.draw(facts(picture, known))


def facts(picture: Mapping[str, Any], language: str) -> PictureFacts:
    """What the picture shows, every text ready in the reader's language."""
    day, team = picture["date"], picture["team"]
    return PictureFacts(
        language=language,
        title=texts.render(language, "picture-title", {"team": team, "date": day}),
        subtitle=texts.render(language, "picture-subtitle", {}),
        days=tuple(DayBar(_short(one["date"]), one["calls"], one["connects"]) for one in picture["days"]),
        usual_calls=picture["usual_calls"],
        usual_connects=picture["usual_connects"],
        stages=tuple(_stage(one, language) for one in picture["stages"]),
        forecast=_forecast(picture["forecast"], language),
        labels={name: texts.render(language, f"picture-{name.replace('_', '-')}", {}) for name in LABELS},
    )


def _short(day: str) -> str:
    on = date.fromisoformat(day)
    return f"{on.month}/{on.day}"


def _stage(one: Mapping[str, Any], language: str) -> StageBar:
    worth = _money(one["amount"], language)
    text = f"{one['count']} · {worth}" if worth else str(one["count"])
    note = ""
    if one["stuck"]:
        spent = {"days": round(one["days"]), "usual": round(one["usual"])}
        note = texts.render(language, "picture-stuck", spent)
    return StageBar(
        texts.word(language, "stage", one["stage"]), float(one["count"]), text, one["stuck"], note
    )


def _forecast(given: Mapping[str, Any], language: str) -> ForecastBar | None:
    if not given.get("weighted"):
        return None
    names = ("won", "commit", "weighted", "quota")
    share = given.get("share")
    return ForecastBar(
        won=_amount(given.get("won")),
        commit=_amount(given.get("commit")),
        weighted=_amount(given["weighted"]),
        quota=_amount(given["quota"]) if given.get("quota") else None,
        texts={name: _money(given.get(name), language) for name in names},
        note="" if share is None else texts.render(language, "picture-share", {"share": share}),
    )


def _amount(fact: Mapping[str, str] | None) -> float:
    return float(Decimal(fact["amount"])) if fact else 0.0


def _money(fact: Mapping[str, str] | None, language: str) -> str:
    return format_money(Money.from_fact(fact), language, rounded=True) if fact else ""
