"""The browser under the tests is a real one."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_page_runs_script_in_indonesian_and_jakarta_time(page: Page) -> None:
    page.set_content(
        "<p id=zona></p><script>zona.textContent = Intl.DateTimeFormat().resolvedOptions().timeZone</script>"
    )
    assert page.text_content("#zona") == "Asia/Jakarta"
    assert page.evaluate("navigator.language") == "id-ID"
