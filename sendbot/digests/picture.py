"""A timeline of deadlines as a picture, and the words that say the same to who cannot see it."""

import datetime as dt
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from sendbot.wording import join, say_date

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

FROM_DEADLINES = 3  # fewer need no picture
_MOST = 12
_WIDTH, _ROW, _TOP, _LEFT, _RIGHT, _BOTTOM = 1_200, 44, 70, 330, 60, 60
_INK, _PALE, _FIRM, _ROUGH, _PAPER = "#1b2a2b", "#c9d3d3", "#1d4d4f", "#b35c00", "#ffffff"
_TICKS = 5


class Mark(msgspec.Struct, frozen=True):
    """One deadline of a timeline: whose, when, and whether its date is an estimate."""

    name: str
    day: dt.date
    is_estimate: bool


def alt_text(marks: Sequence[Mark], today: dt.date) -> str:
    """The picture in words."""
    said = [f"{m.name} {'about ' if m.is_estimate else ''}{say_date(m.day)}" for m in marks[:_MOST]]
    more = f"; {len(marks) - _MOST} more are not drawn" if len(marks) > _MOST else ""
    return f"Timeline of deadlines from {say_date(today)}: {join(said)}{more}."


def timeline(marks: Sequence[Mark], today: dt.date) -> bytes:
    """A PNG with a row for each of the first dozen deadlines. A filled dot is a firm date, a ring an estimate."""
    from PIL import Image, ImageDraw, ImageFont  # only for this

    shown = sorted(marks, key=lambda m: (m.day, m.name))[:_MOST]
    height = _TOP + _ROW * len(shown) + _BOTTOM
    image = Image.new("RGB", (_WIDTH, height), _PAPER)
    draw = ImageDraw.Draw(image)
    font, small = ImageFont.load_default(22), ImageFont.load_default(17)
    last = max(m.day for m in shown)
    span = max((last - today).days, 1)
    draw.text((20, 18), "Plans due", fill=_INK, font=ImageFont.load_default(28))
    _axis(draw, today, span, height, small)
    for row, mark in enumerate(shown):
        y = _TOP + _ROW * row + _ROW // 2
        x = _place(mark.day, today, span)
        draw.line((_LEFT, y, x, y), fill=_PALE, width=3)
        box = (x - 9, y - 9, x + 9, y + 9)
        if mark.is_estimate:
            draw.ellipse(box, outline=_ROUGH, width=4, fill=_PAPER)
        else:
            draw.ellipse(box, fill=_FIRM)
        draw.text((20, y - 13), _fit(draw, mark.name, font), fill=_INK, font=font)
    draw.text((20, height - 34), "Filled dot: stated or computed date.  Ring: estimate.", fill=_INK, font=small)
    out = io.BytesIO()
    image.save(out, format="PNG", optimize=True)
    return out.getvalue()


def _place(day: dt.date, today: dt.date, span: int) -> int:
    return _LEFT + round((_WIDTH - _LEFT - _RIGHT) * (day - today).days / span)


def _axis(draw: "ImageDraw", today: dt.date, span: int, height: int, font: "FreeTypeFont | ImageFont") -> None:
    for tick in range(_TICKS):
        day = today + dt.timedelta(days=round(span * tick / (_TICKS - 1)))
        x = _place(day, today, span)
        draw.line((x, _TOP, x, height - _BOTTOM), fill=_PALE, width=1)
        draw.text((x, _TOP - 22), f"{day.day} {day:%b}", fill=_INK, font=font, anchor="ma")


def _fit(draw: "ImageDraw", name: str, font: "FreeTypeFont | ImageFont") -> str:
    while draw.textlength(name, font=font) > _LEFT - 50:
        name = name[:-2].rstrip() + "…"
    return name
