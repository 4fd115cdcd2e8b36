"""What is wrong with scripts that could be read: ways that lead nowhere, lines with holes, doubles."""

from collections.abc import Iterable, Iterator

from bot.scripts.blanks import BlankError, names, needed
from bot.scripts.building import Built
from bot.scripts.faults import Fault, nearest
from bot.scripts.graph import endless, reached
from bot.scripts.model import LANGUAGES, Step, Words
from bot.scripts.vocabulary import Vocabulary
from bot.scripts.yamlfile import Mapping, Node, Sequence

_OPENING = ("agent.name", "agent.extension", "recording")


def lint_script(built: Built, vocabulary: Vocabulary) -> Iterator[Fault]:
    """The faults of one script."""
    yield from _doubles(built)
    yield from _targets(built)
    yield from _ways(built)
    yield from _opening(built)
    for step, node in zip(built.script.steps, built.steps, strict=True):
        yield from _holes(step, node, vocabulary)
        yield from _shape(step, node)


def lint_library(all_built: Iterable[Built]) -> Iterator[Fault]:
    """The faults between scripts: one id twice, the same conditions twice, no script that always fits."""
    ids: dict[str, Built] = {}
    conditions: dict[object, Built] = {}
    for built in all_built:
        script = built.script
        if first := ids.get(script.id):
            problem = f"there are two scripts {script.id} (also {first.node.file}:{first.node.line})"
            yield _at(built.node, problem, "give each its own id", "id")
        elif first := conditions.get(script.when):
            problem = f"{script.id} fits exactly where {first.script.id} does ({_place(first)})"
            yield _at(built.node, problem, "add a condition to one of them", "when")
        ids.setdefault(script.id, built)
        conditions.setdefault(script.when, built)
    if ids and () not in conditions:
        file = min(built.node.file for built in ids.values())
        yield Fault(file, 0, "no script fits every call", "write one without when: as the default")


def _place(built: Built) -> str:
    return f"{built.node.file}:{built.node.line}"


def _at(node: Mapping, problem: str, advice: str, key: str = "") -> Fault:
    return Fault(node.file, node.lines.get(key, node.line), problem, advice)


def _doubles(built: Built) -> Iterator[Fault]:
    seen: set[str] = set()
    for step, node in zip(built.script.steps, built.steps, strict=True):
        if step.id in seen:
            yield _at(node, f"there are two steps {step.id} in {built.script.id}", "rename one", "id")
        seen.add(step.id)


def _targets(built: Built) -> Iterator[Fault]:
    known = [step.id for step in built.script.steps]
    for step, node in zip(built.script.steps, built.steps, strict=True):
        if step.end is None and step.goto and step.goto not in known:
            yield _at(node, f"goto: there is no step {step.goto}", nearest(step.goto, known), "goto")
        for answer, place in zip(step.answers, _answer_nodes(node), strict=False):
            if answer.goto and answer.goto not in known:
                yield _at(place, f"goto: there is no step {answer.goto}", nearest(answer.goto, known), "goto")


def _answer_nodes(node: Mapping) -> tuple[Mapping, ...]:
    answers: Node | None = node.items.get("answers")
    found = answers.items if isinstance(answers, Sequence) else ()
    return tuple(each for each in found if isinstance(each, Mapping))


def _ways(built: Built) -> Iterator[Fault]:
    script = built.script
    if not any(step.end for step in script.steps):
        yield _at(
            built.node, f"{script.id} has no end", "give its last step end: {disposition: ...}", "steps"
        )
        return
    found, stuck = reached(script), endless(script)
    for step, node in zip(script.steps, built.steps, strict=True):
        if step.id not in found:
            yield _at(node, f"step {step.id} is never reached", "lead to it with goto, or delete it")
        elif step.id in stuck:
            yield _at(
                node, f"from step {step.id} there is no way to an end", "add a goto that leads to an end"
            )


def _opening(built: Built) -> Iterator[Fault]:
    if not built.script.steps:
        return
    first, node = built.script.steps[0], built.steps[0]
    for language in LANGUAGES:
        said = _names(first.say, language)
        absent = [name for name in _OPENING if name not in said]
        if first.say.get(language) and absent:
            problem = f"the opening has no {', '.join(f'{{{name}}}' for name in absent)} in {language}"
            yield _at(node, problem, "say name and extension, and give the recording notice its place", "say")
    if first.if_missing or first.needs:
        yield _at(node, "the opening may be left out", "take ask: and needs: away from the first step")


def _holes(step: Step, node: Mapping, vocabulary: Vocabulary) -> Iterator[Fault]:
    sure = vocabulary.always | (frozenset(step.needs) - vocabulary.offers)
    last = step.otherwise or step.say
    key = "else" if step.otherwise else "say"
    texts = [(last, key), *((step.hint, "hint") for _ in [0] if step.hint)]
    texts += [(answer.label, "answers") for answer in step.answers]
    for words, place in texts:
        open_names = {name for each in LANGUAGES for name in _needed(words, each)} & vocabulary.blanks - sure
        for name in sorted(open_names):
            offer = " (a price or promotion, valid only some days)" if name in vocabulary.offers else ""
            problem = f"step {step.id}: {{{name}}} may be empty{offer}"
            yield _at(node, problem, f'write else:, {{?{name}}}...{{/{name}}} or {{{name}|or:"..."}}', place)


def _names(words: Words, language: str) -> frozenset[str]:
    try:
        return names(words.get(language))
    except BlankError:
        return frozenset(_OPENING)


def _needed(words: Words, language: str) -> frozenset[str]:
    try:
        return needed(words.get(language))
    except BlankError:
        return frozenset()


def _shape(step: Step, node: Mapping) -> Iterator[Fault]:
    if step.end is not None and (step.answers or step.fill or "goto" in node.items):
        yield _at(
            node, f"step {step.id} is an end but goes on", "take answers, fill and goto out, or end", "end"
        )
    if step.end is None and step.if_missing and not step.fill:
        yield _at(node, f"step {step.id} asks if missing, but fills nothing", "write fill: phone", "ask")
    if "free" in node.items and not step.fill:
        yield _at(node, f"step {step.id} says free, but fills nothing", "write fill: note", "free")
    if step.fill and not step.free and not step.answers:
        yield _at(node, f"step {step.id} cannot be answered", "give it answers, or free: yes", "free")
