"""Readers of what strangers send: any bytes and any text are understood or refused, and never stumble.

`BATON_FUZZ=1000000 pytest tests/test_fuzz.py` tries that many inputs instead of a few.
"""

import json
import os
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chats.slack_events import read as read_slack
from bot.chats.telephone_events import NotUnderstood
from bot.chats.telephone_events import read as read_ring
from bot.reading import clean, marked, whole
from bot.sales import telephone
from bot.sales.money import find_money, read_money
from bot.scripts.yamlfile import read_text
from store.imports.reading import read as read_sheet
from store.imports.values import Conventions, Refused
from tests.hostile import TEXTS

TRIES = settings(
    max_examples=int(os.environ.get("BATON_FUZZ", "150")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
SCRAPS = st.sampled_from(
    [*TEXTS, "0912-345-678", "８.8E+11", "ext 12", "分機", "NT$", "120萬", "1,000.5", "三万五", "²"]
)
ANYTHING = st.one_of(st.text(max_size=80), st.lists(SCRAPS, max_size=4).map(" ".join))
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | ANYTHING
JSON = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
)
SLACK = st.sampled_from(
    [
        "type",
        "event",
        "user",
        "text",
        "channel",
        "actions",
        "view",
        "state",
        "values",
        "trigger_id",
        "ts",
        "team",
        "payload",
    ]
)
CSV = st.one_of(
    st.binary(max_size=400),
    st.lists(st.lists(ANYTHING, max_size=4).map(",".join), max_size=6).map(
        lambda rows: "\n".join(["公司名稱,電話,tax id,email", *rows]).encode("utf-8", "replace")
    ),
)


@given(ANYTHING)
@TRIES
def test_words_numbers_and_amounts(text: str) -> None:
    kept = clean(text)
    assert clean(kept) == kept
    assert whole(text) >= 0
    assert min(marked(text)) >= 0
    found = telephone.read(kept, "TW")
    assert found.e164 is None or found.e164[1:].isascii()
    amount = read_money(kept, "TWD")
    assert amount is None or amount.amount.is_finite()
    assert all(one.money.amount.is_finite() for one in find_money(kept, "TWD"))


@given(CSV, st.sampled_from(["accounts", "contacts", "calls", "orders"]))
@TRIES
def test_any_file_is_read_row_by_row_or_refused(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with suppress(Refused):
        assert all(item is not None for item in read_sheet(path, kind, Conventions()).items())


@given(
    st.one_of(
        st.binary(max_size=300),
        ANYTHING.map(lambda text: f"a: {text}\nb: [{text}]".encode("utf-8", "replace")),
    )
)
@TRIES
def test_any_script_file_is_read_or_its_fault_is_named(content: bytes) -> None:
    node, faults = read_text(content, "any.yaml")
    assert (node is None) == bool(faults)
    assert all(one.advice for one in faults)


@given(
    st.one_of(st.binary(max_size=200), JSON.map(lambda value: json.dumps(value).encode())),
    st.sampled_from(["", "application/x-www-form-urlencoded"]),
)
@TRIES
def test_any_body_of_the_telephone_system(body: bytes, kind: str) -> None:
    with suppress(NotUnderstood):
        assert read_ring(body, kind).id


@given(st.dictionaries(SLACK, JSON | st.dictionaries(SLACK, JSON, max_size=5), max_size=6))
@TRIES
def test_any_object_with_slacks_signature(body: dict[str, object]) -> None:
    found = read_slack(body, "UBOT")
    assert found is None or type(found).__module__.startswith("bot.")
