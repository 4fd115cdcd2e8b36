"""Records of a telephone system go in as calls: waiting, given up, length; what was logged already stays."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from bot.sales.policy import load_policy
from store import figures
from store.imports.importing import run
from store.models import Call, Team, User
from tests.company import NOW
from tests.talk import Desk

ASTERISK = """calldate,clid,src,dst,duration,billsec,disposition,uniqueid,channel
2026-11-20 10:00:00,"Chou",0255550161,218,320,301,ANSWERED,c1,SIP/218-1
2026-11-20 10:10:00,,0255550199,218,42,0,NO ANSWER,c2,SIP/218-2
2026-11-20 10:20:00,,219,0455550180,66,60,ANSWERED,c3,SIP/219-1
2026-11-20 10:30:00,,219,0455550180,9,0,BUSY,c4,SIP/219-2
"""
CHINESE = """通話編號,方向,來電號碼,受話號碼,分機,開始時間,等待秒數,通話秒數,通話結果,放棄
n1,呼入,02-5555 0170,,218,2026-11-20 11:00:00,20,125,已接通,否
n2,呼入,02-5555 0170,,218,2026-11-20 11:10:00,40,0,放棄,是
"""


def test_records_count_in_the_digest_and_change_nothing_twice(desk: Desk, tmp_path: Path) -> None:
    with desk.database.transaction() as session:
        logged = Call(
            external_id="c1", user_id=1, at=NOW - timedelta(days=3), disposition="sale", minutes=5, version=1
        )
        logged.direction, logged.custom, logged.script_path = "inbound", {}, []
        session.add(logged)
    for name, text in (("asterisk.csv", ASTERISK), ("chinese.csv", CHINESE)):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        first = run(desk.database, "calls", path, load_policy(), NOW)
        assert first.errors == [], first.errors
        again = run(desk.database, "calls", path, load_policy(), NOW)
        assert (again.added, again.changed) == (0, 0), again
    with desk.database.reading() as session:
        calls = {call.external_id: call for call in session.scalars(select(Call))}
        assert (calls["c1"].disposition, calls["c1"].contact_id) == ("sale", 1), "what was logged stays"
        assert (calls["c2"].abandoned, calls["c2"].user_id, calls["c2"].minutes) == (True, None, 0)
        assert (calls["c3"].direction, calls["c3"].user_id, calls["c3"].minutes) == ("outbound", 2, 1)
        assert (calls["c4"].disposition, calls["c4"].abandoned) == ("busy", False)
        assert (calls["n1"].wait_seconds, calls["n1"].minutes, calls["n1"].user_id) == (20, 3, 1)
        assert (calls["n2"].abandoned, calls["n2"].wait_seconds) == (True, 40)
    mia = desk.person("mia")
    for language, words in (
        ("zh-TW", "來電放棄 2 通（50"),
        ("zh-CN", "来电放弃 2 通（50"),
        ("en", "given up by callers 2 (50"),
    ):
        with desk.database.transaction() as session:
            session.scalars(select(User).where(User.handle == "mia")).one().language = language
        shown = mia.says("digest 2026-11-20")
        assert words in shown.text
        assert "30" in shown.text.partition(words)[2].partition("\n")[0]
    told = shown.one("digest.daily")
    assert (told["calls"], told["connects"], told["abandoned"]) == (4, 3, 2)
    assert told["aht_seconds"] == (5 + 1 + 3) * 60 / 3
    assert (told["abandon_rate"], told["wait_seconds"]) == (0.5, 30)
    day = (datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 21, tzinfo=UTC))
    with desk.database.transaction() as session:
        teams = session.scalars(select(Team.id).order_by(Team.id)).all()
        lost = [figures.calls(session, [99], [day], team_id=team) for team in teams]
        assert [sum(one.calls for one in team) for team in lost] == [1, *[0] * (len(teams) - 1)], (
            "one team's each"
        )
        for call in session.scalars(select(Call).where(Call.abandoned)):
            call.team_id = None
    with desk.database.reading() as session:
        lost = [figures.calls(session, [99], [day], team_id=team) for team in teams]
        assert [sum(one.calls for one in team) for team in lost] == [1, *[0] * (len(teams) - 1)], (
            "the first's"
        )
    me = desk.person("amy").says("me").one("me.figures")
    assert me["period"]["calls"] == 2, "what nobody took is nobody's"
