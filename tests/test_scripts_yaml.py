"""Reading script files: everything stays text, bombs and doubles are refused, blanks cannot call anything."""

import tracemalloc
from pathlib import Path

import pytest

from bot.scripts.blanks import BlankError, fill, needed, parse
from bot.scripts.yamlfile import DEPTH_LIMIT, SIZE_LIMIT, Mapping, Scalar, Sequence, read_file, read_text
from tests.effort import steps


@pytest.mark.parametrize(
    "typed", ["10:30", "no", "yes", "0712", "1e3", "~", "null", "2026-11-23", "0x1F", "1_000", ".inf", "3.10"]
)
def test_every_scalar_stays_as_typed(typed: str) -> None:
    node, faults = read_text(f"value: {typed}\n".encode(), "a.yaml")
    assert faults == ()
    assert isinstance(node, Mapping)
    assert node.items["value"] == Scalar(typed, "a.yaml", 1)


def test_lists_and_places_are_kept() -> None:
    node, faults = read_text(b"a:\n  - one\n  - two\nb: |\n  x\n  y\n", "a.yaml")
    assert faults == ()
    assert isinstance(node, Mapping)
    assert node.lines == {"a": 1, "b": 4}
    assert node.items["a"] == Sequence((Scalar("one", "a.yaml", 2), Scalar("two", "a.yaml", 3)), "a.yaml", 2)


def test_a_name_given_twice_is_told_with_both_lines_and_reading_goes_on() -> None:
    node, faults = read_text(b"a: 1\nb: 2\na: 3\nb: 4\n", "a.yaml")
    assert node is not None
    assert [(fault.line, fault.problem) for fault in faults] == [
        (3, "a is given twice (first in line 1)"),
        (4, "b is given twice (first in line 2)"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a: 1\nb: &x [1]\n", 2, "anchors and aliases"),
        ("a: &x 1\nb: *x\n", 1, "anchors and aliases"),
        ("a: 1\nb: *nowhere\n", 2, "anchors and aliases"),
        ("a: 1\n\nb: !!python/object/apply:os.system ['true']\n", 3, "tags"),
        ("a: !secret x\n", 1, "tags"),
        ("a:\n\t- b\n", 2, "not valid YAML"),
        ("a: x: y\n", 1, "not valid YAML"),
        ("a: [1, 2\nb: 3\n", 2, "not valid YAML"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("? [a, b]\n: c\n", 1, "plain word"),
        ("", 0, "is empty"),
        ("# nothing\n", 0, "is empty"),
        ("a: \x07\n", 0, "not valid YAML"),
    ],
)
def test_what_is_refused_names_its_line_and_a_cure(text: str, line: int, problem: str) -> None:
    node, faults = read_text(text.encode(), "a.yaml")
    assert node is None
    assert len(faults) == 1
    assert (faults[0].line, faults[0].file) == (line, "a.yaml")
    assert problem in faults[0].problem
    assert faults[0].advice


ALIAS_BOMB = "a: &a [x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 8)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


BOMBS = {
    "aliases": ALIAS_BOMB.encode(),
    "lists": b"a: " + b"[" * 20_000,
    "mappings": b"a: " + b"{a: " * 20_000,
    "indented": b"\n".join(b" " * n + b"a:" for n in range(900)),
    "many": b"a: [" + b"x," * 200_000 + b"]",
    "10 MB": b"a: " + b"x" * (10 * 1024 * 1024),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_bombs_are_refused_fast_and_small(bomb: bytes) -> None:
    tracemalloc.start()
    node, faults = read_text(bomb, "bomb.yaml")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert node is None
    assert len(faults) == 1
    assert steps(read_text, bomb, "bomb.yaml") < 200_000
    assert peak < 20 * 1024 * 1024


def test_depth_up_to_the_limit_is_read() -> None:
    inside = "[" * (DEPTH_LIMIT - 1) + "x" + "]" * (DEPTH_LIMIT - 1)
    assert read_text(f"a: {inside}".encode(), "a.yaml")[1] == ()
    assert read_text(f"a: [[{inside}]]".encode(), "a.yaml")[1] != ()


def test_a_large_file_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_bytes(b"a: " + b"x" * SIZE_LIMIT)
    node, faults = read_file(path, "big.yaml")
    assert node is None
    assert "larger than 512 KB" in faults[0].problem


def test_other_encodings_and_missing_files_are_told(tmp_path: Path) -> None:
    path = tmp_path / "big5.yaml"
    path.write_bytes("a: b\nsay: 您好\n".encode("big5"))
    assert (read_file(path, "big5.yaml")[1][0].line, read_file(path, "x")[1][0].problem) == (
        2,
        "is not UTF-8 text",
    )
    assert "cannot be read" in read_file(tmp_path / "none.yaml", "none.yaml")[1][0].problem
    bom, faults = read_text("a: 您好\n".encode("utf-8-sig"), "bom.yaml")
    assert isinstance(bom, Mapping)
    assert (list(bom.items), faults) == (["a"], ())


@pytest.mark.parametrize(
    "text",
    [
        "{{ lead.delete() }}",
        "{{7*7}}",
        "{''.__class__}",
        "{contact.__class__}",
        "{'a'*10**8}",
        "{% for a in b %}",
        "{% include 'x' %}",
        "${x}",
        "{0}",
        "{}",
        "{a b}",
        "{a.b.c}",
        "{A}",
        "{price|upper}",
        "{price|money|money}",
        '{price|or:"a"|or:"b"}',
        '{price|or:"a"|money}',
        "{price|or:a}",
        "{price",
        "price}",
        "{?a}x",
        "{?a}x{/b}",
        "{/a}",
        "{?a}{?b}x{/b}{/a}",
        "{?a|money}x{/a}",
        "{ａ}",
    ],
)
def test_only_names_and_filters_may_stand_in_braces(text: str) -> None:
    if text == "${x}":
        assert fill(text, {"x": "5"}, "en") == "$5"
        return
    with pytest.raises(BlankError):
        parse(text)


@pytest.mark.parametrize(
    "name",
    ["={{7*7}}", "{agent.name}", "{?a}", "%s", "${x}", "{0}", "<!here> *b* & <b>", "a\n\x1b[31m b", "  x  y"],
)
def test_a_value_goes_in_literally(name: str) -> None:
    said = fill("Hello {contact.name}, well", {"contact.name": name, "agent.name": "NO", "a": "NO"}, "en")
    assert said == f"Hello {name}, well"


def test_segments_and_stand_ins() -> None:
    text = '{?promo.text}Now {promo.text}. {/promo.text}{!price}ask{/price}{price|money}{name|or:"there"}'
    assert fill(text, {}, "en") == "askthere"
    assert fill(text, {"promo.text": "−10 %", "price": 1200, "name": ""}, "en") == "Now −10 %. 1,200there"
    assert needed(text) == {"price"}
    assert needed("{?a}{b}{/a}{!a}{a}{/a}{c}") == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("用{a}了", "zh-TW", "用 NB-14 了"),
        ("用 {a} 了", "zh-TW", "用 NB-14 了"),
        ("用{b}了", "zh-CN", "用扩充座了"),
        ("{c} 到，{a}。", "zh-TW", "12/1（二）到，NB-14。"),
        ("{?a}{a}{/a}{b}", "zh-CN", "NB-14 扩充座"),
        ("with{a}", "en", "withNB-14"),
    ],
)
def test_latin_words_stand_apart_in_chinese(text: str, language: str, said: str) -> None:
    assert fill(text, {"a": "NB-14", "b": "扩充座", "c": "12/1（二）"}, language) == said
