"""How a digest is told: its facts, what its words need beyond them, its buttons, and its picture's facts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.desk.digesting import Gathered
from bot.replies import Button, Reply, button, say
from bot.router import Router
from bot.sales.digest import Action, DigestFigures
from bot.sales.money import Money

router = Router("digest_card")
people = router.button("digest.people")

ROUGH = ((Decimal(10) ** 9, Decimal(10) ** 8), (Decimal(10) ** 6, Decimal(10) ** 5))


def card(found: Gathered, to: int) -> Reply:
    """The digest as its reader gets it: at once what happened, what to act on, and the picture."""
    facts = found.figures
    buttons = [one for n, action in enumerate(facts.actions, 1) for one in _buttons(n, action)]
    if facts.people and not facts.quiet:
        buttons.append(people(facts.date))
    told = say("digest.daily", *buttons, to=to, **facts.params(), **_words(found))
    return told if facts.quiet else replace(told, picture=picture(found))


def rough(fact: Mapping[str, str] | None) -> dict[str, str] | None:
    """An amount as one says it over coffee: NT$38.4 m and not NT$38,412,345."""
    if not fact:
        return None
    amount = Decimal(fact["amount"])
    step = next((step for least, step in ROUGH if abs(amount) >= least), Decimal(1))
    return Money((amount / step).quantize(Decimal(1)) * step, fact["currency"]).as_fact()


def _buttons(number: int, action: Action) -> list[Button]:
    params = {name: value for name, value in action.params.items() if isinstance(value, str | int | float)}
    return [
        button(data, label="button.digest." + data.partition(":")[0].replace(".", "_"), n=number, **params)
        for data in action.buttons
    ]


def _words(found: Gathered) -> dict[str, Any]:
    """What the sentences name, flat: the same facts, rounded as people say them."""
    facts, row = found.figures, found.outlook.stuck_row
    compared = facts.compared_with
    return {
        "today": found.today,
        "team": found.team,
        "quiet": facts.quiet,
        "running": facts.date == found.today.isoformat(),
        "waiting": [{"code": one.code, **one.params} for one in facts.actions] if facts.quiet else [],
        "nothing_waits": not (facts.actions or facts.handoffs["waiting"] or facts.follow_ups["overdue"]),
        "handoffs_total": sum(facts.handoffs.values()),
        "weekday": compared["weekday"],
        "compared_days": compared["days"],
        "calls_change": signed(compared["calls"]["share"], 100),
        "rate_change": signed(compared["connect_rate"]["difference"], 100),
        **{f"handoffs_{name}": count for name, count in facts.handoffs.items()},
        **{f"follow_ups_{name}": count for name, count in facts.follow_ups.items()},
        **{f"cross_sell_{name}": count for name, count in facts.cross_sell.items()},
        "pipeline_amount": rough(facts.pipeline["amount"]),
        "pipeline_deals": sum(one.deal.state == "open" for one in found.outlook.cases),
        "forecast_weighted": rough(facts.forecast["weighted"]),
        "forecast_quota": rough(facts.forecast["quota"]),
        "forecast_share": facts.forecast["share"],
        "won_share": facts.forecast.get("attained"),
        "stuck": row.stage if row else None,
        "stuck_next": row.next_stage if row else None,
        "stuck_days": round(row.dwell_median) if row and row.dwell_median is not None else None,
        "stuck_usual": round(row.usual) if row and row.usual is not None else None,
        "dispositions_list": [{"code": code, "count": count} for code, count in facts.dispositions.items()],
    }


def signed(share: float | None, times: int) -> str:
    """A difference with its sign, "" where nothing is known or nothing changed."""
    if share is None or round(share * times) == 0:
        return ""
    return f"{round(share * times):+d}".replace("-", "−")


def picture(found: Gathered) -> dict[str, Any]:
    """The picture's facts, plain and in no language: it is drawn for each reader at the edge."""
    facts = found.figures
    return {
        "kind": "digest",
        "team": found.team,
        "date": facts.date,
        "days": [_drawn_day(on, found) for on in found.drawn],
        "usual_calls": facts.compared_with["calls"]["usual"],
        "usual_connects": facts.compared_with["connects"]["usual"],
        "stages": [_drawn_stage(row.stage, facts, found) for row in found.outlook.rows],
        "forecast": {
            name: facts.forecast.get(name) for name in ("won", "commit", "weighted", "quota", "share")
        },
    }


def _drawn_day(on: date, found: Gathered) -> dict[str, Any]:
    figures = found.days.get(on)
    return {
        "date": on.isoformat(),
        "calls": figures.calls if figures else 0,
        "connects": figures.connects if figures else 0,
    }


def _drawn_stage(stage: str, facts: DigestFigures, found: Gathered) -> dict[str, Any]:
    row = next(one for one in found.outlook.rows if one.stage == stage)
    worth = next(one["amount"] for one in facts.pipeline["stages"] if one["stage"] == stage)
    return {
        "stage": stage,
        "count": row.count,
        "amount": worth if Decimal(worth["amount"]) else None,
        "stuck": row.stuck,
        "days": row.dwell_median,
        "usual": row.usual,
    }
