"""Whether a message may be posted as it is."""

import json

from tests.fakes.slack.blocks import MESSAGE_BLOCKS, MESSAGE_SIZE, problems, size
from tests.fakes.slack.journal import Json, Refused
from tests.fakes.slack.world import World

LONGEST_TEXT = 40_000
LONGEST_METADATA = 8_000


def require_content(world: World, method: str, args: Json, *, sized: bool = True) -> None:
    """Raise Slack's refusal of a text, blocks or metadata; `sized` where msg_blocks_too_long applies."""
    blocks = args.get("blocks") or []
    text = args.get("text") or args.get("markdown_text") or ""
    if not (text or blocks or args.get("attachments") or args.get("file_ids")):
        raise Refused("no_text")
    if args.get("markdown_text") and (args.get("text") or blocks):
        raise Refused("markdown_text_conflict")
    if len(text) > LONGEST_TEXT:
        raise Refused("msg_too_long")
    if len(args.get("attachments") or []) > 100:
        raise Refused("too_many_attachments")
    found = problems(blocks, "/blocks", MESSAGE_BLOCKS)
    if found:
        raise Refused("invalid_blocks", *found)
    if sized and size(blocks) > MESSAGE_SIZE:
        raise Refused("msg_blocks_too_long")
    if blocks and not text:
        world.violate("no_text_beside_blocks", method, "notifications and screen readers would show nothing")
    _require_metadata(args.get("metadata"))
    _require_own_looks(world, args)


def _require_metadata(metadata: Json | None) -> None:
    if metadata is None:
        return
    fine = isinstance(metadata.get("event_type"), str) and isinstance(metadata.get("event_payload"), dict)
    if not fine or set(metadata) - {"event_type", "event_payload", "entities"}:
        raise Refused("invalid_metadata_format")
    if len(json.dumps(metadata)) > LONGEST_METADATA:
        raise Refused("metadata_too_large")


def _require_own_looks(world: World, args: Json) -> None:
    if args.get("as_user") is not None:
        raise Refused("as_user_not_supported")
    if any(args.get(key) for key in ("username", "icon_emoji", "icon_url")):
        world.need("chat:write.customize")
