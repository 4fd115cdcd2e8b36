from dataclasses import FrozenInstanceError
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from bot.sales.policy import Fault, Policy, PolicyFaults, Span, check_policy, load_policy, word
from bot.sales.policy.company import WEEKDAYS
from bot.sales.policy.lines import key_lines, line_of

TAIPEI = ZoneInfo("Asia/Taipei")


@pytest.fixture(scope="module")
def shipped() -> Policy:
    return load_policy()


def written(folder: Path, text: str) -> Path:
    path = folder / "policy.toml"
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(folder: Path, text: str) -> dict[str, Fault]:
    return {fault.key: fault for fault in check_policy(written(folder, text))}


def test_the_shipped_policy_holds_every_code_that_other_programs_read(shipped: Policy) -> None:
    reached = [
        "sale",
        "quote_requested",
        "callback",
        "qualified",
        "not_now",
        "not_a_fit",
        "complaint",
        "service",
        "do_not_call",
    ]
    others = ["no_answer", "busy", "voicemail", "wrong_number", "gatekeeper"]
    assert {row.code for row in shipped.dispositions} == {*reached, *others}
    assert {row.code for row in shipped.dispositions if row.reached} == set(reached)
    assert [row.code for row in shipped.stages] == [
        "suspect", "prospect", "opportunity", "customer", "user", "dormant", "lost",
    ]  # fmt: skip
    assert [row.code for row in shipped.tiers] == ["strategic", "enterprise", "midmarket", "smb", "soho"]
    assert {row.code for row in shipped.contact_reasons} == {
        "enquiry",
        "price_request",
        "out_of_stock",
        "order_status",
        "complaint",
        "renewal",
        "reactivation",
        "event_invitation",
        "event_followup",
        "cross_sell",
        "payment",
        "competitor_switch",
        "survey",
        "new_lead",
    }
    assert {row.code for row in shipped.follow_up_kinds} == {
        "call",
        "email",
        "spec_sheet",
        "quotation",
        "visit",
        "invitation",
        "contract_check",
        "other",
    }
    assert shipped.undo.minutes == 10
    assert check_policy() == ()


def test_flags_and_the_cadence_by_contact_reason(shipped: Policy) -> None:
    assert shipped.disposition("sale").flags == {"reached", "decision_maker", "sale"}
    assert shipped.disposition("do_not_call").flags == {"reached", "do_not_call", "closes"}
    quote = shipped.disposition("quote_requested")
    assert (quote.cadence_for("enquiry"), quote.cadence_for("renewal")) == ("enquiry", "quote_requested")
    with pytest.raises(KeyError):
        shipped.disposition("nonsense")


def test_a_policy_cannot_be_changed_once_loaded(shipped: Policy) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        shipped.undo.minutes = 99  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        Span(0, 60).opens = 5  # type: ignore[misc]


def test_a_companys_file_changes_what_it_names_and_nothing_else(tmp_path: Path, shipped: Policy) -> None:
    policy = load_policy(
        written(
            tmp_path,
            """
            [company]
            name = "Globex"
            [[tiers]]
            code = "smb"
            handoff_hours = 6
            [[dispositions]]
            code = "demo_booked"
            label = { en = "demo booked", zh-TW = "已約展示" }
            reached = true
            starts = "enquiry"
            [[calling_hours]]
            region = "TW"
            sat = []
            [value.weights]
            sales = 50
            """,
        )
    )
    assert policy.company.name == {"en": "Globex", "zh-TW": "Globex", "zh-CN": "Globex"}
    assert policy.company.region == shipped.company.region
    assert policy.tier("smb").handoff_hours == 6
    assert policy.tier("smb").bant == shipped.tier("smb").bant
    assert policy.tier("midmarket") == shipped.tier("midmarket")
    assert len(policy.dispositions) == len(shipped.dispositions) + 1
    assert policy.disposition("demo_booked").flags == {"reached"}
    assert policy.calling_hours_in("TW").sat == ()
    assert policy.calling_hours_in("TW").mon == shipped.calling_hours_in("TW").mon
    assert (policy.value.weights.sales, policy.value.weights.profit) == (50, shipped.value.weights.profit)


def test_a_row_switched_off_is_not_offered_and_still_read(tmp_path: Path) -> None:
    policy = load_policy(written(tmp_path, '[[dispositions]]\ncode = "voicemail"\noff = true\n'))
    assert "voicemail" not in {row.code for row in policy.dispositions}
    assert policy.disposition("voicemail").starts == "no_answer"


def test_stages_and_tiers_cannot_be_switched_off(tmp_path: Path) -> None:
    fault = faults_of(tmp_path, '[[tiers]]\ncode = "soho"\noff = true\n')["tiers.soho.off"]
    assert (fault.line, fault.code) == (3, "not_allowed")


def test_own_coverage_rows_come_before_the_shipped_ones(tmp_path: Path) -> None:
    text = '[[coverage]]\ncode = "hospitals"\nindustries = ["medical"]\nlead = ["kam"]\nhandoff = ["kam"]\n'
    policy = load_policy(written(tmp_path, text))
    assert [row.code for row in policy.coverage][:2] == ["hospitals", "strategic"]


def test_a_new_pyramid_level_stands_before_the_one_that_takes_the_rest(tmp_path: Path) -> None:
    policy = load_policy(written(tmp_path, '[[pyramid]]\ncode = "silver"\npercent = 10.0\n'))
    assert [row.code for row in policy.pyramid] == ["platinum", "gold", "iron", "silver", "bronze"]


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


@pytest.mark.parametrize(("region", "instead"), [("US-XX", '"US"'), ("ZZ-1", '"TW", "CN", "US"')])
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


@pytest.mark.parametrize(
    ("at", "inside"), [("20:59", False), ("21:00", True), ("00:00", True), ("08:00", False)]
)
def test_hours_over_midnight(at: str, inside: bool) -> None:
    night = Span(21 * 60, 8 * 60)
    assert night.over_midnight
    assert night.covers(time.fromisoformat(at)) is inside
    assert str(night) == "21:00-08:00"
    assert night.clocks() == (time(21), time(8))


def test_the_calendar_takes_a_persons_quiet_hours_or_the_companys(shipped: Policy) -> None:
    usual = shipped.calendar("Asia/Taipei", "TW")
    assert (usual.quiet_from, usual.quiet_until) == (time(21), time(8))
    own = shipped.calendar("Asia/Taipei", "TW", quiet=(time(12), time(13)))
    assert own.next_open(datetime(2026, 11, 23, 12, 30, tzinfo=TAIPEI)).time() == time(13)


def test_customers_are_phoned_in_their_own_lawful_hours(shipped: Policy) -> None:
    paris, zone = shipped.call_window("Europe/Paris", "FR"), ZoneInfo("Europe/Paris")

    def opens(month: int, day: int, hour: int) -> str:
        return f"{paris.next_open(datetime(2026, month, day, hour, tzinfo=zone)):%m-%d %H:%M}"

    assert paris.is_open(datetime(2026, 11, 23, 17, 30, tzinfo=TAIPEI))
    assert not paris.is_open(datetime(2026, 11, 23, 16, 30, tzinfo=TAIPEI))
    assert opens(11, 23, 13) == "11-23 14:00"  # lunch
    assert opens(11, 27, 20) == "11-30 10:00"  # the weekend
    assert opens(12, 25, 11) == "12-28 10:00"  # a holiday
    quiet = shipped.call_window("Europe/Paris", "FR", quiet=(time(9), time(15)))
    assert quiet.next_open(datetime(2026, 11, 23, 10, tzinfo=zone)) == datetime(2026, 11, 23, 15, tzinfo=zone)


def test_a_region_without_hours_of_its_own_takes_its_countrys_or_the_rest(shipped: Policy) -> None:
    assert shipped.calling_hours_in("US-CA").region == "US"
    assert shipped.calling_hours_in("JP").region == "*"


def test_calling_hours_may_run_over_midnight_and_a_day_may_be_empty(tmp_path: Path) -> None:
    text = '[[calling_hours]]\nregion = "TW"\nmon = ["21:00-08:00"]\ntue = []\nwed = ["00:00-24:00"]\n'
    policy = load_policy(written(tmp_path, text + '[quiet_hours]\ncustomers = ""\n'))
    window = policy.call_window("Asia/Taipei", "TW")

    def at(day: int, hour: int) -> datetime:
        return datetime(2026, 11, day, hour, tzinfo=TAIPEI)

    assert window.is_open(at(24, 7))  # Tuesday morning belongs to Monday's night
    assert window.next_open(at(24, 8)) == at(25, 0)
    assert window.is_open(at(25, 23))
    assert window.next_open(at(23, 5)) == at(23, 21)


def test_a_region_in_which_nobody_may_ever_be_phoned_is_refused(tmp_path: Path) -> None:
    days = "".join(f"{day} = []\n" for day in WEEKDAYS)
    assert "calling_hours.TW" in faults_of(tmp_path, f'[[calling_hours]]\nregion = "TW"\n{days}')


def test_quiet_hours_that_cover_every_lawful_hour_leave_none(shipped: Policy) -> None:
    window = shipped.call_window("Asia/Taipei", "TW", quiet=(time(6), time(22)))
    assert window.next_open(datetime(2026, 11, 23, tzinfo=TAIPEI)) is None


def test_word_falls_back_to_the_nearest_language() -> None:
    assert word({"zh-TW": "報價", "en": "quote"}, "zh-CN", "x") == "報價"
    assert word({}, "en", "quote_requested") == "quote_requested"
