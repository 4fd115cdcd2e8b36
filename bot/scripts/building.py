"""From the tree of a variant to a Script, whole: with its conditions, steps and reply cards."""

import hashlib
import re
from dataclasses import dataclass, replace

from bot.scripts.inherit import Heritage, id_of
from bot.scripts.model import Condition, Objection, Script
from bot.scripts.reading import NOTHING, Reader
from bot.scripts.snapshot import script_to_json
from bot.scripts.steps import StepBuilder
from bot.scripts.vocabulary import CONDITION_KEYS
from bot.scripts.yamlfile import Mapping, Node, Scalar

SCRIPT_KEYS = ("id", "title", "when", "like", "objections", "steps")
STEP_LIMIT = 60
_SHARE = re.compile(r"0?\.\d{1,3}|[01](\.0)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Shared:
    """What all scripts of a folder may use: ready steps, reply cards."""

    steps: dict[str, Mapping]
    objections: dict[str, Objection]


@dataclass(frozen=True, slots=True)
class Built:
    """A script with the places that its faults are told at."""

    script: Script
    node: Mapping
    steps: tuple[Mapping, ...]


def build_script(node: Mapping, reader: Reader, heritage: Heritage, shared: Shared) -> Built:
    """One variant; faults are noted in the reader and the rest goes on."""
    reader.mapping(node, "a script", SCRIPT_KEYS)
    builder = StepBuilder(reader, shared.objections)
    script_id = builder.name(node)
    nodes = heritage.steps(node)
    if not nodes:
        reader.fault(node, f"{script_id} has no steps", "write steps: with at least an opening and an end")
    if len(nodes) > STEP_LIMIT:
        reader.fault(node, f"{script_id} has {len(nodes)} steps", f"{STEP_LIMIT} at most; make two scripts")
    nodes = nodes[:STEP_LIMIT]
    holder = heritage.holder(node, "objections")
    cards = builder.cards(holder) if holder else ()
    following = [*(id_of(each) for each in nodes[1:]), ""]
    steps = tuple(builder.build(each, n == 0, following[n], cards) for n, each in enumerate(nodes))
    used = dict.fromkeys(key for step in steps for key in step.objections)
    script = Script(
        id=script_id,
        title=reader.words(node, "title", needed=True) or NOTHING,
        when=_when(node.items.get("when"), reader),
        steps=steps,
        objections=tuple(shared.objections[key] for key in used),
    )
    return Built(replace(script, version=_version(script)), node, tuple(nodes))


def _version(script: Script) -> str:
    """A hash of all that the script says and does: the same text is the same version everywhere."""
    return hashlib.sha256(script_to_json(script)).hexdigest()[:12]


def _when(node: Node | None, reader: Reader) -> tuple[Condition, ...]:
    when = reader.mapping(node, "when", CONDITION_KEYS)
    if when is None:
        return ()
    found = []
    for key in CONDITION_KEYS:
        values = reader.texts(when, key)
        fitting = [each.text for each in values if _fits(each, key, reader)]
        if fitting:
            found.append(Condition(key, tuple(sorted(set(fitting)))))
    return tuple(found)


def _fits(value: Scalar, key: str, reader: Reader) -> bool:
    if key != "cross_sell":
        return reader.code(value, reader.vocabulary.codes.get(key, ()), key)
    if _SHARE.fullmatch(value.text):
        return True
    reader.fault(value, f"cross_sell is {value.text!r}", "write the least propensity, from 0 to 1: 0.4")
    return False
