"""The telephone system tells: who calls is shown while it rings, minutes are true, nobody's call is lost."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.chats import slack_view, telegram_view
from bot.chats.delivery import Delivery
from bot.chats.service import Intake
from bot.chats.telephone import LARGEST, PATH, routes, sign
from bot.chats.telephone_events import NotUnderstood, read
from bot.chats.web import Health, application
from bot.sending import View
from store.models import Account, Call, Contact, FollowUp, Phone, Ring
from tests.company import NOW
from tests.talk import Desk

SECRET = "a secret of the hook"


class Switch:
    """A telephone system that signs what it tells."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        settings = desk.settings.model_copy(update={"hook_secret": SecretStr(SECRET)})
        found = routes(settings, Intake(desk.app), Delivery(desk.app), desk.clock)
        self.web = application(found, Health(), local_only=True)

    def post(self, body: bytes, *, at: datetime | None = None, **headers: str) -> int:
        """Send a body, well signed unless headers say otherwise."""
        stamp = str(int((at or self.desk.clock()).timestamp()))
        signed = {"X-Baton-Timestamp": stamp, "X-Baton-Signature": sign(SECRET.encode(), stamp, body)}

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.web)
            async with httpx.AsyncClient(transport=transport, base_url="http://baton") as client:
                return await client.post(PATH, content=body, headers={**signed, **headers})

        answer = asyncio.run(send())
        self.said = answer.text
        return answer.status_code

    def tells(self, event: str, number: str = "02-5555 0161", extension: str = "218", **more: Any) -> None:
        """One event, taken."""
        body = {"event": event, "from": number, "to": "0255550100", "extension": extension, **more}
        assert self.post(json.dumps(body).encode()) == 204, self.said


def test_the_card_is_there_while_it_rings_and_the_log_has_the_true_minutes(desk: Desk) -> None:
    switch, amy = Switch(desk), desk.person("amy")
    switch.tells("ringing", call_id="c1", id="e1")
    card = amy.reads()
    assert card.keys == ["contact.card"]
    assert card.one("contact.card")["name"] == "周文彬"
    assert card.text.startswith("Incoming call: 周文彬")
    switch.tells("ringing", call_id="c1", id="e1")
    assert amy.reads() == [], "the same event twice shows once"
    desk.at("2026-11-23T10:00:20+08:00")
    switch.tells("answered", call_id="c1", id="e2")
    desk.at("2026-11-23T10:12:30+08:00")
    switch.tells("ended", call_id="c1", id="e3")
    told = [answer for answer in amy.reads() if answer["key"] == "log.draft"]
    assert [
        (one["params"]["name"], one["params"]["minutes"], one["params"]["direction"]) for one in told
    ] == [("周文彬", 13, "inbound")]
    assert "How did it end?" in told[0]["text"]
    draft = amy.says("想看三台 NB-14r5 的報價 後天十點再談").one("log.draft")
    assert (draft["name"], draft["minutes"], draft["direction"]) == ("周文彬", 13, "inbound")
    logged = amy.presses("log.save").one("call.logged")
    assert logged["minutes"] == 13
    with desk.database.reading() as session:
        call = session.get_one(Call, logged["call_id"])
        assert (call.external_id, call.wait_seconds, call.direction) == ("c1", 20, "inbound")
    refused = amy.presses(next(b["press"] for b in told[0]["buttons"] if b["press"].startswith("log.how")))
    assert refused.one("refused")["reason"] == "log.closed", "a call is logged once"


def test_how_it_ended_is_a_tap_and_what_was_dialled_in_vain_asks_why(desk: Desk) -> None:
    switch, amy = Switch(desk), desk.person("amy")
    for event, second in (("dialing", 0), ("hangup", 30)):
        desk.at(f"2026-11-23T10:00:{second:02}+08:00")
        switch.tells(event, "218", "", to="0255550170", direction="outbound", uniqueid="77.1")
    shown = amy.reads()
    assert shown.one("contact.card")["name"] == "林志遠"
    assert shown.one("log.draft")["minutes"] is None
    offered = [b["press"].split(".")[-1] for b in shown[-1]["buttons"] if b["press"].startswith("log.how")]
    assert offered[:2] == ["no_answer", "busy"]
    amy.presses("no answer")
    assert amy.presses("log.save").one("call.logged")["disposition"] == "no_answer"


def test_out_of_order_and_missed(desk: Desk) -> None:
    switch, amy, ben = Switch(desk), desk.person("amy"), desk.person("ben")
    caller = "0455550180"  # of ben's customer
    switch.tells("ended", caller, call_id="c2", id="1", at=(NOW + timedelta(minutes=3)).isoformat())
    missed = ben.reads().one("call.missed")
    assert (missed["name"], missed["company"]) == ("陳美惠", "晨光食品")
    assert amy.reads() == [], "the owner calls back, not whoever sat there"
    switch.tells("answered", caller, call_id="c2", id="2", at=NOW.isoformat())
    assert amy.reads().one("log.draft")["minutes"] == 3
    switch.tells("ringing", caller, call_id="c2", id="3", at=(NOW - timedelta(seconds=9)).isoformat())
    assert amy.reads() == []
    with desk.database.reading() as session:
        assert [(one.state, one.ended_why) for one in session.scalars(select(FollowUp))] == [
            ("cancelled", "answered")
        ]
        assert session.scalars(select(Ring)).one().answered_at == NOW

    for extension in ("218", "219", "999"):
        switch.tells("ringing", caller, extension, call_id="c3", id=f"r{extension}")
    switch.tells("answered", caller, "219", call_id="c3", id="a219")
    for extension in ("218", "999", "219"):
        switch.tells("ended", caller, extension, call_id="c3", id=f"x{extension}")
    assert "call.missed" not in ben.reads().keys, "a colleague took it"

    for number in (1, 2):
        switch.tells("ringing", caller, "999", call_id=f"m{number}", id=f"m{number}")
        switch.tells("missed", caller, "999", call_id=f"m{number}", id=f"m{number}x")
    told = ben.reads()
    assert told.keys == ["call.missed", "call.missed"]
    due = datetime.fromisoformat(told[0]["params"]["due"])
    assert due > NOW
    with desk.database.reading() as session:
        backs = session.scalars(select(FollowUp).where(FollowUp.state == "open")).all()
        assert [(one.reason, one.owner_id) for one in backs] == [("missed_call", 2)], "called back once"


def test_numbers_that_nobody_knows(desk: Desk) -> None:
    switch, amy = Switch(desk), desk.person("amy")
    with desk.database.transaction() as session:
        firm = session.scalars(select(Account).where(Account.short_name == "青禾農產")).one()
        session.add(Phone(account_id=firm.id, raw="02-5555 0100", e164="+886255550100"))
        refuser = session.scalars(select(Contact).where(Contact.name == "林志遠")).one()
        refuser.do_not_call = True
        session.add(Phone(contact_id=refuser.id, raw="02-5555 0161", e164="+886255550161"))
    switch.tells("ringing", "+44 20 7946 0018", id="u1")
    assert amy.reads().action("contact.new") == "contact.new:0.0.+442079460018"
    switch.tells("answered", "+44 20 7946 0018", id="u2")
    desk.at("2026-11-23T10:04:00+08:00")
    switch.tells("ended", "+44 20 7946 0018", id="u3")
    over = amy.reads()
    assert over.one("ring.over")["minutes"] == 4, "events with ids of their own belong to the call under way"
    amy.presses("contact.new")
    added = amy.submits("add_contact", name="Will Price", phone="+44 20 7946 0018")
    assert added.keys[:2] == ["contact.added", "contact.card"]
    assert added.one("log.draft")["minutes"] == 4

    switch.tells("ringing", "02-5555 0108", call_id="n1", id="n1")
    near = amy.reads()
    assert near.one("contact.none")["near"] == "青禾農產"
    assert near.action("contact.at_company").endswith("0255550108")
    switch.tells("ringing", "02 5555-0100", call_id="n2", id="n2")
    assert amy.reads().one("company.card")["name"] == "青禾農產股份有限公司"
    switch.tells("ringing", "02-55550161", call_id="n3", id="n3")
    choices = amy.reads()
    shared = {one["name"]: one["do_not_call"] for one in choices.one("contact.choices")["candidates"]}
    assert shared == {"周文彬": False, "林志遠": True}
    assert "do not call" in choices.text
    switch.tells("ringing", "anonymous", call_id="n4", id="n4")
    assert amy.reads().keys == ["ring.withheld"]
    switch.tells("ringing", "02-5555 0170", "301", call_id="n5", id="n5")
    assert desk.person("tim").reads().one("ring.colleague")["owner"] == "許佩珊", (
        "no card that he may not read"
    )


GOOD = b'{"event":"ringing","id":"x","from":"0255550161","extension":"218"}'
BAD = {
    "unsigned": ({"X-Baton-Signature": ""}, GOOD, 401),
    "signed otherwise": ({"X-Baton-Signature": "sha256=" + "0" * 64}, GOOD, 401),
    "another time": ({"X-Baton-Timestamp": "1"}, GOOD, 401),
    "no time": ({"X-Baton-Timestamp": "12:30"}, GOOD, 401),
    "too large": ({}, b" " * (LARGEST + 1), 413),
    "no JSON": ({}, b"\xff{", 400),
    "deep JSON": ({}, b"[" * 9_000, 400),
    "no event": ({}, b'{"id":"1","extension":"218"}', 400),
    "no extension": ({}, b'{"id":"1","event":"ringing","from":"0255550161"}', 400),
}


def test_only_the_telephone_system_is_heard(desk: Desk) -> None:
    switch, amy = Switch(desk), desk.person("amy")
    for name, (headers, body, status) in BAD.items():
        assert switch.post(body, **headers) == status, name
        if status == 401:
            assert switch.said == "", name
    for minutes in (-6, 6):
        assert switch.post(GOOD, at=desk.clock() + timedelta(minutes=minutes)) == 401, "too old or to come"
    assert amy.reads() == []
    form = b"Event=Ringing&uniqueid=9.1&callerid=%22Chou%22+%3C0255550161%3E&exten=&extension=SIP%2F218-000a"
    assert switch.post(form, **{"Content-Type": "application/x-www-form-urlencoded"}) == 204
    assert amy.reads().one("contact.card")["name"] == "周文彬"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"event": "hangup", "id": 7, "src": "218", "dst": "0912345678", "billsec": "61"}, ("ended", "outbound", "218", "0912345678", 61)),
        ({"state": "Answer", "id": "7", "caller": "sip:+8862@x", "callee": "218"}, ("answered", "inbound", "218", "+8862", None)),
        ({"type": "incoming", "call_sid": "7", "id": "8", "ani": "private", "ext": "218"}, ("ringing", "inbound", "218", None, None)),
    ],
)  # fmt: skip
def test_systems_have_their_own_words(body: dict[str, Any], expected: tuple[Any, ...]) -> None:
    event = read(json.dumps(body).encode(), "application/json")
    assert (event.state, event.direction, event.who.address, event.number, event.talked) == expected


def test_times_in_any_writing() -> None:
    for at in ("2026-11-23T10:00:00+08:00", "2026-11-23T02:00:00Z", 1795399200, "1795399200000"):
        told = {"event": "ended", "id": "1", "from": "0255550161", "extension": "218", "timestamp": at}
        assert read(json.dumps(told).encode(), "").at == datetime(2026, 11, 23, 2, tzinfo=UTC)
    with pytest.raises(NotUnderstood):
        read(b"[]", "application/json")


def test_a_number_on_a_card_can_be_dialled_from_it() -> None:
    card = View("周文彬\n02 5555-0161 · owner: amy", facts={"phone": "+886255550161", "dial": "02 5555-0161"})
    assert (
        "<tel:+886255550161|02 5555-0161> · owner"
        in slack_view.drawn(card, "en")[0].blocks[0]["text"]["text"]
    )
    assert "02 5555-0161 (+886255550161)" in telegram_view.pieces(card, "en")[0].text
