"""Saves the trainer typing: `like:` starts from another variant of the file, `use:` from a shared step."""

from bot.scripts.faults import nearest
from bot.scripts.reading import Reader
from bot.scripts.yamlfile import Mapping, Node, Scalar

STEP_KEYS = (
    "id", "use", "role", "say", "else", "hint", "fill", "free", "ask", "needs", "answers", "objections",
    "goto", "end",
)  # fmt: skip


def id_of(node: Mapping) -> str:
    """The id that a step or variant gives itself; empty when it gives none."""
    value = node.items.get("id")
    return value.text if isinstance(value, Scalar) else ""


class Heritage:
    """The variants of one file and the shared steps of its folder."""

    def __init__(
        self, reader: Reader, shared_steps: dict[str, Mapping], variants: dict[str, Mapping]
    ) -> None:
        self._reader = reader
        self._shared = shared_steps
        self._variants = variants

    def steps(self, node: Mapping) -> list[Mapping]:
        """The steps of a variant: its own, laid over those of the variant that it is like."""
        return self._steps(node, (id_of(node),))

    def holder(self, node: Mapping, key: str) -> Mapping | None:
        """The nearest variant, itself first, that says something under a key."""
        seen: set[str] = set()
        at: Mapping | None = node
        while at is not None and key not in at.items and id_of(at) not in seen:
            seen.add(id_of(at))
            like = at.items.get("like")
            at = self._variants.get(like.text) if isinstance(like, Scalar) else None
        return at if at is not None and key in at.items else None

    def _steps(self, node: Mapping, above: tuple[str, ...]) -> list[Mapping]:
        own = [self._with_shared(each) for each in self._reader.sequence(node.items.get("steps"), "steps")]
        steps = [each for each in own if each is not None]
        like = node.items.get("like")
        if not isinstance(like, Scalar):
            return steps
        base = self._variants.get(like.text)
        if base is None or like.text in above:
            problem = "leads back to itself" if base else "is no script of this file"
            self._reader.fault(like, f"like: {like.text} {problem}", nearest(like.text, self._variants))
            return steps
        inherited = self._quietly(base, (*above, like.text))
        known = [id_of(each) for each in inherited]
        changes = {id_of(each): each for each in steps}
        for name in changes.keys() - set(known):
            self._reader.fault(
                changes[name], f"{like.text} has no step {name!r} to change", nearest(name, known)
            )
        return [_merged(each, changes.get(id_of(each))) for each in inherited]

    def _quietly(self, base: Mapping, above: tuple[str, ...]) -> list[Mapping]:
        noted = len(self._reader.faults)
        steps = self._steps(base, above)
        del self._reader.faults[noted:]
        return steps

    def _with_shared(self, node: Node) -> Mapping | None:
        step = self._reader.mapping(node, "a step", STEP_KEYS)
        use = step.items.get("use") if step else None
        if step is None or not isinstance(use, Scalar):
            return step
        if not self._reader.code(use, self._shared, "shared step"):
            return step
        return _merged(self._shared[use.text], step)


def _merged(base: Mapping, change: Mapping | None) -> Mapping:
    if change is None:
        return base
    ways_on = {"end", "goto"}
    dropped = ways_on if ways_on & change.items.keys() else set()
    items = {key: value for key, value in base.items.items() if key not in dropped}
    lines = {key: base.lines[key] for key in items}
    return Mapping({**items, **change.items}, {**lines, **change.lines}, change.file, change.line)
