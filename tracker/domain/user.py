"""An account: a role in one office, and the person behind it. The password is kept elsewhere, never here."""

import re
from typing import ClassVar
from uuid import UUID

import msgspec

from tracker.domain.errors import Refused
from tracker.domain.event import Event
from tracker.domain.phrase import say
from tracker.domain.role import Role


class UserAdded(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "user.added.1"
    username: str
    name: str
    role: Role
    office: str
    section: str | None = None
    person_id: UUID | None = None


class UserRoleChanged(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "user.role_changed.1"
    role: Role
    section: str | None = None


class UserDisabled(Event, frozen=True, kw_only=True):
    TOPIC: ClassVar[str] = "user.disabled.1"


EVENTS: tuple[type[Event], ...] = (UserAdded, UserRoleChanged, UserDisabled)


class User(msgspec.Struct, frozen=True, kw_only=True):
    username: str
    name: str
    role: Role
    office: str
    section: str | None
    person_id: UUID | None
    disabled: bool = False


_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,63}")

RESERVED = frozenset({"operator", "system"})
"""The log's own names for who acts without an account: an account of that name could not be told apart from them."""


def add(
    *,
    username: str,
    name: str,
    role: Role,
    office: str,
    section: str | None,
    person_id: UUID | None,
) -> UserAdded:
    """Raises Refused naming the field."""
    if not _USERNAME.fullmatch(username):
        raise Refused(
            "Nama pengguna: 3–64 huruf kecil, angka, titik, atau tanda hubung.",
            "username",
        )
    if username in RESERVED:
        raise Refused(
            say("Nama pengguna {username} dipakai sistem sendiri; pilih nama lain.", username=username),
            "username",
        )
    if not name.strip():
        raise Refused("Isi nama pengguna.", "name")
    if role is Role.KASI and section is None:
        raise Refused("Isi bidang untuk kepala seksi.", "section")
    return UserAdded(
        username=username,
        name=name.strip(),
        role=role,
        office=office,
        section=section,
        person_id=person_id,
    )


def change_role(user: User, *, role: Role, section: str | None) -> UserRoleChanged:
    if user.disabled:
        raise Refused("Akun itu sudah dinonaktifkan.", "username")
    if role is Role.KASI and section is None:
        raise Refused("Isi bidang untuk kepala seksi.", "section")
    return UserRoleChanged(role=role, section=section)


def disable(user: User) -> UserDisabled:
    if user.disabled:
        raise Refused("Akun itu sudah dinonaktifkan.", "username")
    return UserDisabled()


def evolve(state: User | None, event: Event) -> User:
    match event:
        case UserAdded():
            return User(
                username=event.username,
                name=event.name,
                role=event.role,
                office=event.office,
                section=event.section,
                person_id=event.person_id,
            )
    if state is None:
        raise ValueError(f"{event.TOPIC} before the user was added")
    match event:
        case UserRoleChanged():
            return msgspec.structs.replace(state, role=event.role, section=event.section)
        case UserDisabled():
            return msgspec.structs.replace(state, disabled=True)
        case _:
            raise ValueError(f"{event.TOPIC} is not an event of a user")
