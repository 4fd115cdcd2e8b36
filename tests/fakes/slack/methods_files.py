"""files.*: the three steps of an upload (address, bytes, completion)."""

import secrets

from tests.fakes.slack.content import require_content
from tests.fakes.slack.journal import Json, Refused
from tests.fakes.slack.world import World


def upload_url(world: World, args: Json) -> Json:
    """files.getUploadURLExternal"""
    if args["length"] < 1:
        raise Refused("missing_argument")
    if len(args.get("alt_txt") or "") > 1000:
        raise Refused("alt_txt_too_large")
    file_id = world.team.new_id("F")
    ticket = secrets.token_hex(12)
    upload = {
        "id": file_id,
        "name": args["filename"],
        "length": args["length"],
        "alt_txt": args.get("alt_txt"),
    }
    world.uploads[ticket] = upload
    return {"ok": True, "upload_url": f"{world.base}/upload/v1/{ticket}", "file_id": file_id}


def receive(world: World, ticket: str, content: bytes) -> str:
    """The bytes of an upload; the answer is plain text as from files.slack.com."""
    upload = world.uploads.pop(ticket, None)
    if upload is None:
        raise Refused("upload_not_found", status=404)
    if len(content) != upload["length"]:
        raise Refused("length_mismatch", status=400)
    world.team.file_bytes[upload["id"]] = content
    world.team.files[upload["id"]] = file_json(
        world, upload["id"], upload["name"], content, world.app.bot_user
    )
    return f"OK - {len(content)}"


def file_json(world: World, file_id: str, name: str, content: bytes, user: str) -> Json:
    """A file as messages carry it."""
    kind = name.rpartition(".")[2].lower()
    return {
        "id": file_id,
        "created": int(world.clock.now()),
        "timestamp": int(world.clock.now()),
        "name": name,
        "title": name,
        "mimetype": _MIME.get(kind, "application/octet-stream"),
        "filetype": kind,
        "user": user,
        "size": len(content),
        "mode": "hosted",
        "is_external": False,
        "url_private": f"{world.base}/files-pri/{file_id}/{name}",
        "url_private_download": f"{world.base}/files-pri/{file_id}/download/{name}",
    }


_MIME = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "csv": "text/csv",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain",
}


def complete(world: World, args: Json) -> Json:
    """files.completeUploadExternal: share what was uploaded, with a message."""
    places = [name for name in (args.get("channel_id"), *(args.get("channels") or "").split(",")) if name]
    channels = [world.writable(name) for name in places]
    if not args["files"]:
        raise Refused("invalid_arguments", "[ERROR] must have at least 1 items [json-pointer:/files]")
    files = [_uploaded(world, given) for given in args["files"]]
    comment = args.get("initial_comment") or ""
    if args.get("blocks"):
        require_content(
            world, "files.completeUploadExternal", {"blocks": args["blocks"], "text": comment or "-"}
        )
    for channel in channels:
        made = world.new_message(channel, world.app.bot_user, comment, by_bot=True, files=files)
        made.thread_ts, made.blocks = args.get("thread_ts"), args.get("blocks") or []
        world.add(made)
    return {"ok": True, "files": files}


def _uploaded(world: World, given: Json) -> Json:
    if not isinstance(given, dict) or given.get("id") not in world.team.files:
        raise Refused("file_not_found")
    unknown = set(given) - {"id", "title", "highlight_type"}
    if unknown:
        raise Refused("invalid_arguments", f"[ERROR] invalid additional property: {min(unknown)}")
    found = world.team.files[given["id"]]
    if given.get("title"):
        found["title"] = given["title"]
    return found
