"""What failed in a way nobody foresaw: a person hears of it, not only the log."""

from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from store import timers

TROUBLE = "trouble"


def report(
    session: Session, kind: Literal["event", "task", "message"], now: datetime, ref: str, what: str, name: str
) -> None:
    """Have the administrators told of the first failure of a kind in an hour; the log has every one.

    `what` is what failed, `ref` where the log tells of it, `name` whom it was for.
    """
    params = {"kind": kind, "ref": ref, "what": what, "name": name}
    timers.plant(session, TROUBLE, 0, now, occurrence=f"{kind} {now:%Y-%m-%dT%H}", params=params)
