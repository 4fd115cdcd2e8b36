"""The story of the demonstration: three computers for a small firm, and what a desk makes of it."""

from datetime import datetime, timedelta
from itertools import cycle

from bot.commands.demo_stage import Broken, Stage

CALLER = "02-5555 0162"
LINE = "周文彬 講了一刻鐘 想看三台 NB-14r5 的報價 老闆點頭才行 預算九萬 後天十點再談"
SISTER = "林志遠 談了二十分鐘 合格 要 40 台 NB-14r5 預算一百二十萬 總經理決定 一月底前上線 約今天下午兩點拜訪"
EVERYBODY = ("amy", "bella", "tim", "dan")
ENDS = (("not_now", "4"), ("no_answer", "0"), ("service", "9"), ("no_answer", "0"), ("not_now", "6"))
CALLS_EACH = 3
STORY_PEOPLE = ("周文彬", "林志遠")


def play(stage: Stage) -> None:
    """The whole story; raises Broken as soon as anything comes back that should not."""
    start = stage.app.clock().astimezone(stage.seat("amy").terminal.zone)
    contact = _ring(stage)
    _script(stage)
    _log(stage)
    _same_day(stage)
    for days in range(2):
        _elsewhere(stage, (start + timedelta(days=days)).replace(hour=16, minute=40))
    _reminded(stage, start + timedelta(days=2), contact)
    _grows(stage)
    _field(stage)
    _elsewhere(stage, (start + timedelta(days=2)).replace(hour=17, minute=30))
    stage.says("amy", "me", "me.figures")
    _digest(stage, start + timedelta(days=3))


def _ring(stage: Stage) -> int:
    """An unknown number, and never a caller without a name."""
    stage.tell("ring")
    stage.says("amy", f"find {CALLER}", "contact.none")
    stage.presses("amy", "contact.at_company", "form.ask")
    stage.says("amy", "周文彬", "form.ask")
    stage.presses("amy", "form.skip", "form.ask")
    seen = stage.says("amy", "採購經理", "contact.added", "contact.card")
    return int(seen[-1]["params"]["contact_id"])


def _script(stage: Stage) -> None:
    """The call, step by step; what is out of stock is answered with what is there."""
    stage.tell("script")
    stage.says("amy", "call 周文彬 enquiry", "script.step")
    stage.presses("amy", "script.answer", "script.step")
    stage.presses("amy", "script.answer", "script.step")
    stage.tell("stock")
    stage.says("amy", "product NB-14i5", "product.card")
    stage.presses("amy", "product.taken", "product.taken")
    stage.says("amy", "call", "script.step")
    stage.presses("amy", "script.answer", "script.step")
    stage.presses("amy", "script.answer", "script.step", place=1)
    stage.says("amy", "chou@qinghe-farm.example", "script.step")
    stage.presses("amy", "script.answer", "script.step", place=1)


def _log(stage: Stage) -> None:
    """One line becomes a draft; yes, and it is written."""
    _minutes_pass(stage, 15)
    stage.tell("log")
    draft = stage.says("amy", LINE, "log.draft")[-1]["params"]
    if (draft["disposition"], draft["minutes"]) != ("quote_requested", 15):
        raise Broken(f"the line was read as {draft}")
    stage.presses("amy", "log.save", "call.logged", "crosssell.offer")
    stage.tell("opening")
    stage.presses("amy", "crosssell.taken", "crosssell.answered")


def _same_day(stage: Stage) -> None:
    """The specification goes out at once; the next call stands in the list."""
    stage.tell("letter")
    stage.presses("amy", "followup.letter", "followup.letter")
    stage.presses("amy", "followup.done", "followup.done")
    stage.says("amy", "due", "followup.list")


def _elsewhere(stage: Stage, at: datetime) -> None:
    """Everybody works: does what is due, and makes the calls that Baton puts first."""
    stage.pass_time(at)
    stage.tell("elsewhere", calls=sum(_work(stage, handle) for handle in EVERYBODY))


def _work(stage: Stage, handle: str) -> int:
    """One colleague's day, unseen: what was due is done, then come the best calls; returns the calls made."""
    ends, made = cycle(ENDS), 0
    listed = stage.unseen(handle, stage.seat(handle).terminal.say("due"), "followup.list")
    items, buttons = listed["params"]["items"], listed.get("buttons", [])
    late = [item for item in items if datetime.fromisoformat(item["due"]) <= stage.app.clock()]
    for item, button in zip(late, buttons, strict=False):
        if item["kind"] != "call":
            stage.unseen(handle, stage.seat(handle).terminal.press(button["press"]), "followup.done")
    for item in late:
        if item["kind"] == "call" and item["name"] not in STORY_PEOPLE:
            _call(stage, handle, item["contact_id"], *next(ends))
            made += 1
    while made < CALLS_EACH:
        best = stage.unseen(handle, stage.seat(handle).terminal.say("next"))["params"]
        if best.get("contact_id") is None or best.get("name") in STORY_PEOPLE:
            break
        _call(stage, handle, best["contact_id"], *next(ends))
        made += 1
    return made


def _call(stage: Stage, handle: str, contact: int, disposition: str, minutes: str) -> None:
    fields = {"contact": str(contact), "disposition": disposition, "minutes": minutes}
    stage.unseen(handle, stage.seat(handle).terminal.submit("log_call", fields), "call.logged")


def _reminded(stage: Stage, day: datetime, contact: int) -> None:
    """The next call is not forgotten, and the order comes."""
    stage.pass_time(day.replace(hour=10, minute=0))
    stage.tell("reminder")
    stage.gets("amy", "followup.due", about=contact)
    _minutes_pass(stage, 6)
    stage.tell("order")
    stage.says("amy", "order 周文彬", "form.ask")
    stage.says("amy", "NB-14r5", "form.ask")
    stage.says("amy", "3", "form.ask")
    stage.presses("amy", "form.finish", "order.saved")
    stage.presses("amy", "order.more", "form.ask")
    stage.says("amy", "WR-3Y", "form.ask")
    stage.says("amy", "3", "form.ask")
    stage.presses("amy", "form.finish", "order.saved")


def _grows(stage: Stage) -> None:
    """The lead leads to a larger one, which is checked before it is handed over."""
    _minutes_pass(stage, 25)
    stage.tell("grows")
    stage.says("amy", SISTER, "log.draft")
    stage.presses("amy", "log.save", "call.logged")
    stage.says("amy", "handoff 林志遠", "handoff.check")
    stage.presses("amy", "handoff.offer", "handoff.sent")


def _field(stage: Stage) -> None:
    """In the field: offered, reminded at half time, accepted, visited, won; the agent hears of each."""
    stage.tell("field")
    [offered] = stage.gets("tim", "handoff.offered")
    due = datetime.fromisoformat(offered["params"]["sla_due"])
    stage.pass_time(due - timedelta(hours=1, minutes=58))
    stage.tell("half")
    stage.gets("tim", "handoff.reminder")
    stage.presses("tim", "handoff.accept", "handoff.accepted")
    stage.gets("amy", "handoff.accepted")
    stage.pass_time(due + timedelta(hours=1))
    stage.tell("won")
    stage.presses("tim", "handoff.visited", "handoff.outcome")
    stage.presses("tim", "handoff.won", "form.ask")
    stage.says("tim", "1200000", "form.ask")
    stage.presses("tim", "form.finish", "handoff.outcome")
    stage.gets("amy", "handoff.outcome")


def _digest(stage: Stage, day: datetime) -> None:
    """What the manager reads the morning after, with its picture."""
    stage.pass_time(day.replace(hour=8, minute=30))
    stage.tell("digest")
    [digest] = stage.gets("mia", "digest.daily")
    if "picture" not in digest:
        raise Broken("the digest has no picture")


def _minutes_pass(stage: Stage, minutes: int) -> None:
    stage.pass_time(stage.app.clock() + timedelta(minutes=minutes))
