"""A promise found in the line, and its words."""

from dataclasses import dataclass
from typing import Final

from bot.sales.draft import Promise
from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene
from bot.sales.patterns import late


@dataclass(frozen=True, slots=True)
class FoundPromise:
    """A promise and where it stood."""

    promise: Promise
    span: Span


_TRIM: Final = " ,.;:!?，。；：！？、\t-~"
_LEFT_OVER: Final = late(
    r"^(?:会|要|在|于|前|之前|以前|by|on|at|before|to|that|内|就|再|先|把)\s*|\s+(?:by|on|at|before|in|until|latest|for|the|this)$|(?:会|在)$"
)


def without_its_time(scene: Scene, stretch: Span, due: Span | None) -> str:
    """Give the words of what was promised, as typed, its time and the joints around it left out."""
    if due is None or not due.meets(stretch):
        text = scene.original(stretch)
    else:
        parts = (
            Span(stretch.start, max(stretch.start, due.start)),
            Span(min(due.end, stretch.end), stretch.end),
        )
        text = " ".join(part for part in (scene.original(span).strip() for span in parts) if part)
    text, before = text.strip(_TRIM), ""
    while text != before:
        before, text = text, _LEFT_OVER.sub("", text).strip(_TRIM)
    return text
