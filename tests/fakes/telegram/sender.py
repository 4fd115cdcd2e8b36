"""What a person can send besides typing: contacts, pictures, files, voice, polls and the like."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.fakes.telegram.model import Chat, Json, Media, Message, User
from tests.fakes.telegram.places import Place
from tests.fakes.telegram.posting import post
from tests.fakes.telegram.world import World


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends to the bot unless a group or channel is named as `place`."""

    world: World
    user: User

    @property
    def id(self) -> int:
        """User id, which is the private chat's id too."""
        return self.user.id

    @property
    def chat(self) -> Chat:
        """The private chat with the bot."""
        return self.world.chats[self.id]

    def sends_contact(
        self, phone: str, first_name: str, *, last_name: str = "", user_id: int | None = None
    ) -> Message:
        """Share a contact; one's own has one's own user id."""
        facts = {"phone_number": phone, "first_name": first_name, "last_name": last_name, "user_id": user_id}
        contact = {name: value for name, value in facts.items() if value}
        return self._posts(None, extra={"contact": contact})

    def sends_photo(self, data: bytes, caption: str | None = None, place: Place | None = None) -> Message:
        """Send a picture."""
        return self._posts(place, media=self.world.photo(data, "photo.jpg"), caption=caption)

    def sends_album(self, pictures: Sequence[bytes], caption: str | None = None) -> list[Message]:
        """Send several pictures as one album: as many messages, the caption on the first."""
        group = {"media_group_id": f"album-{len(self.world.files)}"}
        media = [self.world.photo(data, "photo.jpg") for data in pictures]
        captions = [caption, *[None] * len(media)]
        return [
            self._posts(None, media=each, caption=captions[at], extra=group) for at, each in enumerate(media)
        ]

    def sends_document(
        self, name: str, data: bytes, *, mime: str = "application/octet-stream", size: int | None = None
    ) -> Message:
        """Send a file; `size` claims another size than the data has."""
        return self._posts(None, media=Media("document", self.world.store(data, name, mime, size)))

    def sends_voice(self, data: bytes = b"OggS", seconds: int = 3) -> Message:
        """Send a voice message."""
        file = self.world.store(data, "voice.oga", "audio/ogg")
        return self._posts(None, media=Media("voice", file, {"duration": seconds, "mime_type": file.mime}))

    def sends_sticker(self, emoji: str = "👍") -> Message:
        """Send a sticker."""
        shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        file = self.world.store(b"RIFF", "sticker.webp", "image/webp")
        return self._posts(None, media=Media("sticker", file, shape | {"emoji": emoji}))

    def sends_location(self, latitude: float, longitude: float) -> Message:
        """Send a place on the map."""
        return self._posts(None, extra={"location": {"latitude": latitude, "longitude": longitude}})

    def sends_poll(self, question: str, *options: str) -> Message:
        """Start a poll."""
        choices = [{"persistent_id": each, "text": each, "voter_count": 0} for each in options]
        poll: Json = {"id": f"poll-{len(self.world.files)}", "question": question, "options": choices}
        poll |= {"total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular"}
        poll |= {"allows_multiple_answers": False, "allows_revoting": True, "members_only": False}
        return self._posts(None, extra={"poll": poll})

    def _posts(
        self,
        place: Place | None,
        *,
        text: str | None = None,
        caption: str | None = None,
        media: Media | None = None,
        reply_to: Message | None = None,
        extra: Json | None = None,
    ) -> Message:
        chat = self.chat if place is None else place.chat
        if chat.blocked:
            raise RuntimeError("the bot is blocked; unblock it first")
        if chat.private:
            chat.started = True
        else:
            chat.members.add(self.id)
        return post(
            self.world,
            chat,
            self.user,
            text=text,
            caption=caption,
            media=media,
            reply_to=reply_to,
            extra=extra,
        )
