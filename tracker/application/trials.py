"""A trial message: sent now, to see whether a channel reaches a person, and said clearly what happened."""

from collections.abc import Callable
from uuid import UUID

import msgspec

from tracker.application import attempts
from tracker.application.actor import Actor
from tracker.application.channels import CHANNELS, EMAIL, has_account
from tracker.application.contacts import contact_of, masked_email, may_change
from tracker.application.message import Message
from tracker.application.tracker import Tracker
from tracker.domain.errors import Forbidden, NotFound, Refused
from tracker.domain.office import Office
from tracker.domain.phrase import say

Send = Callable[[Message], str | None]
"""Over the channel of the message; answers why it did not go out, in one line, or None."""

MOST = 5
"""To one person within a quarter of an hour: a trial is no way to fill somebody's mailbox."""


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """`told` is one sentence."""

    channel: str
    arrived: bool
    told: str


def try_out(tracker: Tracker, actor: Actor, office: Office, person: UUID, send: Send) -> list[Trial]:
    """Over every channel, whatever the person wants to be reminded of. Raises NotFound, Forbidden, Refused."""
    if person not in office.people:
        raise NotFound("Orang itu belum terdaftar di kecamatan ini.", "person_id")
    if not may_change(actor, office, person):
        raise Forbidden("Pesan uji dikirim oleh orangnya sendiri atau admin.")
    key = f"trial/{person}"
    if attempts.too_many(tracker, {key: MOST}):
        raise Refused("Sudah beberapa kali dicoba; coba lagi 15 menit lagi.")
    attempts.note(tracker, [key])
    return [_try(tracker, office, person, channel, send) for channel in CHANNELS]


def _try(tracker: Tracker, office: Office, person: UUID, channel: str, send: Send) -> Trial:
    email = contact_of(tracker, person).email
    if channel == EMAIL and not email:
        return Trial(channel=channel, arrived=False, told=say("Surel tidak dikirim: alamatnya belum diisi."))
    if channel != EMAIL and not has_account(tracker, office.code, person):
        return Trial(
            channel=channel, arrived=False, told=say("Kotak masuk tidak ada: orang ini belum memiliki akun.")
        )
    problem = send(
        Message(
            id=tracker.new_id(),
            channel=channel,
            office=office.code,
            office_name=office.name.removeprefix("Kecamatan "),
            person_id=person,
            addressee=office.people[person],
            today=tracker.today(office),
            items=(),
            most_items=1,
            base_url=tracker.base_url,
        )
    )
    if problem is not None:
        return Trial(
            channel=channel,
            arrived=False,
            told=say("{channel} tidak terkirim: {problem}.", channel=_NAMES[channel], problem=problem),
        )
    if channel == EMAIL:
        told = say(
            "Surel diterima server surat untuk {address}; periksa kotak surat, juga folder spam.",
            address=masked_email(email),
        )
        return Trial(channel=channel, arrived=True, told=told)
    return Trial(channel=channel, arrived=True, told="Pesan uji ada di kotak masuk aplikasi (Pemberitahuan).")


_NAMES = {"inbox": say("Kotak masuk"), "email": say("Surel")}
