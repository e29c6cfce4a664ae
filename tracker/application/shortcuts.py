"""Keys of one letter: on, until somebody switches them off for their own account (WCAG 2.1.4)."""

from sqlalchemy import bindparam, delete, insert, select

from tracker.application.tracker import Tracker
from tracker.store.kept import preference

_NAME, _OFF = "shortcuts", "off"


def wanted(tracker: Tracker, username: str) -> bool:
    with tracker.kept.connect() as connection:
        return connection.scalar(_CHOSEN, {"username": username}) != _OFF


def switch(tracker: Tracker, username: str, *, on: bool) -> None:
    c = preference.c
    with tracker.kept.begin() as connection:
        connection.execute(delete(preference).where(c.username == username, c.name == _NAME))
        if not on:
            connection.execute(insert(preference).values(username=username, name=_NAME, value=_OFF))


_CHOSEN = select(preference.c.value).where(
    preference.c.username == bindparam("username"), preference.c.name == _NAME
)
