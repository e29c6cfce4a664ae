"""Where people and bodies are reached: kept apart from the log, so that it can be erased, and shown in full to nobody else.

A body outside the office is written to only where that is switched on for it; a person of the office always.
"""

import re
from uuid import UUID

import msgspec
from sqlalchemy import delete, insert, select

from tracker.application.actor import Actor
from tracker.application.permissions import Action, may, require
from tracker.application.tracker import Tracker
from tracker.domain.errors import Forbidden, NotFound, Refused
from tracker.domain.identity import body_id
from tracker.domain.office import Office
from tracker.store.kept import contact, written_to


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """Empty where it is not known. `written_to`: a body that gets letters of its own."""

    email: str = ""
    phone: str = ""
    written_to: bool = False

    @property
    def can_be_written_to(self) -> bool:
        """A body."""
        return self.written_to and self.email != ""


_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
_PHONE = re.compile(r"(?:\+?62|0)\d{8,12}")
_BETWEEN = re.compile(r"[\s().\-]")


def check_email(email: str | None) -> None:
    """Raises Refused: a reminder to what is no address would fail each time, and nobody would know why."""
    if email and (len(email) > 254 or not email.isprintable() or not _EMAIL.fullmatch(email)):
        raise Refused("Alamat surel tidak dikenali; tulis misalnya nama@contoh.go.id.", "email")


def check_phone(phone: str | None) -> None:
    """Raises Refused for what no telephone of this country has."""
    if phone and not _PHONE.fullmatch(_BETWEEN.sub("", phone)):
        raise Refused("Nomor telepon tidak dikenali; tulis misalnya 0812-3456-7890.", "phone")


def contact_of(tracker: Tracker, who: UUID) -> Contact:
    """Of a person, or of a body by its id (`identity.body_id`)."""
    with tracker.kept.connect() as connection:
        row = connection.execute(
            select(contact.c.email, contact.c.phone).where(contact.c.person_id == who)
        ).first()
        on = connection.scalar(select(written_to.c.who).where(written_to.c.who == who))
    return Contact(
        email=(row and row.email) or "", phone=(row and row.phone) or "", written_to=on is not None
    )


def phones_of_bodies(tracker: Tracker, actor: Actor, office: Office) -> dict[str, str]:
    """By name, for those who may change them: nobody else sees a number in full."""
    if not may(actor, Action.SET_CONTACTS, office.code):
        return {}
    names = {body_id(office.code, code): name for code, name in office.bodies.items()}
    query = select(contact.c.person_id, contact.c.phone).where(contact.c.person_id.in_(names))
    with tracker.kept.connect() as connection:
        return {names[row.person_id]: row.phone for row in connection.execute(query) if row.phone}


def email_of(tracker: Tracker, who: UUID) -> str | None:
    """None: no address is known."""
    return contact_of(tracker, who).email or None


def set_contact(tracker: Tracker, who: UUID, *, email: str | None, phone: str | None) -> None:
    """Raises Refused for what is no address or no number."""
    check_email(email)
    check_phone(phone)
    with tracker.kept.begin() as connection:
        connection.execute(delete(contact).where(contact.c.person_id == who))
        connection.execute(insert(contact).values(person_id=who, email=email, phone=phone))


def change_own(
    tracker: Tracker, actor: Actor, office: Office, person: UUID, *, email: str, phone: str
) -> None:
    """By that person, or by whoever manages the office's people. Raises NotFound, Forbidden, Refused."""
    if person not in office.people:
        raise NotFound("Orang itu belum terdaftar di kecamatan ini.", "person_id")
    if not may_change(actor, office, person):
        raise Forbidden("Alamat dan nomor diubah oleh orangnya sendiri atau admin.")
    set_contact(tracker, person, email=email.strip() or None, phone=phone.strip() or None)


def may_change(actor: Actor, office: Office, person: UUID) -> bool:
    own = actor.bearer is None and actor.office == office.code and actor.person_id == person
    return own or may(actor, Action.MANAGE, office.code)


def change_body(
    tracker: Tracker, actor: Actor, office: Office, body: str, *, email: str, phone: str, written_to: bool
) -> None:
    """Raises NotFound, Forbidden, Refused: nobody is written to without an address."""
    require(actor, Action.SET_CONTACTS, office.code)
    if body not in office.bodies:
        raise NotFound("Pihak itu belum terdaftar di kecamatan ini.", "body")
    if written_to and not email.strip():
        raise Refused("Isi alamat surelnya dahulu, supaya dapat disurati langsung.", "email")
    who = body_id(office.code, body)
    set_contact(tracker, who, email=email.strip() or None, phone=phone.strip() or None)
    switch(tracker, who, on=written_to)


def switch(tracker: Tracker, who: UUID, *, on: bool) -> None:
    """Whether that body gets letters of its own."""
    with tracker.kept.begin() as connection:
        connection.execute(delete(written_to).where(written_to.c.who == who))
        if on:
            connection.execute(insert(written_to).values(who=who, since=tracker.clock()))


def masked_email(email: str) -> str:
    """Enough to recognise it by."""
    name, _, host = email.partition("@")
    return f"{name[:1]}…@{host}" if email else ""


def masked_phone(phone: str) -> str:
    return f"{phone[:4]}…{phone[-2:]}" if phone else ""
