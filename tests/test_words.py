"""The words check itself: what is in force is clean, and each kind of fault is seen."""

import shutil
from pathlib import Path

import pytest

from bot import texts
from bot.phrases import Phrases
from tests import check_words, words_catalogue


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = tmp_path / "bot" / "locale"
    shutil.copytree(texts.FOLDER, copy)
    monkeypatch.setattr(words_catalogue, "FOLDER", copy)
    return copy


def change(folder: Path, language: str, old: str, new: str) -> None:
    path = folder / language / "core.ftl"
    source = path.read_text("utf-8")
    assert old in source
    path.write_text(source.replace(old, new, 1), encoding="utf-8")


def test_all_words_are_there() -> None:
    assert check_words.check() == []


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_messages_are_found_one_by_one_as_in_the_whole_file(language: str) -> None:
    phrases = Phrases(texts.FOLDER / language, language, {})
    messages, _ = words_catalogue.read(language)
    assert len(messages) > 800
    for key in messages:
        assert phrases.get(key).attributes.keys() == set(messages[key].attributes)
    with pytest.raises(KeyError):
        phrases.get("nobody-says-this")


@pytest.mark.parametrize(
    ("language", "old", "new", "told"),
    [
        ("zh-TW", "welcome = ", "welcome = { $name", "cannot be read"),
        ("zh-CN", "welcome = ", "hello = ", "welcome has no words in zh-CN"),
        ("zh-TW", "{ $ref }", "", "error: parameters of zh-TW differ: ref"),
        ("zh-TW", "WHEN($due)", "$due", "functions of zh-TW differ: WHEN()"),
        ("zh-TW", ".faults = ", ".fault = ", ".fault is not in every language"),
        ("en", "welcome = ", "gruezi = Hello\nwelcome = ", "nobody asks for gruezi"),
        ("en", "cancel-nothing = ", "cancel-none = ", "no words for cancel-nothing"),
        ("en", "cancel-nothing = ", "cancel-nothing = { $who } ", "cancel-nothing needs who"),
        ("en", "welcome = ", "welcome = Hello! ", "an exclamation mark"),
        ("zh-TW", "cancel-nothing = ", "cancel-nothing = 说", "signs of the other script: 说"),
        ("zh-CN", "cancel-nothing = ", "cancel-nothing = 說", "signs of the other script: 說"),
        ("zh-CN", "cancel-nothing = ", "cancel-nothing = please ", "English: please"),
        ("en", "button-form-skip = ", "button-form-skip = Skip\nbutton-form-skip = ", "is written twice"),
        ("en", "help-language-example = ", "help-tongue-example = ", "no words for help-language-example"),
    ],
)
def test_a_fault_is_named(folder: Path, language: str, old: str, new: str, told: str) -> None:
    change(folder, language, old, new)
    assert any(told in fault for fault in check_words.check()), check_words.check()
