"""Who acts in the simulated week, and how: agents, the field, managers, with old buttons, double presses and all."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from bot.events import Event, Submitted, Who
from tests.fakes.slack.fields import NotOffered
from tests.fakes.telegram import Person
from tests.faults import players
from tests.faults.desk import SLACK, TELEGRAM, number_of
from tests.faults.stage import Said
from tests.simulation.scene import LEADS, Scene
from tests.slack_desk import ids_of

Act = Callable[[Scene], Awaitable[None]]
WHENS = ("tomorrow 09:{:02}", "tomorrow 16:{:02}", "in 2 days", "in 3 hours", "in 20 minutes")
ZONES = ("Asia.Taipei", "America.New_York", "Europe.Berlin", "Australia.Sydney", "Asia.Kolkata")
LOGS = ("not now, 12 min", "voicemail", "interested, 7 min, send the offer", "no answer")
TRIES = 40


def when(scene: Scene) -> str:
    return scene.dice.choice(WHENS).format(scene.dice.randrange(60))


async def plans(scene: Scene) -> None:
    """A follow-up in one line, in Telegram."""
    mark, who = scene.mark(), scene.dice.choice(("amy", "amy", "mia"))
    scene.said.append(Said(mark, "telegram", sure=True))
    scene.people[who].says(f"/follow 周文彬 {when(scene)} {mark}")


async def plans_by_form(scene: Scene) -> None:
    """The same, question by question."""
    mark = scene.mark()
    scene.said.append(Said(mark, "telegram", sure=False))  # another form of hers may come between
    for line in ("follow 周文彬", "tomorrow 15:00", "call", mark):
        scene.people["amy"].says(line)
        await asyncio.sleep(scene.dice.uniform(0.5, 20.0))


async def plans_in_slack(scene: Scene) -> None:
    """A line in Slack, now and then brought to us several times under other names."""
    mark = scene.mark()
    delivery = await scene.slackers["ben"].says(f"follow 陳美惠 {when(scene)} {mark}")
    scene.said.append(Said(mark, "slack", sure=False))
    if scene.dice.random() < 0.3:
        await scene.slack.duplicate(players.own(scene, delivery, mark), scene.dice.choice((1, 3)))


async def looks(scene: Scene) -> None:
    """Somebody wants to see something."""
    who = scene.dice.choice(("amy", "tim", "mia", "ada"))
    scene.people[who].says(scene.dice.choice(("find 周文彬", "due", "handoff", "next", "help", "settings")))


async def logs(scene: Scene) -> None:
    """A call is logged in a line and saved with a press, sometimes with two."""
    amy = scene.people["amy"]
    amy.says(f"log 林志遠 {scene.dice.choice(LOGS)}")
    await asyncio.sleep(scene.dice.uniform(1, 30))
    _press(scene, amy, ("log.save",), newest=True)


async def finishes(scene: Scene) -> None:
    """A button under a reminder: done, or later; once or three times at once."""
    _press(
        scene, scene.people[scene.dice.choice(("amy", "tim", "mia"))], ("followup.done", "followup.snooze")
    )


async def finishes_in_slack(scene: Scene) -> None:
    """The same in Slack."""
    person = scene.slackers[scene.dice.choice(("ben", "kay"))]
    for shown in reversed(person.sees().messages):
        actions = [one for name in ("followup.done", "followup.snooze") for one in ids_of(shown.blocks, name)]
        if actions:
            with suppress(NotOffered, LookupError):
                await person.presses(scene.dice.choice(actions), shown)
            return


async def presses_anything(scene: Scene) -> None:
    """Any button of any message that stands, however old."""
    person = scene.people[scene.dice.choice(sorted(TELEGRAM))]
    _press(scene, person, ("",))


async def hands_over(scene: Scene) -> None:
    """The next lead goes to the field."""
    lead = scene.marks_of("lead")
    if lead >= LEADS:
        return
    amy = scene.people["amy"]
    known = {data for _, data in players._buttons(amy.sees(), "handoff.offer")}
    amy.says(f"handoff {number_of(lead)}")
    for _ in range(TRIES):
        await asyncio.sleep(scene.dice.uniform(0.5, 5.0))
        for message, data in players._buttons(amy.sees(), "handoff.offer"):
            if data not in known:
                for _ in range(scene.dice.choice((1, 2))):
                    amy.forges(message, data)
                return


async def answers(scene: Scene) -> None:
    """The field takes a lead, or sends it back, while somebody else tries too."""
    tim = scene.people["tim"]
    offers = list(players._buttons(tim.sees(), "handoff.accept"))
    if not offers:
        return
    message, data = scene.dice.choice(offers)
    if scene.dice.random() < 0.3:
        tim.forges(message, data.replace("accept", "return"))
        for line in ("no budget", "skip", "skip"):
            await asyncio.sleep(scene.dice.uniform(1, 40))
            if not _press(scene, tim, ("form.",), newest=True):
                tim.says(line)
        return
    if scene.dice.random() < 0.5:
        scene.people["mia"].forges(message, data)
    for _ in range(scene.dice.choice((1, 2))):
        tim.forges(message, data)


async def goes_away(scene: Scene) -> None:
    """Tim is away, or comes back early."""
    tim = scene.people["tim"]
    if not _press(scene, tim, ("away.cancel",), newest=True):
        tim.says(scene.dice.choice(("away today tomorrow kay", "away tomorrow kay", "away today")))


async def settles(scene: Scene) -> None:
    """Another zone, quiet hours, hour of the digest."""
    who = scene.dice.choice((*sorted(TELEGRAM), "mgr3", "mgr4"))
    fields = {
        "timezone": scene.dice.choice(ZONES),
        "quiet": scene.dice.choice(("off", "22-7", "company")),
        "digest": scene.dice.choice(("company", "0800", "1130")),
    }
    scene.resettled.add(who)
    kept = dict(scene.dice.sample(sorted(fields.items()), scene.dice.randint(1, 3)))
    address = str(scene.people[who].id)
    number = f"form{scene.marks_of('form')}"
    await applied(scene, Submitted(Who("telegram", address), "own_settings", number, kept, f"n{number}"))


async def forbids(scene: Scene) -> None:
    """A lead does not want to be called."""
    number = f"form{scene.marks_of('form')}"
    fields = {
        "contact": str(6 + scene.dice.randrange(LEADS)), "disposition": "do_not_call", "minutes": "1",
    }  # fmt: skip
    await applied(
        scene, Submitted(Who("telegram", str(TELEGRAM["amy"])), "log_call", number, fields, f"n{number}")
    )


async def blocks(scene: Scene) -> None:
    """A manager shuts us out for some hours."""
    person = scene.people["mgr5"]
    if not person.chat.blocked:
        person.blocks()
        await asyncio.sleep(scene.dice.uniform(600, 20_000))
        person.unblocks()


async def applied(scene: Scene, event: Event) -> None:
    """An event comes again until it was taken; now and then once more after that."""
    for _ in range(TRIES):
        process = scene.house.listener()
        if process is not None:
            task = process.start(process.apply(event))
            await asyncio.wait([task])
            if not task.cancelled() and task.exception() is None and scene.dice.random() < 0.8:
                return
        await asyncio.sleep(scene.dice.uniform(0.5, 60.0))


def _press(scene: Scene, person: Person, names: tuple[str, ...], *, newest: bool = False) -> bool:
    found = [
        (message, button.data)
        for message in reversed(person.sees())
        for row in message.buttons
        for button in row
        if button.data
        and button.data.removeprefix("?").startswith(names)
        and not button.data.startswith(
            "settings"
        )  # in another language, the words would be looked for in vain
    ]
    if not found:
        return False
    message, data = found[0] if newest else scene.dice.choice(found[:30])
    for _ in range(scene.dice.choice((1, 1, 1, 3))):
        person.forges(message, data)
    return True


CAST: tuple[tuple[int, Act], ...] = (
    (16, plans), (4, plans_by_form), (14, plans_in_slack), (10, looks), (6, logs), (16, finishes),
    (8, finishes_in_slack), (8, presses_anything), (8, hands_over), (8, answers), (2, goes_away), (2, settles),
    (1, forbids), (1, blocks),
)  # fmt: skip
assert set(SLACK)
