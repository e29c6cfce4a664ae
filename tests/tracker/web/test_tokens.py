"""Colours can be told apart in light and dark, and a sheet uses no token that nobody set."""

import re

import pytest

from tests.architecture.checkout import ROOT
from tracker.web.static_files import FOLDER, stylesheet
from tracker.web.tokens import by_name, contrast

TEXT, SHAPE = 4.5, 3.0
"""WCAG 2.2: 1.4.3 for text, 1.4.11 for what must be seen to use a control or read a chart."""

GROUNDS = ("page", "surface", "sunken")
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "ink-soft", "brand", "brand-strong", "bad", "warn") for ground in GROUNDS),
    *((state, f"{state}-soft", TEXT) for state in ("ok", "warn", "bad", "note")),
    *(("ink", f"{state}-soft", TEXT) for state in ("ok", "warn", "bad", "note", "brand")),
    ("brand", "brand-soft", TEXT),
    ("brand-strong", "brand-soft", TEXT),
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-strong", TEXT),
    ("surface", "bad", TEXT),
    *((shape, ground, SHAPE) for shape in ("field", "focus") for ground in (*GROUNDS, "brand-soft")),
]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_read_and_used_stands_out_from_its_ground(theme: str) -> None:
    tokens = by_name()
    faint = {
        f"{front} on {ground}": round(ratio, 2)
        for front, ground, least in PAIRS
        if (ratio := contrast(getattr(tokens[front], theme), getattr(tokens[ground], theme))) < least
    }
    assert faint == {}


def test_the_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.005)


def test_every_token_that_a_sheet_uses_is_set_and_every_one_set_is_used() -> None:
    sheet = stylesheet()
    used, known = set(re.findall(r"var\(--([\w-]+)", sheet)), set(by_name())
    assert used - known == set()
    assert known - used == set()


def test_colours_are_named_and_never_written_out() -> None:
    """Shadows and the veil behind a dialog are the only ones, and print turns tokens black."""
    for path in sorted((FOLDER / "css").rglob("*.css")):
        if path.name not in {"tokens.css", "print.css"}:
            assert re.findall(r":[^;{]*#[0-9a-fA-F]{3,8}\b", path.read_text()) == [], path.name


def test_the_browser_paints_its_own_frame_in_the_colour_of_the_header() -> None:
    head = (ROOT / "templates" / "base.html").read_text()
    surface = by_name()["surface"]
    assert f'content="{surface.light}" media="(prefers-color-scheme: light)"' in head
    assert f'content="{surface.dark}" media="(prefers-color-scheme: dark)"' in head


def test_mails_are_in_the_light_colours_of_the_pages() -> None:
    """A mail program reads no sheet, so that its templates write colours out."""
    light = {full(token.light) for token in by_name().values() if token.is_colour}
    for template in sorted((ROOT / "templates" / "mail").glob("*.html")):
        used = {
            full(colour)
            for colour in re.findall(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b", template.read_text())
        }
        assert used <= light, template.name


def full(colour: str) -> str:
    digits = colour[1:].lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))
