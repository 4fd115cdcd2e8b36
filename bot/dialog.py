"""A form asked one question at a time. The open question is the first field without an answer.

Ends as the event that a modal would send, so a feature never knows the difference. A form opened while
another is open puts that one aside; it comes back when the new one is finished or cancelled.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.context import Context
from bot.desk.returning import shown_again
from bot.errors import FormErrors, UserError
from bot.events import Pressed, Said, Submitted
from bot.forms import Option, Spec, parse, parse_field, specs
from bot.replies import Button, FormCall, Reply, button, choice, label
from bot.router import Routes
from bot.sales.times import format_when
from store import dialogs
from store.dialogs import Open

MOST_OPTIONS = 20


def start(ctx: Context, routes: Routes, call: FormCall) -> Reply:
    """Open a form with what is known; answers that do not fit are asked again."""
    form, _ = routes.forms[call.name]
    known = {name: raw for name, raw in call.known.items() if _fits(ctx, specs(form)[name], raw)}
    before = dialogs.get(ctx.session, ctx.user.id, ctx.who.place)
    aside = before.aside if before else ()
    if before and before.form != call.name and before.answers:
        aside = (*aside, {"form": before.form, "answers": dict(before.answers)})
    return _keep(ctx, routes, Open(call.name, known, aside))


def said(
    ctx: Context, routes: Routes, opened: Open, event: Said, *, command: bool
) -> Reply | Submitted | None:
    """Take words as the open question's answer; None when they are a command and no answer."""
    form, _ = routes.forms[opened.form]
    name = open_question(specs(form), opened.answers)
    if name is None:
        return None
    spec = specs(form)[name]
    for shown in question(ctx, routes, opened).buttons:
        if label(shown, ctx.language).casefold() == event.text.casefold():
            return pressed(ctx, routes, opened, Pressed(event.who, shown.action, event.id))
    if command and not (spec.kind == "text" and spec.multiline):
        return None
    try:
        parse_field(ctx, spec, event.text)
    except UserError as error:
        return _keep(ctx, routes, opened, {name: error})
    return answer(ctx, routes, opened, {name: event.text}, event.id)


def pressed(ctx: Context, routes: Routes, opened: Open | None, event: Pressed) -> Reply | Submitted | None:
    """Take a button under a question; an old one shows what is asked now."""
    action, _, data = event.action.partition(":")
    version, _, value = data.partition(".")
    if opened is None:
        raise UserError("form.nothing_open")
    if action == "form.cancel":
        return cancel(ctx, routes, opened)
    if version != str(opened.version):
        return question(ctx, routes, opened)
    form, _ = routes.forms[opened.form]
    fields = specs(form)
    name = open_question(fields, opened.answers)
    if action == "form.back":
        return _back(ctx, routes, opened, fields, name)
    if action == "form.finish":
        return answer(
            ctx,
            routes,
            opened,
            {n: "" for n, s in fields.items() if s.optional and n not in opened.answers},
            event.id,
        )
    if name is None or (action == "form.skip" and not fields[name].optional):
        return question(ctx, routes, opened)
    return answer(ctx, routes, opened, {name: "" if action == "form.skip" else value}, event.id)


def answer(
    ctx: Context, routes: Routes, opened: Open, given: Mapping[str, str], event_id: str
) -> Reply | Submitted:
    """Keep answers; the next question, or the finished form as an event."""
    form, _ = routes.forms[opened.form]
    answers = {**opened.answers, **given}
    if open_question(specs(form), answers) is None:
        return Submitted(ctx.who, opened.form, event_id, answers)
    return _keep(ctx, routes, Open(opened.form, answers, opened.aside, opened.version))


def again(ctx: Context, routes: Routes, name: str, raw: Mapping[str, str], errors: FormErrors) -> Reply:
    """Ask a submitted form again where it was wrong; what was right is kept."""
    before = dialogs.get(ctx.session, ctx.user.id, ctx.who.place)
    form, _ = routes.forms[name]
    fields = specs(form)
    if any(field in errors.errors for field, spec in fields.items() if spec.hidden):
        raise UserError("form.stale")
    left = {field: "" for field, spec in fields.items() if spec.optional}
    given = {field: value for field, value in raw.items() if field in fields}
    right = {field: value for field, value in {**left, **given}.items() if field not in errors.errors}
    return _keep(ctx, routes, Open(name, right, before.aside if before else ()), errors.errors)


def completed(ctx: Context, routes: Routes, event: Submitted) -> Submitted:
    """A submitted form with what it carries and never shows, where the sender left that out."""
    opened = dialogs.get(ctx.session, ctx.user.id, ctx.who.place)
    if opened is None or opened.form != event.form:
        return event
    form, _ = routes.forms[event.form]
    carried = {
        name: opened.answers[name]
        for name, spec in specs(form).items()
        if spec.hidden and name in opened.answers
    }
    return replace(event, fields={**carried, **event.fields})


def finish(ctx: Context, routes: Routes, name: str) -> Reply | None:
    """Close a form that was taken; the one put aside for it, if any, comes back."""
    opened = dialogs.get(ctx.session, ctx.user.id, ctx.who.place)
    if opened is None or opened.form != name:
        return None
    return _resume(ctx, routes, opened)


def cancel(ctx: Context, routes: Routes, opened: Open) -> Reply:
    """Close the open form without taking it."""
    back = _resume(ctx, routes, opened) or shown_again(ctx, routes, opened)
    return back or Reply("form.cancelled", {"form": opened.form})


def open_question(fields: Mapping[str, Spec], answers: Mapping[str, str]) -> str | None:
    """The first field that has no answer and is asked at all."""
    return next((name for name, spec in fields.items() if name not in answers and not spec.hidden), None)


def question(
    ctx: Context, routes: Routes, opened: Open, errors: Mapping[str, UserError] | None = None
) -> Reply:
    """The open question with its options as buttons."""
    form, _ = routes.forms[opened.form]
    fields = specs(form)
    name = _asked(fields, opened.answers, errors or {})
    error = (errors or {}).get(name)
    params: dict[str, Any] = {"form": opened.form, "field": name}
    if errors:
        params["errors"] = {field: {"reason": one.reason, **one.params} for field, one in errors.items()}
    return Reply(
        "form.ask",
        params,
        tuple(_buttons(ctx, fields, name, opened, error)),
        form=FormCall(opened.form, opened.answers),
    )


def _asked(fields: Mapping[str, Spec], answers: Mapping[str, str], errors: Mapping[str, UserError]) -> str:
    """What to ask: what is wrong, else what is open, else the last field; never what is hidden."""
    shown = [name for name, spec in fields.items() if not spec.hidden]
    wrong = next((name for name in shown if name in errors), None)
    return wrong or open_question(fields, answers) or shown[-1]


def options_of(ctx: Context, spec: Spec) -> list[Option]:
    """What can be chosen without typing."""
    if spec.options is not None:
        return list(spec.options(ctx))
    return list(spec.search(ctx, ""))[:MOST_OPTIONS] if spec.search is not None else []


def _buttons(
    ctx: Context, fields: Mapping[str, Spec], name: str, opened: Open, error: UserError | None
) -> list[Button]:
    spec = fields[name]
    shown = [
        choice("form.answer", opened.version, option.value, words=option.label)
        for option in (_meant(ctx, spec, error) or options_of(ctx, spec))[:MOST_OPTIONS]
    ]
    if spec.optional:
        shown.append(button("form.skip", opened.version))
        shown.append(button("form.finish", opened.version))
    asked = [field for field, each in fields.items() if not each.hidden]
    if any(field in opened.answers for field in asked[: asked.index(name)]):
        shown.append(button("form.back", opened.version))
    return [*shown, button("form.cancel", opened.version)]


def _meant(ctx: Context, spec: Spec, error: UserError | None) -> list[Option]:
    """What an answer that was not clear may have meant: the persons found, the moments possible."""
    if error is None:
        return []
    if error.reason == "form.several" and spec.search is not None:
        return list(spec.search(ctx, error.params["typed"]))
    moments = error.params.get("options", [])
    return [Option(f"{at:%Y%m%dT%H%M%z}", format_when(at, ctx.language)) for at in moments]


def _keep(
    ctx: Context,
    routes: Routes,
    opened: Open,
    errors: Mapping[str, UserError] | None = None,
) -> Reply:
    dialogs.put(ctx.session, ctx.user.id, ctx.who.place, opened, ctx.now)
    kept = dialogs.get(ctx.session, ctx.user.id, ctx.who.place) or opened
    return question(ctx, routes, kept, errors)


def _back(ctx: Context, routes: Routes, opened: Open, fields: Mapping[str, Spec], name: str | None) -> Reply:
    order = [field for field, spec in fields.items() if not spec.hidden]
    until = order.index(name) if name else len(order)
    answered = [field for field in order[:until] if field in opened.answers]
    answers = {field: raw for field, raw in opened.answers.items() if field not in answered[-1:]}
    return _keep(ctx, routes, Open(opened.form, answers, opened.aside, opened.version))


def _resume(ctx: Context, routes: Routes, opened: Open) -> Reply | None:
    if not opened.aside:
        dialogs.drop(ctx.session, ctx.user.id, ctx.who.place)
        return None
    last = opened.aside[-1]
    return _keep(ctx, routes, Open(last["form"], last["answers"], opened.aside[:-1]))


def _fits(ctx: Context, spec: Spec, raw: str) -> bool:
    try:
        parse_field(ctx, spec, raw)
    except UserError:
        return False
    return True


def checked(ctx: Context, routes: Routes, event: Submitted) -> Any:
    """The typed form of a submitted event; raises FormErrors."""
    form, _ = routes.forms[event.form]
    return parse(ctx, form, event.fields)
