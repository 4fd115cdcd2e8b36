"""The ready text of an e-mail or specification follow-up, in the customer's language."""

from urllib.parse import quote

from bot import texts
from bot.context import Context
from bot.desk import goods
from bot.sales.customers import Contact
from bot.sales.work import FollowUp
from store import calls, users


def letter(ctx: Context, contact: Contact, one: FollowUp) -> dict[str, str]:
    """Subject, body and mailto link of a follow-up that writes."""
    language = contact.language if contact.language in texts.LANGUAGES else ctx.language
    owner = users.by_id(ctx.session, one.owner_id) or ctx.user
    asked = calls.products_of(ctx.session, one.call_id) if one.call_id else []
    params = {
        "name": contact.name,
        "agent": owner.name,
        "extension": owner.extension,
        "company": {str(code): name for code, name in ctx.policy.company.name.items()}.get(language, ""),
        "products": _products(ctx, contact, asked, language),
    }
    kind = one.kind if texts.has(language, f"letter-{one.kind}-body".replace("_", "-")) else "email"
    key = f"letter-{kind}".replace("_", "-")
    subject = texts.render(language, f"{key}-subject", params)
    body = texts.render(language, f"{key}-body", params)
    address = quote(contact.email or "", safe="@")
    mailto = f"mailto:{address}?subject={quote(subject)}&body={quote(body)}"
    return {"to": contact.email or "", "subject": subject, "body": body, "mailto": mailto}


def _products(
    ctx: Context, contact: Contact, asked: list[tuple[str, int | None]], language: str
) -> list[dict[str, object]]:
    """What was talked about, at the price that this customer pays today."""
    if not asked:
        return []
    known = goods.catalogue(ctx, goods.buyer_of(ctx, contact), language)
    rows = []
    for sku, quantity in asked:
        product = known.get(sku)
        price = product.price.as_fact() if product and product.price else None
        name = product.name if product else sku
        rows.append({"sku": sku, "name": name, "quantity": quantity or 1, "price": price})
    return rows
