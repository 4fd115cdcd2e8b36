"""What every kind of card looks like: `make cards` writes docs/cards/ from a day played in both chats.

The strict servers got these messages from our own service; nothing is drawn by hand. A test plays the day
again and compares.
"""

import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from store.db import Database
from store.migrating import migrate
from store.models import Message as Row
from tests import slack_desk, telegram_desk
from tests.cards_drawn import in_slack, in_telegram
from tests.company import found
from tests.fakes.slack.shown import screen
from tests.talk import Desk

FOLDER = Path(__file__).parents[1] / "docs" / "cards"
LANGUAGES = {"en": "English", "zh-TW": "繁體中文", "zh-CN": "简体中文"}
CHATS = ("Telegram", "Slack")
CAST = ("amy", "tim", "mia")
INTRODUCTION = (
    "Played by `make cards` through our own service against the strict servers of the tests; what stands here is "
    "what they got: in Telegram text with its bold first line and its keyboard, in Slack the words of the blocks "
    "(* is bold) and of the windows. Buttons stand in brackets."
)
# who, what he does, with what; `asks` opens a form: a question in Telegram, a window in Slack
DAY = (
    ("new", "says", "hello"),
    ("amy", "says", "help"),
    ("amy", "says", "next"),
    ("amy", "says", "find 周文彬"),
    ("amy", "says", "find 陳"),
    ("amy", "says", "find zzyzx"),
    ("amy", "asks", "add 王小明 大同科技"),
    ("amy", "fills", "phone: 02-5555 0199"),
    ("amy", "says", "call 周文彬 enquiry"),
    ("amy", "presses", "script.answer"),
    ("amy", "says", "周文彬 quote requested 15 min, 3 NB-14r5, call back at 11:30"),
    ("amy", "presses", "log.save"),
    ("amy", "says", "cross 周文彬"),
    ("amy", "presses", "crosssell.taken"),
    ("amy", "says", "product NB-14i5"),
    ("amy", "says", "follow 周文彬 tomorrow 10:00 spec sheet"),
    ("amy", "says", "due"),
    ("amy", "says", "intel 聯強 cut the price of notebooks by 8%"),
    ("amy", "says", "undo"),
    ("amy", "says", "log 林志遠 15 min qualified, 40 NB-14r5, budget 1.2m, boss decides, before 10 December"),
    ("amy", "presses", "log.save"),
    ("amy", "says", "handoff 林志遠"),
    ("amy", "presses", "handoff.offer"),
    ("tim", "asks", "handoff.ask"),
    ("tim", "fills", "question: 請問預算是誰批的？"),
    ("amy", "says", "handoff"),
    ("tim", "presses", "handoff.accept"),
    ("all", "at", "2026-11-23T11:31:00+08:00"),
    ("amy", "presses", "followup.snooze"),
    ("amy", "says", "settings"),
    ("amy", "says", "me"),
    ("amy", "says", "digest"),
    ("mia", "says", "pipeline"),
    ("mia", "says", "forecast"),
    ("mia", "says", "digest"),
    ("amy", "says", "away 2026-11-26 2026-11-27 ben"),
    ("mia", "says", "transfer ben amy"),
    ("all", "at", "2026-11-24T08:31:00+08:00"),
    ("amy", "home", ""),
)


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody did, what then stood in whose chat, and the keys of those messages."""

    who: str
    act: str
    what: str
    shown: tuple[tuple[str, str], ...]
    keys: tuple[str, ...]


def play(path: Path, language: str, chat: str, *, blank: Path | None = None) -> list[Step]:
    """The day in a chat, on a new company that reads a language; `blank` is a database to copy."""
    path.unlink(missing_ok=True)
    if blank is not None:
        path.write_bytes(blank.read_bytes())
    database = Database(f"sqlite:///{path}")
    migrate(database)
    found(database, language=language)
    desk, steps = Desk(database), list[Step]()

    async def scene(stage: "Telegram | Slack") -> None:
        seen = 0
        for who, act, what in DAY:
            before = stage.standing()
            await stage.does(who, act, what)
            shown = new(before, stage.standing())
            with database.reading() as session:
                rows = list(session.scalars(select(Row).where(Row.id > seen).order_by(Row.id)))
            seen = max((row.id for row in rows), default=seen)
            steps.append(Step(who, act, what, tuple(shown), tuple(dict.fromkeys(row.key for row in rows))))

    if chat == "Telegram":
        telegram_desk.play(desk, lambda office: scene(Telegram(office, language)))
    else:
        slack_desk.play(desk, lambda office: scene(Slack(office, language)))
    database.close()
    return steps


class Telegram:
    """The day's acts as people do them in Telegram."""

    def __init__(self, office: telegram_desk.Office, language: str) -> None:
        self.office = office
        for one in CAST:
            office.person(one)
        code = {"en": "en", "zh-TW": "zh-hant", "zh-CN": "zh-hans"}[language]
        office.people["new"] = office.stranger(language_code=code)

    def standing(self) -> dict[tuple[str, Any], str]:
        """Every message of ours as it stands, by whose it is and its number."""
        people = self.office.people.items()
        return {(who, m.id): in_telegram(m) for who, one in people for m in one.sees() if m.by_bot}

    async def does(self, who: str, act: str, what: str) -> None:
        """One act."""
        office = self.office
        if act == "at":
            await office.at(what)
        elif act == "presses" or "." in what.partition(" ")[0]:
            await office.presses(who, what)
        elif act == "fills":
            await office.says(who, what.partition(": ")[2])
            if self.office.people[who].sees()[-1].inline and what.startswith("phone"):
                await office.presses(who, "form.finish")
        elif act != "home":
            await office.says(who, f"/{what}" if act == "asks" else what)


class Slack:
    """The day's acts as people do them in Slack."""

    def __init__(self, office: slack_desk.Office, language: str) -> None:
        self.office = office
        for one in CAST:
            office.person(one)
        office.people["new"] = office.server.person("U0NEW", "New", locale=language)

    def standing(self) -> dict[tuple[str, Any], str]:
        """Every message of ours as it stands, and every window and Home tab, by whose it is."""
        people = self.office.people.items()
        found: dict[tuple[str, Any], str] = {
            (who, m.ts): in_slack(m.words) for who, one in people for m in one.sees().messages if m.by_app
        }
        for who, one in people:
            found |= {(who, f"~{view.id}"): in_slack(screen(view)) for view in one.sees().modals}
            if one.home is not None:
                found[who, "~home"] = in_slack(screen(one.home))
        return found

    async def does(self, who: str, act: str, what: str) -> None:
        """One act."""
        office, person = self.office, self.office.people.get(who)
        if person is None:
            await office.at(what)
        elif act == "home":
            await office.after(person.opens_home())
        elif act == "fills":
            field, _, answer = what.partition(": ")
            await person.fills({f"f:{field}": answer})
            await office.after(person.submits())
        elif act == "presses" or "." in what.partition(" ")[0]:
            await office.presses(person, what)
        elif act == "asks":
            await office.after(person.command("/baton", what))
        else:
            await office.after(person.says(what))


def new(before: Mapping[tuple[str, Any], str], after: Mapping[tuple[str, Any], str]) -> list[tuple[str, str]]:
    """What is there now and was not, or was otherwise (but for buttons taken off); who sees it."""
    return [
        (place[0], words)
        for place, words in after.items()
        if before.get(place) != words and not before.get(place, "").startswith(words)
    ]


def page(language: str, played: Mapping[str, Sequence[Step]]) -> str:
    """The page of a language: each act, and what stood in each chat then; once where both look the same."""
    lines = [f"# {LANGUAGES[language]}: one day, card by card", "", INTRODUCTION]
    for number, (who, act, what) in enumerate(DAY):
        steps = {chat: steps[number] for chat, steps in played.items()}
        keys = dict.fromkeys(key for step in steps.values() for key in step.keys)
        lines += ["", f"## {number + 1}. {heading(who, act, what)}", "", " ".join(f"`{key}`" for key in keys)]
        seen: dict[tuple[str, str], list[str]] = {}
        drawn: dict[tuple[str, str], str] = {}
        for chat, step in steps.items():
            for seer, words in step.shown:
                same = (seer, " ".join(words.split()))
                seen.setdefault(same, []).append(chat)
                drawn.setdefault(same, words)
        for (seer, same), chats in seen.items():
            words = drawn[seer, same]
            lines += ["", f"{' and '.join(chats)}, {seer}:", "", "```text", words.rstrip(), "```"]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def heading(who: str, act: str, what: str) -> str:
    """An act in words."""
    pressed = act == "presses" or "." in what.partition(" ")[0]
    told = {
        "says": f"{who}: {what}",
        "asks": f"{who} presses `{what}`, which asks" if pressed else f"{who}: /{what}",
        "fills": f"{who} answers: {what}",
        "at": what[:16].replace("T", " "),
        "home": f"{who} looks at the Home tab",
    }
    return told.get(act, f"{who} presses `{what}`")


def main() -> None:
    """Write every page."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="baton-cards-") as folder:
        for language in LANGUAGES:
            played = {chat: play(Path(folder) / "day.db", language, chat) for chat in CHATS}
            (FOLDER / f"{language}.md").write_text(page(language, played), "utf-8")


if __name__ == "__main__":
    main()
