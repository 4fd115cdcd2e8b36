"""The digest's one picture: calls against the usual, the pipeline by stage, the forecast against quota."""

from bot.sales.picture.drawing import draw
from bot.sales.picture.facts import LABELS, DayBar, ForecastBar, PictureFacts, StageBar

__all__ = ["LABELS", "DayBar", "ForecastBar", "PictureFacts", "StageBar", "draw"]
