"""How tests in Slack are played, and what they read of the database."""

from typing import Any

from tests.fakes.slack.server import Mode
from tests.talk import Desk

MODES: tuple[Mode, ...] = ("http", "socket")


def rows(desk: Desk, model: type[Any], **where: Any) -> list[Any]:
    with desk.database.reading() as session:
        return list(session.query(model).filter_by(**where).order_by(model.id))


def buttons_of(message: Any) -> list[dict[str, Any]]:
    return [one for block in message.blocks if block["type"] == "actions" for one in block["elements"]]
