"""Gaya tampilan shows the design as it is: every token, every component, and the text that draws it."""

import re

from markupsafe import escape

from tests.tracker.web.conftest import SignIn
from tracker.domain.role import Role
from tracker.web.pages.style_guide import SAMPLES, template_of
from tracker.web.templates import FOLDER
from tracker.web.tokens import by_name

_MACRO = re.compile(r"{% macro (\w+)\(")


def test_every_token_is_shown_with_its_value_in_light_and_dark(signed_in: SignIn) -> None:
    page = signed_in(Role.STAF).get("/gaya").text
    for token in by_name().values():
        row = page.partition(f"<code>--{token.name}</code>")[2].partition("</tr>")[0]
        assert str(escape(token.light)) in row, token.name
        assert str(escape(token.dark)) in row, token.name


def test_a_sample_is_shown_as_it_is_written(signed_in: SignIn) -> None:
    page = signed_in(Role.AUDITOR).get("/gaya").text
    assert {f"{slug}.html" for slug in SAMPLES} == {path.name for path in (FOLDER / "gaya").iterdir()}
    for slug in SAMPLES:
        source = (FOLDER / template_of(slug)).read_text().removesuffix("\n")
        assert str(escape(source)) in page, slug


def test_every_macro_that_pages_share_is_shown() -> None:
    """In a sample, or in the macro of a sample."""
    shared = (FOLDER / "partials" / "ui.html").read_text()
    bodies = dict(re.findall(r"{% macro (\w+)\(.*?-?%}(.*?){%-? endmacro %}", shared, re.DOTALL))
    assert set(bodies) == set(_MACRO.findall(shared))
    shown = set(
        re.findall(r"\bui\.(\w+)\(", "".join(path.read_text() for path in (FOLDER / "gaya").iterdir()))
    )
    inside = {name for macro in shown & set(bodies) for name in re.findall(r"\b(\w+)\(", bodies[macro])}
    assert set(bodies) - shown - inside == set()
