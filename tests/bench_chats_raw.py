"""What the frameworks do alone, and where answers go: a bare PTB webhook, a bare Bolt, and a sink for both APIs."""

import json
import sys
from typing import Any
from urllib.parse import parse_qs

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from telegram import Bot, Update
from telegram.ext import Application, MessageHandler, filters

TOKEN, SECRET = "7000000001:" + "A" * 35, "5" * 32
TEAM = "T0BATON"
count = iter(range(1, 10_000_000))


def telegram() -> Route:
    """python-telegram-bot dispatching to an empty handler."""

    async def nothing(_update: object, _context: object) -> None:
        return None

    app = Application.builder().bot(Bot(TOKEN)).build()
    app.add_handler(MessageHandler(filters.TEXT, nothing))
    app._initialized = True

    async def webhook(request: Request) -> Response:
        await app.process_update(Update.de_json(json.loads(await request.body()), app.bot))
        return Response()

    return Route("/telegram/webhook", webhook, methods=["POST"])


def slack() -> Route:
    """Bolt acknowledging only."""

    async def authorize(**_: object) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_token="")

    app = AsyncApp(signing_secret=SECRET, process_before_response=True, authorize=authorize)

    @app.event("message")
    async def nothing(ack: Any) -> None:
        await ack()

    handler = AsyncSlackRequestHandler(app)
    return Route("/slack/events", handler.handle, methods=["POST"])


async def telegram_api(request: Request) -> Response:
    """Whatever is called has worked."""
    method = request.path_params["method"]
    message = {"message_id": next(count), "date": 1, "chat": {"id": 1, "type": "private"}, "text": "·"}
    me = {"id": 1, "is_bot": True, "first_name": "B", "username": "baton_bot"}
    result: object = message if method.startswith("send") else True
    return JSONResponse({"ok": True, "result": me if method == "getMe" else result})


async def slack_api(request: Request) -> Response:
    """Whatever is called has worked."""
    given = parse_qs((await request.body()).decode()).get("user", [request.query_params.get("user", "U0")])[0]
    user = {"id": given, "team_id": TEAM, "is_email_confirmed": True, "profile": {}}
    place = {
        "channel": {"id": "D1"} if "open" in request.path_params["method"] else "D1",
        "ts": f"{next(count)}.0",
    }
    return JSONResponse({"ok": True, "team_id": TEAM, "user_id": "U0BATON", "user": user, **place})


def main() -> None:
    """Serve on the port named."""
    routes = [telegram(), slack()]
    routes.append(Route("/bot{token}/{method}", telegram_api, methods=["POST", "GET"]))
    routes.append(Route("/api/{method}", slack_api, methods=["POST", "GET"]))
    uvicorn.run(Starlette(routes=routes), host="127.0.0.1", port=int(sys.argv[1]), log_level="error")


if __name__ == "__main__":
    main()
