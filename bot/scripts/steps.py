"""From the tree of a step to a Step: what it says, fills, answers, and how it ends."""

import re
from collections.abc import Collection

from bot.scripts.faults import nearest
from bot.scripts.model import Answer, End, Step
from bot.scripts.reading import NOTHING, Reader
from bot.scripts.yamlfile import Mapping, Node, Scalar

ROLES = ("opening", "question", "cross_sell", "close", "end")
_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}", re.ASCII)
_DUE = re.compile(
    r"today|tomorrow|next (week|month)|in [1-9]\d{0,2} (hours?|(business )?days?|weeks?|months?)"
)
_NUMBER = re.compile(r"\d{1,9}(-\d{1,9}|\+)?", re.ASCII)


class StepBuilder:
    """Builds steps; faults are noted in the reader."""

    def __init__(self, reader: Reader, objections: Collection[str]) -> None:
        self._reader = reader
        self._objections = objections

    def build(self, node: Mapping, first: bool, following: str, cards: tuple[str, ...]) -> Step:
        """One step. `following` is the step after it in the file, `cards` the variant's reply cards."""
        reader = self._reader
        end = self._end(node.items.get("end"))
        fill, kind = self._fill(node)
        free = reader.yes(node, "free", kind != "choice")
        own = self.cards(node) if "objections" in node.items else () if end else cards
        return Step(
            id=self.name(node),
            role=self._word(node, "role", ROLES) or ("end" if end else "opening" if first else "question"),
            say=reader.words(node, "say", needed=True) or NOTHING,
            otherwise=reader.words(node, "else"),
            hint=reader.words(node, "hint"),
            fill=fill,
            kind=kind,
            free=bool(fill) and free,
            if_missing=bool(self._word(node, "ask", ("if_missing",))),
            needs=self._known(node, "needs", reader.vocabulary.blanks, "blank"),
            answers=self._answers(node, kind),
            objections=own,
            goto="" if end else reader.text(node, "goto") or following,
            end=end,
        )

    def name(self, node: Mapping) -> str:
        """The id of a script, step or card: small letters, digits and dashes."""
        found = self._reader.text(node, "id", needed=True)
        if found and not _ID.fullmatch(found):
            self._reader.fault(
                node.items["id"], f"id {found!r} is not a plain name", "write it like ask-budget"
            )
        return found

    def cards(self, node: Mapping) -> tuple[str, ...]:
        """The reply cards that a script or step names."""
        return self._known(node, "objections", self._objections, "objection")

    def _known(self, node: Mapping, key: str, known: Collection[str], what: str) -> tuple[str, ...]:
        values = self._reader.texts(node, key)
        return tuple(each.text for each in values if self._reader.code(each, known, what))

    def _word(self, node: Mapping, key: str, known: Collection[str]) -> str:
        found = self._reader.text(node, key)
        if found and found not in known:
            self._reader.fault(node.items[key], f"there is no {key} {found!r}", nearest(found, known))
        return found

    def _fill(self, node: Mapping) -> tuple[str, str]:
        fill = node.items.get("fill")
        if not isinstance(fill, Scalar):
            if fill is not None:
                self._reader.fault(fill, "fill must name one field", "write fill: budget")
            return "", ""
        fields = self._reader.vocabulary.fields
        return (fill.text, fields[fill.text]) if self._reader.code(fill, fields, "field") else ("", "")

    def _end(self, node: Node | None) -> End | None:
        reader = self._reader
        end = reader.mapping(node, "end", ("disposition", "follow_up", "due"))
        if end is None:
            return None
        reader.text(end, "disposition", needed=True)
        codes = reader.vocabulary.codes
        disposition = self._known(end, "disposition", codes["disposition"], "disposition")
        follow_up = self._known(end, "follow_up", codes["follow_up"], "follow-up kind")
        due = reader.text(end, "due")
        if due and not _DUE.fullmatch(due):
            advice = "write today, tomorrow, in 2 business days, in 3 weeks, next month"
            reader.fault(end.items["due"], f"due is {due!r}", advice)
        return End("".join(disposition[:1]), "".join(follow_up[:1]), due)

    def _answers(self, node: Mapping, kind: str) -> tuple[Answer, ...]:
        reader = self._reader
        found = []
        for each in reader.sequence(node.items.get("answers"), "answers"):
            answer = reader.mapping(each, "an answer", ("label", "sets", "goto"))
            if answer is None:
                continue
            label = reader.words(answer, "label", needed=True) or NOTHING
            sets = self._sets(answer.items.get("sets"))
            by_label = kind == "text" and "sets" not in answer.items
            found.append(Answer(label, sets, by_label, reader.text(answer, "goto")))
        return tuple(found)

    def _sets(self, node: Node | None) -> tuple[tuple[str, str], ...]:
        fields = self._reader.vocabulary.fields
        sets = self._reader.mapping(node, "sets", fields)
        if sets is None:
            return ()
        found = [(key, self._reader.text(sets, key, needed=True)) for key in sets.items if key in fields]
        for key, value in found:
            self._check(sets.items[key], key, value)
        return tuple(found)

    def _check(self, node: Node, field: str, value: str) -> None:
        codes = self._reader.vocabulary.codes.get(field)
        if codes is not None and isinstance(node, Scalar):
            self._reader.code(node, codes, field)
        elif self._reader.vocabulary.fields[field] == "number" and not _NUMBER.fullmatch(value):
            self._reader.fault(node, f"{field} is {value!r}", "write a number, a range 3-5, or 21+")
