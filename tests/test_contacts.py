"""Finding, adding and changing contacts."""

import pytest

from store import erasure, search, subject, suppression
from store.models import Contact, ContactName, Intel
from store.suppression import Sought
from tests.company import NOW
from tests.talk import Desk


@pytest.mark.parametrize(
    "typed", ["周文彬", "02-5555 0161", "+886 2 5555 0161", "(02)55550161", "０２５５５５０１６１"]
)
def test_a_contact_is_found_by_name_or_number(desk: Desk, typed: str) -> None:
    card = desk.person("amy").says(f"find {typed}").one("contact.card")
    assert (card["name"], card["company"], card["phone"]) == ("周文彬", "青禾農產", "+886255550161")
    assert card["missing"] == ["email"]


def test_an_alias_may_be_glued_to_a_name_that_is_known(desk: Desk) -> None:
    amy = desk.person("amy")
    assert amy.says("找周文彬").keys == ["contact.card"]


def test_an_unknown_number_offers_the_company_of_the_nearest_switchboard(desk: Desk) -> None:
    amy = desk.person("amy")
    assert amy.says("find 02-7777 0000").one("contact.none")["query"] == "02-7777 0000"
    asked = amy.presses("contact.new")
    assert asked.one("form.ask")["field"] == "name"
    amy.says("李大華")
    amy.says("新光印刷")
    added = amy.presses("form.finish")
    assert added.keys == ["contact.added", "contact.card"]
    assert added.one("contact.card")["phone"] == "+886277770000"


def test_a_form_with_a_fault_keeps_what_was_right(desk: Desk) -> None:
    amy = desk.person("amy")
    asked = amy.submits("add_contact", name="趙一", phone="abc", email="zhao@example.com")
    assert asked.one("form.ask")["field"] == "phone"
    added = amy.says("0912 345 678")
    assert added.one("contact.card")["email"] == "zhao@example.com"


def test_fields_a_form_does_not_have_are_refused(desk: Desk) -> None:
    amy = desk.person("amy")
    answer = amy.submits("add_contact", name="趙一", owner_id="1", role="admin")
    assert set(answer.one("form.ask")["errors"]) == {"owner_id", "role"}


def test_the_same_event_twice_takes_effect_once(desk: Desk) -> None:
    amy = desk.person("amy")
    assert amy.submits("add_contact", id="e1", name="趙一").keys == ["contact.added", "contact.card"]
    assert amy.submits("add_contact", id="e1", name="趙一") == []
    assert amy.says("find 趙一").keys == ["contact.card"]


def test_a_number_that_somebody_has_is_told(desk: Desk) -> None:
    answer = desk.person("amy").submits("add_contact", name="周文賓", phone="02-5555-0161")
    assert answer.one("contact.added")["like"][0]["name"] == "周文彬"


def test_a_dialog_goes_on_after_a_restart(desk: Desk) -> None:
    desk.person("amy").says("add 王小明")
    asked = desk.again().person("amy").says("新光印刷")
    assert asked.one("form.ask")["field"] == "phone"


def test_only_owned_and_unowned_contacts_may_be_changed(desk: Desk) -> None:
    ben = desk.person("ben")
    assert ben.says("edit 周文彬").one("refused")["reason"] == "not_available"
    ben.says("edit Ann Price")
    assert ben.submits("edit_contact", contact="4", version="1", title="Buyer").one("contact.changed")[
        "changed"
    ] == {"title": "Buyer"}


def test_a_field_manager_sees_only_what_is_his_or_offered(desk: Desk) -> None:
    assert desk.person("tim").says("find 周文彬").keys == ["contact.none"]
    assert desk.person("kay").says("find 陳美惠").keys == ["contact.card"]


def test_a_new_contact_can_be_taken_back_whole(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits(
        "add_contact", name="趙一", company="新光印刷", phone="0912 345 678", email="zhao@example.com"
    )
    assert "contact" in amy.says("undo").one("undo.done")["what"]
    assert amy.says("find 趙一").keys == ["contact.none"]
    assert amy.says("find 0912 345 678").keys == ["contact.none"]


def test_the_exact_name_wins_over_one_that_sounds_alike(desk: Desk) -> None:
    amy = desk.person("amy")
    with desk.database.transaction() as session:
        session.add_all(Contact(name=name, owner_id=1, created_at=NOW) for name in ("許欣彥", "徐欣彥"))
    search.index_all(desk.database)
    for name in ("許欣彥", "徐欣彥"):
        assert amy.says(f"find {name}").one("contact.card")["name"] == name
        assert amy.says(f"call {name}").one("script.step")["name"] == name


def test_a_former_name_finds_him_until_it_is_taken_back_or_he_is_forgotten(desk: Desk) -> None:
    amy = desk.person("amy")
    old, new, newest = "周文彬", "歐陽修遠", "Michael Oldenburg"
    amy.submits("edit_contact", contact="1", version="1", name=new)
    assert amy.says(f"find {old}").one("contact.card")["name"] == new
    assert amy.says("find zhou wenbin").one("contact.card")["name"] == new
    assert amy.says("find 青禾 周文宾").one("contact.card")["name"] == new
    amy.says("undo")
    assert amy.says(f"find {old}").one("contact.card")["name"] == old
    assert amy.says(f"find {new}").keys == ["contact.none"]
    for name in (new, old, new, newest):
        amy.submits("edit_contact", contact="1", name=name)
    desk.at("2026-11-23T10:30:00+08:00")
    for wipe in (False, True):
        with desk.database.transaction() as session:
            while search.fold(session):
                pass
            if wipe:
                search.rebuild(session)
        for name in (old, new, newest):
            assert amy.says(f"find {name}").one("contact.card")["name"] == newest, (name, wipe)
    with desk.database.transaction() as session:
        twin = Contact(name="Mike Oldenburg", owner_id=1, created_at=NOW, merged_into_id=1)
        session.add_all([Contact(name="周文冰", owner_id=1, created_at=NOW), twin])
        session.flush()
        session.add(ContactName(contact_id=twin.id, name="司馬光中"))
    assert amy.says("find 司馬光中").one("contact.card")["contact_id"] == 1
    (first, second, *_) = amy.says("find 文彬").one("contact.choices")["candidates"]
    assert (first["name"], first["detail"][:5]) == (newest, f"({old})")
    assert second["name"] == "周文冰"
    with desk.database.transaction() as session:
        kept = subject.everything(session, 1)
        assert [row["name"] for row in kept["contact_name"]] == [old, new, "司馬光中"]
        said = Intel(kind="other", text=f"{new} 以前叫 {old}", account_id=1, at=NOW, user_id=1)
        session.add(said)
        session.flush()
        erasure.erase(session, 1, "TW", desk.clock(), "e")
        assert "contact_name" not in subject.everything(session, 1)
        session.refresh(said)
        assert said.text == "— 以前叫 —"
        back = Sought(old, None, None, "青禾農產股份有限公司", ())
        assert suppression.returning(session, [back]) == [True], "not even under the name he had"
    assert [amy.says(f"find {name}").keys for name in (new, newest)] == [["contact.none"]] * 2
