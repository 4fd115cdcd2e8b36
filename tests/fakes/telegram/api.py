"""One call from the request to the answer: specification, rates, the method itself, the wording of faults."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from tests.fakes.faults import Fault, Kind
from tests.fakes.telegram import spec
from tests.fakes.telegram.editing import Editing
from tests.fakes.telegram.limits import RateKeeper
from tests.fakes.telegram.model import Json, Upload
from tests.fakes.telegram.profile import Profile
from tests.fakes.telegram.receiving import Receiving
from tests.fakes.telegram.refusals import RefusalError
from tests.fakes.telegram.sending import Request, Sending
from tests.fakes.telegram.world import World

_Handler = Callable[[Request], Awaitable[object]]


@dataclass(slots=True)
class Call:
    """A logged request: when, what, and what was answered (status None: nothing was)."""

    at: float
    method: str
    args: Json
    uploads: Mapping[str, Upload] = field(default_factory=dict)
    status: int | None = None
    answer: Json = field(default_factory=dict)
    fault: Fault | None = None

    @property
    def chat(self) -> str | None:
        """The chat it names."""
        named = self.args.get("chat_id")
        return None if named is None else str(named)

    @property
    def description(self) -> str:
        """The words of its refusal, empty where it was done."""
        return str(self.answer.get("description", ""))


@dataclass(slots=True)
class Api:
    """The methods by name."""

    world: World
    rates: RateKeeper
    receiving: Receiving
    profile: Profile
    answer_within: float
    _handlers: dict[str, _Handler] = field(init=False)

    def __post_init__(self) -> None:
        sending, editing = Sending(self.world), Editing(self.world, self.answer_within)
        profile, receiving = self.profile, self.receiving
        self._handlers = {
            "sendMessage": sending.send_message,
            "sendPhoto": sending.send_photo,
            "sendDocument": sending.send_document,
            "sendChatAction": sending.send_chat_action,
            "editMessageText": editing.edit_text,
            "editMessageCaption": editing.edit_caption,
            "editMessageMedia": editing.edit_media,
            "editMessageReplyMarkup": editing.edit_markup,
            "deleteMessage": editing.delete,
            "answerCallbackQuery": editing.answer_press,
            "getUpdates": receiving.get_updates,
            "setWebhook": receiving.set_webhook,
            "deleteWebhook": receiving.delete_webhook,
            "getWebhookInfo": receiving.get_webhook_info,
            "getMe": profile.get_me,
            "setMyCommands": profile.set_commands,
            "deleteMyCommands": profile.delete_commands,
            "getMyCommands": profile.get_commands,
            "setChatMenuButton": profile.set_menu_button,
            "getChatMenuButton": profile.get_menu_button,
            "getChat": profile.get_chat,
            "leaveChat": profile.leave_chat,
            "getFile": profile.get_file,
        }
        for what in ("MyName", "MyDescription", "MyShortDescription"):
            self._handlers[f"set{what}"] = profile.set_words
            self._handlers[f"get{what}"] = profile.get_words

    async def answer(self, call: Call, *, as_text: bool) -> None:
        """Do the call and write status and answer into it."""
        try:
            result = await self._done(call, as_text=as_text)
        except RefusalError as refused:
            call.status, call.answer = refused.code, refused.body()
        else:
            call.status, call.answer = 200, {"ok": True, "result": result}

    async def _done(self, call: Call, *, as_text: bool) -> object:
        args = spec.checked(call.method, call.args, call.uploads, as_text=as_text)
        call.args = args
        wait = self.rates.check(call.method, chat_number(args), self.world.clock.now())
        if wait is not None:
            raise RefusalError.too_many(wait)
        return await self._handlers[call.method](Request(call.method, args, call.uploads))

    def word(self, call: Call, fault: Fault) -> None:
        """A scripted refusal in Telegram's words; a 429 freezes what it is about."""
        now, chat = self.world.clock.now(), chat_number(call.args)
        self.rates.early(call.method, chat, now)
        refused = _WORDING[fault.kind](fault)
        if fault.kind is Kind.RATE_LIMITED:
            raw = fault.retry_after or ""
            if raw.isdecimal():
                self.rates.freeze(self.rates.scope_of(call.method, chat), int(raw), now)
        call.status, call.answer = (
            refused.code if fault.kind is not Kind.REFUSED else fault.status,
            refused.body(),
        )


def chat_number(args: Json) -> int | None:
    """The chat_id of a call as a number, None without one."""
    raw = str(args.get("chat_id", ""))
    return int(raw) if raw.lstrip("-").isdecimal() else None


def _rate_limited(fault: Fault) -> RefusalError:
    raw = fault.retry_after
    if raw is None:
        return RefusalError(429, "Too Many Requests")
    number: object = int(raw) if raw.lstrip("-").isdecimal() else raw
    return RefusalError(429, f"Too Many Requests: retry after {raw}", {"retry_after": number})


def _server_error(fault: Fault) -> RefusalError:
    words = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable"}
    return RefusalError(fault.status, words.get(fault.status, "Server Error"))


_WORDING: dict[Kind, Callable[[Fault], RefusalError]] = {
    Kind.RATE_LIMITED: _rate_limited,
    Kind.SERVER_ERROR: _server_error,
    Kind.REFUSED: lambda fault: RefusalError(999, fault.detail),
    Kind.BLOCKED: lambda fault: RefusalError.forbidden(fault.detail or "bot was blocked by the user"),
    Kind.MIGRATED: lambda fault: RefusalError.migrated(fault.moved_to or 0),
}
