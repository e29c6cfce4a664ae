"""Accounts: who may sign in, with which role. Passwords are hashed with argon2id and kept apart from the log."""

from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from secrets import token_urlsafe
from uuid import UUID

import msgspec
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import delete, insert, select, update

from tracker.application import attempts
from tracker.application.actor import Actor, of_user
from tracker.application.command import Answer, Asked, Decision, perform
from tracker.application.permissions import Action, require
from tracker.application.tracker import Tracker
from tracker.domain import user as domain
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.identity import user_id
from tracker.domain.phrase import say
from tracker.domain.role import Role
from tracker.domain.user import User
from tracker.store.envelope import Change
from tracker.store.kept import api_token, credential, session

# OWASP's second profile: 19 MiB, two passes; an office server has 1–2 GB for everything.
_hasher = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19 * 1024, parallelism=1),))

MIN_PASSWORD = 8
MAX_PASSWORD = 256
MAX_USERNAME = 64
"""Longer than this no account is named: what a stranger types is not kept in full."""
MAX_ATTEMPTS = 10
"""Wrong passwords for one account."""


class AddUser(msgspec.Struct, frozen=True, kw_only=True):
    username: str
    name: str
    role: Role
    office: str
    section: str | None = None
    person_id: UUID | None = None


class ChangeRole(msgspec.Struct, frozen=True, kw_only=True):
    username: str
    role: Role
    section: str | None = None


class DisableUser(msgspec.Struct, frozen=True, kw_only=True):
    username: str


def add(tracker: Tracker, actor: Actor, asked: Asked, command: AddUser) -> Answer:
    def decide() -> Decision:
        require(actor, Action.MANAGE, command.office)
        office = tracker.office(command.office)
        if command.section is not None:
            office.section(command.section)
        if command.person_id is not None and command.person_id not in office.people:
            raise NotFound("Orang itu belum terdaftar di kecamatan ini.", "person_id")
        event = domain.add(
            username=command.username,
            name=command.name,
            role=command.role,
            office=command.office,
            section=command.section,
            person_id=command.person_id,
        )
        stream = user_id(command.username)
        if tracker.store.load(stream, domain.evolve)[0] is not None:
            raise Conflict(
                say("Nama pengguna {username} sudah dipakai.", username=command.username), "username"
            )
        return Decision(
            subject=stream, changes=(Change(stream, 0, (event,)),), occurred_on=tracker.today(office)
        )

    return perform(tracker, actor, asked, command, decide)


def change_role(tracker: Tracker, actor: Actor, asked: Asked, command: ChangeRole) -> Answer:
    """Ends the account's sessions: the new rights hold from the next sign-in."""

    def decide() -> Decision:
        user, version = _manageable(tracker, actor, command.username)
        office = tracker.office(user.office)
        if command.section is not None:
            office.section(command.section)
        event = domain.change_role(user, role=command.role, section=command.section)
        stream = user_id(command.username)
        return Decision(
            subject=stream, changes=(Change(stream, version, (event,)),), occurred_on=tracker.today(office)
        )

    answer = perform(tracker, actor, asked, command, decide)
    end_sessions(tracker, command.username)
    return answer


def disable(tracker: Tracker, actor: Actor, asked: Asked, command: DisableUser) -> Answer:
    """Ends the account's sessions and tokens; its past stays in the log."""

    def decide() -> Decision:
        user, version = _manageable(tracker, actor, command.username)
        stream = user_id(command.username)
        return Decision(
            subject=stream,
            changes=(Change(stream, version, (domain.disable(user),)),),
            occurred_on=tracker.today(tracker.office(user.office)),
        )

    answer = perform(tracker, actor, asked, command, decide)
    end_sessions(tracker, command.username)
    return answer


def set_password(tracker: Tracker, actor: Actor, username: str, password: str) -> None:
    """Raises Refused for a password shorter than eight letters; ends the account's sessions."""
    _manageable(tracker, actor, username)
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise Refused(
            say("Kata sandi: {least}–{most} huruf.", least=MIN_PASSWORD, most=MAX_PASSWORD), "password"
        )
    row = {"password_hash": _hasher.hash(password), "changed_at": tracker.clock()}
    with tracker.kept.begin() as connection:
        changed = connection.execute(
            update(credential).where(credential.c.username == username).values(row)
        ).rowcount
        if not changed:
            connection.execute(insert(credential).values(username=username, **row))
    end_sessions(tracker, username)


def sign_in(tracker: Tracker, username: str, password: str, address: str) -> User:
    """Raises Refused with one and the same line for a wrong name or password; TooMany after too many attempts."""
    username = username.strip().lower()[:MAX_USERNAME]
    keys = {f"user/{username}": MAX_ATTEMPTS, f"address/{address}": attempts.MOST_FROM}
    too_many = attempts.too_many(tracker, keys)
    with tracker.kept.connect() as connection:
        stored = connection.scalar(
            select(credential.c.password_hash).where(credential.c.username == username)
        )
    if too_many:
        raise attempts.TooMany(say("Terlalu banyak percobaan masuk; coba lagi 15 menit lagi."))
    matches = _hasher.verify(password[:MAX_PASSWORD], stored or _nobodys_hash())
    user = find(tracker, username)
    if stored is None or not matches or user is None or user.disabled:
        attempts.note(tracker, keys)
        raise Refused("Nama pengguna atau kata sandi salah.")
    attempts.forget(tracker, f"user/{username}")
    return user


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    """An account that does not exist takes as long to refuse as a wrong password."""
    return _hasher.hash("nobody")


def find(tracker: Tracker, username: str) -> User | None:
    return tracker.store.load(user_id(username), domain.evolve)[0]


def actor_of(tracker: Tracker, username: str, via: str) -> Actor:
    """Raises NotFound for an unknown or disabled account."""
    user = find(tracker, username)
    if user is None or user.disabled:
        raise NotFound(say("Pengguna “{username}” tidak dikenal.", username=username), "as")
    return of_user(user, via)


def issue_token(tracker: Tracker, actor: Actor, username: str, expires_at: datetime, note: str = "") -> str:
    """A bearer token for the API, shown once; only its SHA-256 is kept."""
    _manageable(tracker, actor, username)
    if expires_at <= tracker.clock():
        raise Refused("Tanggal berakhirnya token harus sesudah hari ini.", "expires")
    secret = f"tl_{token_urlsafe(32)}"
    with tracker.kept.begin() as connection:
        connection.execute(
            insert(api_token).values(
                id=tracker.new_id().hex,
                username=username,
                secret_hash=_token_hash(secret),
                created_at=tracker.clock(),
                expires_at=expires_at,
                note=note,
            )
        )
    return secret


def user_of_token(tracker: Tracker, secret: str) -> User | None:
    """The account of a valid token; None when it is unknown, expired, revoked, or the account disabled."""
    with tracker.kept.connect() as connection:
        username = connection.scalar(
            select(api_token.c.username).where(
                api_token.c.secret_hash == _token_hash(secret),
                api_token.c.expires_at > tracker.clock(),
                api_token.c.revoked_at.is_(None),
            )
        )
    user = find(tracker, username) if username else None
    return None if user is None or user.disabled else user


def end_sessions(tracker: Tracker, username: str) -> None:
    with tracker.kept.begin() as connection:
        connection.execute(delete(session).where(session.c.username == username))


def _manageable(tracker: Tracker, actor: Actor, username: str) -> tuple[User, int]:
    user, version = tracker.store.load(user_id(username), domain.evolve)
    if user is None:
        raise NotFound(say("Pengguna “{username}” tidak dikenal.", username=username), "username")
    require(actor, Action.MANAGE, user.office)
    return user, version


def _token_hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
