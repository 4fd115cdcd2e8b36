"""chat.*: posting, changing, deleting, ephemeral messages, links; and posts to a response_url."""

from tests.fakes.slack.content import require_content
from tests.fakes.slack.journal import Json, Refused
from tests.fakes.slack.workspace import Message
from tests.fakes.slack.world import World

_OPTIONS = ("unfurl_links", "unfurl_media", "link_names", "mrkdwn", "parse", "reply_broadcast")


def post_message(world: World, args: Json) -> Json:
    """chat.postMessage"""
    channel = world.writable(args["channel"])
    require_content(world, "chat.postMessage", args)
    thread = args.get("thread_ts")
    if thread is not None and world.team.find(channel.id, thread) is None:
        raise Refused("thread_not_found")
    made = world.new_message(channel, world.app.bot_user, _text(args), by_bot=True, thread_ts=thread)
    made.blocks, made.attachments = args.get("blocks") or [], args.get("attachments") or []
    made.metadata = args.get("metadata")
    made.options = {key: args[key] for key in _OPTIONS if key in args}
    world.add(made)
    return {"ok": True, "channel": channel.id, "ts": made.ts, "message": world.message_json(made)}


def update(world: World, args: Json) -> Json:
    """chat.update: the app's own messages only; blocks stay unless new ones (or none: []) are given."""
    channel = world.writable(args["channel"])
    found = world.team.find(channel.id, args["ts"])
    if found is None:
        raise Refused("message_not_found")
    if not found.by_bot:
        raise Refused("cant_update_message")
    require_content(world, "chat.update", args)
    before = world.message_json(found)
    if found.blocks and "blocks" not in args:
        world.violate("blocks_left_standing", "chat.update", "new text, but the old blocks are what is seen")
    found.text = _text(args) if "text" in args or "markdown_text" in args else found.text
    found.blocks = args.get("blocks", found.blocks)
    found.attachments = args.get("attachments", found.attachments)
    found.metadata = args.get("metadata", found.metadata)
    world.change(found, world.app.bot_user, before)
    body = world.message_json(found)
    return {"ok": True, "channel": channel.id, "ts": found.ts, "text": found.text, "message": body}


def delete(world: World, args: Json) -> Json:
    """chat.delete"""
    channel = world.channel(args["channel"])
    found = world.team.find(channel.id, args["ts"])
    if found is None:
        raise Refused("message_not_found")
    if not found.by_bot:
        raise Refused("cant_delete_message")
    world.delete(found)
    return {"ok": True, "channel": channel.id, "ts": found.ts}


def post_ephemeral(world: World, args: Json) -> Json:
    """chat.postEphemeral"""
    channel = world.writable(args["channel"])
    user = world.user(args["user"])
    if user.id not in channel.members:
        raise Refused("user_not_in_channel")
    require_content(world, "chat.postEphemeral", args, sized=False)
    made = world.new_message(channel, world.app.bot_user, _text(args), by_bot=True, viewer=user.id)
    made.blocks = args.get("blocks") or []
    world.add(made)
    return {"ok": True, "message_ts": made.ts}


def permalink(world: World, args: Json) -> Json:
    """chat.getPermalink"""
    channel = world.channel(args["channel"])
    if world.team.find(channel.id, args["message_ts"]) is None:
        raise Refused("message_not_found")
    path = f"{channel.id}/p{args['message_ts'].replace('.', '')}"
    link = f"https://{world.team.domain}.slack.com/archives/{path}"
    return {"ok": True, "channel": channel.id, "permalink": link}


_RESPONSE_KEYS = {
    "text",
    "blocks",
    "attachments",
    "response_type",
    "replace_original",
    "delete_original",
    "thread_ts",
    "metadata",
    "mrkdwn",
    "unfurl_links",
    "unfurl_media",
}


def respond(world: World, key: str, body: Json) -> Json:
    """A post to a response_url: five in thirty minutes; may replace or delete what was clicked."""
    url = world.handles.check_url(key)
    unknown = sorted(set(body) - _RESPONSE_KEYS)
    if unknown:
        raise Refused("invalid_payload", *(f"[ERROR] unknown field: {name}" for name in unknown), status=400)
    original = _original(world, url.channel, url.message_ts)
    if body.get("delete_original"):
        url.uses += 1
        if original is not None:
            world.delete(original)
        return {"ok": True}
    try:
        require_content(world, "response_url", body, sized=False)
    except Refused as refused:
        refused.status = 400
        raise
    url.uses += 1
    if body.get("replace_original") and original is not None:
        before = world.message_json(original)
        original.text, original.blocks = body.get("text", ""), body.get("blocks") or []
        world.change(original, world.app.bot_user, before)
        return {"ok": True}
    answer(world, url.channel, url.user, body)
    return {"ok": True}


def answer(world: World, channel: str, user: str, body: Json) -> Message:
    """Show what an app answered to a command or click: to the person alone unless in_channel."""
    alone = body.get("response_type", "ephemeral") != "in_channel"
    place = world.team.channels[channel]
    made = world.new_message(place, world.app.bot_user, body.get("text") or "", by_bot=True)
    made.viewer = user if alone else None
    made.blocks, made.thread_ts = body.get("blocks") or [], body.get("thread_ts")
    return world.add(made)


def _original(world: World, channel: str, ts: str | None) -> Message | None:
    for message in world.team.messages:
        if ts is not None and message.channel == channel and message.ts == ts:
            return message
    return None


def _text(args: Json) -> str:
    return str(args.get("text") or args.get("markdown_text") or "")
