"""The pages of cards are what the chats show: the day is played again, strictly, in each language."""

from pathlib import Path

import pytest

from tests.cards import CHATS, DAY, FOLDER, LANGUAGES, page, play

KINDS = {
    "stranger", "help.list", "next.call", "contact.card", "contact.choices", "contact.none", "contact.added", "form.ask",
    "script.step", "log.draft", "call.logged", "crosssell.offer", "crosssell.answered", "product.card", "followup.planned",
    "followup.list", "followup.due", "followup.moved", "intel.saved", "undo.done", "handoff.check", "handoff.offered",
    "handoff.asked", "handoff.list", "handoff.accepted", "settings.card", "me.figures", "refused", "pipeline.table",
    "forecast.table", "digest.daily", "away.set", "transfer.done", "agenda.daily",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_what_both_chats_show(language: str, blank: Path, tmp_path: Path) -> None:
    played = {chat: play(tmp_path / "day.db", language, chat, blank=blank) for chat in CHATS}
    for chat, steps in played.items():
        assert KINDS - {key for step in steps for key in step.keys} == set(), chat
        assert [s.what for s in steps if not s.shown and s.act not in ("at", "home")] == [], chat
    assert len(DAY) == len(played["Slack"])
    assert page(language, played) == (FOLDER / f"{language}.md").read_text("utf-8"), "run `make cards`"
