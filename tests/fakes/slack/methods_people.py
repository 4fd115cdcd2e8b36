"""auth, apps, users, team and bots."""

from typing import TypeVar

from tests.fakes.slack.journal import Json, Refused
from tests.fakes.slack.workspace import User
from tests.fakes.slack.world import World

T = TypeVar("T")


def auth_test(world: World, _args: Json) -> Json:
    """auth.test"""
    team, app = world.team, world.app
    who = {"user": app.name.lower(), "user_id": app.bot_user, "bot_id": app.bot_id}
    place = {"url": f"https://{team.domain}.slack.com/", "team": team.name, "team_id": team.team_id}
    return {"ok": True, **place, **who, "is_enterprise_install": False}


def connections_open(world: World, _args: Json) -> Json:
    """apps.connections.open: a WebSocket address for one connection."""
    if not world.link_open:
        raise Refused("link_disabled")
    return {"ok": True, "url": world.new_link()}


def info(world: World, args: Json) -> Json:
    """users.info"""
    return {"ok": True, "user": _json(world, world.user(args["user"]), args)}


def by_email(world: World, args: Json) -> Json:
    """users.lookupByEmail: active members and guests of this workspace only."""
    found = world.team.by_email(args["email"])
    if found is None:
        raise Refused("users_not_found")
    return {"ok": True, "user": _json(world, found, {"include_locale": True})}


def everyone(world: World, args: Json) -> Json:
    """users.list, in pages"""
    users = list(world.team.users.values())
    page, cursor = paged(users, args, 1000)
    members = [_json(world, user, args) for user in page]
    stamp = int(world.clock.now())
    return {"ok": True, "members": members, "cache_ts": stamp, "response_metadata": {"next_cursor": cursor}}


def team(world: World, _args: Json) -> Json:
    """team.info"""
    body = {"id": world.team.team_id, "name": world.team.name, "domain": world.team.domain}
    return {"ok": True, "team": {**body, "email_domain": "", "icon": {"image_default": True}}}


def bots(world: World, args: Json) -> Json:
    """bots.info"""
    app = world.app
    if args.get("bot") not in (None, app.bot_id):
        raise Refused("bot_not_found")
    body = {"id": app.bot_id, "deleted": False, "name": app.name, "app_id": app.app_id}
    return {"ok": True, "bot": {**body, "user_id": app.bot_user, "updated": 1_700_000_000, "icons": {}}}


def paged(items: list[T], args: Json, most: int) -> tuple[list[T], str]:
    """One page of the items by `limit` and `cursor`, and the cursor of the next (empty: no more)."""
    limit = args.get("limit") or most
    if not 1 <= limit <= most:
        raise Refused("invalid_limit")
    cursor = args.get("cursor") or "page:0"
    if not cursor.startswith("page:") or not cursor[5:].isdigit():
        raise Refused("invalid_cursor")
    start = int(cursor[5:])
    end = start + limit
    return items[start:end], f"page:{end}" if end < len(items) else ""


def _json(world: World, user: User, args: Json) -> Json:
    email = "users:read.email" in world.app.scopes
    locale = bool(args.get("include_locale"))
    return world.team.user_json(user, world.clock.now(), email=email, locale=locale)
