"""The tokens of the design, read from the style sheet that sets them: `/gaya` and the tests know no second list."""

import re
from pathlib import Path

import msgspec

from tracker.web.static_files import FOLDER

SHEET = FOLDER / "css" / "tokens.css"
_COMMENT = re.compile(r"/\* (.+?) \*/")
_SET = re.compile(r"--([\w-]+):\s*([^;]+);")
_PIECE = re.compile(r"/\*.*?\*/|--[\w-]+:[^;]+;", re.DOTALL)
_DARK = "(prefers-color-scheme: dark)"
_FORCED = "(forced-colors: active)"


class Token(msgspec.Struct, frozen=True):
    """`light` and `dark` as the sheet writes them; a token that has one value for both has it twice."""

    name: str
    light: str
    dark: str

    @property
    def is_colour(self) -> bool:
        return self.light.startswith("#")


class Group(msgspec.Struct, frozen=True):
    """`title` is the comment above the tokens in the sheet."""

    title: str
    tokens: tuple[Token, ...]


def groups(sheet: Path = SHEET) -> tuple[Group, ...]:
    """In the order of the sheet."""
    light, _, rest = sheet.read_text().partition(_DARK)
    dark: dict[str, str] = dict(_SET.findall(rest.partition(_FORCED)[0]))
    found: dict[str, list[Token]] = {}
    title = ""
    for piece in _PIECE.findall(light):
        if comment := _COMMENT.fullmatch(piece):
            title = comment[1]
        elif token := _SET.fullmatch(piece):
            name, value = token[1], token[2]
            found.setdefault(title, []).append(Token(name, value, dark.get(name, value)))
    return tuple(Group(title, tuple(tokens)) for title, tokens in found.items())


def by_name() -> dict[str, Token]:
    return {token.name: token for group in groups() for token in group.tokens}


def contrast(one: str, other: str) -> float:
    """Between two colours `#rrggbb` or `#rgb`, from 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
