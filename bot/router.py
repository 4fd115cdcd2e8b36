"""Which handler answers which event. Every rule is made here; clashes and dangling names stop the start."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.context import Word
from bot.forms import name_of, specs
from bot.reading import whole
from bot.replies import Button, FormCall, Reply
from bot.replies import button as make_button
from bot.replies import choice as make_choice
from bot.sales import rights

Replies = Iterator[Reply]
Handler = Callable[..., Replies]


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button's data: the record, the version it was shown at, and what else it carried."""

    action: str
    args: tuple[str, ...]

    @property
    def record(self) -> int:
        """The record's number; 0 when the data carries none."""
        return self._number(0)

    @property
    def version(self) -> int:
        """The version of the record when the button was shown."""
        return self._number(1)

    @property
    def rest(self) -> str:
        """What follows record and version."""
        return self.args[2] if len(self.args) > 2 else ""

    @property
    def number(self) -> int:
        """What follows record and version, where it is a number; else 0."""
        return self._number(2)

    def _number(self, at: int) -> int:
        return whole(self.args[at]) if len(self.args) > at else 0


@dataclass(frozen=True, slots=True)
class Due:
    """A timer that fires: what it is about, which occurrence, when it was due."""

    kind: str
    subject: int
    occurrence: str
    due: datetime
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """A handler and what one must be allowed to do to reach it (None: timers and telephones, whom nobody is)."""

    handler: Handler
    may: str | None


@dataclass(slots=True)
class Router:
    """One feature's rules: words said, buttons pressed, forms submitted, timers due."""

    name: str
    words: dict[str, Rule] = field(default_factory=dict)
    heads: dict[str, tuple[str, ...]] = field(default_factory=dict)
    presses: dict[str, Rule] = field(default_factory=dict)
    forms: dict[str, tuple[type, Rule]] = field(default_factory=dict)
    dues: dict[str, Rule] = field(default_factory=dict)
    rings: dict[str, Rule] = field(default_factory=dict)
    edits: dict[str, Rule] = field(default_factory=dict)
    dailies: list[Handler] = field(default_factory=list)
    plain: list[tuple[int, Rule]] = field(default_factory=list)
    used: set[tuple[str, str]] = field(default_factory=set)

    def said(self, word: str, *aliases: str, may: str) -> Callable[[Handler], Handler]:
        """Answer a word at the start of what is said; `word` is its name in help, aliases count as well."""

        def keep(handler: Handler) -> Handler:
            self.heads[word] = aliases
            rule = Rule(handler, may)
            self.words |= {spelling.casefold(): rule for spelling in (word, *aliases)}
            return handler

        return keep

    def pressed(self, action: str, *, may: str) -> Callable[[Handler], Handler]:
        """Answer a button."""
        return _keeper(self.presses, action, may)

    def submitted(self, form: type, *, may: str) -> Callable[[Handler], Handler]:
        """Answer a finished form."""

        def keep(handler: Handler) -> Handler:
            self.forms[name_of(form)] = (form, Rule(handler, may))
            return handler

        return keep

    def due(self, kind: str) -> Callable[[Handler], Handler]:
        """Answer a timer."""
        return _keeper(self.dues, kind, None)

    def rang(self, state: str) -> Callable[[Handler], Handler]:
        """Answer the telephone system: ringing, answered, ended."""
        return _keeper(self.rings, state, None)

    def edited(self, word: str, *, may: str) -> Callable[[Handler], Handler]:
        """Answer a change of what was said with this word before it, or with no word of command."""
        return _keeper(self.edits, word, may)

    def daily(self, handler: Handler) -> Handler:
        """A function of the context that plants the timers of the coming day, called at every tick."""
        self.dailies.append(handler)
        return handler

    def otherwise(self, order: int, *, may: str) -> Callable[[Handler], Handler]:
        """Answer words that are no command, in this order; one that yields nothing passes them on."""

        def keep(handler: Handler) -> Handler:
            self.plain.append((order, Rule(handler, may)))
            return handler

        return keep

    def form(self, name: str, key: str = "form.ask") -> Callable[..., Reply]:
        """A function that opens a form, one's own or another feature's; the name is checked at start."""
        self.used.add(("form", name))

        def ask(**known: Any) -> Reply:
            raw = {field_name: str(value) for field_name, value in known.items() if value is not None}
            return Reply(key, {"form": name}, form=FormCall(name, raw))

        return ask

    def button(self, action: str) -> Callable[..., Button]:
        """A function that makes a button for an action, one's own or another feature's; checked at start."""
        self.used.add(("press", action))

        def make(*args: int | str, **words: Any) -> Button:
            return make_button(action, *args, **words)

        return make

    def choice(self, action: str) -> Callable[..., Button]:
        """A function that makes a button whose words come from data; the action is checked at start."""
        self.used.add(("press", action))

        def make(*args: int | str, words: str, confirm: bool = False) -> Button:
            return make_choice(action, *args, words=words, confirm=confirm)

        return make


def _keeper(rules: dict[str, Rule], name: str, may: str | None) -> Callable[[Handler], Handler]:
    def keep(handler: Handler) -> Handler:
        rules[name] = Rule(handler, may)
        return handler

    return keep


class Clash(Exception):  # noqa: N818
    """Two features claim the same word, or one names what no feature has: the program must not start."""


@dataclass(frozen=True, slots=True)
class Routes:
    """All features' rules, joined and checked."""

    words: Mapping[str, Rule]
    help: tuple[Word, ...]
    presses: Mapping[str, Rule]
    forms: Mapping[str, tuple[type, Rule]]
    dues: Mapping[str, Rule]
    rings: Mapping[str, Rule]
    edits: Mapping[str, Rule]
    dailies: Sequence[Handler]
    plain: Sequence[Rule]

    def read_press(self, action: str) -> tuple[Rule | None, Press]:
        """The rule of a button's data, and the data taken apart."""
        name, _, data = action.partition(":")
        return self.presses.get(name), Press(name, tuple(data.split(".")) if data else ())


def join(routers: Sequence[Router]) -> Routes:
    """Join the features' rules; raises Clash with every fault there is."""
    faults: list[str] = []
    words, presses, forms, dues, rings, edits = (
        _merge(faults, [(router.name, getattr(router, part)) for router in routers])
        for part in ("words", "presses", "forms", "dues", "rings", "edits")
    )
    heads = _merge(faults, [(router.name, router.heads) for router in routers])
    plain = [
        rule for _, rule in sorted((pair for r in routers for pair in r.plain), key=lambda pair: pair[0])
    ]
    have = {"form": forms, "press": presses}
    faults += [
        f"{r.name}: no {kind} {name!r}"
        for r in routers
        for kind, name in sorted(r.used)
        if name not in have[kind]
    ]
    rules = [
        *words.values(),
        *presses.values(),
        *(rule for _, rule in forms.values()),
        *edits.values(),
        *plain,
    ]
    faults += [
        f"{name}: no press {spec.shown_by!r}"
        for name, (form, _) in forms.items()
        for spec in specs(form).values()
        if spec.shown_by is not None and spec.shown_by not in presses
    ]
    faults += [f"no word {word!r} to edit" for word in edits if word not in words]
    faults += [f"unknown right {rule.may!r}" for rule in rules if not rights.known(rule.may or "")]
    if faults:
        raise Clash("; ".join(faults))
    words_of_help = tuple(Word(head, aliases, words[head].may or "") for head, aliases in heads.items())
    dailies = [daily for router in routers for daily in router.dailies]
    return Routes(words, words_of_help, presses, forms, dues, rings, edits, dailies, plain)


def _merge(faults: list[str], parts: Sequence[tuple[str, Mapping[str, Any]]]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    owner: dict[str, str] = {}
    for router, rules in parts:
        for name, rule in rules.items():
            if name in merged and owner[name] != router:
                faults.append(f"{router} and {owner[name]} both claim {name!r}")
            merged[name], owner[name] = rule, router
    return merged
