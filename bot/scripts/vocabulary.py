"""The words that a script may use: reasons, tiers, fields, blanks. Data, so a company can add its own."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.scripts.yamlfile import Mapping, Node, Scalar, Sequence, read_file

SHIPPED = Path(__file__).parent / "library"
CONDITION_KEYS = (
    "reason", "direction", "tier", "pyramid", "style", "stage", "cross_sell", "promotion", "touch",
    "language",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The known codes (key of `when` -> values), capture fields (name -> kind), blanks by how sure they are.

    `always` blanks are filled on every call, `facts` only where known, `offers` (prices and promotions) only
    where valid today for that account. `open_codes` are keys whose values are not listed (product lines).
    """

    codes: dict[str, frozenset[str]]
    fields: dict[str, str]
    always: frozenset[str]
    facts: frozenset[str]
    offers: frozenset[str]
    blanks: frozenset[str] = field(init=False)  # every name that may stand in braces

    def __post_init__(self) -> None:
        """Join the blanks once: they are looked at for every line of every script."""
        object.__setattr__(self, "blanks", self.always | self.facts | self.offers | frozenset(self.fields))

    def with_codes(self, **codes: frozenset[str]) -> "Vocabulary":
        """The same with a company's own codes for some keys, e.g. reason=..., tier=..., disposition=..."""
        return replace(self, codes={**self.codes, **codes})


def load_vocabulary(path: Path = SHIPPED / "vocabulary.yaml") -> Vocabulary:
    """Reads the words from a file; ValueError names the first fault (the shipped file has none)."""
    node, faults = read_file(path, path.name)
    if faults or not isinstance(node, Mapping):
        raise ValueError(str(faults[0]) if faults else f"{path.name}: must hold names")
    codes = _section(node, "codes")
    blanks = _section(node, "blanks")
    fields = _section(node, "fields")
    return Vocabulary(
        codes={key: frozenset(_texts(value)) for key, value in codes.items.items()},
        fields={name: kind for kind, names in fields.items.items() for name in _texts(names)},
        always=frozenset(_texts(blanks.items["always"])),
        facts=frozenset(_texts(blanks.items["facts"])),
        offers=frozenset(_texts(blanks.items["offers"])),
    )


def _section(node: Mapping, name: str) -> Mapping:
    section = node.items.get(name)
    if not isinstance(section, Mapping):
        raise ValueError(f"{node.file}:{node.line}: needs the section {name}")
    return section


def _texts(node: Node) -> tuple[str, ...]:
    if isinstance(node, Sequence):
        return tuple(item.text for item in node.items if isinstance(item, Scalar))
    return tuple(node.text.split()) if isinstance(node, Scalar) else ()
