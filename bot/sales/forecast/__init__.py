"""Forecast against quota, and the pipeline by stage: counts, amounts, conversion, dwell, where it sticks."""

from bot.sales.forecast.outlook import forecast, period_of
from bot.sales.forecast.pipeline import pipeline_table, stuck_deals
from bot.sales.forecast.values import (
    Deal,
    Forecast,
    ForecastRules,
    Period,
    StageChange,
    StageNorm,
    StageRow,
    StuckDeal,
)

__all__ = [
    "Deal",
    "Forecast",
    "ForecastRules",
    "Period",
    "StageChange",
    "StageNorm",
    "StageRow",
    "StuckDeal",
    "forecast",
    "period_of",
    "pipeline_table",
    "stuck_deals",
]
