"""An office that has recorded nothing yet, to a reader of English: what is empty says so in English too."""

import pytest

from tests.e2e.site_map import page_routes
from tests.support.english import Leftovers, typed_by_people
from tests.tracker.web.conftest import SignIn
from tracker.domain.role import Role
from tracker.settings import Settings
from tracker.web import offline
from tracker.web.language import COOKIE


@pytest.mark.parametrize("role", [Role.CAMAT, Role.KASI, Role.STAF, Role.ADMIN])
def test_every_page_of_an_empty_office_speaks_english(
    signed_in: SignIn, settings: Settings, role: Role
) -> None:
    browser = signed_in(role)
    browser.cookies.set(COOKIE, "en")
    leftovers = Leftovers(typed_by_people(settings.home / "store.sqlite"))
    found = []
    for path in [route for route in page_routes() if "{" not in route]:
        page = browser.get(f"{path}?bahasa=en" if path == offline.PAGE else path)
        if page.headers["content-type"].startswith("text/html"):
            assert '<html lang="en"' in page.text, path
            found += [f"{path}: {text}" for text in leftovers.of(page.text)]
    assert found == [], "\n".join(found)
