"""Digests, agendas and follow-ups at wall-clock hours, over zones whose clocks change: each day once, in order.

A slice of all zones here; `python -m tests.zones` looks at all of them (part of `make campaign`).
"""

from tests.zones import check


def test_each_day_once_where_clocks_change() -> None:
    looked, faults = check(every=40)
    assert faults == []
    assert looked > 5_000
