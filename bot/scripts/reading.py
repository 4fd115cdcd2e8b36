"""Typed reading of the tree of a file: every wrong shape becomes a fault, and reading goes on."""

from collections.abc import Collection

from bot.scripts.blanks import BlankError, names
from bot.scripts.faults import Fault, nearest
from bot.scripts.model import LANGUAGES, Words
from bot.scripts.vocabulary import Vocabulary
from bot.scripts.yamlfile import Mapping, Node, Scalar, Sequence

TEXT_LIMIT = 600
NOTHING = Words("", "", "")


class Reader:
    """Reads names, words and lists out of nodes and keeps all faults."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.faults: list[Fault] = []

    def fault(self, node: Node, problem: str, advice: str, line: int = 0) -> None:
        """Notes one fault at a node, or at a line of its file."""
        self.faults.append(Fault(node.file, line or node.line, problem, advice))

    def mapping(self, node: Node | None, what: str, keys: Collection[str]) -> Mapping | None:
        """The node as named values, with a fault for every name that is not one of `keys`."""
        if not isinstance(node, Mapping):
            if node is not None:
                self.fault(node, f"{what} must hold names and values", f"write {'/'.join(sorted(keys))}")
            return None
        for key in node.items:
            if key not in keys:
                self.fault(node, f"{what} does not know {key}", nearest(key, keys), node.lines[key])
        return node

    def sequence(self, node: Node | None, what: str) -> tuple[Node, ...]:
        """The node as a list; absent is empty."""
        if node is None:
            return ()
        if isinstance(node, Sequence):
            return node.items
        self.fault(node, f"{what} must be a list", "begin each item with a dash: - ...")
        return ()

    def text(self, node: Mapping, key: str, needed: bool = False) -> str:
        """A plain text under a key, as typed; a fault where it is needed and absent, or no text."""
        value = node.items.get(key)
        if value is None:
            if needed:
                self.fault(node, f"{key} is missing", f"write {key}: ...")
            return ""
        if not isinstance(value, Scalar):
            self.fault(value, f"{key} must be a text", f"write {key}: ...")
            return ""
        if needed and not value.text.strip():
            self.fault(value, f"{key} is empty", f"write {key}: ...")
        return value.text.strip()

    def texts(self, node: Mapping, key: str) -> tuple[Scalar, ...]:
        """One value or a list of values under a key."""
        value = node.items.get(key)
        if value is None:
            return ()
        found = value.items if isinstance(value, Sequence) else (value,)
        for each in found:
            if not isinstance(each, Scalar):
                self.fault(each, f"{key} must hold plain words", f"write {key}: [one, two]")
        return tuple(each for each in found if isinstance(each, Scalar))

    def code(self, value: Scalar, known: Collection[str], what: str) -> bool:
        """Whether a word is one of the known ones; else a fault that names the nearest."""
        if value.text in known:
            return True
        self.fault(value, f"there is no {what} {value.text!r}", nearest(value.text, known))
        return False

    def yes(self, node: Mapping, key: str, default: bool) -> bool:
        """A yes or a no under a key."""
        word = self.text(node, key)
        if word not in ("", "yes", "no"):
            self.fault(node.items[key], f"{key} is {word!r}", "write yes or no")
        return default if word not in ("yes", "no") else word == "yes"

    def words(self, node: Mapping, key: str, needed: bool = False) -> Words | None:
        """A text in three languages under a key; one without letters may be written once."""
        value = node.items.get(key)
        if value is None:
            if needed:
                self.fault(node, f"{key} is missing", f"write {key}: with {', '.join(LANGUAGES)} under it")
            return None
        if isinstance(value, Scalar) and value.text and not any(c.isalpha() for c in value.text):
            return Words(value.text, value.text, value.text)
        languages = self.mapping(value, key, LANGUAGES)
        if languages is None:
            return None
        for language in LANGUAGES:
            if language not in languages.items:
                self.fault(languages, f"{key} has no {language}", f"write {language}: ...")
        found = {each: self._line(languages, each) for each in LANGUAGES if each in languages.items}
        return Words(found.get("en", ""), found.get("zh-TW", ""), found.get("zh-CN", ""))

    def _line(self, node: Mapping, language: str) -> str:
        text = self.text(node, language, needed=True)
        value = node.items[language]
        if len(text) > TEXT_LIMIT:
            self.fault(
                value, f"the text has {len(text)} characters", f"say it in {TEXT_LIMIT} or make two steps"
            )
            return ""
        try:
            used = names(text)
        except BlankError as error:
            advice = 'write {name}, {name|money}, {name|or:"..."} or {?name}...{/name}'
            self.fault(value, f"blank outside the grammar: {error}", advice)
            return ""
        for name in sorted(used - self.vocabulary.blanks):
            self.fault(value, f"there is no blank {{{name}}}", nearest(name, self.vocabulary.blanks))
        return text
