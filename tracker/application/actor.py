"""Who asks: an account, the operator at the command line, or the product itself."""

from uuid import UUID

import msgspec

from tracker.domain.role import Role
from tracker.domain.user import User


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """`role` None: the operator or the system, bound to no office. `via`: web, api, cli, worker, import."""

    username: str
    name: str
    via: str
    role: Role | None = None
    office: str | None = None
    section: str | None = None
    person_id: UUID | None = None


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
