"""The company that is played with: people in Telegram and in Slack, leads ready to be handed over."""

from datetime import datetime, time, timedelta

from bot import ticker
from bot.commands.compose import build
from bot.config import Settings
from bot.sales.work import Planning
from store import calls, contacts
from store import followups as store_followups
from store.db import Database, Session
from store.migrating import migrate
from store.models import Account, ChatAddress, Contact, Phone, Team, User
from store.search import index_all
from tests.company import NOW, found

TELEGRAM = {"amy": 11, "tim": 13, "mia": 15, "ada": 17}
SLACK = {"ben": "U0BEN", "kay": "U0KAY", "hal": "U0HAL"}
LEADS = 60
MANAGERS = 6
START = NOW  # Monday 10:00 in Taipei


def open_desk(url: str, leads: int = LEADS, start: datetime = START) -> None:
    """Fill a fresh database as it stands at the start of a play."""
    database = Database(url)
    migrate(database)
    found(database, language="en")
    with database.transaction() as session:
        people = {user.handle: user for user in session.query(User)}
        for handle, number in TELEGRAM.items():
            session.add(
                ChatAddress(
                    platform="telegram", address=str(number), user_id=people[handle].id, linked_at=NOW
                )
            )
        for handle, name in SLACK.items():
            session.add(ChatAddress(platform="slack", address=name, user_id=people[handle].id, linked_at=NOW))
        _managers(session)
        _leads(session, people["amy"].id, leads)
    index_all(database)
    ticker.plant(build(Settings(), lambda: start, database=database), start)
    database.close()


def _managers(session: Session) -> None:
    """Managers whose digests come one after another while the play goes on."""
    for number in range(MANAGERS):
        team = Team(name=f"Team {number}", region="TW", timezone="Asia/Taipei")
        session.add(team)
        session.flush()
        manager = User(
            handle=f"mgr{number}", name=f"Manager {number}", role="manager", team_id=team.id, language="en",
            timezone="Asia/Taipei", region="TW", digest_at=time(10, 0, 20 + 9 * number) if number < 4 else time(10, 1, number),
        )  # fmt: skip
        session.add(manager)
        session.flush()
        session.add(
            ChatAddress(platform="telegram", address=str(100 + number), user_id=manager.id, linked_at=NOW)
        )


def _leads(session: Session, owner: int, leads: int) -> None:
    for number in range(leads):
        account = Account(
            name=f"Lead {number:03} Packaging Ltd.", short_name=f"Lead{number:03}", tier="midmarket", region="TW",
            territory="taipei", industry="packaging", employees=420, owner_id=owner, stage="prospect",
            stage_since=NOW - timedelta(days=30), created_at=NOW - timedelta(days=60), product_line="notebook",
        )  # fmt: skip
        session.add(account)
        session.flush()
        person = Contact(
            name=f"Xavier{number:03} Quill{number:03}", title="Director", account_id=account.id, owner_id=owner,
            language="en", created_at=NOW - timedelta(days=60),
        )  # fmt: skip
        session.add(person)
        session.flush()
        told = {
            "budget": "1200000", "authority": "the managing director", "need": "40 notebooks",
            "timeline": "before 10 December",
        }  # fmt: skip
        session.add(
            Phone(
                contact_id=person.id,
                raw=number_of(number),
                e164=f"+8862{number_of(number)[2:]}".replace(" ", ""),
            )
        )
        session.flush()
        value = contacts.get(session, person.id)
        assert value is not None
        calls.keep_facts(session, value, told, call_id=None, by=owner, at=NOW)


def number_of(lead: int) -> str:
    """The telephone number of a lead, by which he is found."""
    return f"02 2311 4{lead:03}"


def due_soon(database: Database, handle: str, marker: str, due: datetime, now: datetime) -> int:
    """A follow-up that reminds its owner in a moment; returns its number."""
    with database.transaction() as session:
        owner = session.query(User).filter_by(handle=handle).one()
        planning = Planning(
            owner_id=owner.id, contact_id=None, account_id=None, kind="call", due=due, zone="Asia/Taipei",
            reason=marker,
        )  # fmt: skip
        return store_followups.plan(session, planning, now).id
