"""Market intelligence: kept in a line, its kind recognised, taken back, read by those who steer."""

import pytest

from store.models import Account, Intel
from tests.talk import Desk


@pytest.fixture
def rivals(desk: Desk) -> Desk:
    """A desk that has heard of a competitor."""
    with desk.database.transaction() as session:
        session.get_one(Account, 2).competitor = "宏遠"
    return desk


@pytest.mark.parametrize(
    ("typed", "kind", "competitor"),
    [
        ("宏遠 同款筆電報價 26,000", "price", "宏遠"),
        ("客戶抱怨宏遠售後很慢", "complaint", "宏遠"),
        ("他們現在用宏遠的伺服器", "competitor", "宏遠"),
        ("同業開始送三年保固，價格 NT$26,000", "price", None),
        ("they complain about slow repairs", "complaint", None),
        ("new plant opens in March", "other", None),
    ],
)
def test_what_was_heard_is_kept_with_its_kind(
    rivals: Desk, typed: str, kind: str, competitor: str | None
) -> None:
    saved = rivals.person("amy").says(f"intel {typed}").one("intel.saved")
    assert (saved["kind"], saved["competitor"], saved["text"]) == (kind, competitor, typed)
    with rivals.database.reading() as session:
        row = session.query(Intel).one()
        assert (row.id, row.kind, row.competitor, row.text) == (saved["id"], kind, competitor, typed)


def test_it_is_tied_to_the_contact_at_hand(rivals: Desk) -> None:
    amy = rivals.person("amy")
    amy.says("find 林志遠")
    saved = amy.says("情報 宏遠 報 26,000").one("intel.saved")
    assert (saved["contact"], saved["company"]) == ("林志遠", "宏昇包裝")
    with rivals.database.reading() as session:
        row = session.query(Intel).one()
        assert (row.contact_id, row.account_id) == (2, 2)


def test_it_is_taken_back_by_who_kept_it(rivals: Desk) -> None:
    amy = rivals.person("amy")
    amy.says("intel 宏遠 報 26,000")
    button = amy.last.action("intel.withdraw")
    assert rivals.person("ben").presses(button).one("refused")["reason"] == "not_available"
    assert amy.presses(button).keys == ["intel.withdrawn"]
    assert amy.presses(button, id="again").one("refused")["reason"] == "not_available"
    with rivals.database.reading() as session:
        assert session.query(Intel).count() == 0


def test_a_competitor_nobody_knew_is_named_by_form(desk: Desk) -> None:
    amy = desk.person("amy")
    assert amy.says("intel Acme offers the same for NT$26,000").one("intel.saved")["competitor"] is None
    assert amy.presses("intel.about").one("form.ask")["field"] == "competitor"
    assert amy.says("Acme").one("intel.saved")["competitor"] == "Acme"
    assert amy.says("intel Acme is cheaper").one("intel.saved")["competitor"] == "Acme"


def test_the_last_things_heard_are_listed_for_those_who_steer(desk: Desk) -> None:
    desk.person("amy").says("intel new plant opens in March")
    desk.person("zoe").says("intel prices fall in the south")

    def heard(handle: str) -> list[tuple[str, str | None]]:
        items = desk.person(handle).says("intel").one("intel.list")["items"]
        return [(item["text"], item["by"]) for item in items]

    assert heard("mia") == [("new plant opens in March", "許佩珊")]
    assert heard("max") == [("prices fall in the south", None), ("new plant opens in March", None)]
    assert heard("ben") == []
    assert heard("amy") == [("new plant opens in March", None)]
    assert desk.person("ada").says("intel").one("refused")["reason"] == "not_available"


def test_too_much_is_refused_and_nothing_kept(desk: Desk) -> None:
    assert desk.person("amy").says("intel " + "x" * 2_001).one("refused")["reason"] == "too_long"
    with desk.database.reading() as session:
        assert session.query(Intel).count() == 0


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "Kept (price)"), ("zh-TW", "已記（價格）："), ("zh-CN", "已记（价格）：")],
)
def test_intelligence_in_three_languages(desk: Desk, language: str, told: str) -> None:
    amy = desk.person("amy")
    amy.says(f"language {language}")
    assert amy.says("intel 同業降價到 NT$26,000").text.startswith(told)


def test_a_company_named_at_the_start_is_not_named_twice(desk: Desk) -> None:
    amy = desk.person("amy")
    told = {
        "en": ("Kept (other): 青禾農產 moves", "Kept (other) · from 青禾農產: moves in March"),
        "zh-TW": ("已記（其他）：青禾農產 moves", "已記（其他，來自青禾農產）：moves in March"),
        "zh-CN": ("已记（其他）：青禾農產 moves", "已记（其他，来自青禾農產）：moves in March"),
    }
    for language, (without, with_it) in told.items():
        amy.says(f"language {language}")
        amy.says("find 周文彬")
        first = amy.says("intel 青禾農產 moves")
        assert (first.text, first.one("intel.saved")["company"]) == (without, "青禾農產")
        assert amy.says("intel moves in March").text == with_it
