"""The sample's customers: firms with their switchboards, and the people there."""

from datetime import datetime, timedelta
from random import Random

from bot.sales import telephone
from bot.sample.firms import PLACES, Firm, Place, every
from bot.sample.names import GIVEN, SURNAMES, TITLES
from bot.sample.plan import SELLING, Client, Plan
from store.models import Account, AccountName, Contact, Phone

FIELD = {"taipei": "tim", "london": "tim", "taichung": "dan", "kaohsiung": "dan", "shanghai": "leo",
         "shenzhen": "leo"}  # fmt: skip
PEOPLE_AT = {"strategic": 4, "enterprise": 3, "midmarket": 2, "smb": 1, "soho": 1}
SOURCES = (("web", "autumn-search"), ("trade_show", "computex"), ("referral", None), ("telephone", None),
           ("seminar", "green-office"))  # fmt: skip
IN_STAGE = {"suspect": (2, 26), "prospect": (3, 18), "opportunity": (4, 27), "customer": (4, 20),
            "user": (400, 1400), "dormant": (40, 200), "lost": (40, 200)}  # days  # fmt: skip
BEFORE = (38, 75)
STYLES = ("driver", "expressive", "amiable", "analytical", None, None)
STORY_SWITCHBOARDS = {"青禾農產": "02-5555 0160", "宏昇包裝": "02-5555 0170"}
STORY_PEOPLE = {"青禾農產": ("李青山", "總經理", "gm", True), "宏昇包裝": ("林志遠", "資訊經理", "it", False)}


def write(plan: Plan) -> None:
    """Write every firm and its people; keeps them in the plan."""
    dice = plan.dice("customers")
    taken = {"周文彬"}
    for place_in_list, firm in enumerate(every()):
        client = _firm(plan, dice, firm, place_in_list)
        plan.clients.append(client)
        for number in range(_people_at(firm, dice)):
            client.contacts.append(_person(plan, dice, client, number, place_in_list, taken))


def _ages(dice: Random, firm: Firm, now: datetime) -> tuple[datetime, datetime]:
    """Since when a firm is in its stage, and known at all."""
    low, high = IN_STAGE[firm.stage]
    since = now - timedelta(days=dice.randrange(low, high), minutes=dice.randrange(600))
    return since, since - timedelta(days=dice.randrange(*BEFORE) if firm.stage != "suspect" else 0)


def _people_at(firm: Firm, dice: Random) -> int:
    more = firm.tier == "smb" and firm.employees > 30 and dice.random() < 0.75
    return PEOPLE_AT[firm.tier] + more


def _firm(plan: Plan, dice: Random, firm: Firm, place_in_list: int) -> Client:
    place = PLACES[firm.territory]
    agent = "wendy" if place.region == "CN" else ("amy", "bella")[place_in_list % 2]
    if firm.short in STORY_PEOPLE:
        agent = "amy"
    managed = firm.tier in ("strategic", "enterprise") or (firm.tier == "midmarket" and firm.stage == "user")
    manager = plan.staff[FIELD[firm.territory]] if managed else None
    source, campaign = dice.choice(SOURCES)
    stage_since, created = _ages(dice, firm, plan.now)
    account = plan.book.add(
        Account,
        name=_legal_name(firm, place),
        short_name=firm.short,
        english_name=firm.english,
        tax_id=_tax_id(dice, place),
        tier=firm.tier,
        stage=firm.stage,
        stage_since=stage_since,
        industry=firm.industry,
        territory=firm.territory,
        region=place.region,
        employees=firm.employees,
        website=f"https://www.{firm.slug}.example",
        address=place.city,
        owner_id=plan.staff[agent],
        manager_id=manager,
        credit=dice.randrange(55, 100) if firm.stage in SELLING else None,
        demonstration=dice.randrange(1, 10) if firm.stage in SELLING else None,
        competitor=dice.choice(COMPETITORS) if dice.random() < 0.3 else None,
        source=source,
        campaign=campaign,
        created_at=created,
    )
    plan.book.add(AccountName, account_id=account, name=firm.english, kind="english")
    switchboard = STORY_SWITCHBOARDS.get(firm.short) or _number(place, place_in_list, 0)
    _phone(plan, place, switchboard, account_id=account)
    return Client(firm, account, plan.staff[agent], manager, created)


COMPETITORS = ("北辰電腦", "TechBay", "華匯資訊", "Orbis IT")


def _person(
    plan: Plan, dice: Random, client: Client, number: int, place_in_list: int, taken: set[str]
) -> int:
    firm, place = client.firm, client.place
    in_story = firm.short in STORY_PEOPLE
    rank = -1 if firm.tier == "soho" else number - in_story
    title, mailbox, decides = TITLES[place.language][rank]
    name = _name(dice, place.language, taken)
    if in_story and number == 0:
        name, title, mailbox, decides = STORY_PEOPLE[firm.short]
    contact = plan.book.add(
        Contact,
        name=name,
        account_id=client.account,
        title=title,
        email=f"{mailbox}@{firm.slug}.example" if dice.random() < 0.8 else None,
        language=place.language,
        timezone=place.zone,
        style=dice.choice(STYLES),
        decides=decides,
        owner_id=client.owner,
        source=plan.book.rows(Account)[client.account - 1]["source"],
        created_at=plan.book.rows(Account)[client.account - 1]["created_at"],
    )
    line = _number(place, place_in_list, number + 1)
    if firm.short in STORY_SWITCHBOARDS:
        line = STORY_SWITCHBOARDS[firm.short][:-1] + str(number + 3)
    _phone(plan, place, line, contact_id=contact)
    return contact


def _name(dice: Random, language: str, taken: set[str]) -> str:
    while True:
        surname, given = dice.choice(SURNAMES[language]), dice.choice(GIVEN[language])
        name = f"{given} {surname}" if language == "en" else surname + given
        if name not in taken:
            taken.add(name)
            return name


def _legal_name(firm: Firm, place: Place) -> str:
    if place.region == "GB":
        return firm.english
    if firm.tier == "soho" and place.region == "TW":
        return firm.short
    return place.legal.format(firm.short).replace("股份", "" if firm.employees < 30 else "股份")


def _number(place: Place, place_in_list: int, number: int) -> str:
    """Each firm has a block of its own: the switchboard, then the direct lines."""
    block = place_in_list - 74 if place.region == "GB" else place_in_list
    return place.phone.format(block * 100 + 10 + number)


def _phone(
    plan: Plan, place: Place, raw: str, *, contact_id: int | None = None, account_id: int | None = None
) -> None:
    number = telephone.read(raw, place.region)
    plan.book.add(Phone, contact_id=contact_id, account_id=account_id, raw=raw, e164=number.e164)


def _tax_id(dice: Random, place: Place) -> str | None:
    """Eight digits in Taiwan, as on an invoice; elsewhere the list has none."""
    return f"9{dice.randrange(10_000_000):07d}" if place.region == "TW" else None
