"""Old and new programs over one database: who may start beside whom is what the migrations say."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store import migrating, schema
from tests.commandline import run
from tests.talk import Desk

NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, oldest = {new!r}, {old!r}, {least!r}
branch_labels = depends_on = None


def upgrade() -> None:
    op.add_column("product", sa.Column("colour_{new}", sa.String(), nullable=True))
"""
Becomes = Callable[[Path], None]


@pytest.fixture
def becomes(monkeypatch: pytest.MonkeyPatch) -> Becomes:
    """Be the program with these migrations from now on."""

    def become(folder: Path) -> None:
        for module in (schema, migrating):
            monkeypatch.setattr(module, "MIGRATIONS", folder)
        schema.versions.cache_clear()

    return become


@pytest.fixture(autouse=True)
def _itself_again(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield
    monkeypatch.undo()
    schema.versions.cache_clear()


def with_next(folder: Path, before: Path, new: str, old: str, least: str) -> Path:
    """The migrations of a newer program: those before and one more."""
    shutil.copytree(before, folder, ignore=shutil.ignore_patterns("__pycache__"))
    text = NEXT.format(new=new, old=old, least=least)
    (folder / "versions" / f"{new}_next.py").write_text(text)
    return folder


def test_old_and_new_run_side_by_side_as_the_migrations_say(
    desk: Desk, tmp_path: Path, becomes: Becomes
) -> None:
    own = schema.MIGRATIONS
    second = with_next(tmp_path / "second", own, "0002", "0001", "0001")
    third = with_next(tmp_path / "third", second, "0003", "0002", "0002")
    becomes(second)
    with pytest.raises(schema.SchemaError, match="old: 0001"):
        schema.check(desk.database)
    assert migrating.migrate(desk.database) == ("0001", "0002")
    schema.check(desk.database)
    becomes(own)
    schema.check(desk.database)
    assert desk.person("amy").says("find 周文彬").keys
    looked = run("doctor", "--database", desk.database.url)
    assert "its tables are at 0002, this program is of 0001; it may work on them" in looked.out + looked.err
    assert "install the newer version here too" in looked.out + looked.err
    with pytest.raises(schema.SchemaError, match="newer: 0002"):
        migrating.migrate(desk.database)
    becomes(third)
    assert migrating.migrate(desk.database) == ("0002", "0003")
    becomes(second)
    schema.check(desk.database)
    becomes(own)
    with pytest.raises(schema.SchemaError, match="newer: 0003"):
        schema.check(desk.database)
    assert "made by a newer Baton" in run("doctor", "--database", desk.database.url).err
