"""A step as the agent sees it: the line to say with its blanks filled, buttons, cards, position."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.scripts.blanks import fill, filled, needed
from bot.scripts.formats import Value
from bot.scripts.graph import remaining
from bot.scripts.model import Script, Step
from bot.scripts.walk import Run, current, left_out, sayable, start

NOTICE = "recording"  # the caller fills it with the company's notice where the call is recorded


@dataclass(frozen=True, slots=True)
class Card:
    """A reply card by its id, with what the customer says and what to answer."""

    id: str
    label: str
    reply: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One step, ready to show. `fill` and `kind` say what a typed answer goes to; `position` is like 2/6."""

    step_id: str
    role: str
    say: str
    hint: str
    answers: tuple[str, ...]
    objections: tuple[tuple[str, str], ...]
    position: str
    fill: str
    kind: str
    free: bool
    ends: bool


def render_step(
    script: Script, run: Run, language: str, blanks: Mapping[str, Value], reader: str | None = None
) -> StepView:
    """The step where the call stands. Prices and promotions stand in `blanks` only if valid today for this
    account; whatever was captured on the call may be said too. The line to say is in the customer's
    `language`; what only the agent reads (hint, answers, objections) in the `reader`'s, if another."""
    own = reader or language
    step = current(script, run)
    values = _values(run, language, blanks)
    cards = {card.id: card for card in script.objections}
    return StepView(
        step_id=step.id,
        role=step.role,
        say=_say(step, values, language),
        hint=fill(step.hint.get(own), values, own) if step.hint else "",
        answers=tuple(fill(each.label.get(own), values, own) for each in step.answers),
        objections=tuple((key, cards[key].label.get(own)) for key in step.objections),
        position=position(script, run),
        fill=step.fill,
        kind=step.kind,
        free=step.free,
        ends=step.end is not None,
    )


def render_card(
    script: Script,
    run: Run,
    card_id: str,
    style: str | None,
    language: str,
    blanks: Mapping[str, Value],
    reader: str | None = None,
) -> Card | None:
    """A reply card in the words for a style, its label in the reader's language; None when there is none."""
    for card in script.objections:
        if card.id == card_id:
            values = _values(run, language, blanks)
            reply = fill(card.words(style).get(language), values, language)
            return Card(card.id, card.label.get(reader or language), reply)
    return None


def outline(
    script: Script, run: Run, language: str, blanks: Mapping[str, Value]
) -> tuple[tuple[str, str], ...]:
    """The steps to jump to, in order of the script: id and line."""
    values = _values(run, language, blanks)
    return tuple((step.id, _say(step, values, language)) for step in script.steps if sayable(step, run))


def position(script: Script, run: Run) -> str:
    """Where on the longest way the call stands: 2/6 is the second of six. A shorter way jumps numbers."""
    first = start(script, run.known)
    lengths = remaining(script, frozenset(step.id for step in script.steps if left_out(step, first)))
    total = lengths[script.steps[0].id]
    return f"{min(total, max(1, total - lengths[run.step_id] + 1))}/{total}"


def _values(run: Run, language: str, blanks: Mapping[str, Value]) -> dict[str, Value]:
    notice = str(blanks.get(NOTICE) or "")
    gap = " " if notice and language == "en" else ""
    return {**blanks, **run.fields, NOTICE: f"{notice}{gap}"}


def _say(step: Step, values: Mapping[str, Value], language: str) -> str:
    text = step.say.get(language)
    if step.otherwise is not None and not all(filled(values, name) for name in needed(text) - {NOTICE}):
        text = step.otherwise.get(language)
    return fill(text, values, language)
