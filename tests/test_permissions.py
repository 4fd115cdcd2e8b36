"""Who may do what: every role against every word, button, form, search and export there is; and random probes."""

import random
from itertools import product
from pathlib import Path

import pytest

from bot.context import Context
from bot.events import Sought, Who
from bot.forms import specs
from bot.router import Clash, Replies, Router, Rule, join
from bot.sales.rights import ACTIONS, ROLES, Actor, Scope, Thing, allowed, permits
from store.db import Database
from store.migrating import migrate
from tests import probes
from tests.company import found
from tests.talk import Answers, Desk

ONE_OF = {"agent": "amy", "field": "tim", "manager": "mia", "marketing": "max", "admin": "ada"}
REFUSED = "not_available"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """One company that both teams have worked in; what is refused leaves it as it is."""
    path: Path = tmp_path_factory.mktemp("permissions") / "baton.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    found(database, language="en")
    opened = Desk(database)
    probes.furnish(opened)
    return opened


def refused(answers: Answers) -> bool:
    return [one["params"].get("reason") for one in answers if one["key"] == "refused"] == [REFUSED]


@pytest.mark.parametrize("role", ROLES)
def test_what_the_table_denies_is_refused_and_changes_nothing(desk: Desk, role: str) -> None:
    routes, talk = desk.app.routes, desk.person(ONE_OF[role])
    before = probes.everything(desk.database)
    denied = 0
    for head in sorted(word.head for word in routes.help if allowed(role, word.may) == "none"):
        assert refused(talk.says(f"{head} 黃俊傑")), head
        denied += 1
    for action in sorted(name for name, rule in routes.presses.items() if _none(role, rule)):
        assert all(refused(talk.presses(f"{action}:{record}.1")) for record in (1, 5, 999)), action
        denied += 1
    for name, (form, rule) in sorted(routes.forms.items()):
        if _none(role, rule):
            assert not any(answer["key"] != "refused" for answer in talk.submits(name, **_filled(form))), name
            denied += 1
    for name, (form, rule) in routes.forms.items():
        for field in [field for field, spec in specs(form).items() if spec.search and _none(role, rule)]:
            assert not desk.app.options(Sought(Who("terminal", ONE_OF[role]), name, field, "5", "x")), name
    assert probes.everything(desk.database) == before
    assert (denied > 0) == any(allowed(role, one) == "none" for one in _asked(desk))


def _none(role: str, rule: Rule) -> bool:
    return allowed(role, rule.may or "") == "none"


def _filled(form: type) -> dict[str, str]:
    return {name: "5" for name, spec in specs(form).items() if not spec.optional}


def _asked(desk: Desk) -> set[str]:
    routes = desk.app.routes
    rules = [*routes.words.values(), *routes.presses.values(), *(rule for _, rule in routes.forms.values())]
    return {rule.may or "" for rule in rules}


def test_unknown_and_forbidden_answer_alike(desk: Desk) -> None:
    for handle, action in product(("tim", "mia", "max"), ("contact.open", "contact.edit", "followup.done")):
        talk = desk.person(handle)
        for foreign in ("1.1", "2.1") if action == "followup.done" else ("5.1",):
            shown = talk.presses(f"{action}:{foreign}")
            assert shown.text == talk.presses(f"{action}:999.1").text, (handle, action)
        for there in ("黃俊傑", "02-5555 0210"):
            nobody = "黃俊雄" if there == "黃俊傑" else "02-5555 0219"
            known, unknown = talk.says(f"find {there}"), talk.says(f"find {nobody}")
            assert known.keys == unknown.keys, (handle, there)
            assert "藍海物流" not in known.text + unknown.text, (handle, there)


def test_a_feature_without_a_known_right_stops_the_start() -> None:
    router = Router("careless")

    @router.pressed("careless.act", may="nobody.knows")
    def act(ctx: Context) -> Replies:
        yield from ()

    with pytest.raises(Clash, match=r"nobody\.knows"):
        join([router])


def test_random_probes_show_and_change_nothing_of_another_team(desk: Desk) -> None:
    before = probes.snapshot(desk.database)
    assert probes.run(desk, 300, 20, [one for one in probes.ACTORS if one not in ("zoe", "hal")]) == []
    after = probes.snapshot(desk.database)
    assert after == before
    assert probes.run(desk, 100, 21, ["zoe", "hal"]) == []


def test_a_hundred_thousand_decisions_agree_with_the_rules_told_plainly() -> None:
    dice = random.Random(7)  # noqa: S311 - repeatable, guards nothing
    for _ in range(100_000):
        actor = Actor(
            dice.randint(1, 4),
            dice.choice(ROLES),
            dice.choice((None, 1, 2)),
            frozenset(dice.sample(range(5, 8), dice.randint(0, 2))),
        )
        thing = Thing(
            dice.choice((None, *range(1, 8))),
            dice.choice((None, 1, 2)),
            frozenset(dice.sample(range(1, 8), dice.randint(0, 2))),
            dice.choice((None, *range(1, 8))),
            dice.random() < 0.3,
        )
        action = dice.choice(ACTIONS)
        told = _told(allowed(actor.role, action), actor, thing)
        assert permits(actor, action, thing) == told, (actor, action, thing)


def _told(scope: Scope, actor: Actor, thing: Thing) -> bool:
    """The scopes as rights.py tells them in its first lines, written down once more and otherwise."""
    people = [actor.id, *actor.acts_for]
    owners = [one for one in (thing.owner_id, thing.account_manager_id) if one is not None]
    own = any(one in owners for one in people)
    return {
        "none": False,
        "own": own,
        "pool": own or thing.in_nurture,
        "own_or_unowned": own or not owners,
        "offered": own or any(one in thing.offered_to for one in people),
        "team": own
        or (actor.team_id is not None and actor.team_id == thing.team_id)
        or (not owners and thing.team_id is None),
        "all": True,
    }[scope]
