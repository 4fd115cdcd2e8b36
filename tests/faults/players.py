"""The people of the play: they say, press, answer questions and hand leads over, whatever happens to Baton."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

from tests.fakes.slack import Shown
from tests.fakes.slack.delivery import Delivery
from tests.fakes.slack.fields import NotOffered
from tests.fakes.telegram import Message
from tests.faults.desk import LEADS, number_of
from tests.faults.due import due_now, plan
from tests.faults.stage import Said, Stage
from tests.slack_desk import ids_of

PATIENCE = 12.0
DIRECTED = 20  # leads that are handed over on purpose, not by chance
Play = Callable[[Stage, asyncio.Event], Awaitable[None]]


async def amy(stage: Stage, stop: asyncio.Event) -> None:
    """Telegram: lines, a form answered question by question, presses, handoffs."""
    person, leads, pressed = stage.people["amy"], iter(range(LEADS - DIRECTED)), set[str]()
    while not stop.is_set():
        act = stage.dice.random()
        if act < 0.35:
            mark = stage.mark()
            stage.said.append(Said(mark, "telegram", sure=True))
            person.says(f"follow 周文彬 tomorrow 09:{stage.dice.randrange(60):02} {mark}")
        elif act < 0.45:
            person.says("find 周文彬")
        elif act < 0.60:
            mark = stage.mark()
            stage.said.append(Said(mark, "telegram", sure=True))
            for line in ("follow 周文彬", "tomorrow 15:00", "call", mark):
                person.says(line)
                await asyncio.sleep(stage.dice.uniform(0, 0.15))
        elif act < 0.80:
            lead = next(leads, None)
            if lead is not None:
                await hand_over(stage, lead, stop)
        else:
            _finish(stage, pressed)
        await asyncio.sleep(stage.dice.uniform(1.0, 2.5))


def _finish(stage: Stage, pressed: set[str]) -> None:
    """Press Done under the latest reminder, once or three times at once."""
    person = stage.people["amy"]
    for message, data in _buttons(person.sees(), "followup.done"):
        if data not in pressed:
            pressed.add(data)
            for _ in range(stage.dice.choice((1, 1, 3))):
                person.forges(message, data)
            return


async def hand_over(stage: Stage, lead: int, stop: asyncio.Event) -> None:
    person = stage.people["amy"]
    known = {data for _, data in _buttons(person.sees(), "handoff.offer")}
    person.says(f"handoff {number_of(lead)}")
    for _ in range(int(PATIENCE / 0.1)):
        for message, data in _buttons(person.sees(), "handoff.offer"):
            if data not in known:
                for _ in range(stage.dice.choice((1, 2))):
                    person.forges(message, data)
                return
        if stop.is_set():
            return
        await asyncio.sleep(0.1)


async def tim(stage: Stage, stop: asyncio.Event) -> None:
    """Telegram: takes some leads, twice at once, while somebody else tries too; others he leaves lying."""
    person, seen = stage.people["tim"], set[str]()
    while not stop.is_set():
        for message, data in _buttons(person.sees(), "handoff.accept"):
            thing = data.partition(":")[2].partition(".")[0]
            if thing not in seen:
                seen.add(thing)
                if stage.dice.random() < 0.6:
                    await asyncio.sleep(stage.dice.uniform(0, 1.5))
                    stage.people["mia"].forges(message, data)
                    for _ in range(2):
                        person.forges(message, data)
        await asyncio.sleep(0.3)


async def ben(stage: Stage, stop: asyncio.Event) -> None:
    """Slack: lines, some of them delivered to us several times; presses."""
    person, pressed = stage.slackers["ben"], set[str]()
    while not stop.is_set():
        if stage.dice.random() < 0.6:
            mark = stage.mark()
            delivery = await person.says(f"follow 陳美惠 tomorrow 09:{stage.dice.randrange(60):02} {mark}")
            stage.said.append(Said(mark, "slack", sure=False))
            if stage.dice.random() < 0.3:
                await stage.slack.duplicate(own(stage, delivery, mark), stage.dice.choice((1, 3)))
        else:
            await _press_done(stage, pressed)
        await asyncio.sleep(stage.dice.uniform(0.4, 1.6))


def own(stage: Stage, caught: Delivery, mark: str) -> Delivery:
    """The delivery of these very words; an echo of ours may have been caught for it."""
    own = (
        one
        for one in reversed(stage.slack.postman.deliveries)
        if mark in str(one.payload.get("event", {}).get("text"))
    )
    return next(own, caught)


async def _press_done(stage: Stage, pressed: set[str]) -> None:
    person = stage.slackers["ben"]
    for shown in reversed(person.sees().messages):
        for action in ids_of(shown.blocks, "followup.done"):
            value = f"{shown.ts}{action}"
            if value not in pressed:
                try:
                    delivery = await person.presses(action, shown)
                except (NotOffered, LookupError):
                    return
                if delivery.ok:
                    pressed.add(value)
                return


async def clock(stage: Stage, stop: asyncio.Event) -> None:
    """What falls due: a follow-up every second or so; now and then an offer's time is over at once."""
    while not stop.is_set():
        await plan(stage, stage.dice.choice(("amy", "ben", "tim", "kay")), stage.dice.uniform(1.0, 4.0))
        if stage.dice.random() < 0.25:
            await due_now(stage, "handoff.half", "handoff.full", "upkeep.seal")
        await asyncio.sleep(stage.dice.uniform(0.4, 1.0) if stage.healthy else stage.dice.uniform(1.0, 2.0))


def _buttons(messages: list[Message] | list[Shown], name: str) -> Iterator[tuple[Message, str]]:
    for message in reversed(messages):
        for row in message.buttons:
            for button in row:
                data = (button.data or "").removeprefix("?")
                if data.partition(":")[0] == name:
                    yield message, data


CAST: tuple[Play, ...] = (amy, tim, ben)
