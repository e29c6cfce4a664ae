"""A person at keyboard and mouse, and how long it takes: the keystroke-level model of Card, Moran and Newell (1980).

K a key pressed (a capital takes two: Shift too), P the mouse brought to a place, B its button down or up, H the hand from
keyboard to mouse or back, M a moment's thought before what belongs together. How long the product takes to answer is not
counted here: it has budgets of its own. What the hands did is really done, and counted by the page as well.
"""

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page


@dataclass(frozen=True)
class Person:
    """Seconds for each operator, as the authors measured them; `key` depends on how practised somebody types."""

    key: float
    pointing: float = 1.1
    button: float = 0.1
    homing: float = 0.4
    thought: float = 1.35


FIRST_TIME = Person(key=0.28)
"""The authors' average typist who is no typist by trade (40 words a minute)."""
PRACTISED = Person(key=0.2)
"""Their average skilled typist (55 words a minute)."""

_COUNT = """
for (const [kind, name] of [["keydown", "keys"], ["click", "clicks"]])
  addEventListener(kind, (event) => {
    if (!event.isTrusted || (kind === "click" && event.detail === 0)) return;
    sessionStorage.setItem(name, Number(sessionStorage.getItem(name)) + 1);
  }, true);
"""


@dataclass
class Hands:
    """At a page, one hand on the mouse to begin with. `keys` and `clicks` are what was done, `seconds` what it took."""

    page: Page
    person: Person
    keys: int = 0
    clicks: int = 0
    seconds: float = 0
    _capitals: int = 0
    _at_mouse: bool = field(default=True)

    def __post_init__(self) -> None:
        self.page.add_init_script(_COUNT)

    def think(self) -> None:
        self.seconds += self.person.thought

    def type(self, text: str) -> None:
        self._to_keyboard()
        capitals = sum(letter.isupper() for letter in text)
        self._press(len(text) + capitals)
        self._capitals += capitals
        self.page.keyboard.type(text)

    def press(self, keys: str) -> None:
        """`Control+Enter` is two keys."""
        self._to_keyboard()
        self._press(keys.count("+") + 1)
        self.page.keyboard.press(keys)

    def click(self, where: Locator) -> None:
        if not self._at_mouse:
            self.seconds += self.person.homing
            self._at_mouse = True
        self.clicks += 1
        self.seconds += self.person.pointing + 2 * self.person.button
        where.click()

    def tab_to(self, selector: str, most: int = 60) -> None:
        """With the Tab key alone, forward."""
        for _ in range(most):
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
            self.press("Tab")
        raise AssertionError(f"{selector} is not reached with Tab; at {self.page.locator(':focus')}")

    def counted(self) -> tuple[int, int]:
        """What the pages have seen: keys, without the Shift of a capital that nobody really presses here; and clicks."""
        keys, clicks = (
            int(self.page.evaluate("name => sessionStorage.getItem(name) ?? 0", name))
            for name in ("keys", "clicks")
        )
        return keys + self._capitals, clicks

    def _to_keyboard(self) -> None:
        if self._at_mouse:
            self.seconds += self.person.homing
            self._at_mouse = False

    def _press(self, keys: int) -> None:
        self.keys += keys
        self.seconds += keys * self.person.key
