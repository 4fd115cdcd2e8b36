import itertools

import pytest

from bot.sales.rights import (
    ACTIONS,
    ROLES,
    Actor,
    Thing,
    UnknownActionError,
    _read,
    allowed,
    known,
    permits,
    register,
)

AGENT, FIELD, MANAGER = Actor(1, "agent", 10), Actor(2, "field", 20), Actor(3, "manager", 10)
MARKETING, ADMIN = Actor(4, "marketing", 30), Actor(5, "admin", None)
MINE, COLLEAGUES = Thing(owner_id=1, team_id=10), Thing(owner_id=9, team_id=10)
FOREIGN, UNOWNED = Thing(owner_id=8, team_id=20), Thing()


def test_an_agent_reads_every_card_and_changes_his_own_and_unowned_ones() -> None:
    assert all(permits(AGENT, "contact.read", thing) for thing in (MINE, COLLEAGUES, FOREIGN, UNOWNED))
    assert all(permits(AGENT, "call.log", thing) for thing in (MINE, COLLEAGUES, FOREIGN, UNOWNED))
    assert permits(AGENT, "contact.change", MINE)
    assert permits(AGENT, "contact.change", UNOWNED)
    assert not permits(AGENT, "contact.change", COLLEAGUES)


def test_an_agent_sees_his_own_figures_only() -> None:
    assert permits(AGENT, "figures.own", MINE)
    assert not permits(AGENT, "figures.own", COLLEAGUES)
    assert not any(permits(AGENT, action) for action in ("figures.team", "digest.read", "handoff.reassign"))


def test_the_field_sees_its_accounts_and_what_was_offered_to_it() -> None:
    managed = Thing(owner_id=1, team_id=10, account_manager_id=2)
    offered = Thing(owner_id=1, team_id=10, offered_to=frozenset({2}))
    assert permits(FIELD, "contact.read", managed)
    assert permits(FIELD, "contact.read", offered)
    assert not permits(FIELD, "contact.read", MINE)
    assert permits(FIELD, "handoff.answer", offered)
    assert not permits(FIELD, "handoff.answer", Thing(offered_to=frozenset({7})))
    assert not permits(FIELD, "contact.change", offered)


def test_a_manager_reaches_his_team_and_no_other() -> None:
    for action in ("contact.read", "figures.team", "handoff.reassign", "handoff.override", "transfer"):
        assert permits(MANAGER, action, COLLEAGUES), action
        assert not permits(MANAGER, action, FOREIGN), action
    assert permits(MANAGER, "contact.read", UNOWNED)
    assert not permits(Actor(3, "manager", None), "contact.read", Thing(owner_id=8, team_id=None))


def test_marketing_has_campaigns_and_the_nurture_pool_and_no_personal_figures() -> None:
    assert permits(MARKETING, "campaign.change", FOREIGN)
    assert permits(MARKETING, "contact.read", Thing(owner_id=8, team_id=20, in_nurture=True))
    assert not permits(MARKETING, "contact.read", FOREIGN)
    assert not any(permits(MARKETING, action) for action in ("figures.own", "figures.team", "digest.read"))


def test_an_administrator_keeps_people_and_rules_and_reads_no_chat_of_others() -> None:
    for action in ("people.change", "policy.change", "data.import", "data.export", "away.other", "transfer"):
        assert permits(ADMIN, action, FOREIGN), action
    assert not permits(ADMIN, "chat.read", FOREIGN)
    assert permits(ADMIN, "chat.read", Thing(owner_id=5))
    assert not permits(ADMIN, "contact.read", FOREIGN)


@pytest.mark.parametrize("action", ["people.change", "policy.change", "data.import", "data.erase"])
def test_only_the_administrator_runs_the_house(action: str) -> None:
    assert [role for role in ROLES if allowed(role, action) != "none"] == ["admin"]


def test_a_delegate_acts_for_the_absent_while_he_is() -> None:
    theirs = Thing(owner_id=9, team_id=10)
    assert not permits(AGENT, "followup.change", theirs)
    assert permits(Actor(1, "agent", 10, frozenset({9})), "followup.change", theirs)
    stand_in = Actor(2, "field", 20, frozenset({7}))
    assert permits(stand_in, "handoff.answer", Thing(offered_to=frozenset({7})))


def test_without_a_thing_it_is_asked_whether_he_may_at_all() -> None:
    assert permits(AGENT, "contact.change")
    assert not permits(AGENT, "policy.change")


def test_unknown_roles_are_denied_everything() -> None:
    system = Actor(0, "system", 10)
    assert not any(permits(system, action, UNOWNED) or permits(system, action) for action in ACTIONS)
    assert not any(permits(Actor(0, "", 10), action) for action in ACTIONS)


def test_unknown_actions_are_refused_when_features_are_joined() -> None:
    assert register("contact.read") == "contact.read"
    assert not known("contact.raed")
    for ask in (register, lambda action: allowed("admin", action), lambda action: permits(ADMIN, action)):
        with pytest.raises(UnknownActionError):
            ask("contact.raed")


def test_every_named_action_has_a_row() -> None:
    named = (
        "contact.read contact.add contact.change call.log followup.read followup.plan followup.change "
        "crosssell.answer handoff.offer handoff.answer handoff.outcome handoff.reassign handoff.override "
        "intel.add product.read order.add case.close figures.own figures.team digest.read pipeline.read "
        "forecast.read away.own away.other transfer campaign.read nurture.read people.change policy.change "
        "data.import data.export settings.own undo.own help script.run account.read export.accounts "
        "export.contacts export.products export.stock export.orders export.promotions export.calls "
        "export.followups export.opportunities export.users"
    )
    assert [action for action in named.split() if not known(action)] == []


def test_nobody_reaches_beyond_the_scope_of_his_row() -> None:
    """Every role, action and kind of thing against the meaning of the scopes, written out once more."""
    owners, teams, flags = (None, 1, 9), (None, 10, 20), (False, True)
    offers = (frozenset[int](), frozenset({1}), frozenset({9}))
    for role, action in itertools.product(ROLES, ACTIONS):
        me = Actor(1, role, 10)
        for owner, keeper, team, offered, pool in itertools.product(owners, owners, teams, offers, flags):
            thing = Thing(owner, team, offered, keeper, pool)
            mine = 1 in (owner, keeper)
            ownerless = owner is None and keeper is None
            reach = {
                "none": False,
                "own": mine,
                "pool": mine or pool,
                "own_or_unowned": mine or ownerless,
                "offered": mine or 1 in offered,
                "team": mine or team == 10 or (ownerless and team is None),
                "all": True,
            }
            assert permits(me, action, thing) is reach[allowed(role, action)], (role, action, thing)


def test_a_table_that_leaves_something_open_is_no_table() -> None:
    header, row = "action " + " ".join(ROLES), "x " + "own " * len(ROLES)
    assert len(_read(f"{header}\n{row}")) == len(ROLES)
    for table in (
        f"action agent\n{row}",
        f"{header}\nx own",
        f"{header}\n{row}\n{row}",
        f"{header}\n{row} own",
    ):
        with pytest.raises(ValueError):
            _read(table)
    with pytest.raises(ValueError, match="row of x"):
        _read(f"{header}\n{row.replace('own', 'anything')}")
