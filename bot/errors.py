"""What goes wrong in words that a person can act on."""

from typing import Any


class UserError(Exception):
    """A refusal told plainly: `reason` names the words in locale/ (`refused-<reason>`), params fill them."""

    def __init__(self, reason: str, **params: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.params = params


class FormErrors(Exception):  # noqa: N818 - it carries several errors
    """What is wrong with a form, field by field; shown beside the fields, nothing typed is lost."""

    def __init__(self, errors: dict[str, UserError]) -> None:
        super().__init__(", ".join(f"{name}: {error.reason}" for name, error in errors.items()))
        self.errors = errors


class NoTables(Exception):  # noqa: N818
    """The database is empty: it is given its tables, and the command begins again."""


class Unknown(Exception):  # noqa: N818
    """Nobody of that name works here."""
