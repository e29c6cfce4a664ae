"""Help: a guide for each role, the words of the product, and links that lead somewhere."""

import re

import pytest

from tests.tracker.web.browsing import Client
from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import words
from tracker.application.language import speaking
from tracker.domain.role import Role
from tracker.web.pages.help import ALL_GUIDES, GUIDES
from tracker.web.templates import FOLDER
from tracker.web.terms import TERM_TEXT, glossary, term

_LINK = re.compile(r'href="(/[^"#]*)(?:#([^"]*))?"')


def test_each_role_finds_its_own_guides_first(signed_in: SignIn) -> None:
    for role in (Role.CAMAT, Role.AUDITOR):
        page = signed_in(role).get("/bantuan").text
        shown = re.findall(r'<section class="card stack-tight" id="([^"]+)"', page)
        assert tuple(shown[: len(GUIDES[role])]) == GUIDES[role]
        assert sorted(shown) == sorted(ALL_GUIDES)


def test_help_is_open_to_whoever_has_not_signed_in(client: Client) -> None:
    for path in ("/bantuan", "/bantuan/istilah"):
        assert client.get(path).status_code == 200


def test_the_links_of_the_guides_lead_to_pages_that_exist(signed_in: SignIn) -> None:
    client = signed_in(Role.SEKCAM)
    main = client.get("/bantuan").text.partition("<main")[2].partition("</main>")[0]
    links = set(_LINK.findall(main))
    for path in {path for path, _ in links}:
        assert client.get(path.replace("&amp;", "&")).status_code == 200, path
    assert {anchor for path, anchor in links if path == "/bantuan/istilah" and anchor} <= set(TERM_TEXT)


def test_a_guide_links_only_to_what_its_reader_may_open(signed_in: SignIn) -> None:
    for role in (Role.KASI, Role.AUDITOR, Role.ADMIN):
        client = signed_in(role)
        main = client.get("/bantuan").text.partition("<main")[2].partition("</main>")[0]
        for path in {path.replace("&amp;", "&") for path, _ in _LINK.findall(main)}:
            assert client.get(path).status_code == 200, (role, path)
    assert "Impor (Sekretaris Kecamatan, " in words(signed_in(Role.KASI).get("/bantuan"))


def test_the_glossary_stands_in_the_order_of_the_readers_language(client: Client) -> None:
    page = client.get("/bantuan/istilah")
    assert all(f'id="{slug}"' in page.text for slug in TERM_TEXT)
    assert "Berakhir pukul 23.59.59 waktu setempat." in words(page)
    indonesian = [one.slug for one in glossary()]
    with speaking("en"):
        english = glossary()
    assert [one.name.casefold() for one in english] == sorted(one.name.casefold() for one in english)
    assert sorted(indonesian) == sorted(one.slug for one in english)
    assert indonesian != [one.slug for one in english]


def test_a_link_to_a_word_that_is_not_explained_is_a_defect() -> None:
    with pytest.raises(KeyError):
        term("tidak-ada")


def test_every_template_links_to_words_that_are_explained() -> None:
    called = re.compile(r"""ui\.help\(\s*["']([^"']+)["']|/bantuan/istilah#([a-z0-9-]+)""")
    for template in FOLDER.rglob("*.html"):
        for macro, address in called.findall(template.read_text()):
            assert (macro or address) in TERM_TEXT, f"{template.name}: {macro or address}"
