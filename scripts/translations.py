"""What the product says, found in its source, beside what the catalogues have: `python -m scripts.translations`.

Prints the entries that are missing from `tracker/locale/en/*.po`, ready to be translated, and the ones nobody says any more.
"""

import re
import string
from collections.abc import Iterator
from html.parser import HTMLParser

from jinja2 import Environment, FileSystemLoader, nodes
from jinja2.lexer import TOKEN_DATA

from scripts.said_in_code import ROOT, in_code
from tracker.application.language import catalogue

TEMPLATES = ROOT / "templates"
TOLD_ATTRIBUTES = frozenset({"title", "aria-label", "placeholder", "alt", "aria-description"})
NAMES_OF_OURS = frozenset(
    {"Tindak Lanjut", "WhatsApp", "CSV", "XLSX", "PDF", "SHA-256", "API", "Ctrl", "Enter", "?"}
)
"""Texts that are the same in every language."""

_ATTRIBUTES = re.compile(r"{% block (?:width|body) %}.*?{% endblock %}")
"""Blocks of the shell that hold classes and attributes, and are read by nobody."""
_NAME_IN_CODE = re.compile(r"[a-z_]+(?:\.[a-z_0-9]+)+")
"""Of a field, an attribute, a topic."""
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = re.compile(r"[^\W\d_]{2,}[ ,.:][^\W\d_]|^[A-Z][a-z]{2,}")


def patterns() -> dict[str, str]:
    """Each pattern that the product says → where it stands first."""
    found: dict[str, str] = {}
    for place, pattern in [*_of_templates(), *in_code()]:
        found.setdefault(pattern, place)
    return found


def fields(pattern: str) -> set[str]:
    """The names in its braces; none where it is no pattern."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(pattern) if name}
    except ValueError:
        return set()


def unmarked(template: str) -> list[str]:
    """What a template says in Indonesian without `_()`: between its tags, in attributes that are read out, in expressions."""
    source = _ATTRIBUTES.sub("", (TEMPLATES / template).read_text())
    environment = _environment()
    literal = "".join(
        value if token == TOKEN_DATA else "\x00" for _, token, value in _outside(environment, source)
    )
    reader = _Told()
    reader.feed(literal)
    said = [text for text in reader.texts if _LETTERS.search(text) and text not in NAMES_OF_OURS]
    return said + list(_constants(environment.parse(source)))


def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)


def _outside(environment: Environment, source: str) -> Iterator[tuple[int, str, str]]:
    """The data of a template, with one mark for each tag or expression between."""
    inside = False
    for line, token, value in environment.lex(source):
        if token == TOKEN_DATA:
            inside = False
            yield line, token, value
        elif not inside:
            inside = True
            yield line, token, value


class _Told(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in {"style", "script", "code"}
        self.texts += [
            part.strip()
            for name, value in attrs
            if name in TOLD_ATTRIBUTES
            for part in (value or "").split("\x00")
        ]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"style", "script", "code"}

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.texts += [part.strip(" \n–") for part in data.split("\x00")]


def _constants(node: nodes.Node, marked: bool = False) -> Iterator[str]:
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "_":
        marked = True
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and not marked:
        text = node.value.strip()
        if (
            _SENTENCE.search(text)
            and text not in NAMES_OF_OURS
            and not text.startswith(("/", "http", "button", "tag"))
            and not _NAME_IN_CODE.fullmatch(text)
        ):
            yield text
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "static":
        return
    names_a_file = (
        ("template",)
        if isinstance(node, nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport)
        else None
    )
    for child in node.iter_child_nodes(exclude=names_a_file):
        yield from _constants(child, marked)


def _of_templates() -> Iterator[tuple[str, str]]:
    environment = _environment()
    for file in sorted(TEMPLATES.rglob("*.*")):
        place = str(file.relative_to(ROOT))
        for call in environment.parse(file.read_text()).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "_" and call.args:
                first = call.args[0]
                if not (isinstance(first, nodes.Const) and isinstance(first.value, str)):
                    raise SystemExit(f"{place}:{call.lineno}: _() takes a text, so that it can be found here")
                yield f"{place}:{call.lineno}", first.value


def main() -> None:
    said, known = patterns(), catalogue("en")
    for pattern, place in said.items():
        if pattern not in known:
            escaped = pattern.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
            print(f'#: {place}\nmsgid "{escaped}"\nmsgstr ""\n')
    for pattern in known.keys() - said.keys():
        print(f"# nobody says any more: {pattern}")


if __name__ == "__main__":
    main()
