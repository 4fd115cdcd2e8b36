"""The linter: every kind of fault, all at once, each with its file and line and what to write instead."""

from pathlib import Path

import pytest

from bot.scripts import check, load_library
from bot.scripts.vocabulary import load_vocabulary

OPEN = '"{agent.name} {agent.extension} {recording}"'
GOOD = f"""\
scripts:
  - id: base
    title: {{en: Base, zh-TW: 基本, zh-CN: 基本}}
    objections: [price]
    steps:
      - id: open
        fill: quantity
        say:
          en: {OPEN}
          zh-TW: {OPEN}
          zh-CN: {OPEN}
        answers:
          - label: 3–5
            sets: {{quantity: 3-5}}
            goto: end
      - id: ask
        say:
          en: Why
          zh-TW: 為何
          zh-CN: 为何
      - id: end
        say: {{en: Bye, zh-TW: 再見, zh-CN: 再见}}
        end: {{disposition: callback, follow_up: call, due: in 2 business days}}
"""


def faults_of(tmp_path: Path, text: str, name: str = "mine.yaml") -> list[tuple[str, int, str, str]]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    _, faults = load_library(tmp_path)
    return [(fault.file, fault.line, fault.problem, fault.advice) for fault in faults]


def test_a_good_file_has_no_fault(tmp_path: Path) -> None:
    assert faults_of(tmp_path, GOOD) == []
    assert check(tmp_path) == (True, ("1 scripts, 3 steps, 8 reply cards: clean",))


CASES = [
    ("goto: end\n", "goto: edn\n", 15, "there is no step edn", "did you mean end?"),
    ("      - id: ask\n", "      - id: open\n", 16, "two steps open", "rename"),
    ("fill: quantity", "fill: quantiti", 7, "no field 'quantiti'", "did you mean quantity?"),
    ("sets: {quantity: 3-5}", "sets: {quantity: some}", 14, "quantity is 'some'", "3-5"),
    ("sets: {quantity: 3-5}", "sets: {quantty: 3-5}", 14, "does not know quantty", "did you mean quantity?"),
    ("sets: {quantity: 3-5}", "sets: {disposition: salez}", 14, "no disposition 'salez'", "did you mean sale?"),
    ("label: 3–5", "label: about five", 13, "label must hold names", "en"),
    ("          en: Why\n", "          en: Why {produkt.name}\n", 18, "no blank {produkt.name}", "product.name"),
    ("          en: Why\n", "          en: Why {product.price}\n", 17, "(a price or promotion", "else:"),
    ("          en: Why\n", "          en: Why {contact.name}\n", 17, "{contact.name} may be empty", 'or:"..."'),
    ("          en: Why\n", "          en: Why {{7*7}}\n", 18, "outside the grammar", "{name}"),
    ("          zh-CN: 为何\n", "", 18, "say has no zh-CN", "write zh-CN"),
    ("          zh-CN: 为何\n", '          zh-CN: ""\n', 20, "zh-CN is empty", "write zh-CN"),
    ("          en: Why\n", f"          en: {'a' * 601}\n", 18, "601 characters", "two steps"),
    ("disposition: callback", "disposition: calback", 23, "no disposition 'calback'", "did you mean callback?"),
    ("follow_up: call", "follow_up: cal", 23, "no follow-up kind 'cal'", "did you mean call?"),
    ("due: in 2 business days", "due: someday", 23, "due is 'someday'", "tomorrow"),
    ("disposition: callback, ", "", 23, "disposition is missing", "write disposition"),
    ("objections: [price]", "objections: [prise]", 4, "no objection 'prise'", "did you mean price?"),
    ("    steps:\n", "    step:\n", 5, "does not know step", "did you mean steps?"),
    ("  - id: base\n", "  - id: Base Script\n", 2, "is not a plain name", "ask-budget"),
    ("  - id: base\n    title", "  - title", 2, "id is missing", "write id"),
    ("    objections: [price]\n", "    when: {reason: enquirry}\n", 4, "no reason 'enquirry'", "mean enquiry?"),
    ("    objections: [price]\n", "    when: {tier: smbb}\n", 4, "no tier 'smbb'", "did you mean smb?"),
    ("    objections: [price]\n", "    when: {style: drivr}\n", 4, "no style 'drivr'", "did you mean driver?"),
    ("    objections: [price]\n", "    when: {mood: bad}\n", 4, "does not know mood", "write one of"),
    ("    objections: [price]\n", "    when: {cross_sell: lots}\n", 4, "cross_sell is 'lots'", "0.4"),
    ("    objections: [price]\n", "    when: {touch: low}\n", 0, "no script fits every call", "without when"),
    ("    objections: [price]\n", "    like: nobody\n", 4, "like: nobody", "did you mean|write one of|base"),
    ("    objections: [price]\n", "    like: base\n", 4, "leads back to itself", "base"),
    ("        fill: quantity\n", "        free: maybe\n", 7, "free is 'maybe'", "yes or no"),
    ("      - id: ask\n", "      - id: ask\n        use: ask-emial\n", 17, "no shared step", "did you mean ask-email?"),
    ("      - id: ask\n", "      - id: ask\n        role: opener\n", 17, "no role 'opener'", "did you mean opening?"),
    ("      - id: ask\n", "      - id: ask\n        ask: never\n", 17, "no ask 'never'", "if_missing"),
    ("      - id: ask\n", "      - id: ask\n        ask: if_missing\n", 17, "fills nothing", "fill"),
    ("      - id: ask\n", "      - id: ask\n        needs: [prodct.name]\n", 17, "no blank 'prodct.name'", "product.name"),
    ("      - id: ask\n", "      - id: ask\n        fill: budget\n        free: no\n", 18, "cannot be answered", "free: yes"),
    ("      - id: ask\n", "      - id: ask\n        free: yes\n", 17, "says free, but fills nothing", "note"),
    ("      - id: ask\n", "      - id: ask\n        goto: ask\n", 16, "no way to an end", "goto"),
    ("        end: {disp", "        goto: ask\n        end: {disp", 24, "is an end but goes on", "take"),
    ("        end: {disposition: callback, follow_up: call, due: in 2 business days}\n", "", 5, "has no end", "end:"),
    ("        fill: quantity\n", "        fill: quantity\n        needs: [product.name]\n", 6, "opening may be left out", "first"),
    ("          zh-TW: " + OPEN, "          zh-TW: 您好", 8, "{agent.name}, {agent.extension}, {recording} in zh-TW", "extension"),
    ("    steps:\n", "    steps: none\n    x:\n", 5, "steps must be a list", "dash"),
    ("  - id: base\n", "  - id: base\n    id: other\n", 3, "id is given twice (first in line 2)", "keep one"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "problem", "advice"), CASES)
def test_each_fault_has_its_line_and_its_cure(
    tmp_path: Path, old: str, new: str, line: int, problem: str, advice: str
) -> None:
    assert old in GOOD
    found = faults_of(tmp_path, GOOD.replace(old, new, 1))
    fitting = [each for each in found if each[1] == line and problem in each[2]]
    assert fitting, found
    assert any(word in fitting[0][3] for word in advice.split("|")), fitting


def test_a_step_that_nothing_leads_to(tmp_path: Path) -> None:
    text = GOOD.replace("            goto: end\n", "            goto: end\n        goto: end\n", 1)
    assert faults_of(tmp_path, text) == [
        ("mine.yaml", 17, "step ask is never reached", "lead to it with goto, or delete it")
    ]


def test_a_loop_that_only_goes_round(tmp_path: Path) -> None:
    loop = "      - {id: a, goto: b, say: {en: A, zh-TW: 甲, zh-CN: 甲}}\n      - {id: b, goto: a, say: {en: B, zh-TW: 乙, zh-CN: 乙}}\n"
    text = GOOD.replace("      - id: ask\n", "      - id: ask\n        goto: a\n").replace(
        "      - id: end\n", loop + "      - id: end\n"
    )
    stuck = [each for each in faults_of(tmp_path, text) if "no way to an end" in each[2]]
    assert [each[1] for each in stuck] == [16, 22, 23]


def test_a_loop_with_a_way_out_is_allowed(tmp_path: Path) -> None:
    text = GOOD.replace("            goto: end\n", "            goto: ask\n").replace(
        "      - id: end\n", "        answers: [{label: 1, goto: open}]\n      - id: end\n"
    )
    assert faults_of(tmp_path, text) == []


def test_scripts_are_compared_across_files(tmp_path: Path) -> None:
    faults_of(tmp_path, GOOD, "a.yaml")
    same_id = faults_of(tmp_path, GOOD, "b.yaml")
    assert same_id == [
        ("b.yaml", 2, "there are two scripts base (also a.yaml:2)", "give each its own id"),
    ]
    other = faults_of(tmp_path, GOOD.replace("id: base", "id: other"), "b.yaml")
    assert [(each[0], each[1], each[2]) for each in other] == [
        ("b.yaml", 2, "other fits exactly where base does (a.yaml:2)"),
    ]


def test_conditions_in_another_order_are_the_same(tmp_path: Path) -> None:
    first = GOOD.replace("    steps:", "    when: {tier: [smb, soho], reason: enquiry}\n    steps:")
    second = GOOD.replace("id: base", "id: other").replace(
        "    steps:", "    when: {reason: enquiry, tier: [soho, smb]}\n    steps:"
    )
    faults_of(tmp_path, GOOD.replace("id: base", "id: default"), "a.yaml")
    faults_of(tmp_path, first, "b.yaml")
    assert [each[1:3] for each in faults_of(tmp_path, second, "c.yaml")] == [
        (5, "other fits exactly where base does (b.yaml:2)")
    ]


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    text = GOOD
    for old, new in (
        ("goto: end\n", "goto: edn\n"),
        ("          en: Why\n", "          en: Why {nix}\n"),
        ("disposition: callback", "disposition: x"),
        ("objections: [price]", "objections: [x]"),
    ):
        text = text.replace(old, new, 1)
    (tmp_path / "broken.yaml").write_text("a: [", encoding="utf-8")
    (tmp_path / "empty.yaml").write_text("", encoding="utf-8")
    found = faults_of(tmp_path, text)
    assert [each[:2] for each in found] == sorted(each[:2] for each in found)
    assert {each[:2] for each in found} == {
        ("broken.yaml", 2), ("empty.yaml", 0), ("mine.yaml", 4), ("mine.yaml", 15),
        ("mine.yaml", 18), ("mine.yaml", 23),
    } | {each[:2] for each in found if each[0] == "broken.yaml"}  # fmt: skip
    ok, lines = check(tmp_path)
    assert not ok
    assert lines[-1] == f"{len(found)} faults in {tmp_path}"
    assert lines[2] == "mine.yaml:4: there is no objection 'x'; " + found[2][3]


def test_an_inherited_fault_is_told_once_where_it_is_written(tmp_path: Path) -> None:
    child = "  - id: child\n    title: {en: C, zh-TW: 丙, zh-CN: 丙}\n    when: {touch: low}\n    like: base\n    steps:\n      - id: nostep\n        say: {en: x, zh-TW: 甲, zh-CN: 甲}\n"
    found = faults_of(tmp_path, GOOD.replace("en: Why", "en: Why {nix}") + child)
    assert [(each[1], each[2]) for each in found] == [
        (18, "there is no blank {nix}"),
        (29, "base has no step 'nostep' to change"),
    ]


def test_a_variant_changes_only_what_it_says(tmp_path: Path) -> None:
    child = "  - id: child\n    title: {en: C, zh-TW: 丙, zh-CN: 丙}\n    when: {touch: low}\n    like: base\n    steps:\n      - id: ask\n        say: {en: x, zh-TW: 甲, zh-CN: 甲}\n"
    assert faults_of(tmp_path, GOOD + child) == []
    library, _ = load_library(tmp_path)
    base, changed = library.find("base"), library.find("child")
    assert base
    assert changed
    assert changed.step("ask").say.en == "x"
    assert changed.step("ask").objections == ("price",)
    assert [s for s in changed.steps if s.id != "ask"] == [s for s in base.steps if s.id != "ask"]


def test_a_folder_without_scripts(tmp_path: Path) -> None:
    assert [fault.problem for fault in load_library(tmp_path)[1]] == ["holds no scripts"]
    assert [fault.problem for fault in load_library(tmp_path / "none")[1]] == ["is no folder"]


@pytest.mark.parametrize(
    ("name", "text", "line", "problem"),
    [
        ("objections.yaml", "objections:\n  - id: price\n    label: {en: a, zh-TW: 甲, zh-CN: 甲}\n", 2, "reply is missing"),
        ("shared.yaml", "step: []\n", 1, "does not know step"),
        ("vocabulary.yaml", "codes: {}\n", 0, "vocabulary.yaml:1: needs the section blanks"),
    ],
)  # fmt: skip
def test_support_files_are_checked_too(tmp_path: Path, name: str, text: str, line: int, problem: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = faults_of(tmp_path, GOOD)
    assert any(each[1] == line and problem in each[2] for each in found), found


def test_a_company_may_add_its_own_codes(tmp_path: Path) -> None:
    text = GOOD + GOOD.partition("\n")[2].replace("id: base", "id: own").replace(
        "    steps:", "    when: {reason: trade_in}\n    steps:"
    )
    assert [each[2] for each in faults_of(tmp_path, text)] == [
        "other fits exactly where base does (mine.yaml:2)".replace("other", "own"),
        "there is no reason 'trade_in'",
    ]
    mine = load_vocabulary().with_codes(reason=frozenset({"trade_in"}))
    assert load_library(tmp_path, mine)[1] == ()
