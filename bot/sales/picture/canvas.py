"""A sheet to draw on in plain units, twice as fine as it is measured, with text that always fits."""

from bisect import bisect_right
from functools import cache
from io import BytesIO
from typing import Final, Literal

from noto_cjk_sans_otc import FONT_PATH
from PIL import Image, ImageDraw, ImageFont

SCALE: Final = 2
_FACES: Final = {"en": 0, "zh-CN": 2, "zh-TW": 3}
_SMALLEST: Final = 11
_CUT: Final = "…"
_LONGEST: Final = 200

Anchor = Literal["lm", "mm", "rm"]
Box = tuple[float, float, float, float]


@cache
def _font(language: str, size: int) -> ImageFont.FreeTypeFont:
    """Noto Sans CJK in the shapes of the reader's script; the collection's faces go JP, KR, SC, TC, HK."""
    return ImageFont.truetype(str(FONT_PATH), size * SCALE, index=_FACES.get(language, 0))


class Canvas:
    """A white sheet of `width` × `height` units for a reader of `language`."""

    def __init__(self, width: int, height: int, language: str) -> None:
        self.language = language
        self._image = Image.new("RGB", (width * SCALE, height * SCALE), "white")
        self._draw = ImageDraw.Draw(self._image)

    def width_of(self, text: str, size: int) -> float:
        """How wide a text is, in units."""
        return _font(self.language, size).getlength(text) / SCALE

    def fits(self, text: str, room: float) -> bool:
        """Whether a text can be written whole in the smallest size: a number must never be cut."""
        return self.width_of(text, _SMALLEST) <= room

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: int,
        colour: str,
        anchor: Anchor = "lm",
        room: float = 1e9,
        halo: float = 0,
    ) -> float:
        """Write one line, smaller or cut where it does not fit `room`; gives back its width.

        `halo` is the width of a white rim that keeps it legible on top of a line.
        """
        text = " ".join(text.split())[:_LONGEST]
        while size > _SMALLEST and self.width_of(text, size) > room:
            size -= 1
        if self.width_of(text, size) > room:
            widths = range(len(text))
            fitting = bisect_right(widths, room, key=lambda end: self.width_of(text[:end] + _CUT, size))
            text = text[: max(0, fitting - 1)].rstrip() + _CUT
        at = (round(x * SCALE), round(y * SCALE))
        rim = round(halo * SCALE)
        font = _font(self.language, size)
        self._draw.text(
            at, text, fill=colour, font=font, anchor=anchor, stroke_width=rim, stroke_fill="white"
        )
        return self.width_of(text, size)

    def box(self, area: Box, colour: str, radius: float = 0) -> None:
        """Fill a rectangle; one without any width or height is not drawn."""
        left, top, right, bottom = (round(edge * SCALE) for edge in area)
        if right > left and bottom > top:
            round_by = min(radius * SCALE, (right - left) / 2, (bottom - top) / 2)
            self._draw.rounded_rectangle((left, top, right - 1, bottom - 1), round_by, fill=colour)

    def rule(self, x1: float, x2: float, y: float, colour: str, dash: float = 0) -> None:
        """A horizontal line, dashed by so many units where `dash` is given."""
        step = dash * 2 if dash else max(x2 - x1, 1)
        x = x1
        while x < x2:
            self.box((x, y - 0.75, min(x + (dash or step), x2), y + 0.75), colour)
            x += step

    def png(self) -> bytes:
        """The sheet as a PNG file, the same bytes for the same drawing."""
        out = BytesIO()
        self._image.save(out, "PNG", compress_level=6)
        return out.getvalue()
