"""The chats that a process serves: a platform's library is loaded only where there are credentials for it."""

import importlib
from typing import Final

from bot.app import App
from bot.chats.delivery import Delivery
from bot.chats.service import Intake, Service
from bot.config import Settings

# The setting without which there is no such chat, and the module whose `connect` gives its Service, or None.
PLATFORMS: Final = {"telegram_bot_token": "bot.chats.telegram", "slack_bot_token": "bot.chats.slack"}


def connected(app: App, settings: Settings, intake: Intake, delivery: Delivery) -> list[Service]:
    """Give the services of all platforms that have credentials, in the table's order; each sends from now on."""
    services: list[Service] = []
    for token, module in PLATFORMS.items():
        if getattr(settings, token) is None:
            continue
        service: Service | None = importlib.import_module(module).connect(app, settings, intake, delivery)
        if service is not None:
            delivery.add(service.chat)
            services.append(service)
    return services
