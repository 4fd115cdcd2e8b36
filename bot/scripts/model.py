"""What a call script is: plain frozen values, read from YAML, kept with a running call as JSON."""

from dataclasses import dataclass

LANGUAGES = ("en", "zh-TW", "zh-CN")


@dataclass(frozen=True, slots=True)
class Words:
    """One text in the three languages."""

    en: str
    zh_tw: str
    zh_cn: str

    def get(self, language: str) -> str:
        """The text in a language (en, zh-TW, zh-CN); an unknown language is an error."""
        return {"en": self.en, "zh-TW": self.zh_tw, "zh-CN": self.zh_cn}[language]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer button: its label, the fields that it sets, the step it leads to (empty: the step's own).

    `label_fills`: the label itself is written into the field that the step fills.
    """

    label: Words
    sets: tuple[tuple[str, str], ...] = ()
    label_fills: bool = False
    goto: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """What to suggest when the call ends here: a disposition, a follow-up kind and when it is due."""

    disposition: str
    follow_up: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to say, with what may be answered.

    `otherwise` is said when a blank of `say` is empty. `fill` names the field that a typed answer (or the
    label of a button that sets nothing) goes to; `kind` is that field's kind. `needs` and `if_missing` leave
    the step out when a fact that it needs is absent, or the field that it asks for is known already.
    `goto` is always filled but at an end.
    """

    id: str
    role: str
    say: Words
    otherwise: Words | None = None
    hint: Words | None = None
    fill: str = ""
    kind: str = ""
    free: bool = False
    if_missing: bool = False
    needs: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    objections: tuple[str, ...] = ()
    goto: str = ""
    end: End | None = None


@dataclass(frozen=True, slots=True)
class Objection:
    """A reply card: what the customer objects, what to say to it, and other words for a behavioural style."""

    id: str
    label: Words
    reply: Words
    styles: tuple[tuple[str, Words], ...] = ()

    def words(self, style: str | None) -> Words:
        """The reply for a style, else the neutral one."""
        return dict(self.styles).get(style or "", self.reply)


@dataclass(frozen=True, slots=True)
class Condition:
    """The situation's value for `key` must be one of `values`; the one value of `cross_sell` is a minimum."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """One variant, whole: with its reply cards, so that a running call needs no other file and keeps its words when the library changes. `version` is a hash of all the rest."""

    id: str
    title: Words
    when: tuple[Condition, ...]
    steps: tuple[Step, ...]
    objections: tuple[Objection, ...] = ()
    version: str = ""

    def step(self, step_id: str) -> Step:
        """The step of that id; KeyError when there is none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    def condition(self, key: str) -> tuple[str, ...]:
        """What `when` asks of a key; empty when it asks nothing."""
        return next((each.values for each in self.when if each.key == key), ())


@dataclass(frozen=True, slots=True)
class Library:
    """All scripts of a folder, in order of their ids, and all reply cards."""

    scripts: tuple[Script, ...]
    objections: tuple[Objection, ...]

    def find(self, script_id: str, version: str = "") -> Script | None:
        """A script by id, and by version where one is named."""
        for script in self.scripts:
            if script.id == script_id and version in ("", script.version):
                return script
        return None
