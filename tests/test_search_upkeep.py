"""What is new, renamed or gone: found at once or no more, while noted, folded and anew, on both databases."""

import threading

import pytest
from sqlalchemy import func, select

from store import contacts, search
from store.db import Database
from store.models import Contact, SearchDelta, SearchGram, SearchPost
from store.search import posting
from tests.company import NOW
from tests.search_desk import STATES, bring, fill, find, person
from tests.talk import Desk


@pytest.fixture
def desk_data(database: Database) -> Database:
    """The small company, and some whose names are easily mistaken."""
    fill(database)
    return database


@pytest.fixture(params=STATES)
def searched(request: pytest.FixtureRequest, desk_data: Database) -> Database:
    """The same names while they are in the delta, when they are folded, and in an index made anew."""
    bring(desk_data, request.param)
    return desk_data


def test_who_is_renamed_is_found_at_once_and_by_the_old_name_behind_who_bears_it(searched: Database) -> None:
    with searched.transaction() as session:
        person = session.scalars(select(Contact).where(Contact.name == "曾國華")).one()
        contacts.change(session, person.id, {"name": "Theodora Quill"})
        assert [one.contact_id for one in search.find(session, "theodora", region="TW")] == [person.id]
    assert find(searched, "Quill")[0].contact_id == person.id
    with searched.transaction() as session:
        bears = Contact(name="曾國華", created_at=NOW)
        session.add(bears)
        session.flush()
    assert [one.contact_id for one in find(searched, "曾國華")] == [bears.id, person.id]


def test_who_is_deleted_is_not_found(searched: Database) -> None:
    with searched.transaction() as session:
        session.delete(session.scalars(select(Contact).where(Contact.name == "許佩珊")).one())
    assert all(one.name != "許佩珊" for one in find(searched, "許佩珊"))


def test_names_written_past_the_session_are_found_once_indexed(desk_data: Database) -> None:
    row = {"name": "Bartholomew Finch", "created_at": NOW, "custom": {}, "version": 1, "do_not_call": False}
    with desk_data.transaction() as session:
        session.connection().execute(Contact.__table__.insert(), [row])
        assert search.waiting(session)
    assert find(desk_data, "finch") == []
    assert search.index_all(desk_data) > 0
    assert find(desk_data, "finch")[0].name == "Bartholomew Finch"
    assert search.index_all(desk_data) == 0
    with desk_data.transaction() as session:
        person = session.scalars(select(Contact).where(Contact.name == "Bartholomew Finch")).one()
        changed = Contact.__table__.update().where(Contact.id == person.id).values(name="Cornelius Drake")
        session.connection().execute(changed)
        search.note_contacts(session, [person.id])
    assert find(desk_data, "drake")[0].name == "Cornelius Drake"


def test_the_clock_folds_what_waits(desk: Desk) -> None:
    with desk.database.transaction() as session:
        for number in range(250):
            person(session, f"Person{number:03} Surname{number:03}")
        assert search.waiting(session)
    desk.at("2026-11-23T10:05:00+08:00")
    with desk.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(SearchDelta)) == 0
        assert not search.waiting(session)
        assert search.find(session, "surname123", region="TW")[0].name == "Person123 Surname123"


def test_folding_changes_no_result_and_counts_rightly(desk_data: Database) -> None:
    with desk_data.transaction() as session:
        for number in range(40):
            person(session, f"Quentin Marsh{number}")
        while search.fold(session):
            pass
        person(session, "Quentin Lowell")
        while search.fold(session):
            pass
    with desk_data.transaction() as session:
        folded = {row.g: row.n for row in session.scalars(select(SearchGram))}
        posts = {
            (row.g, row.block): set(posting.unpack(row.offsets))
            for row in session.scalars(select(SearchPost))
        }
        assert max(folded.values()) >= 41
        search.rebuild(session)
        session.expire_all()
        assert {row.g: row.n for row in session.scalars(select(SearchGram))} == folded
        anew = {
            (row.g, row.block): set(posting.unpack(row.offsets))
            for row in session.scalars(select(SearchPost))
        }
        assert anew == posts


def test_two_add_at_once_and_neither_waits(desk_data: Database) -> None:
    """On PostgreSQL both transactions are open at the same time; SQLite gives them their turns."""
    both = threading.Barrier(2)
    together = not desk_data.url.startswith("sqlite")
    failed: list[BaseException] = []

    def add(name: str) -> None:
        try:
            with desk_data.transaction() as session:
                person(session, name)
                if together:
                    both.wait(timeout=20)
        except BaseException as error:  # the thread's failure is the test's
            failed.append(error)
            raise

    threads = [threading.Thread(target=add, args=(name,)) for name in ("Ottoline Baker", "Ottoline Barker")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert {one.name for one in find(desk_data, "ottoline")} == {"Ottoline Baker", "Ottoline Barker"}
