"""What is wrong with a page as it is shown: to those who see it, and to those who hear it or use the keyboard alone.

axe-core judges by WCAG 2.2 AA and by its own good practice; what it does not look at is looked at here.
"""

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]  # without py.typed
from playwright.sync_api import Page

DESK, PHONE = 1280, 320
UNFOLD = "document.querySelectorAll('main details').forEach(one => one.open = true)"
"""What a page holds; a menu would lie over it."""
_STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_COLOURS = ["color-contrast", "link-in-text-block"]
_RUN = """async (what) => {
  const found = await axe.run(document, {runOnly: what, resultTypes: ["violations"], iframes: false, preload: false});
  return found.violations.map(one => {
    const [first] = one.nodes;
    const others = one.nodes.length > 1 ? ` (and ${one.nodes.length - 1} more)` : "";
    return `${one.id}: ${first.target.join(" ")}: ${first.failureSummary.split("\\n")[1].trim()}${others}`;
  });
}"""
_LOOK = """() => {
  const all = (what) => [...document.querySelectorAll(what)];
  const ids = all("[id]").map(one => one.id);
  const missing = (id) => id && !document.getElementById(id);
  return {
    "wider than the window": document.documentElement.scrollWidth > innerWidth
      ? all("body *").filter(one => one.getBoundingClientRect().right > innerWidth + 1).slice(-3)
        .map(one => `${one.tagName}.${one.className} ${(one.textContent ?? "").slice(0, 40)}`).concat("")
      : [],
    "headings of the first rank": all("h1").length === 1 ? [] : all("h1").map(one => one.textContent).concat(""),
    "ids that stand there twice": [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))],
    "links to nowhere on the page": all("a[href^='#']").map(one => one.hash.slice(1)).filter(missing),
    "descriptions that are not there": all("[aria-describedby]")
      .flatMap(one => one.getAttribute("aria-describedby").split(" ")).filter(missing),
    "headings that skip a rank": all("h1, h2, h3, h4")
      .filter((one, at, them) => at && Number(one.tagName[1]) > Number(them[at - 1].tagName[1]) + 1)
      .map(one => one.textContent),
  };
}"""


def look_at(page: Page) -> list[str]:
    """As it is shown now: nothing to scroll sideways, one heading at its top, every reference leads somewhere."""
    return [f"{what}: {where}" for what, where in page.evaluate(_LOOK).items() if where]


def inspect(page: Page) -> list[str]:
    """With everything unfolded, on a desk and on a telephone, by day and by night; one line for each finding."""
    page.evaluate(UNFOLD)
    page.evaluate(AXE_SCRIPT)
    return [finding for width in (DESK, PHONE) for finding in _at(page, width)]


def _at(page: Page, width: int) -> Iterator[str]:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    for finding in look_at(page) + _axe(page, {"type": "tag", "values": _STANDARD}):
        yield f"{width} px: {finding}"
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    for finding in _axe(page, {"type": "rule", "values": _COLOURS}):
        yield f"{width} px, dark: {finding}"


def _axe(page: Page, what: dict[str, Any]) -> list[str]:
    found: list[str] = page.evaluate(_RUN, what)
    return found
