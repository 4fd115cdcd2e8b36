"""The terminal chat as a program: a line in, JSON lines out, closed by {"done": N}."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from bot import sending, texts
from bot.chats.drawing import draw
from bot.chats.terminal import Terminal, Unknown
from bot.sending import Outgoing


class BadLine(Exception):  # noqa: N818
    """A line that is no act: what is wrong with it, as a key of locale/ (`refused-bad-line-<problem>`)."""

    def __init__(self, problem: str, detail: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.detail = detail


def talk(terminal: Terminal, lines: Iterable[str], write: Callable[[str], None], pictures: Path) -> None:
    """Answer every line; first what waits for the person, as answer 0."""
    _answer(terminal, terminal.tick(), write, pictures, 0)
    for number, line in enumerate(lines, 1):
        try:
            answers = act(terminal, line.rstrip("\r\n"))
        except BadLine as error:
            write(_dump(_refused(terminal, error)))
            answers = []
        _answer(terminal, answers, write, pictures, number)


def act(terminal: Terminal, line: str) -> list[Outgoing]:
    """Do what one line says; raises BadLine."""
    given = _read(line)
    event_id = given.get("id")
    if event_id is not None and not isinstance(event_id, str | int):
        raise BadLine("id")
    known = f"given-{event_id}" if event_id is not None else None
    late = [] if terminal.stands() else terminal.tick()
    match given:
        case {"say": str(text)}:
            return [*late, *terminal.say(text, known)]
        case {"press": str(action)}:
            return [*late, *terminal.press(action, known)]
        case {"submit": str(form), "fields": dict(fields)}:
            return [*late, *terminal.submit(form, {str(k): _raw(v) for k, v in fields.items()}, known)]
        case {"as": str(handle)}:
            return _become(terminal, handle)
        case {"at": str(moment)}:
            return terminal.move(_moment(terminal, moment))
    raise BadLine("act")


def as_json(outgoing: Outgoing, pictures: Path) -> dict[str, Any]:
    """A message as the JSON chat prints it; absent parts are left out."""
    seen = sending.view(outgoing)
    person = outgoing.person
    printed: dict[str, Any] = {
        "to": person.handle if person else outgoing.message.address,
        "key": outgoing.message.key,
        "params": seen.facts,
        "text": seen.text,
    }
    if seen.buttons:
        printed["buttons"] = sending.buttons_json(seen.buttons)
    if seen.form is not None:
        printed["form"] = seen.form
    if seen.picture is not None:
        printed["picture"] = str(
            _save(pictures, f"{outgoing.message.id}.png", draw(seen.picture, outgoing.language))
        )
    if seen.file is not None:
        printed["file"] = str(_save(pictures, seen.file[0], seen.file[1].encode()))
    return printed


def _answer(
    terminal: Terminal, outgoing: list[Outgoing], write: Callable[[str], None], pictures: Path, number: int
) -> None:
    for one in outgoing:
        write(_dump(as_json(one, pictures)))
    terminal.shown(outgoing)
    write(_dump({"done": number}))


def _read(line: str) -> dict[str, Any]:
    if not line.lstrip().startswith("{"):
        return {"say": line}
    try:
        given = json.loads(line, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise BadLine("json", str(error)) from error
    return dict(given)


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _raw(value: Any) -> str:
    return "" if value is None else "yes" if value is True else "no" if value is False else str(value)


def _moment(terminal: Terminal, moment: str) -> datetime:
    try:
        at = datetime.fromisoformat(moment)
    except ValueError as error:
        raise BadLine("moment", moment) from error
    if at.tzinfo is None:
        raise BadLine("moment", moment)
    if at < terminal.app.clock():
        raise BadLine("back", moment)
    return at


def _become(terminal: Terminal, handle: str) -> list[Outgoing]:
    try:
        return terminal.become(handle)
    except Unknown as error:
        raise BadLine("nobody", handle) from error


def _refused(terminal: Terminal, error: BadLine) -> dict[str, Any]:
    params = {"reason": f"bad_line.{error.problem}", "detail": error.detail}
    text = texts.render(terminal.person.language, f"refused-bad-line-{error.problem}", params)
    return {"to": terminal.person.handle, "key": "refused", "params": params, "text": text}


def _save(folder: Path, name: str, content: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / Path(name).name
    path.write_bytes(content)
    return path


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
