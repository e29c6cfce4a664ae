"""Filters of the register that a person has given a name, to come back to: kept beside the log, each person's own."""

from uuid import UUID

import msgspec
from sqlalchemy import delete, insert, select, update

from tracker.application.actor import Actor
from tracker.application.tracker import Tracker
from tracker.domain.errors import NotFound, Refused
from tracker.domain.phrase import say
from tracker.store.kept import saved_filter

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
    own = saved(tracker, actor)
    before = _named(own, name)
    if before is None and len(own) >= MOST:
        raise Refused(
            say("Paling banyak {most} saringan tersimpan; hapus satu yang tidak dipakai lagi.", most=MOST),
            "nama",
        )
    now = tracker.clock()
    with tracker.kept.begin() as connection:
        if before is not None:
            changed = update(saved_filter).where(_C.id == before.id)
            connection.execute(changed.values(name=name, query=query, saved_at=now))
        else:
            row = {
                "id": tracker.new_id(),
                "username": actor.username,
                "name": name,
                "query": query,
                "saved_at": now,
            }
            connection.execute(insert(saved_filter).values(row))


def rename(tracker: Tracker, actor: Actor, id_: UUID, name: str) -> None:
    """Raises Refused for a name that another one has; NotFound for one that is not the person's own."""
    name = _checked(name)
    other = _named(saved(tracker, actor), name)
    if other is not None and other.id != id_:
        raise Refused(say("Sudah ada saringan bernama “{name}”; pilih nama lain.", name=other.name), "nama")
    changed = update(saved_filter).where(_C.id == id_, _C.username == actor.username).values(name=name)
    with tracker.kept.begin() as connection:
        if connection.execute(changed).rowcount == 0:
            raise NotFound("Saringan itu tidak ada lagi.")


def remove(tracker: Tracker, actor: Actor, id_: UUID) -> None:
    """One that is gone already stays gone."""
    with tracker.kept.begin() as connection:
        connection.execute(delete(saved_filter).where(_C.id == id_, _C.username == actor.username))


def _named(own: list[Saved], name: str) -> Saved | None:
    return next((one for one in own if one.name.casefold() == name.casefold()), None)


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused("Beri nama, misalnya “Rapat trantibum yang lewat”.", "nama")
    if len(name) > MAX_NAME:
        raise Refused(say("Nama paling panjang {most} huruf.", most=MAX_NAME), "nama")
    return name
