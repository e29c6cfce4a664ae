"""Filters of the register that a person has given a name, to come back to: kept beside the log, each person's own."""

from uuid import UUID

import msgspec
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from tracker.application.actor import Actor
from tracker.application.tracker import Tracker
from tracker.domain.errors import NotFound, Refused
from tracker.domain.phrase import say
from tracker.store.kept import saved_filter
from tracker.store.upsert import insert

MOST = 20
MAX_NAME = 60
MAX_QUERY = 1000

_C = saved_filter.c


class Saved(msgspec.Struct, frozen=True):
    id: UUID
    name: str
    query: str


def saved(tracker: Tracker, actor: Actor) -> list[Saved]:
    """By name."""
    query = select(_C.id, _C.name, _C.query).where(_C.username == actor.username)
    with tracker.kept.connect() as connection:
        found = [Saved(*row) for row in connection.execute(query)]
    return sorted(found, key=lambda one: one.name.casefold())


def save(tracker: Tracker, actor: Actor, name: str, query: str) -> None:
    """Under a name that the person has already, it takes the place of that one. Raises Refused naming the field."""
    name = _checked(name)
    if not query or len(query) > MAX_QUERY:
        raise Refused("Pilih dahulu saringannya, lalu simpan.", "nama")
    told = {"name": name, "query": query, "saved_at": tracker.clock()}
    with tracker.kept.begin() as connection:
        connection.execute(
            insert(connection, saved_filter)
            .values(id=tracker.new_id(), username=actor.username, folded=name.casefold(), **told)
            .on_conflict_do_update(index_elements=[_C.username, _C.folded], set_=told)
        )
        own = _C.username == actor.username
        # Whoever saves another at the same moment waits here, and then counts this one too.
        connection.execute(select(_C.id).where(own).with_for_update())
        if (connection.scalar(select(func.count()).where(own)) or 0) > MOST:
            raise Refused(
                say(
                    "Paling banyak {most} saringan tersimpan; hapus satu yang tidak dipakai lagi.", most=MOST
                ),
                "nama",
            )


def rename(tracker: Tracker, actor: Actor, id_: UUID, name: str) -> None:
    """Raises Refused for a name that another one has; NotFound for one that is not the person's own."""
    name = _checked(name)
    changed = update(saved_filter).where(_C.id == id_, _C.username == actor.username)
    try:
        with tracker.kept.begin() as connection:
            found = connection.execute(changed.values(name=name, folded=name.casefold())).rowcount
    except IntegrityError:
        raise Refused(
            say("Sudah ada saringan bernama “{name}”; pilih nama lain.", name=name), "nama"
        ) from None
    if found == 0:
        raise NotFound("Saringan itu tidak ada lagi.")


def remove(tracker: Tracker, actor: Actor, id_: UUID) -> None:
    """One that is gone already stays gone."""
    with tracker.kept.begin() as connection:
        connection.execute(delete(saved_filter).where(_C.id == id_, _C.username == actor.username))


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused("Beri nama, misalnya “Rapat trantibum yang lewat”.", "nama")
    if len(name) > MAX_NAME:
        raise Refused(say("Nama paling panjang {most} huruf.", most=MAX_NAME), "nama")
    return name
