"""Finding somebody: his card, several candidates, or ways on when there is nobody."""

from bot.context import Context
from bot.desk import brief, goods, lookup
from bot.errors import UserError
from bot.replies import Reply
from bot.router import Press, Replies, Router
from store import accounts

router = Router("contacts")


@router.said("find", "找", "查", may="contact.read")
def find(ctx: Context, rest: str) -> Replies:
    """The card of whoever is meant; several candidates, or ways on when there is nobody."""
    found = lookup.contact(ctx, rest)
    if not isinstance(found, Reply):
        yield brief.card(ctx, found)
        return
    only = lookup.only_company(found)
    account = accounts.get(ctx.session, only) if only else None
    yield brief.company_card(ctx, account) if account else found


@router.otherwise(90, may="contact.read")
def plain(ctx: Context, text: str) -> Replies:
    """Words that are no command and no log line: somebody is looked for, then goods of that name."""
    found = list(find(ctx, text))
    nobody = found[0].key == "contact.none" and ctx.may("product.read")
    yield from [instead] if nobody and (instead := goods.named(ctx, text)) else found


@router.pressed("contact.open", may="contact.read")
def open_card(ctx: Context, press: Press) -> Replies:
    """A candidate was chosen."""
    yield brief.card(ctx, lookup.by_id(ctx, press.record))


@router.pressed("contact.notes", may="contact.read")
def notes(ctx: Context, press: Press) -> Replies:
    """The notes that the card shows only the beginning of."""
    yield brief.notes(ctx, lookup.by_id(ctx, press.record))


@router.pressed("contact.company", may="contact.read")
def company(ctx: Context, press: Press) -> Replies:
    """A company was chosen: its people, and a way to add one."""
    account = accounts.get(ctx.session, press.record)
    if account is None or not lookup.may_see_company(ctx, account.id):
        raise UserError("not_available")
    yield brief.company_card(ctx, account)
