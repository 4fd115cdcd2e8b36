"""What a picture shows: numbers to draw, and every text ready in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass

LABELS = (
    "calls_title",
    "calls",
    "connects",
    "usual",
    "pipeline_title",
    "forecast_title",
    "won",
    "commit",
    "weighted",
    "quota",
    "nothing",
)


@dataclass(frozen=True, slots=True)
class DayBar:
    """One business day; the last one drawn is the day that the digest is about."""

    label: str
    calls: int
    connects: int


@dataclass(frozen=True, slots=True)
class StageBar:
    """One stage of the pipeline: `value` is drawn, `text` (count and amount) stands beside it.

    `stuck` draws it in the warning colour; `note` says why (19 days, usual 11).
    """

    label: str
    value: float
    text: str
    stuck: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class ForecastBar:
    """Won, committed and weighted (each holding the one before) against a quota, None where there is none.

    `texts` gives the amounts as people read them, for `won`, `commit`, `weighted` and `quota`.
    """

    won: float
    commit: float
    weighted: float
    quota: float | None
    texts: Mapping[str, str]
    note: str = ""


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """A whole picture. `labels` holds a text for each of LABELS; `days` oldest first, at most ten drawn.

    `usual_calls` and `usual_connects` are averages, None without history.
    """

    language: str
    title: str
    subtitle: str
    days: tuple[DayBar, ...]
    usual_calls: float | None
    usual_connects: float | None
    stages: tuple[StageBar, ...]
    forecast: ForecastBar | None
    labels: Mapping[str, str]
