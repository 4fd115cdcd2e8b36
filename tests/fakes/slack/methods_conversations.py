"""conversations.*: opening direct messages and reading what was said."""

from tests.fakes.slack.journal import Json, Refused
from tests.fakes.slack.methods_people import paged
from tests.fakes.slack.workspace import Channel, Message
from tests.fakes.slack.world import World

_SCOPE = {"im": "im", "channel": "channels", "group": "groups", "mpim": "mpim"}


def open_direct(world: World, args: Json) -> Json:
    """conversations.open: by person, or an existing direct channel."""
    if args.get("channel"):
        channel = world.channel(args["channel"])
        if channel.kind != "im":
            raise Refused("method_not_supported_for_channel_type")
    else:
        channel = world.team.direct(_only(world, args.get("users") or ""))
    body = world.team.channel_json(channel) if args.get("return_im") else {"id": channel.id}
    return {"ok": True, "no_op": channel.opened, "already_open": channel.opened, "channel": body}


def _only(world: World, names: str) -> str:
    users = [name.strip() for name in names.split(",") if name.strip()]
    if not users:
        raise Refused("users_list_not_supplied")
    if len(users) > 1:
        raise Refused("too_many_users")
    user = world.user(users[0])
    if user.kind == "bot":
        raise Refused("cannot_dm_bot")
    if user.deleted:
        raise Refused("user_disabled")
    return user.id


def info(world: World, args: Json) -> Json:
    """conversations.info"""
    channel = world.channel(args["channel"])
    world.need(f"{_SCOPE[channel.kind]}:read")
    return {"ok": True, "channel": world.team.channel_json(channel)}


def history(world: World, args: Json) -> Json:
    """conversations.history: newest first, without replies and ephemeral messages."""
    channel = _readable(world, args)
    found = [m for m in _between(world, channel, args) if m.thread_ts in (None, m.ts)]
    page, cursor = paged(found[::-1], args, 999)
    more: Json = {"response_metadata": {"next_cursor": cursor}} if cursor else {}
    return {"ok": True, "messages": _json(world, page, args), "has_more": bool(cursor), **more}


def replies(world: World, args: Json) -> Json:
    """conversations.replies: the parent, then its answers, oldest first."""
    channel = _readable(world, args)
    if world.team.find(channel.id, args["ts"]) is None:
        raise Refused("thread_not_found")
    found = [m for m in _between(world, channel, args) if args["ts"] in (m.ts, m.thread_ts)]
    page, cursor = paged(found, args, 999)
    more: Json = {"response_metadata": {"next_cursor": cursor}} if cursor else {}
    return {"ok": True, "messages": _json(world, page, args), "has_more": bool(cursor), **more}


def _readable(world: World, args: Json) -> Channel:
    channel = world.channel(args["channel"])
    world.need(f"{_SCOPE[channel.kind]}:history")
    if channel.kind != "im" and world.app.bot_user not in channel.members:
        raise Refused("not_in_channel")
    return channel


def _between(world: World, channel: Channel, args: Json) -> list[Message]:
    oldest, latest = args.get("oldest") or "0", args.get("latest") or "99999999999"
    inclusive = bool(args.get("inclusive"))
    found = []
    for message in world.team.messages:
        if message.channel != channel.id or message.viewer is not None:
            continue
        ts = float(message.ts)
        inside = float(oldest) < ts < float(latest)
        if inside or (inclusive and message.ts in (oldest, latest)):
            found.append(message)
    return found


def _json(world: World, messages: list[Message], args: Json) -> list[Json]:
    bodies = []
    for message in messages:
        body = world.message_json(message)
        if args.get("include_all_metadata") and message.metadata is not None:
            body["metadata"] = message.metadata
        bodies.append(body)
    return bodies
