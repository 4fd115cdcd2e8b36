"""Faults of a company's policy: all at once, each at its place with its cure."""

from pathlib import Path

import pytest

from bot.sales.policy import PolicyFaults, check_policy, load_policy
from bot.sales.policy.lines import key_lines, line_of
from tests.policies import faults_of, written


def test_all_faults_are_told_at_once_with_line_and_cure(tmp_path: Path) -> None:
    text = """\
[company]
timezone = "Asia/Taipe"
nam = "x"
region = "XX"
currency = "usd"

[[tiers]]
code = "smb"
handoff_hours = -5
icp = "60"

[[dispositions]]
code = "maybe"
starts = "nuture"

[business_hours]
days = []

[calendar]
x = 1
"""
    faults = check_policy(written(tmp_path, text))
    told = {(fault.line, fault.key, fault.nearest) for fault in faults}
    assert told == {
        (2, "company.timezone", "Asia/Taipei"),
        (3, "company.nam", "name"),
        (4, "company.region", ""),
        (5, "company.currency", ""),
        (9, "tiers.smb.handoff_hours", ""),
        (10, "tiers.smb.icp", ""),
        (14, "dispositions.maybe.starts", "nurture"),
        (17, "business_hours.days", ""),
        (19, "calendar", ""),
    }
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)
    assert all(fault.nearest or fault.instead for fault in faults)
    assert all(str(tmp_path) in str(fault) for fault in faults)
    with pytest.raises(PolicyFaults) as refused:
        load_policy(tmp_path / "policy.toml")
    assert refused.value.faults == faults


@pytest.mark.parametrize("hours", ["0", "-5", "1e9", "inf", "nan", '"4"', "true"])
def test_an_sla_that_no_clock_can_keep_is_refused(tmp_path: Path, hours: str) -> None:
    text = f'[[tiers]]\ncode = "smb"\nhandoff_hours = {hours}\n'
    fault = faults_of(tmp_path, text)["tiers.smb.handoff_hours"]
    assert (fault.line, bool(fault.instead)) == (3, True)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[[calling_hours]]\nregion = "TW"\nmon = ["9-18"]', "calling_hours.TW.mon.1"),
        ('[[calling_hours]]\nregion = "TW"\nmon = ["09:00-09:00"]', "calling_hours.TW.mon.1"),
        ('[[calling_hours]]\nregion = "TW"\nmon = ["09:60-18:00"]', "calling_hours.TW.mon.1"),
        ('[[calling_hours]]\nregion = "TW"\nmon = ["09:00-25:00"]', "calling_hours.TW.mon.1"),
        ('[[calling_hours]]\nregion = "TW"\nmon = [9]', "calling_hours.TW.mon.1"),
        ('[business_hours]\nopens = "24:00"', "business_hours.opens"),
        ("[business_hours]\nquiet = 1", "business_hours.quiet"),
        ('[digest]\nat = "８:30"', "digest.at"),
        ("[next_call.weights]\nvalue = -1", "next_call.weights.value"),
        ("[bant.weights]\nbudget = 0\nauthority = 0\nneed = 0\ntimeline = 0", "bant.weights"),
        ("[undo]\nminutes = 0", "undo.minutes"),
        ("[undo]\nminutes = 1.5", "undo.minutes"),
        ("[icp]\nbest_employees = [500, 20]", "icp.best_employees"),
        ('[[icp.negative]]\ncode = "odd"\nfield = "tags"', "icp.negative.odd"),
        ('[[pyramid]]\ncode = "gold"\npercent = 99.0', "pyramid"),
        ('[[pyramid]]\ncode = "bronze"\npercent = 3.0', "pyramid.bronze.percent"),
        ('[[stages]]\ncode = "prospect"\nafter = ["customer"]', "stages.prospect.after"),
        ('[[stages]]\ncode = "user"\norder = 2', "stages.user.order"),
        ('[[coverage]]\ncode = "any"\ntiers = ["smb"]', "coverage.any"),
        ('[[coverage]]\ncode = "smb"\ntiers = ["smbs"]', "coverage.smb.tiers"),
        ('[[cadences]]\ncode = "enquiry"\nthen = "nurtur"', "cadences.enquiry.then"),
        ('[[cadences]]\ncode = "enquiry"\nsteps = []', "cadences.enquiry.steps"),
        ('[[dispositions]]\ncode = "sale"\nstarts = "renewal"', "dispositions.sale.starts"),
        ('[[dispositions]]\ncode = "Sale!"', "dispositions.Sale!.code"),
        ('[[dispositions]]\ncode = "sale"\n[[dispositions]]\ncode = "sale"', "dispositions.sale.code"),
        ("[[dispositions]]\nreached = true", "dispositions.1"),
        ('[segments]\nunknown_tier = "tiny"', "segments.unknown_tier"),
        ('company = "Globex"', "company"),
        ('[company]\nname = { en = "Globex", zh-tw = "環球" }', "company.name"),
        ('[[cross_sell.product_rules]]\nhaving = "a"\nneeds = "a"', "cross_sell.product_rules.1"),
    ],
)
def test_a_wrong_value_is_refused_at_its_place(tmp_path: Path, text: str, key: str) -> None:
    faults = faults_of(tmp_path, text)
    assert key in faults
    assert 1 <= faults[key].line <= text.count("\n") + 1


def test_a_step_that_cannot_be_reckoned_is_refused(tmp_path: Path) -> None:
    step = (
        '[[cadences]]\ncode = "x"\n[[cadences.steps]]\nkind = "call"\nreason = "r"\nunit = "hours"\nafter = '
    )
    assert "backwards" in str(*check_policy(written(tmp_path, f"{step}-2")))
    assert "distance" in str(*check_policy(written(tmp_path, f"{step}2\ntimes = 3")))


@pytest.mark.parametrize(
    ("region", "instead"),
    [
        ("DEC", '"TW", "CN", "US"'),
        ("NSE", '"TW", "CN", "US"'),
        ("US-XX", '"US"'),
        ("ZZ-1", '"TW", "CN", "US"'),
    ],
)
def test_a_region_without_holidays_is_refused(tmp_path: Path, region: str, instead: str) -> None:
    assert faults_of(tmp_path, f'[company]\nregion = "{region}"')["company.region"].instead == instead


def test_quiet_hours_that_leave_no_time_to_work_are_refused(tmp_path: Path) -> None:
    assert "business_hours" in faults_of(tmp_path, '[quiet_hours]\npeople = "09:00-18:00"\n')


@pytest.mark.parametrize(
    ("raw", "code", "line"),
    [
        (b"[company\nname = 1", "bad_toml", 1),
        (b"a = 1\na = 2", "bad_toml", 2),
        (b"\xa4\xa4\xa4\xe5 = 1", "unreadable", 0),
        (b"x = " + b"[" * 20_000, "bad_toml", 0),
        (b"#" * 1_000_001, "too_large", 0),
    ],
)
def test_a_file_that_cannot_be_read_says_so(tmp_path: Path, raw: bytes, code: str, line: int) -> None:
    path = tmp_path / "policy.toml"
    path.write_bytes(raw)
    (fault,) = check_policy(path)
    assert (fault.code, fault.line) == (code, line)


def test_a_missing_file_and_a_folder_say_so(tmp_path: Path) -> None:
    assert [fault.code for fault in check_policy(tmp_path / "none.toml")] == ["unreadable"]
    assert [fault.code for fault in check_policy(tmp_path)] == ["unreadable"]


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_bytes(b"\xef\xbb\xbf[undo]\nminutes = 5\n")
    assert load_policy(path).undo.minutes == 5


def test_lines_are_found_in_every_way_of_writing() -> None:
    text = 'a.b = 1\n# c = 2\n[t]\nx = [\n  1, # ]\n  "]",\n]\ny = {z = 1}\n'
    text += '[[r]]\n"q q" = """\nno = 1\n"""\n[[r]]\nk = 1\n'
    lines = key_lines(text)
    assert lines == {
        ("a",): 1, ("a", "b"): 1, ("t",): 3, ("t", "x"): 4, ("t", "y"): 8, ("t", "y", "z"): 8,
        ("r", 0): 9, ("r", 0, "q q"): 10, ("r", 1): 13, ("r", 1, "k"): 14,
    }  # fmt: skip
    assert line_of(("r", 1, "k", "deep"), lines) == 14
    assert line_of(("nowhere",), lines) == 0
