"""Slack as a sender: letters become its messages, updated in place where one stands already."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.chats.protocol import Gone, Letter, Limit, Rejected, TooMany, Undelivered
from bot.chats.rates import Rates
from bot.chats.slack_client import judged, narrowed, scope_of, whole
from bot.chats.slack_events import PLATFORM
from bot.chats.slack_view import Drawn, Json, bare, beside, drawn

OVERALL = Limit(PLATFORM, 8.0, 100)
CHAT_BURST = 4
TIER_2, TIER_3, TIER_4 = (
    (20 / 60, 18),
    (50 / 60, 45),
    (100 / 60, 90),
)  # a second, at once: a little below Slack's
METHODS = {
    "chat.update": TIER_3,
    "chat.delete": TIER_3,
    "conversations.open": TIER_3,
    "conversations.history": TIER_3,
    "users.info": TIER_4,
    "views.open": TIER_4,
    "views.publish": TIER_4,
    "chat.postEphemeral": TIER_4,
    "files.getUploadURLExternal": TIER_4,
    "files.completeUploadExternal": TIER_4,
}
KEPT = 2_000
MARK = "baton_message"
LOOK_BACK = timedelta(minutes=2)
ALT = 200


class SlackChat:
    """Sends through one app. `now` tells the seconds by which rates are kept."""

    platform = PLATFORM

    def __init__(self, web: AsyncWebClient, now: Callable[[], float]) -> None:
        self.web = web
        self._now = now
        self._rates = Rates()
        self._direct: dict[str, str] = {}
        self._shown: OrderedDict[str, tuple[str, tuple[Json, ...]]] = OrderedDict()

    def limits(self, address: str, *, edit: bool = False) -> Sequence[Limit]:
        """One a second in a chat with short bursts, eight a second in all; updates have a rate of their own."""
        return () if edit else (OVERALL, Limit(scope_of(address), 1.0, CHAT_BURST))

    async def send(self, letter: Letter) -> str:
        """Send or update; returns channel/ts of its messages, the one with the buttons last."""
        parts = drawn(letter.view, letter.language)
        old = [part for part in (letter.edit or "").split() if "/" in part]
        if letter.edit is not None and (not old or any(part.file for part in parts)):
            raise Gone("a file takes no text's place")
        done = list(letter.done)
        for number in range(len(done), len(parts)):
            try:
                done.append(await self._put(letter, parts[number], number, old[number : number + 1]))
            except Undelivered as error:
                error.done = () if letter.edit is not None else tuple(done)
                raise
        for left in old[len(parts) :]:
            await self._delete(left)
        return " ".join(done)

    async def strip(self, address: str, external_id: str) -> None:
        """Take the buttons off: the message is written again without them."""
        last = external_id.split()[-1]
        text, blocks = self._shown.get(last) or await self._asked(last)
        if any(block["type"] == "actions" for block in blocks):
            left = bare(blocks) or [{"type": "section", "text": {"type": "mrkdwn", "text": text or "·"}}]
            await self._update(address, last, Drawn(text or "·", tuple(left)))

    async def find(self, letter: Letter) -> str | None:
        """A message that was shown after all carries the number of ours."""
        try:
            channel = await self.direct(letter.address)
            found = await self.call(
                "conversations.history",
                letter.address,
                self.web.conversations_history,
                channel=channel,
                oldest=f"{(letter.message.at - LOOK_BACK).timestamp():.6f}",
                include_all_metadata=True,
                limit=100,
            )
        except Rejected:  # the history scope was not granted
            return None
        shown = {
            payload["part"]: f"{channel}/{message['ts']}"
            for message in whole(found, "messages")["messages"]
            if (payload := (message.get("metadata") or {}).get("event_payload") or {}).get("id")
            == letter.message.id
        }
        parts = drawn(letter.view, letter.language)
        missing = [n for n, part in enumerate(parts) if part.file is None and n not in shown]
        return None if missing or not shown else " ".join(shown[number] for number in sorted(shown))

    async def direct(self, user: str) -> str:
        """The direct channel with a person (another channel's id is its own)."""
        if not user.startswith(("U", "W")):
            return user
        if user not in self._direct:
            answer = await self.call("conversations.open", user, self.web.conversations_open, users=user)
            self._direct[user] = str(whole(whole(answer, "channel")["channel"], "id")["id"])
        return self._direct[user]

    async def call(
        self, method: str, address: str, act: Callable[..., Awaitable[Any]], /, **given: Any
    ) -> Any:
        """One call within its method's rate; a 429 is kept to by every chat, and told to the one that asked."""
        rate = METHODS.get(method)
        if rate is not None:
            limit = Limit(method, *rate)
            wait = self._rates.wait([limit], self._now())
            if wait > 0:
                raise TooMany(scope_of(address), wait)
            self._rates.take([limit], self._now())
        try:
            with narrowed(scope_of(address)):
                return await act(**given)
        except TooMany as error:
            if rate is not None:
                self._rates.freeze(method, error.seconds, self._now())
            raise

    async def _put(self, letter: Letter, part: Drawn, number: int, old: Sequence[str]) -> str:
        if old:
            return await self._update(letter.address, old[0], part)
        if part.file is not None:
            return await self._upload(letter.address, part, *part.file)
        answer = await self.call(
            "chat.postMessage",
            letter.address,
            self.web.chat_postMessage,
            channel=letter.address,
            text=part.text,
            blocks=list(part.blocks),
            unfurl_links=False,
            unfurl_media=False,
            metadata={"event_type": MARK, "event_payload": {"id": letter.message.id, "part": number}},
        )
        shown = whole(answer, "channel", "ts")
        return self._keep(f"{shown['channel']}/{shown['ts']}", part)

    async def _update(self, address: str, external_id: str, part: Drawn) -> str:
        channel, _, ts = external_id.partition("/")
        blocks = list(part.blocks)
        await self.call(
            "chat.update",
            address,
            self.web.chat_update,
            channel=channel,
            ts=ts,
            text=part.text,
            blocks=blocks,
        )
        return self._keep(external_id, part)

    async def _delete(self, external_id: str) -> None:
        channel, _, ts = external_id.partition("/")
        await self.call("chat.delete", channel, self.web.chat_delete, channel=channel, ts=ts)

    async def _upload(self, address: str, part: Drawn, name: str, content: bytes) -> str:
        """The three steps of a file: an address for it, its bytes, and who sees it."""
        channel = await self.direct(address)
        place = await self.call(
            "files.getUploadURLExternal",
            address,
            self.web.files_getUploadURLExternal,
            filename=name,
            length=len(content),
            alt_txt=beside(part.text)[:ALT],
        )
        place = whole(place, "upload_url", "file_id")
        assert self.web.session is not None  # noqa: S101 - opened before anything is sent
        with narrowed(scope_of(address)):
            async with self.web.session.post(place["upload_url"], data=content) as answer:
                judged(answer.status, answer.headers, scope_of(address))
        await self.call(
            "files.completeUploadExternal",
            address,
            self.web.files_completeUploadExternal,
            files=[{"id": place["file_id"], "title": name}],
            channel_id=channel,
        )
        return str(place["file_id"])

    async def _asked(self, external_id: str) -> tuple[str, tuple[Json, ...]]:
        """How a message reads now, from Slack."""
        channel, _, ts = external_id.partition("/")
        found = await self.call(
            "conversations.history",
            channel,
            self.web.conversations_history,
            channel=channel,
            latest=ts,
            inclusive=True,
            limit=1,
        )
        for message in whole(found, "messages")["messages"]:
            if message["ts"] == ts:
                return message.get("text", ""), tuple(message.get("blocks", ()))
        raise Gone("no such message")

    def _keep(self, external_id: str, part: Drawn) -> str:
        self._shown[external_id] = (part.text, part.blocks)
        self._shown.move_to_end(external_id)
        while len(self._shown) > KEPT:
            self._shown.popitem(last=False)
        return external_id
