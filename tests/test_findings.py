"""Faults that were found by using the desk; each stays found."""

import pytest

from tests.talk import Desk


def test_a_form_without_what_it_carries_is_refused_and_locks_nobody_out(desk: Desk) -> None:
    amy = desk.person("amy")
    assert amy.submits("edit_contact", name="X").one("refused")["reason"] == "form.stale"
    changed = amy.submits("edit_contact", contact="4", email="ann@example.com")
    assert changed.one("contact.changed")["changed"] == {"email": "ann@example.com"}


def test_undo_is_never_undone(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits("edit_contact", contact="4", email="ann@example.com")
    amy.says("undo")
    assert amy.says("undo").one("refused")["reason"] == "undo.nothing"
    assert amy.says("find Ann Price").one("contact.card")["email"] is None


def test_a_log_at_a_scripts_end_can_be_taken_back(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("call 周文彬 enquiry")
    amy.says("要報價 15 分鐘 後天十點再談")
    amy.presses("log.save")
    assert "call" in amy.says("undo").one("undo.done")["what"]


def test_do_not_call_can_be_logged_and_the_log_taken_back_but_not_the_refusal(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits("log_call", contact="1", disposition="do_not_call", minutes="1")
    assert "call" in amy.says("undo").one("undo.done")["what"]
    assert amy.says("find 周文彬").one("contact.card")["do_not_call"] is True


def test_a_refused_number_is_refused_for_whoever_has_it_next(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits("log_call", contact="4", disposition="do_not_call", minutes="1")
    added = amy.submits("add_contact", name="Fay", phone="+886 2 5555 0190")
    assert added.one("contact.card")["do_not_call"] is True
    assert amy.says("call Fay").one("refused")["reason"] == "contact.do_not_call"


@pytest.mark.parametrize(
    ("line", "phone"),
    [
        ("add Bob Chen Bluewave 0912 345 678", "0912 345 678"),
        ("add Carol Wu +886 912 345 679 carol@example.com Bluewave", "+886 912 345 679"),
        ("新增 王小明 大同公司 (02) 2555-0199 分機 12", "(02) 2555-0199 分機 12"),
    ],
)
def test_a_number_with_spaces_is_one_number(desk: Desk, line: str, phone: str) -> None:
    asked = desk.person("amy").says(line)
    fields = {field["name"]: field.get("value") for field in asked[0]["form"]["fields"]}
    assert fields["phone"] == phone
    assert fields["company"] in ("Bluewave", "大同公司")


def test_nobody_plans_to_write_to_who_must_not_be_contacted(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits("log_call", contact="4", disposition="do_not_call", minutes="1")
    answer = amy.submits("follow_up", contact="4", when="tomorrow 10:00", kind="email")
    assert answer.one("refused")["reason"] == "contact.do_not_call"


def test_a_running_cadence_is_a_next_step(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits("log_call", contact="4", disposition="no_answer", minutes="0")
    amy.says("log Ann Price no answer")
    assert amy.last.one("log.draft")["also"] == []
    assert "call.no_next_step" not in amy.presses("log.save").keys


def test_every_disposition_has_its_button(desk: Desk) -> None:
    asked = desk.person("amy").presses("log.start:1")
    options = asked[0]["form"]["fields"][1]["options"]
    shown = [button["press"].rpartition(".")[2] for button in asked[0]["buttons"]]
    assert [option["value"] for option in options] == shown[: len(options)]


def test_a_bare_hour_ends_the_line_of_a_follow_up(desk: Desk) -> None:
    planned = desk.person("amy").says("follow 周文彬 1600").one("followup.planned")
    assert planned["due"] == "2026-11-23T16:00:00+08:00"


def test_a_fault_beside_right_answers_asks_nothing_that_is_answered(desk: Desk) -> None:
    asked = desk.person("amy").submits(
        "log_call", contact="1", disposition="fired", minutes="5", owner_id="3"
    )
    assert asked.one("form.ask")["field"] == "disposition"


def test_the_call_agreed_in_a_script_is_a_call(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("call 周文彬 enquiry")
    for _ in range(12):
        if any(shown["press"].startswith("script.finish") for shown in amy.last[0]["buttons"]):
            break
        amy.presses("script.answer")
    draft = amy.presses("script.finish").one("log.draft")
    assert draft["follow_up"]["kind"] == "call"
