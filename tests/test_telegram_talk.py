"""Conversations of the desk in Telegram, over long polls and over a webhook."""

import pytest

from tests.talk import Desk
from tests.telegram_desk import Office, play


@pytest.mark.parametrize("webhook", [False, True])
def test_somebody_is_found(desk: Desk, webhook: bool) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        (card,) = await o.hears(lambda: amy.says("find 周文彬"))
        assert "周文彬" in card.words
        assert card.buttons

    play(desk, scene, webhook=webhook)
