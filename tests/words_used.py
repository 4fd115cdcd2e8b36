"""The words that the code asks for: keys said, buttons, forms, refusals, help; read from the source itself."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bot import __file__ as bot_file
from bot.forms import specs
from bot.handlers import FEATURES, SHARED
from bot.router import Routes, join
from bot.sales.policy import load_policy
from bot.scripts import load_vocabulary
from bot.scripts.vocabulary import CONDITION_KEYS

ROOT = Path(bot_file).parents[1]
WORDLESS = {"refused", "form.ask"}  # told by their reason, by their field
KEYED = {"say": "", "Reply": "", "UserError": "refused-", "render": ""}


@dataclass(slots=True)
class Asked:
    """One place that asks for words: the key, where, and the parameters given (None: not to be told)."""

    key: str
    place: str
    given: frozenset[str] | None = None


@dataclass(slots=True)
class Used:
    """All that the code says: the keys asked for, every text in it, and keys that are put together."""

    asked: list[Asked] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)
    composed: list[re.Pattern[str]] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    phrases: set[str] = field(default_factory=set)

    def uses(self, key: str) -> bool:
        """Whether anything in the code may ask for this key."""
        if key in self.texts or any(pattern.fullmatch(key) for pattern in self.composed):
            return True
        tails = (key.removeprefix(f"{kind}-") for kind in self.phrases if key.startswith(f"{kind}-"))
        return any(tail in self.texts or self.uses(tail) for tail in tails)


def plain(key: str) -> str:
    """A key as Fluent files write it."""
    return key.replace(".", "-").replace("_", "-")


@cache
def routes() -> Routes:
    """All features joined."""
    return join((*FEATURES, *SHARED))


@cache
def read() -> Used:
    """What all of the code asks for; the code does not change while the check runs."""
    used = Used()
    for path in sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("store/**/*.py")]):
        if "migrations" not in path.parts:
            _Source(path, used).visit(ast.parse(path.read_text("utf-8")))
    used.asked += _of_forms() + _of_help() + _of_buttons()
    used.texts |= {one.key for one in used.asked} | {plain(f"button.{action}") for action in routes().presses}
    return used


class _Source(ast.NodeVisitor):
    """Reads one file."""

    def __init__(self, path: Path, used: Used) -> None:
        self.place, self.used = path.relative_to(ROOT).as_posix(), used

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            key = plain(node.value)
            self.used.texts |= {key, f"refused-{key}"}

    def visit_BinOp(self, node: ast.BinOp) -> None:
        for start in _constants(node.left):
            if isinstance(node.op, ast.Add) and re.fullmatch(r"[a-z]+\.[a-z.]*", start):
                self.used.composed.append(re.compile(re.escape(plain(start)) + "[a-z0-9-]+"))
        self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        written = "".join(text for part in node.values for text in _ends(part))
        if re.fullmatch(r"[a-z][a-z._-]*[._-][a-z._-]*|[._-][a-z._-]*[a-z][a-z._-]*", written):
            wild = "".join(f"({'|'.join(_ends(part)) or '[a-z0-9-]+'})" for part in node.values)
            self.used.composed.append(re.compile(wild))
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in KEYED and isinstance(node.func, ast.Attribute) == (name == "render"):
            at = 1 if name == "render" and len(node.args) > 1 else 0
            for key in set(_constants(node.args[at])) - WORDLESS if node.args else ():
                given = _given(node) if name in ("say", "UserError") else None
                self.used.asked.append(Asked(KEYED[name] + plain(key), f"{self.place}:{node.lineno}", given))
        if name == "phrase" and len(node.args) > 1:
            self.used.phrases |= {plain(kind) for kind in _constants(node.args[1])}
        if name == "word" and node.args:
            for kind in _constants(node.args[0]) if len(node.args) == 2 else _constants(node.args[1]):
                self.used.kinds.add(kind)
        for keyword in node.keywords:
            if keyword.arg == "label":
                self.used.asked += [
                    Asked(plain(key), f"{self.place}:{node.lineno}")
                    for key in _constants(keyword.value)
                    if key.startswith("button.")
                ]
        self.generic_visit(node)


def _constants(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)


def _ends(part: ast.expr) -> list[str]:
    """What a part of an f-string may be; nothing where that shows only when it runs."""
    value = part.value if isinstance(part, ast.FormattedValue) else part
    return [plain(text) for text in _constants(value)]


def _given(node: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in node.keywords]
    return None if None in names else frozenset(str(name) for name in names)


def _of_forms() -> list[Asked]:
    return [
        Asked(plain(f"form.{name}.{field_name}"), f"form {name}")
        for name, (form, _) in routes().forms.items()
        for field_name, spec in specs(form).items()
        if not spec.hidden
    ]


def _of_help() -> list[Asked]:
    words = [word.head for word in routes().help]
    return [Asked(f"help-{word}{end}", f"word {word}") for word in words for end in ("", "-example")]


def _of_buttons() -> list[Asked]:
    """The plain labels of buttons: an action needs none where every button names its own words."""
    made = {path: _Buttons() for path in sorted(ROOT.glob("bot/**/*.py"))}
    for path, found in made.items():
        found.visit(ast.parse(path.read_text("utf-8")))
    named = {name: action for found in made.values() for name, action in found.makers.items()}
    bare = {action: where for found in made.values() for action, where in found.bare.items()}
    asked = [Asked(plain(f"button.{action}"), "a button") for action in bare]
    calls = {name for found in made.values() for name in found.calls}
    return asked + [
        Asked(plain(f"button.{action}"), f"{name}(...)") for name, action in named.items() if name in calls
    ]


class _Buttons(ast.NodeVisitor):
    """Functions made by router.button, the calls without words of their own, and buttons made directly."""

    def __init__(self) -> None:
        self.makers: dict[str, str] = {}
        self.calls: set[str] = set()
        self.bare: dict[str, int] = {}

    def visit_Assign(self, node: ast.Assign) -> None:
        call, target = node.value, node.targets[0]
        if isinstance(call, ast.Call) and isinstance(target, ast.Name) and _is_maker(call):
            self.makers[target.id] = next(_constants(call.args[0]), "")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        labelled = any(keyword.arg in ("label", None) for keyword in node.keywords)
        if isinstance(node.func, ast.Name) and name == "button" and not labelled:
            self.bare |= dict.fromkeys(_constants(node.args[0]), node.lineno)
        elif name != "button" and not labelled:
            self.calls.add(name)
        self.generic_visit(node)


def _is_maker(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "button" and bool(call.args)


def codes() -> dict[str, set[str]]:
    """The codes of the shipped policy and scripts that people read, by the kind of word that tells them."""
    policy = load_policy()
    rows = {
        "tier": policy.tiers, "pyramid": policy.pyramid, "stage": policy.stages, "reason": policy.contact_reasons,
        "disposition": policy.dispositions, "kind": policy.follow_up_kinds,
    }  # fmt: skip
    known = {kind: {row.code for row in found} for kind, found in rows.items()}
    spoken = load_vocabulary().codes
    found = {key: set(spoken.get(key, ())) for key in CONDITION_KEYS}
    found["promotion"] = {"any"}  # else a product line, named as the company's own price list names it
    return {**found, **known, "script-key": set(CONDITION_KEYS)}
