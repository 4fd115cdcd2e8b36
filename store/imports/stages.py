"""What an imported order or deal says about its company's stage of life."""

from datetime import datetime
from typing import Any

from bot.sales.policy.customers import StageEvent
from bot.sales.stages import next_stage
from store.imports.work import Work
from store.imports.writing import Ref
from store.models import Account, StageChange


def move_account(work: Work, account: Ref, event: StageEvent, at: datetime) -> None:
    """Move a company to the stage that an event leads to, at the event's own time; forward in time only."""
    known = _known(work, account)
    if known is None:
        return
    stage = next_stage(known["stage"], event, work.settings.policy)
    if stage == known["stage"]:
        return
    at = max(at, known["stage_since"]) if known["stage"] != "suspect" else at
    step: dict[str, Any] = {"noun": "account", "noun_id": account, "account_id": account, "at": at}
    work.writer.add(
        StageChange, step | {"from_stage": known["stage"], "to_stage": stage, "user_id": work.settings.by}
    )
    work.set(Account, account, {"stage": stage, "stage_since": at}, known)


def _known(work: Work, account: Ref) -> dict[str, Any] | None:
    if account.id < 0:
        return work.drafts.get(account.id)
    if account.id not in work.stages:
        row = work.session.get(Account, account.id)
        if row is None:
            return None
        work.stages[account.id] = {"stage": row.stage, "stage_since": row.stage_since, "version": row.version}
    return work.stages[account.id]
