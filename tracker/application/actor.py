"""Who asks: an account, the operator at the command line, the product itself, or whoever opened a link."""

from uuid import UUID

import msgspec

from tracker.domain.office import Office
from tracker.domain.role import Role
from tracker.domain.user import User

BODY, PERSON = "body/", "person/"
"""Before the code of a body, or the id of a person without an account: no user name has a stroke in it."""


class Bearer(msgspec.Struct, frozen=True):
    """Who opened a link: the person that it was written to, or the body of that code. It opens one follow-up."""

    follow_up_id: UUID
    who: UUID | str


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """`role` None: the operator or the system, bound to no office. `via`: web, api, cli, worker, import, tautan.

    `bearer` is set for whoever comes by a link: with an account or without, nothing is open to them but what the link
    opens (`permissions.BY_LINK`).
    """

    username: str
    name: str
    via: str
    role: Role | None = None
    office: str | None = None
    section: str | None = None
    person_id: UUID | None = None
    bearer: Bearer | None = None


def of_user(user: User, via: str) -> Actor:
    return Actor(
        username=user.username,
        name=user.name,
        via=via,
        role=user.role,
        office=user.office,
        section=user.section,
        person_id=user.person_id,
    )


def operator(via: str = "cli") -> Actor:
    return Actor(username="operator", name="Operator", via=via)


def system() -> Actor:
    return Actor(username="system", name="Sistem", via="worker")


def without_account(office: Office, who: UUID | str, via: str) -> Actor:
    """A person or a body of the office, named in the log by what it is there. Raises KeyError for one it does not know."""
    if isinstance(who, str):
        return Actor(username=f"{BODY}{who}", name=office.bodies[who], via=via, office=office.code)
    name = office.people[who]
    return Actor(username=f"{PERSON}{who}", name=name, via=via, office=office.code, person_id=who)


def name_without_account(username: str, office: Office) -> str | None:
    """What the log's name of somebody without an account stands for; None for the name of an account."""
    if username.startswith(BODY):
        return office.bodies.get(username.removeprefix(BODY))
    person = person_without_account(username)
    return None if person is None else office.people.get(person)


def person_without_account(username: str) -> UUID | None:
    return UUID(username.removeprefix(PERSON)) if username.startswith(PERSON) else None
