"""Messages as the JSON that a bot gets."""

from tests.fakes.telegram.model import Json, Media, Message, StoredFile


def message_json(message: Message, replied: Message | None = None) -> Json:
    """The Message object; `replied` is the message it answers, if that still stands."""
    body: Json = {"message_id": message.id, "date": message.date, "chat": message.chat.json()}
    if message.sender is not None:
        body["from"] = message.sender.json()
    if message.sender_chat is not None:
        body["sender_chat"] = message.sender_chat.json()
    if message.edit_date is not None:
        body["edit_date"] = message.edit_date
    if replied is not None:
        body["reply_to_message"] = message_json(replied)
    body |= _content(message)
    if message.inline:
        body["reply_markup"] = message.markup
    return body | message.extra


def file_json(file: StoredFile) -> Json:
    """The File object that getFile answers."""
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }


def _content(message: Message) -> Json:
    body: Json = {}
    if message.text is not None:
        body["text"] = message.text
        if message.entities:
            body["entities"] = list(message.entities)
    if message.media is not None:
        body[message.media.kind] = _media(message.media)
        if message.caption:
            body["caption"] = message.caption
        if message.caption and message.entities:
            body["caption_entities"] = list(message.entities)
    return body


def _media(media: Media) -> Json | list[Json]:
    file = media.file
    common = {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": file.size}
    if media.kind == "photo":
        full = common | {"width": file.width, "height": file.height}
        small = full | {"width": max(1, file.width // 4), "height": max(1, file.height // 4)}
        return [small | {"file_unique_id": f"{file.unique_id}s"}, full]
    if media.kind == "document":
        return common | {"file_name": file.name, "mime_type": file.mime} | media.facts
    return common | media.facts
