"""One's own settings, said, asked and kept; reminders follow them."""

import re

import pytest

from tests.talk import Desk


def test_settings_show_how_things_stand(desk: Desk) -> None:
    shown = desk.person("amy").says("settings").one("settings.card")
    assert shown == {
        "language": "en",
        "timezone": "Asia/Taipei",
        "quiet_from": "21:00",
        "quiet_until": "08:00",
        "reminders": "last",
        "digest": "08:30",
    }


def test_what_is_chosen_holds_and_the_rest_stays(desk: Desk) -> None:
    amy = desk.person("amy")
    changed = amy.submits("own_settings", timezone="America/New_York", quiet="22-7", digest="0700")
    shown = changed.one("settings.card")
    assert (shown["timezone"], shown["quiet_from"], shown["quiet_until"]) == (
        "America/New_York",
        "22:00",
        "07:00",
    )
    assert (shown["digest"], shown["reminders"], shown["language"]) == ("07:00", "last", "en")
    back = amy.submits("own_settings", quiet="company", digest="company").one("settings.card")
    assert (back["quiet_from"], back["digest"], back["timezone"]) == ("21:00", "08:30", "America/New_York")


@pytest.mark.parametrize(
    ("code", "head", "word"), [("zh-TW", "設定", "繁體中文"), ("zh-CN", "设置", "简体中文")]
)
def test_settings_are_asked_one_by_one_in_ones_language(desk: Desk, code: str, head: str, word: str) -> None:
    amy = desk.person("amy")
    amy.says(f"language {code}")
    amy.says(head)
    assert amy.presses("settings.change").one("form.ask")["field"] == "language"
    assert amy.presses(word).one("form.ask")["field"] == "timezone"
    assert amy.presses("Asia/Shanghai").one("form.ask")["field"] == "quiet"
    shown = amy.presses("form.finish")
    assert shown.one("settings.card")["timezone"] == "Asia/Shanghai"
    assert "Asia/Shanghai" in shown.text


def test_a_zone_that_does_not_exist_is_asked_again(desk: Desk) -> None:
    asked = desk.person("amy").submits("own_settings", timezone="Asia/Nowhere", quiet="22-7").one("form.ask")
    assert asked["errors"]["timezone"]["reason"] == "form.not_an_option"


def test_reminders_wait_for_the_end_of_ones_own_quiet_hours(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits("own_settings", quiet="18-9")
    amy.says("follow 周文彬 tomorrow 08:00")
    desk.at("2026-11-24T08:30:00+08:00")
    assert "followup.due" not in amy.reads().keys
    desk.at("2026-11-24T09:00:00+08:00")
    assert "followup.due" in amy.reads().keys


def test_never_quiet_is_never_quiet(desk: Desk) -> None:
    amy = desk.person("amy")
    shown = amy.submits("own_settings", quiet="off", reminders="terminal").one("settings.card")
    assert (shown["quiet_from"], shown["reminders"]) == (None, "terminal")
    assert "never" in amy.last.text


def test_each_is_welcomed_with_words_that_are_his(desk: Desk) -> None:
    for handle, quotes in (("amy", 1), ("tim", 2), ("mia", 2), ("max", 1), ("ada", 1)):
        one = desk.person(handle)
        for language, marks in (("en", '""'), ("zh-TW", "「」"), ("zh-CN", "“”")):
            one.says(f"language {language}")
            told = one.says("start").text
            words = re.findall(f"{marks[0]}([^{marks}]+){marks[1]}", told)
            assert len(words) == quotes, told
            for word in words:
                assert "refused" not in one.says(word).keys, (handle, word)
