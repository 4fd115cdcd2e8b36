"""Where a form that was closed without being taken leads back to: the record that it was about."""

from bot.context import Context
from bot.errors import UserError
from bot.forms import specs
from bot.replies import Reply
from bot.router import Routes
from store.dialogs import Open


def shown_again(ctx: Context, routes: Routes, opened: Open) -> Reply | None:
    """The record as it stands, where the form names how it is shown and it is there still."""
    form, _ = routes.forms[opened.form]
    for name, spec in specs(form).items():
        if spec.shown_by is not None and opened.answers.get(name):
            rule, press = routes.read_press(f"{spec.shown_by}:{opened.answers[name]}")
            if rule is not None and ctx.may(rule.may or ""):
                try:
                    return next(iter(rule.handler(ctx, press)), None)
                except UserError:
                    return None
    return None
