"""Pictures drawn from the facts of a message, in the reader's language."""

from collections.abc import Mapping
from typing import Any


def draw(picture: Mapping[str, Any], language: str) -> bytes:
    """A PNG of the facts."""
    return b""
