"""The product speaks two languages: what it says in Indonesian it can say in English, all of it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import msgspec
import pytest
from babel.messages.pofile import read_po

from scripts.said_in_code import INDONESIAN_ONLY, ROOT, unsayable
from scripts.translations import TEMPLATES, fields, patterns, unmarked
from tracker.application.language import FOLDER, _, catalogue, speaking, translate
from tracker.application.messages import long_date
from tracker.domain.coordination import KIND_NAMES
from tracker.domain.errors import Refused
from tracker.domain.percent import as_points, as_text, grouped, number_text
from tracker.domain.period import period
from tracker.domain.phrase import plain, say
from tracker.web.format import clock_time, moment, relative_day, short_date
from tracker.web.forms import Form
from tracker.web.static_files import StaticFiles
from tracker.web.templates import open_templates

PAGES = sorted(
    str(file.relative_to(TEMPLATES))
    for file in TEMPLATES.rglob("*.html")
    if not str(file.relative_to(TEMPLATES)).startswith("mail/")
)


@pytest.mark.parametrize("template", PAGES)
def test_a_page_says_nothing_that_cannot_be_translated(template: str) -> None:
    assert unmarked(template) == []


def test_everything_said_has_an_english_form() -> None:
    known = catalogue("en")
    missing = {pattern: place for pattern, place in patterns().items() if pattern not in known}
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
    phrase = say("tes sampai {day}", day=date(2026, 3, 4))
    assert phrase == "tes sampai 4 Maret 2026"
    with speaking("en"):
        assert translate(phrase) == "tes sampai 4 March 2026"


def test_numbers_and_days_are_written_as_the_reader_writes_them() -> None:
    day = date(2022, 1, 3)
    instant = datetime(2022, 1, 3, 2, 30, tzinfo=UTC)
    told_in_both: list[tuple[Callable[[], str], str, str]] = [
        (lambda: translate(number_text(Decimal("1783.5"))), "1.783,50", "1,783.50"),
        (lambda: translate(as_text(Fraction(8104, 100))), "81,04 %", "81.04 %"),
        (lambda: translate(grouped(1783)), "1.783", "1,783"),
        (lambda: translate(as_points(Decimal("8.33"))), "+8,33 poin", "+8.33 points"),
        (lambda: translate(long_date(day)), "Senin, 3 Januari 2022", "Monday, 3 January 2022"),
        (lambda: short_date(day), "3 Jan 2022", "3 Jan 2022"),
        (lambda: clock_time(instant, "Asia/Jakarta"), "09.30 WIB", "09:30 WIB"),
        (
            lambda: moment(instant, "Asia/Makassar"),
            "Senin, 3 Januari 2022 10.30 WITA",
            "Monday, 3 January 2022 10:30 WITA",
        ),
        (lambda: relative_day(date(2022, 1, 5), day), "2 hari lagi", "in 2 days"),
        (lambda: relative_day(date(2022, 1, 1), day), "lewat 2 hari", "2 days overdue"),
        (lambda: relative_day(date(2022, 1, 2), day), "lewat 1 hari", "1 day overdue"),
        (lambda: translate(period(2022, "TW2", cumulative=True).label), "s.d. Triwulan II 2022", "up to quarter II 2022"),
    ]  # fmt: skip
    for tell, indonesian, english in told_in_both:
        assert tell() == indonesian
        with speaking("en"):
            assert tell() == english


def test_a_page_translates_what_the_product_says_and_leaves_what_people_typed() -> None:
    page = open_templates(StaticFiles()).from_string("{{ said }}|{{ typed }}|{{ both }}")
    both = say("{kind} “{title}”", kind=KIND_NAMES["fasilitasi"], title="Fasilitasi <b>")
    with speaking("en"):
        told = page.render(said=KIND_NAMES["fasilitasi"], typed="Fasilitasi", both=both)
    assert told == "Facilitation|Fasilitasi|Facilitation “Fasilitasi &lt;b&gt;”"


def test_what_is_said_is_kept_as_its_indonesian_text() -> None:
    with speaking("en"):
        assert msgspec.json.encode([KIND_NAMES["fasilitasi"]], enc_hook=plain) == b'["Fasilitasi"]'
        with pytest.raises(NotImplementedError):
            msgspec.json.encode(object(), enc_hook=plain)


def test_an_error_in_a_form_is_told_in_the_readers_language() -> None:
    with speaking("en"):
        form = Form({"year": "dua"})
        form.whole("year", 2026)
        form.refuse(Refused("Nama pengguna atau kata sandi salah.", "username"))
        form.refuse(Refused(say("Terlalu panjang: paling banyak {limit} huruf.", limit=5), "title"))
    assert form.errors == {
        "year": "Enter a number.",
        "username": "Wrong username or password.",
        "title": "Too long: at most 5 characters.",
    }


def test_no_sentence_of_a_page_is_put_together_where_no_catalogue_can_hold_it() -> None:
    assert unsayable() == []
    assert [place for place in INDONESIAN_ONLY if not (ROOT / place).exists()] == []


def test_no_catalogue_keeps_what_nobody_says_any_more() -> None:
    assert catalogue("en").keys() - patterns().keys() == set()
