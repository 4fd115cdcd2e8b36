"""The terminal chat as a program: a line in, JSON lines out, closed by {"done": N}."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from bot import sending, texts
from bot.chats.drawing import draw
from bot.chats.terminal import Terminal, Unknown
from bot.sending import Outgoing

ACTS = ("say", "press", "submit", "as", "at")


def talk(terminal: Terminal, lines: Iterable[str], write: Callable[[str], None], pictures: Path) -> None:
    """Answer every line; first what waits for the person, as answer 0."""
    _answer(terminal, terminal.tick(), write, pictures, 0)
    for number, line in enumerate(lines, 1):
        try:
            answers = act(terminal, line.rstrip("\r\n"))
        except (ValueError, Unknown) as error:
            write(_dump(_refused(terminal, str(error))))
            answers = []
        _answer(terminal, answers, write, pictures, number)


def act(terminal: Terminal, line: str) -> list[Outgoing]:
    """Do what one line says; raises ValueError with what is wrong with it."""
    given = _read(line)
    event_id = given.get("id")
    if event_id is not None and not isinstance(event_id, str | int):
        raise ValueError("id: a string or a number")
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
            return terminal.become(handle)
        case {"at": str(moment)}:
            return terminal.move(_moment(terminal, moment))
    raise ValueError(f"one of {', '.join(ACTS)} is wanted")


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
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(given, dict):
        raise ValueError("an object is wanted")
    return given


def _no_constant(name: str) -> Iterator[None]:
    raise ValueError(f"{name} is not JSON")


def _raw(value: Any) -> str:
    return "" if value is None else "yes" if value is True else "no" if value is False else str(value)


def _moment(terminal: Terminal, moment: str) -> datetime:
    at = datetime.fromisoformat(moment)
    if at.tzinfo is None:
        raise ValueError("at: a moment with its offset, as 2026-11-23T10:00:00+08:00")
    if at < terminal.app.clock():
        raise ValueError("at: the clock never goes back")
    return at


def _refused(terminal: Terminal, problem: str) -> dict[str, Any]:
    params = {"reason": "bad_line", "problem": problem}
    text = texts.render(terminal.person.language, "refused-bad-line", params)
    return {"to": terminal.person.handle, "key": "refused", "params": params, "text": text}


def _save(folder: Path, name: str, content: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / Path(name).name
    path.write_bytes(content)
    return path


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
