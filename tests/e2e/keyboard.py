"""A person at the keys: nothing is pointed at, and at each stop it is seen where one is."""

from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 250
_STOP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const ring = (shown) => {
    const style = getComputedStyle(shown);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  };
  const around = [one, one.closest("label"), one.labels?.[0], one.parentElement].filter(Boolean);
  const box = one.getBoundingClientRect();
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const small = box.width < 2 || box.height < 2;
  return {
    what: `${one.tagName.toLowerCase()} ${one.getAttribute("aria-label") ?? one.id ?? ""} ${one.textContent.trim().slice(0, 40)}`,
    // The calendar inside a field of days has the focus by itself, and marks itself.
    ring: !one.matches(":focus") || around.some(ring),
    covered: !small && !(at && (one.contains(at) || at.contains(one) || one.labels?.[0]?.contains(at))),
  };
}"""


class Keyboard:
    """Each Tab is judged: the focus is marked, and nothing lies over what has it (WCAG 2.2, 2.4.7 and 2.4.11)."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def stop(self, key: str = "Tab") -> str | None:
        """One further; what has the focus then, None behind the last. Raises AssertionError where it is not seen."""
        self._page.keyboard.press(key)
        found = self._page.evaluate(_STOP)
        if found is None:
            return None
        assert found["ring"], f"{self._page.url}: nothing marks {found['what']}"
        assert not found["covered"], f"{self._page.url}: something lies over {found['what']}"
        return str(found["what"])

    def to(self, place: Locator) -> "Keyboard":
        """Forward by Tab. Raises AssertionError where that does not lead there."""
        expect(place).to_be_attached()
        for _ in range(MOST_STOPS):
            if place.evaluate("one => one === document.activeElement"):
                return self
            self.stop()
        raise AssertionError(f"{self._page.url}: no Tab leads to {place}")

    def type(self, text: str) -> None:
        self._page.keyboard.type(text)

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)

    def walk(self) -> int:
        """From the top to the end; how many stops there are. Raises AssertionError where there is no end."""
        self._page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        for stops in range(MOST_STOPS):
            if self.stop() is None:
                return stops
        raise AssertionError(f"{self._page.url}: the focus does not come to an end")
