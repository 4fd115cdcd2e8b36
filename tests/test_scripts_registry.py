"""Editing scripts while the desk works: a good change counts at once, a faulty one changes nothing."""

import os
from pathlib import Path

import pytest

from bot.scripts import Registry, ScriptsError, answer, render_step, script_from_dict, script_to_dict, start
from bot.scripts.vocabulary import SHIPPED

BLANKS = {"agent.name": "Amy", "agent.extension": "1", "company.name": "Anhe"}


def folder(tmp_path: Path) -> Path:
    (tmp_path / "default.yaml").write_bytes((SHIPPED / "default.yaml").read_bytes())
    return tmp_path


def write(path: Path, text: str) -> None:
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 1_000_000, before + 1_000_000))


def said(registry: Registry) -> str:
    script = registry.library.find("default")
    assert script
    return render_step(script, start(script), "en", BLANKS).say


def test_a_change_counts_without_a_restart_and_a_fault_is_told_once(tmp_path: Path) -> None:
    path = folder(tmp_path) / "default.yaml"
    registry = Registry(tmp_path)
    first = said(registry)
    good = path.read_text(encoding="utf-8")
    assert registry.refresh() == ()

    write(path, good.replace("What can I do for you today?", "What is it about?"))
    assert registry.refresh() == ()
    assert said(registry) != first
    assert said(registry).endswith("What is it about?")

    write(path, good.replace("goto: need", "goto: nede"))
    faults = registry.refresh()
    line = good.splitlines().index("            goto: need") + 1
    assert [(fault.line, fault.problem) for fault in faults] == [(line, "goto: there is no step nede")]
    assert said(registry).endswith("What is it about?")
    assert registry.refresh() == ()

    write(path, good)
    assert registry.refresh() == ()
    assert said(registry) == first


def test_a_new_file_and_a_removed_one_count_too(tmp_path: Path) -> None:
    registry = Registry(folder(tmp_path))
    assert registry.library.find("survey-low") is None
    write(tmp_path / "survey.yaml", (SHIPPED / "survey.yaml").read_text(encoding="utf-8"))
    assert registry.refresh() == ()
    assert registry.library.find("survey-low")
    (tmp_path / "survey.yaml").unlink()
    assert registry.refresh() == ()
    assert registry.library.find("survey-low") is None
    (tmp_path / "default.yaml").unlink()
    assert [fault.problem for fault in registry.refresh()] == ["holds no scripts"]
    assert registry.library.find("default")


def test_a_touched_file_is_not_read_again(tmp_path: Path) -> None:
    registry = Registry(folder(tmp_path))
    before = registry.library
    path = tmp_path / "default.yaml"
    os.utime(path, ns=(1, 1))
    assert registry.refresh() == ()
    assert registry.library is before


def test_a_running_call_keeps_its_words_when_the_library_changes(tmp_path: Path) -> None:
    path = folder(tmp_path) / "default.yaml"
    registry = Registry(tmp_path)
    script = registry.library.find("default")
    assert script
    kept, run = script_to_dict(script), start(script)

    write(path, path.read_text(encoding="utf-8").replace("Tell me briefly", "Tell me"))
    registry.refresh()
    newer = registry.library.find("default")
    assert newer
    assert newer.version != script.version
    assert registry.library.find("default", script.version) is None

    old = script_from_dict(kept)
    at_question = answer(old, run, 1, "en")
    assert render_step(old, at_question, "en", BLANKS).say.startswith("Tell me briefly")


def test_a_faulty_folder_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(ScriptsError, match="holds no scripts") as caught:
        Registry(tmp_path)
    assert len(caught.value.faults) == 1


def test_the_version_is_the_same_everywhere_for_the_same_words(tmp_path: Path) -> None:
    mine, shipped = Registry(folder(tmp_path)).library.find("default"), Registry().library.find("default")
    assert mine
    assert shipped
    assert mine == shipped
    assert len(mine.version) == 12
