"""The sentences of minutes and of the consent that ratified minutes make necessary."""

from collections import Counter

from tracker.application.messages import long_date
from tracker.domain import consent, minutes
from tracker.domain.consent import Wish
from tracker.domain.event import Event
from tracker.domain.minutes import PRESENCE_NAMES, REVIEW_NAMES, Presence
from tracker.domain.office import Office
from tracker.domain.phrase import listed, say, small
from tracker.web.told import Told


def tell_minutes(event: Event, office: Office) -> Told | None:
    match event:
        case minutes.NoteAdded():
            return Told(say("menambah butir pembahasan"), ((say("Butir"), event.text),))
        case minutes.NoteChanged():
            return Told(say("mengubah butir pembahasan"), ((say("Menjadi"), event.text),))
        case minutes.NoteRemoved():
            return Told(say("menghapus butir pembahasan"))
        case minutes.AttendanceRecorded():
            counts = Counter(attendee.presence for attendee in event.attendees)
            told = listed(
                *(
                    say("{count} {presence}", count=counts[p], presence=small(PRESENCE_NAMES[p]))
                    for p in Presence
                    if counts[p]
                )
            )
            return Told(say("mencatat daftar hadir: {told}", told=told or say("kosong")))
        case minutes.FollowUpReviewed():
            note = ((say("Catatan"), event.note),) if event.note else ()
            return Told(
                say(
                    "membahas tindak lanjut yang terbuka: {answer}", answer=small(REVIEW_NAMES[event.answer])
                ),
                note,
            )
        case minutes.MinutesSubmitted():
            return Told(say("mengajukan notulen untuk disahkan"))
        case minutes.MinutesRatified():
            return Told(
                say("mengesahkan notulen{by}", by=_as(office, event.position)),
                ((say("Disahkan"), long_date(event.ratified_on)),),
                "ok",
            )
        case minutes.MinutesReturned():
            return Told(
                say("mengembalikan notulen untuk dibetulkan{by}", by=_as(office, event.position)), tone="bad"
            )
    return None


def wish_in_words(wish: Wish, ordinal: int | None) -> str:
    match wish:
        case Wish.WITHDRAW:
            return say("menarik kegiatan ini")
        case Wish.WITHDRAW_OUTCOME:
            return say("menarik hasil {ordinal}", ordinal=ordinal)
        case Wish.RECLASSIFY_OUTCOME:
            return say("mengubah perlu tidaknya tindak lanjut hasil {ordinal}", ordinal=ordinal)


def tell_consent(event: Event, office: Office) -> Told | None:
    match event:
        case consent.ConsentRequested():
            what = wish_in_words(event.wish, event.ordinal)
            who = ((say("Penanggung jawab"), event.in_charge.name),) if event.in_charge else ()
            due = ((say("Batas waktu"), long_date(event.due_on)),) if event.due_on else ()
            return Told(say("meminta persetujuan untuk {what}", what=what), (*who, *due))
        case consent.ConsentGiven():
            return Told(
                say(
                    "menyetujui permintaan {number}{by}", number=event.number, by=_as(office, event.position)
                ),
                tone="ok",
            )
        case consent.ConsentRefused():
            return Told(
                say("menolak permintaan {number}{by}", number=event.number, by=_as(office, event.position)),
                tone="bad",
            )
        case consent.ConsentWithdrawn():
            return Told(say("menarik kembali permintaan {number}", number=event.number))
    return None


def _as(office: Office, position: str) -> str:
    return (
        say(" sebagai {position}", position=office.positions[position].title)
        if position in office.positions
        else ""
    )
