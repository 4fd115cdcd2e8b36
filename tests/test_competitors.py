"""Competitors are known from the first day, by every name they go by."""

from pathlib import Path

from store.models import Account
from tests.talk import Desk


def test_a_competitor_is_known_before_anybody_has_named_one(desk: Desk) -> None:
    amy = desk.person("amy")
    for line in ("log Ann Price 5 min, HP quoted 5% less", "log 周文彬 5分鐘 惠普便宜5%"):
        heard = amy.says(line).one("log.draft")["intel"]
        assert [(one["kind"], one["competitor"]) for one in heard] == [("price", "HP")], line
    assert amy.says("intel 聯想 最近降價一成").one("intel.saved")["competitor"] == "Lenovo"


def test_the_name_that_the_desk_has_used_is_the_one_it_is_told_by(desk: Desk) -> None:
    amy = desk.person("amy")
    with desk.database.transaction() as session:
        session.get_one(Account, 1).competitor = "戴爾"
    heard = amy.says("log Ann Price 5 min, Dell is 5% cheaper").one("log.draft")["intel"]
    assert [one["competitor"] for one in heard] == ["戴爾"]


def test_a_company_names_its_own(desk: Desk, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(
        '[[competitors]]\ncode = "harbour"\nname = "Harbour Systems"\nwords = ["海港系統"]\n'
        '[[competitors]]\ncode = "dell"\noff = true\n',
        "utf-8",
    )
    amy = Desk(desk.database, settings={"BATON_POLICY": str(policy)}).person("amy")
    heard = amy.says("log 周文彬 5分鐘 海港系統便宜5%").one("log.draft")["intel"]
    assert [one["competitor"] for one in heard] == ["Harbour Systems"]
    assert amy.says("log Ann Price 5 min, Dell is 5% cheaper").one("log.draft")["intel"] == []
