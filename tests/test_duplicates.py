"""Who may be there twice: warned, listed with a score, made one by a person, and taken back whole."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from bot.sales.policy import load_policy
from store import erasure, scripts, subject
from store.imports.exporting import export
from store.imports.importing import plan, run
from store.models import (
    Account,
    AccountName,
    Audit,
    Call,
    Contact,
    ContactName,
    DoNotCall,
    FollowUp,
    Handoff,
    Intel,
    Opportunity,
    Phone,
)
from tests.company import NOW
from tests.talk import Desk

TABLES = (
    Contact,
    ContactName,
    Account,
    AccountName,
    Phone,
    Call,
    FollowUp,
    Intel,
    Opportunity,
    Handoff,
    DoNotCall,
)
LEFT_OUT = {"version"}


def everything(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Whatever a merge may touch, but for the counters of changes."""
    with desk.database.reading() as session:
        return {
            model.__tablename__: [
                tuple(getattr(row, c.key) for c in model.__table__.columns if c.key not in LEFT_OUT)
                for row in session.scalars(select(model).order_by(model.id))
            ]
            for model in TABLES
        }


def test_a_person_there_twice_becomes_one_and_two_again(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("log 周文彬 講了一刻鐘 要報價 後天十點再談")
    amy.presses("log.save")
    added = amy.submits(
        "add_contact", name="周文斌", company="青禾農產", phone="0912 345 678", email="wb@green.example"
    )
    (like,) = added.one("contact.added")["like"]
    assert (like["name"], like["why"]) == ("周文彬", ["near_name"])
    assert "nearly the same name" in added.text
    second = added.one("contact.added")["contact_id"]
    first = like["contact_id"]
    amy.says("log 周文斌 拒絕來電 別再打來了")
    amy.presses("log.save")
    desk.at("2026-11-23T10:05:00+08:00")
    before = everything(desk)

    (item,) = amy.says("重複").one("duplicate.list")["items"]
    assert {item["left"], item["right"]} == {"周文彬", "周文斌"}
    pair = amy.presses("duplicates.look")
    assert [side["name"] for side in pair.one("duplicate.pair")["sides"]] == ["周文彬", "周文斌"]
    keep = next(b["press"] for b in pair[0]["buttons"] if b["press"].endswith(f".{first}"))
    assert everything(desk) == before, "nothing is merged by machine alone"
    merged = amy.presses(keep)
    assert merged.one("duplicate.merged")["kept_id"] == first
    card = merged.one("contact.card")
    assert card["contact_id"] == first
    assert card["do_not_call"], "do-not-call of either wins"
    assert len(card["last_calls"]) == 2, "history is kept"
    assert card["email"] == "wb@green.example"
    assert amy.presses(keep).one("refused"), "decided once"
    for old in ("周文斌", "wb@green.example", "0912345678", "周文彬"):
        assert amy.says(f"find {old}").one("contact.card")["contact_id"] == first, old
    assert amy.presses(f"contact.open:{second}").one("contact.card")["contact_id"] == first
    with desk.database.reading() as session:
        assert not session.scalars(select(FollowUp).where(FollowUp.state == "open")).all()
        actions = session.scalars(select(Audit.action).where(Audit.noun == "duplicate")).all()
        assert set(actions) == {"duplicates.merge"}

    assert "duplicate" in amy.says("undo").one("undo.done")["what"]
    assert everything(desk) == before
    assert amy.says("find 0912345678").one("contact.card")["contact_id"] == second
    assert amy.says("duplicates").one("duplicate.list")["count"] == 1
    amy.presses("duplicates.look")
    amy.presses("duplicates.apart")
    assert amy.says("duplicates").one("duplicate.list")["count"] == 0


def test_companies_become_one_and_the_old_name_finds_it(desk: Desk) -> None:
    with desk.database.transaction() as session:
        known = session.scalars(select(Account).where(Account.short_name == "宏昇包裝")).one()
        known.tax_id = "04595257"
    amy, mia, zoe = desk.person("amy"), desk.person("mia"), desk.person("zoe")
    amy.submits("add_contact", name="李國強", company="昇宏紙器有限公司")
    with desk.database.transaction() as session:
        twice = session.scalars(select(Account).where(Account.name == "昇宏紙器有限公司")).one()
        twice.tax_id, twice.stage = "04595257", "customer"
        first, second = known.id, twice.id
    before = everything(desk)
    assert zoe.says("duplicates").one("duplicate.list")["count"] == 0, "not hers to decide"
    listed = mia.says("duplicates")
    (item,) = [one for one in listed.one("duplicate.list")["items"] if one["noun"] == "account"]
    assert "tax_id" in item["why"]
    assert zoe.presses(listed.action("duplicates.look")).one("refused")["reason"] == "not_available"
    pair = mia.presses(listed.action("duplicates.look"))
    keep = next(b["press"] for b in pair[0]["buttons"] if b["press"].endswith(f".{first}"))
    assert zoe.presses(keep).one("refused")["reason"] == "not_available"
    mia.presses(keep)
    assert mia.says("find 李國強").one("contact.card")["company"] == "宏昇包裝"
    found = mia.says("find 昇宏紙器")
    assert {
        found[0]["params"].get("account_id"),
        *(one["account_id"] for one in found[0]["params"].get("candidates", ())),
    } >= {first}
    assert "昇宏紙器有限公司" not in found.text
    assert mia.presses(f"contact.company:{second}").one("company.card")["account_id"] == first
    with desk.database.reading() as session:
        assert session.get_one(Account, first).stage == "customer"
    mia.says("undo")
    assert everything(desk) == before


def test_a_list_that_names_both_splits_nobody_and_whoever_is_forgotten_is_so_under_every_name(
    desk: Desk, tmp_path: Path
) -> None:
    amy = desk.person("amy")
    added = amy.submits("add_contact", name="周文斌", company="青禾農產", phone="0912 345 678")
    first = added.one("contact.added")["like"][0]["contact_id"]
    amy.presses(f"call.start:{added.one('contact.added')['contact_id']}")
    pair = amy.says("duplicates 周文彬 = 周文斌")
    amy.presses(next(b["press"] for b in pair[0]["buttons"] if b["press"].endswith(f".{first}")))
    path = tmp_path / "contacts.csv"
    with desk.database.transaction() as session:
        held = len(session.scalars(select(Contact.id)).all())
        session.get_one(Contact, added.one("contact.added")["contact_id"]).external_id = "K2"
    path.write_text("聯絡人編號,姓名,公司,手機\nK2,周文斌,青禾農產,0912345678\n", "utf-8")
    report = run(desk.database, "contacts", path, load_policy(), NOW)
    assert (report.added, report.changed, report.unchanged) == (0, 0, 1), report.errors
    with desk.database.reading() as session:
        assert export(session, "contacts", tmp_path / "out.csv") == held - 1
        assert "周文斌" not in (tmp_path / "out.csv").read_text("utf-8-sig")
        whole = subject.everything(session, first)
        assert [row["name"] for row in whole["contact"]] == ["周文彬", "周文斌"]
        running = scripts.current(session, 1)
        assert running is not None
        assert running.contact_id == first, "a call under way is with the one that stays"
    assert [told.reason for told in report.notices] == ["import.merged-away"]
    with desk.database.transaction() as session:
        assert len(session.scalars(select(Contact.id)).all()) == held
        erasure.erase(session, first, "TW", NOW + timedelta(hours=1), "test")
        names = session.scalars(select(Contact.name)).all()
        assert not {"周文彬", "周文斌"} & set(names)


def test_a_list_tells_whom_it_may_bring_twice_before_it_goes_in(desk: Desk, tmp_path: Path) -> None:
    people, firms = tmp_path / "people.csv", tmp_path / "firms.csv"
    people.write_text(
        "name,company,mobile\n周文斌,青禾農產,0912-345-678\n林大同,新月五金行,0911-000-111\n林大銅,新月五金行,\n"
        "林大同分身,,0911-000-111\n王美,新月五金行,0911-000-222\n",
        "utf-8",
    )
    firms.write_text("company name,tax id\n青禾農產有限公司,\n新悅五金商行,\n新月五金商行,\n", "utf-8")
    for act in (plan, run):
        report = act(desk.database, "contacts", people, load_policy(), NOW)
        told = {(one.row, one.other): one.why for one in report.likely}
        assert told == {(2, "周文彬"): ("near_name",), (4, "林大同"): ("near_name",)}, report.likely
        report = act(desk.database, "accounts", firms, load_policy(), NOW)
        assert {(one.row, one.why[0]) for one in report.likely} >= {(2, "name"), (4, "near_name")}, (
            report.likely
        )
    swapped = tmp_path / "swapped.csv"
    swapped.write_text(
        "name,company,mobile\n林大同,新月五金行,0911-000-222\n王美,新月五金行,0911-000-111\n", "utf-8"
    )
    report = run(desk.database, "contacts", swapped, load_policy(), NOW)
    assert (report.added, report.changed, report.errors) == (0, 2, []), (
        "numbers are added, nobody becomes another"
    )
    assert report.told[("import.phone-of-other", "phone")].count == 2


def test_a_company_like_another_is_told_when_added_and_a_contact_when_he_is_changed(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("language zh-TW")
    added = amy.submits("add_contact", name="方又青", company="青和農產")
    (like,) = added.one("contact.added")["like"]
    assert (like["name"], like["contact_id"], like["why"]) == ("青禾農產股份有限公司", None, ["near_name"])
    assert "同一家公司" in added.text
    one = amy.submits("add_contact", name="林大銅", company="青禾農產").one("contact.added")
    assert one["like"] == []
    changed = amy.submits("edit_contact", contact=one["contact_id"], name="周文斌")
    (like,) = changed.one("contact.changed")["like"]
    assert like["name"] == "周文彬"
    assert "duplicates.look" in changed.action("duplicates.look")


def test_a_long_list_of_likely_duplicates_is_read_page_by_page(desk: Desk) -> None:
    with desk.database.transaction() as session:
        session.add_all(
            Contact(name="Robin Vale", account_id=1, owner_id=1, created_at=NOW) for _ in range(6)
        )
    amy = desk.person("amy")
    first = amy.says("duplicates")
    assert [one["label"] for one in first[0]["buttons"]][-2:] == ["8. Robin Vale · Robin Vale", "7 more"]
    seen = [one["id"] for one in first.one("duplicate.list")["items"]]
    second = amy.presses("7 more")
    assert "\n15. Robin Vale" in second.text
    seen += [one["id"] for one in second.one("duplicate.list")["items"]]
    assert len(set(seen)) == len(seen) == second.one("duplicate.list")["count"] == 15
    assert amy.presses(second[0]["buttons"][0]["press"]).keys == ["duplicate.pair"]
