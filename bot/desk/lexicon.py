"""The company's own words for the reader of lines: products, competitors, results of a call."""

from bot.context import Context
from bot.sales.lines import Competitor, Lexicon
from bot.sales.numerals import fold
from store import products, search


def of(ctx: Context) -> Lexicon:
    """What may be named in a line that only this company knows."""
    own = {
        row.code: {str(k): [v] for k, v in row.label.items()} for row in ctx.policy.dispositions if row.label
    }
    return Lexicon(
        products=products.named(ctx.session),
        competitors=_competitors(ctx),
        dispositions=own,
        currency=ctx.policy.company.currency,
        is_known_name=lambda name: search.is_person(ctx.session, name),
    )


def _competitors(ctx: Context) -> tuple[Competitor, ...]:
    """Those of the policy, told by the name that the desk has used for them already, and all others heard of."""
    heard = {fold(name): name for name in products.competitors(ctx.session)}
    found = []
    for row in ctx.policy.competitors:
        names = (row.name, *row.words)
        used = [heard.pop(fold(name)) for name in names if fold(name) in heard]
        name = used[0] if used else row.name
        found.append(Competitor(name, tuple(one for one in names if one != name)))
    return (*found, *(Competitor(name) for name in heard.values()))
