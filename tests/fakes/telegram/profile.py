"""Methods about the bot itself and about chats: commands, names, menu button, getChat, getFile."""

import re
from dataclasses import dataclass, field

from tests.fakes.telegram.model import Chat, Json
from tests.fakes.telegram.refusals import RefusalError
from tests.fakes.telegram.render import file_json
from tests.fakes.telegram.sending import Request
from tests.fakes.telegram.world import World

_COMMAND = re.compile(r"[a-z0-9_]+")
_MOST_COMMANDS = 100
_DOWNLOAD_BYTES = 20 << 20
_CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")
_Scope = tuple[str, int, int]


@dataclass(slots=True)
class Profile:
    """The profile methods on one world, and what they have set."""

    world: World
    commands: dict[tuple[_Scope, str], list[Json]] = field(default_factory=dict)
    words: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)

    async def get_me(self, request: Request) -> Json:
        """getMe."""
        assert not request.args
        facts = {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }
        return self.world.bot.json() | facts

    async def set_commands(self, request: Request) -> bool:
        """setMyCommands."""
        commands = request.args["commands"]
        if len(commands) > _MOST_COMMANDS:
            raise RefusalError.bad("BOT_COMMANDS_TOO_MUCH")
        key = (self._scope(request.args), _language(request.args))
        self.commands[key] = [_command(each) for each in commands]
        self.world.changed()
        return True

    async def delete_commands(self, request: Request) -> bool:
        """deleteMyCommands."""
        self.commands.pop((self._scope(request.args), _language(request.args)), None)
        return True

    async def get_commands(self, request: Request) -> list[Json]:
        """getMyCommands: exactly of this scope and language."""
        return self.commands.get((self._scope(request.args), _language(request.args)), [])

    async def set_words(self, request: Request) -> bool:
        """setMyName, setMyDescription, setMyShortDescription."""
        kind, limit = _WORDS[request.method.removeprefix("set")]
        text = request.args.get(kind, "").strip()
        if len(text) > limit:
            raise RefusalError.bad(f"{kind.replace('_', ' ')} is too long")
        self.words[kind, _language(request.args)] = text
        return True

    async def get_words(self, request: Request) -> Json:
        """getMyName, getMyDescription, getMyShortDescription: of the language, else of all."""
        kind, _ = _WORDS[request.method.removeprefix("get")]
        own = self.words.get((kind, _language(request.args))) or self.words.get((kind, ""))
        return {kind: own or (self.world.bot.first_name if kind == "name" else "")}

    async def set_menu_button(self, request: Request) -> bool:
        """setChatMenuButton."""
        button = request.args.get("menu_button", {"type": "default"})
        self.menu_buttons[self._menu_chat(request)] = button
        return True

    async def get_menu_button(self, request: Request) -> Json:
        """getChatMenuButton."""
        own = self.menu_buttons.get(self._menu_chat(request)) or self.menu_buttons.get(0)
        return own or {"type": "commands"}

    async def get_chat(self, request: Request) -> Json:
        """getChat."""
        chat = self.world.chat_for(request.args["chat_id"], "read")
        gifts = {"unlimited_gifts": False, "limited_gifts": False, "unique_gifts": False}
        gifts |= {"premium_subscription": False, "gifts_from_channels": False}
        return chat.json() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}

    async def leave_chat(self, request: Request) -> bool:
        """leaveChat."""
        chat = self.world.chat_for(request.args["chat_id"], "read")
        if chat.private:
            raise RefusalError.bad("chat member status can't be changed in private chats")
        chat.bot_status = "left"
        self.world.changed()
        return True

    async def get_file(self, request: Request) -> Json:
        """getFile: up to 20 MB can be fetched."""
        file = self.world.files.get(request.args["file_id"])
        if file is None:
            raise RefusalError.bad("invalid file_id")
        if file.size > _DOWNLOAD_BYTES:
            raise RefusalError.bad("file is too big")
        return file_json(file)

    def menu(self, chat: Chat, user_id: int, language: str | None) -> list[Json]:
        """The commands a person is offered: the narrowest scope first, in each the own language first."""
        scopes: list[_Scope] = [("chat_member", chat.id, user_id), ("chat", chat.id, 0)]
        scopes += [("all_private_chats" if chat.private else "all_group_chats", 0, 0), ("default", 0, 0)]
        for scope in scopes:
            for code in ((language or "")[:2], ""):
                if (scope, code) in self.commands:
                    return self.commands[scope, code]
        return []

    def _scope(self, args: Json) -> _Scope:
        scope = args.get("scope", {"type": "default"})
        if scope["type"] not in _CHAT_SCOPES:
            return scope["type"], 0, 0
        chat = self.world.chat_for(scope["chat_id"], "read")
        return scope["type"], chat.id, scope.get("user_id", 0)

    def _menu_chat(self, request: Request) -> int:
        if "chat_id" not in request.args:
            return 0
        chat = self.world.chat_for(request.args["chat_id"], "read")
        if not chat.private:
            raise RefusalError.bad("invalid chat_id specified")
        return chat.id


_WORDS = {
    "MyName": ("name", 64),
    "MyDescription": ("description", 512),
    "MyShortDescription": ("short_description", 120),
}


def _language(args: Json) -> str:
    code: str = args.get("language_code", "")
    if code and not re.fullmatch("[a-z]{2}", code):
        raise RefusalError.bad("invalid language code specified")
    return code


def _command(raw: Json) -> Json:
    name, description = raw["command"].strip().removeprefix("/"), raw["description"].strip()
    if not name:
        raise RefusalError.bad("command must be non-empty")
    if len(name) > 32:
        raise RefusalError.bad("command length must not exceed 32")
    if not description:
        raise RefusalError.bad("command description must be non-empty")
    if len(description) > 256:
        raise RefusalError.bad("command description length must not exceed 256")
    if not _COMMAND.fullmatch(name):
        raise RefusalError.bad("BOT_COMMAND_INVALID")
    return {"command": name, "description": description}
