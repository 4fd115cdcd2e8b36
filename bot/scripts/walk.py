"""Walks a running call through its script: pure functions from a position to the next one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot.scripts.graph import ways_on
from bot.scripts.model import Script, Step

PATH_LIMIT = 200
TEXT_LIMIT = 2000


class WalkError(ValueError):
    """The step does not allow this: an old button, or a step that there is not."""


@dataclass(frozen=True, slots=True)
class Passed:
    """One step that was left: answer (button's place from 0, or empty), words, what fields held before."""

    step: str
    answer: str
    text: str = ""
    before: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Where a call stands. `known` are the facts that need no asking; `notes` what fitted no answer."""

    script_id: str
    version: str
    step_id: str
    path: tuple[Passed, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to log when the call ends here; `due` is what the customer agreed to, else the script's usual."""

    disposition: str
    follow_up: str
    due: str


def start(script: Script, known: Iterable[str] = ()) -> Run:
    """The first step. `known`: the fields and blanks that have a value, so that nothing is asked twice."""
    return Run(script.id, script.version, script.steps[0].id, known=frozenset(known))


def current(script: Script, run: Run) -> Step:
    """The step where the call stands; WalkError when the run belongs to another version."""
    if (script.id, script.version) != (run.script_id, run.version):
        raise WalkError(f"the call runs {run.script_id} {run.version}, not {script.id} {script.version}")
    return _step(script, run.step_id)


def answer(script: Script, run: Run, given: int | str, language: str) -> Run:
    """Goes on with a button (its place from 0) or with typed words, which go to the step's field.

    On a step without buttons and field an empty text just goes on. Times, money and numbers are kept as
    typed: parse them by the step's kind before.
    """
    step = current(script, run)
    if step.end is not None:
        raise WalkError(f"{step.id} is the end")
    if isinstance(given, str):
        text = given.strip()[:TEXT_LIMIT]
        if text and not step.free:
            raise WalkError(f"{step.id} takes no typed answer")
        writes = {step.fill: text} if text else {}
        return _leave(script, run, Passed(step.id, "", text), writes, step.goto)
    if not 0 <= given < len(step.answers):
        raise WalkError(f"{step.id} has no answer {given}")
    pressed = step.answers[given]
    label = pressed.label.get(language)
    writes = dict(pressed.sets) | ({step.fill: label} if pressed.label_fills else {})
    return _leave(script, run, Passed(step.id, str(given), label), writes, pressed.goto or step.goto)


def unfit(script: Script, run: Run, text: str) -> Run:
    """No answer fitted: keeps what the customer said at this step and goes on the usual way."""
    step = current(script, run)
    noted = note(run, text)
    onward = step.goto or next(iter(ways_on(step)), "")
    return (
        _leave(script, noted, Passed(step.id, "", text.strip()[:TEXT_LIMIT]), {}, onward) if onward else noted
    )


def note(run: Run, text: str) -> Run:
    """Writes a free note at this step and stays there; the oldest go when there are too many."""
    said = text.strip()[:TEXT_LIMIT]
    return replace(run, notes=(*run.notes, (run.step_id, said))[-PATH_LIMIT:]) if said else run


def back(run: Run) -> Run:
    """The step before, with its answer taken back; at the first step nothing changes."""
    if not run.path:
        return run
    last = run.path[-1]
    fields = dict(run.fields)
    for name, old in last.before:
        if old is None:
            fields.pop(name, None)
        else:
            fields[name] = old
    return replace(run, step_id=last.step, path=run.path[:-1], fields=fields)


def jump(script: Script, run: Run, step_id: str) -> Run:
    """Any other step, without answering this one; back leads here again. WalkError where its facts lack."""
    here = current(script, run)
    target = _step(script, step_id)
    if not sayable(target, run):
        raise WalkError(f"{step_id} needs what is not known")
    return run if here is target else _moved(run, Passed(here.id, "jump"), target.id)


def suggestion(script: Script, run: Run) -> Suggestion | None:
    """What to log and plan, at an end; None before."""
    end = current(script, run).end
    if end is None:
        return None
    disposition = run.fields.get("disposition", end.disposition)
    return Suggestion(disposition, end.follow_up, run.fields.get("next_step", end.due))


def sayable(step: Step, run: Run) -> bool:
    """Whether every fact that a step needs is known."""
    return (run.known | run.fields.keys()).issuperset(step.needs)


def _step(script: Script, step_id: str) -> Step:
    try:
        return script.step(step_id)
    except KeyError:
        raise WalkError(f"{script.id} has no step {step_id}") from None


def _leave(script: Script, run: Run, passed: Passed, writes: Mapping[str, str], target: str) -> Run:
    before = tuple((name, run.fields.get(name)) for name in writes)
    filled = replace(run, fields={**run.fields, **writes})
    return _moved(filled, replace(passed, before=before), _open(script, filled, target))


def _moved(run: Run, passed: Passed, target: str) -> Run:
    return replace(run, step_id=target, path=(*run.path, passed)[-PATH_LIMIT:])


def _open(script: Script, run: Run, target: str) -> str:
    """The first step from the target on that is not left out."""
    seen: set[str] = set()
    step = _step(script, target)
    while step.id not in seen and step.goto and left_out(step, run):
        seen.add(step.id)
        step = _step(script, step.goto)
    return step.id


def left_out(step: Step, run: Run) -> bool:
    """Whether a step is passed over: what it asks is known, or what it needs is not."""
    known = step.fill in run.known or step.fill in run.fields
    return (step.if_missing and known) or not sayable(step, run)
