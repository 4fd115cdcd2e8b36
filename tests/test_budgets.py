"""The budgets check itself: what is in force is within, and each kind of fault is seen."""

from pathlib import Path

from tests import check_budgets


def test_everything_is_within_its_budget() -> None:
    assert check_budgets.check() == []


def test_what_is_over_is_told(tmp_path: Path) -> None:
    long = "def act() -> None:\n" + "    pass\n" * 40
    for place, source in {
        "bot/handlers/act.py": "pass\n" * 121,
        "bot/handlers/__init__.py": "pass\n" * 250,
        "bot/desk/act.py": long,
        "store/act.py": "pass\n" * 251,
        "store/migrations/versions/0001.py": "pass\n" * 900 + long,
    }.items():
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    assert check_budgets.check(tmp_path) == [
        "bot/desk/act.py:1: act has 41 lines, at most 40",
        "bot/handlers/act.py: 121 lines, at most 120",
        "store/act.py: 251 lines, at most 250",
    ]
