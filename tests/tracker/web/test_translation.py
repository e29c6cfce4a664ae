"""The product speaks two languages: what it says in Indonesian it can say in English, all of it."""

from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from scripts.translations import TEMPLATES, fields, patterns, unmarked
from tracker.application.language import FOLDER, _, catalogue, speaking, translate
from tracker.domain.phrase import say

PAGES = sorted(
    str(file.relative_to(TEMPLATES))
    for file in TEMPLATES.rglob("*.html")
    if not str(file.relative_to(TEMPLATES)).startswith("mail/")
)
NOT_YET = frozenset((Path(__file__).parent / "not_yet_marked.txt").read_text().split())


@pytest.mark.parametrize("template", PAGES)
def test_a_page_says_nothing_that_cannot_be_translated(template: str) -> None:
    if template in NOT_YET:
        pytest.xfail("its texts are not marked yet")
    assert unmarked(template) == []


def test_everything_said_has_an_english_form() -> None:
    known = catalogue("en")
    missing = {pattern: place for pattern, place in patterns().items() if pattern not in known}
    if NOT_YET:
        missing = {pattern: place for pattern, place in missing.items() if place.startswith("templates/")}
    assert missing == {}


def test_a_translation_names_the_same_values() -> None:
    for pattern, english in catalogue("en").items():
        for form in (english,) if isinstance(english, str) else english:
            assert fields(form) <= fields(pattern), pattern
            assert fields(pattern) - fields(form) <= {"n"}, pattern
            assert form.strip(), pattern


def test_a_marked_text_can_stand_in_an_attribute() -> None:
    for place, text in (
        (place, text) for text, place in patterns().items() if place.startswith("templates/")
    ):
        for form in (text, *([found] if isinstance(found := catalogue("en").get(text, ""), str) else found)):
            assert '"' not in form or "<" in form, f"{place}: write “ ” instead of a straight quotation mark"


def test_no_catalogue_contradicts_another() -> None:
    seen: dict[object, object] = {}
    for file in sorted((FOLDER / "en").glob("*.po")):
        with file.open("rb") as lines:
            for message in read_po(lines, locale="en", abort_invalid=True):
                if message.id:
                    assert seen.setdefault(message.id, message.string) == message.string, message.id


def test_who_chose_nothing_is_told_in_indonesian() -> None:
    text = "Tindak Lanjut: catatan koordinasi dan tindak lanjut kecamatan."
    assert _(text) == text
    with speaking("en"):
        assert _(text) != text
    with speaking("nobody's"):
        assert _(text) == text


def test_a_phrase_made_in_the_domain_is_told_in_the_readers_language() -> None:
    phrase = say("sampai {day}", day=date(2026, 3, 4))
    assert phrase == "sampai 4 Maret 2026"
    with speaking("en"):
        assert translate(phrase) == "sampai 4 March 2026"
