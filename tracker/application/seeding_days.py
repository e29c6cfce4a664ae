"""On which days the demo's data lie, counted from the day of loading."""

import math
from collections.abc import Sequence
from datetime import date, timedelta

from tracker.application.seed_files import CoordinationSeed

_EARLY = 60


class Days:
    """Early in a year the past is told closer together: else all of it would lie in the year before, and the figures of
    the running one would be empty. What came first still comes first, and what is to come is left as it is.
    """

    def __init__(self, loaded_on: date) -> None:
        self._loaded_on = loaded_on
        self._closer = min(1.0, loaded_on.timetuple().tm_yday / _EARLY)

    def ago(self, days: int) -> date:
        """Negative: so many days after the day of loading."""
        told = math.ceil(days * self._closer) if days > 0 else days
        return self._loaded_on - timedelta(days=told)

    def years(self, coordinations: Sequence[CoordinationSeed]) -> list[int]:
        """Those in which something was held, the running one last."""
        held = {self.ago(one.held_ago).year for one in coordinations if one.held_ago is not None}
        return sorted(held | {self._loaded_on.year})
