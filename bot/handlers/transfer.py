"""Transfer: a colleague leaves, a successor has all his work."""

from dataclasses import dataclass

from bot import forms
from bot.context import Context
from bot.desk import colleagues, leaving
from bot.router import Replies, Router
from bot.sales.people import Person
from store import things

router = Router("transfer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Who leaves, and who takes over."""

    person: int = forms.pick(colleagues.options)
    to: int = forms.pick(colleagues.options)


transfer_form = router.form("transfer")


@router.said("transfer", "移轉", "转移", may="transfer")
def transfer(ctx: Context, rest: str) -> Replies:
    """Everything of one colleague goes to another; who leaves has no access any more."""
    both = colleagues.two_named(ctx, rest)
    if both is None:
        known = colleagues.named(ctx, rest).id if rest else None
        yield transfer_form(person=known)
        return
    yield from _transfer(ctx, *both)


@router.submitted(Transfer, may="transfer")
def submitted(ctx: Context, form: Transfer) -> Replies:
    """The same by form."""
    yield from _transfer(ctx, colleagues.by_id(ctx, form.person), colleagues.by_id(ctx, form.to))


def _transfer(ctx: Context, leaver: Person, successor: Person) -> Replies:
    for person in (leaver, successor):
        ctx.require("transfer", things.owned_by(ctx.session, person.id))
    yield from leaving.transfer(ctx, leaver, successor)
