"""Who is let in in Slack: by a code, or by a confirmed address where the policy allows it; strangers hear one sentence."""

from pathlib import Path

import pytest

from bot.chats.tongue import spoken
from store import users
from store.db import Database
from store.models import ChatAddress
from tests.fakes.slack import Person
from tests.slack_desk import Office, play
from tests.talk import Desk

ALLOWED = "[linking]\nslack_email = true\n"
SENTENCES = {
    "en-US": "registered colleagues only",
    "ja-JP": "registered colleagues only",
    "zh-TW": "只服務已登錄的同仁",
    "zh-HK": "只服務已登錄的同仁",
    "zh-CN": "只服务已登记的同事",
}


def linked(database: Database) -> dict[str, str]:
    with database.reading() as session:
        rows = session.query(ChatAddress).filter_by(platform="slack")
        return {
            row.address: (users.by_id(session, row.user_id) or users.everybody(session)[0]).handle
            for row in rows
        }


def known_by_mail(database: Database) -> None:
    with database.transaction() as session:
        for handle in ("amy", "ben", "tim", "zoe"):
            user = users.by_handle(session, handle)
            assert user is not None
            users.change(session, user.id, {"email": f"{handle.title()}@Example.com"})


def arrive(o: Office, handle: str, **kind: object) -> Person:
    return o.server.person(f"U1{handle.upper()}", handle.title(), f"{handle}@example.com", **kind)  # type: ignore[arg-type]


@pytest.fixture
def lenient(database: Database, tmp_path: Path) -> Desk:
    """The company with a policy that trusts Slack's word."""
    from_policy = tmp_path / "policy.toml"
    from_policy.write_text(ALLOWED, encoding="utf-8")
    return Desk(database, settings={"BATON_POLICY": from_policy})


def test_a_full_member_is_known_by_his_address_and_nobody_else(desk: Desk, lenient: Desk) -> None:
    known_by_mail(lenient.database)

    async def scene(o: Office) -> None:
        amy, ben = arrive(o, "amy"), arrive(o, "ben", kind="guest")
        tim, mallory = (
            arrive(o, "tim", kind="connect"),
            o.server.person("U1MAL", "Mallory", "nobody@example.com"),
        )
        (card,) = await o.hears(amy, amy.says("find 周文彬"))
        assert "青禾農產" in card.words
        for outside, sentence in (
            (ben, "full members"),
            (tim, "full members"),
            (mallory, "registered colleagues"),
        ):
            (told,) = await o.hears(outside, outside.says("find 周文彬"))
            assert sentence in told.words
            assert told.buttons == []
        again = o.server.person("U1AMY2", "Amy", "amy@example.com")  # a second account with her address
        (told,) = await o.hears(again, again.says("next"))
        assert "registered colleagues" in told.words
        await o.after(amy.changes(kind="guest"))
        (cut,) = await o.hears(amy, amy.says("next"))
        assert "full members" in cut.words
        assert linked(lenient.database) == {"U1AMY": "amy"}

    play(lenient, scene)


def test_without_the_policy_an_address_opens_nothing(desk: Desk) -> None:
    known_by_mail(desk.database)

    async def scene(o: Office) -> None:
        for locale, sentence in SENTENCES.items():
            new = o.server.person(
                f"U2{locale[:2].upper()}{locale[3:]}", "Zoe", "zoe@example.com", locale=locale
            )
            (told,) = await o.hears(new, new.says("next"))
            assert sentence in told.words
            general = o.server.channel(f"c-{locale.lower()}", [new.id]).id
            await o.after(new.command("/baton", "next", channel=general))
            assert sentence in new.last(general).words
            await o.after(new.opens_home())
            assert new.home is not None
            assert sentence in str(new.home.blocks)
        assert linked(desk.database) == {}

    play(desk, scene)


@pytest.mark.parametrize(
    ("tag", "company", "language"),
    [
        ("zh-hant", "en", "zh-TW"), ("zh-HK", "en", "zh-TW"), ("zh-CN", "en", "zh-CN"), ("zh", "zh-TW", "zh-TW"),
        ("zh", "en", "zh-CN"), ("de", "zh-TW", "en"), (None, "zh-TW", "zh-TW"), ("", "zh-CN", "zh-CN"),
    ],
)  # fmt: skip
def test_the_language_of_somebody_unknown(tag: str | None, company: str, language: str) -> None:
    assert spoken(tag, company) == language
