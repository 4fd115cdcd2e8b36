"""Who may do what to which things: one table, read top to bottom; what it does not name is denied.

Scopes, from narrow to wide:
none            not at all
own             what he owns, or owns for someone he stands in for
pool            his own, and what lies in the nurture pool
own_or_unowned  his own, and what nobody owns
offered         his own, and what is or was offered to him in a handoff
team            what belongs to his team or one of its people, and what belongs to nobody
all             everything
"""

from dataclasses import dataclass
from typing import Final, Literal, cast, get_args

Scope = Literal["none", "own", "pool", "own_or_unowned", "offered", "team", "all"]
ROLES: Final = ("agent", "field", "manager", "marketing", "admin")

_TABLE: Final = """
action                agent           field    manager  marketing  admin
account.read          all             offered  team     pool       none
contact.read          all             offered  team     pool       none
contact.add           all             all      all      all        none
contact.change        own_or_unowned  own      team     pool       none
contact.merge         own_or_unowned  own      team     pool       none
account.merge         own_or_unowned  own      team     pool       none
call.log              all             offered  team     pool       none
script.run            all             offered  team     pool       none
followup.read         own             own      team     own        none
followup.plan         all             offered  team     pool       none
followup.change       own             own      team     own        none
followup.reassign     own             own      team     none       none
crosssell.answer      all             offered  team     pool       none
handoff.read          own             offered  team     none       none
handoff.offer         own_or_unowned  own      team     pool       none
handoff.answer        offered         offered  offered  none       none
handoff.reply         own             own      team     pool       none
handoff.outcome       none            offered  team     none       none
handoff.reassign      none            none     team     none       none
handoff.override      none            none     team     none       none
intel.add             all             all      all      all        none
product.read          all             all      all      all        all
order.add             all             offered  team     none       none
case.close            own_or_unowned  own      team     pool       none
nextcall.read         own             own      own      none       none
figures.own           own             own      own      none       none
figures.team          none            none     team     none       none
digest.read           none            none     team     none       none
agenda.read           own             own      own      none       none
pipeline.read         own             own      team     pool       none
forecast.read         own             own      team     none       none
away.own              own             own      own      own        own
away.other            none            none     team     none       all
transfer              none            none     team     none       all
campaign.read         all             all      all      all        none
campaign.change       none            none     none     all        none
nurture.read          own             own      team     all        none
people.read           none            none     team     none       all
people.change         none            none     none     none       all
policy.read           all             all      all      all        all
policy.change         none            none     none     none       all
audit.read            none            none     none     none       all
data.import           none            none     none     none       all
data.export           none            none     team     none       all
data.erase            none            none     none     none       all
export.accounts       none            none     team     none       all
export.contacts       none            none     team     none       all
export.products       all             all      all      all        all
export.stock          all             all      all      all        all
export.orders         none            none     team     none       all
export.promotions     all             all      all      all        all
export.calls          none            none     team     none       all
export.followups      none            none     team     none       all
export.opportunities  none            none     team     none       all
export.users          none            none     none     none       all
chat.read             own             own      own      own        own
settings.own          own             own      own      own        own
undo.own              own             own      own      own        own
help                  all             all      all      all        all
"""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts; `acts_for` are the people whose delegate he is at this moment."""

    id: int
    role: str
    team_id: int | None = None
    acts_for: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Thing:
    """What is acted on: who owns it and whose team it is, to whom it was offered, whether nurture keeps it.

    `account_manager_id` is the field's owner of the account; he owns it as its inside owner does. A handoff
    that is to be answered has no owner, only whom it was offered to; its giver owns it for everything else.
    """

    owner_id: int | None = None
    team_id: int | None = None
    offered_to: frozenset[int] = frozenset()
    account_manager_id: int | None = None
    in_nurture: bool = False


class UnknownActionError(LookupError):
    """An action that the table does not name; raised when features are joined, not when people act."""


def _read(table: str) -> dict[tuple[str, str], Scope]:
    header, *rows = (line.split() for line in table.strip().splitlines())
    if tuple(header[1:]) != ROLES:
        raise ValueError("the table's columns are not the roles")
    rights: dict[tuple[str, str], Scope] = {}
    for action, *scopes in rows:
        if (
            len(scopes) != len(ROLES)
            or not set(scopes) <= set(get_args(Scope))
            or (ROLES[0], action) in rights
        ):
            raise ValueError(f"the row of {action} is wrong")
        rights.update(((role, action), cast(Scope, scope)) for role, scope in zip(ROLES, scopes, strict=True))
    return rights


_RIGHTS: Final = _read(_TABLE)
ACTIONS: Final = tuple(action for role, action in _RIGHTS if role == ROLES[0])


def known(action: str) -> bool:
    """Whether the table has a row for this action."""
    return (ROLES[0], action) in _RIGHTS


def register(action: str) -> str:
    """The action itself, for a feature to name what it asks for; UnknownActionError if there is no row."""
    if not known(action):
        raise UnknownActionError(action)
    return action


def allowed(role: str, action: str) -> Scope:
    """How far the role reaches with this action; an unknown role not at all."""
    return _RIGHTS.get((role, register(action)), "none")


def permits(actor: Actor, action: str, thing: Thing | None = None) -> bool:
    """Whether he may do this to this thing; without a thing, whether there is any that he may do it to."""
    scope = allowed(actor.role, action)
    if thing is None or scope in ("none", "all"):
        return scope != "none"
    return _is_own(actor, thing) or _beyond_own(actor, scope, thing)


def _is_own(actor: Actor, thing: Thing) -> bool:
    selves = actor.acts_for | {actor.id}
    return thing.owner_id in selves or thing.account_manager_id in selves


def _beyond_own(actor: Actor, scope: Scope, thing: Thing) -> bool:
    unowned = thing.owner_id is None and thing.account_manager_id is None
    match scope:
        case "own_or_unowned":
            return unowned
        case "offered":
            return not thing.offered_to.isdisjoint(actor.acts_for | {actor.id})
        case "pool":
            return thing.in_nurture
        case "team":
            ours = actor.team_id is not None and thing.team_id == actor.team_id
            return ours or (unowned and thing.team_id is None)
    return False
