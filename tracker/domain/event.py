"""What every event of the domain is: a frozen fact with an explicit, versioned topic."""

from typing import ClassVar

import msgspec


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A fact that happened. Never changed once stored.

    `TOPIC` is `<stream kind>.<what happened>.<version>`; it is what the log stores, so moving or
    renaming the class breaks nothing. A changed shape gets a new version and an upcaster
    (`tracker/store/mapping.py`); a new field needs a default.
    """

    TOPIC: ClassVar[str]
