"""A reason for a choice, as a code and facts; its words are made at the edge, in the reader's language."""

from dataclasses import dataclass

Fact = str | int | float | None


@dataclass(frozen=True, slots=True)
class Why:
    """Why something was chosen: a code and the facts that its sentence names."""

    code: str
    params: tuple[tuple[str, Fact], ...] = ()

    def facts(self) -> dict[str, Fact]:
        """The facts by name, for the text's parameters."""
        return dict(self.params)


def why(code: str, **params: Fact) -> Why:
    """A reason with its facts, in the order given."""
    return Why(code, tuple(params.items()))
