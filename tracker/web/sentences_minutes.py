"""The sentences of minutes and of the consent that ratified minutes make necessary."""

from collections import Counter

from tracker.application.messages import long_date
from tracker.domain import consent, minutes
from tracker.domain.consent import Wish
from tracker.domain.event import Event
from tracker.domain.minutes import PRESENCE_NAMES, REVIEW_NAMES, Presence
from tracker.domain.office import Office
from tracker.web.told import Told


def tell_minutes(event: Event, office: Office) -> Told | None:
    match event:
        case minutes.NoteAdded():
            return Told("menambah butir pembahasan", (("Butir", event.text),))
        case minutes.NoteChanged():
            return Told("mengubah butir pembahasan", (("Menjadi", event.text),))
        case minutes.NoteRemoved():
            return Told("menghapus butir pembahasan")
        case minutes.AttendanceRecorded():
            counts = Counter(attendee.presence for attendee in event.attendees)
            told = ", ".join(f"{counts[p]} {PRESENCE_NAMES[p].lower()}" for p in Presence if counts[p])
            return Told(f"mencatat daftar hadir: {told or 'kosong'}")
        case minutes.FollowUpReviewed():
            note = (("Catatan", event.note),) if event.note else ()
            return Told(f"membahas tindak lanjut yang terbuka: {REVIEW_NAMES[event.answer].lower()}", note)
        case minutes.MinutesSubmitted():
            return Told("mengajukan notulen untuk disahkan")
        case minutes.MinutesRatified():
            return Told(
                f"mengesahkan notulen{_as(office, event.position)}",
                (("Disahkan", long_date(event.ratified_on)),),
                "ok",
            )
        case minutes.MinutesReturned():
            return Told(f"mengembalikan notulen untuk dibetulkan{_as(office, event.position)}", tone="bad")
    return None


def wish_in_words(wish: Wish, ordinal: int | None) -> str:
    match wish:
        case Wish.WITHDRAW:
            return "menarik kegiatan ini"
        case Wish.WITHDRAW_OUTCOME:
            return f"menarik hasil {ordinal}"
        case Wish.RECLASSIFY_OUTCOME:
            return f"mengubah perlu tidaknya tindak lanjut hasil {ordinal}"


def tell_consent(event: Event, office: Office) -> Told | None:
    match event:
        case consent.ConsentRequested():
            what = wish_in_words(event.wish, event.ordinal)
            who = (("Penanggung jawab", event.in_charge.name),) if event.in_charge else ()
            due = (("Batas waktu", long_date(event.due_on)),) if event.due_on else ()
            return Told(f"meminta persetujuan untuk {what}", (*who, *due))
        case consent.ConsentGiven():
            return Told(f"menyetujui permintaan {event.number}{_as(office, event.position)}", tone="ok")
        case consent.ConsentRefused():
            return Told(f"menolak permintaan {event.number}{_as(office, event.position)}", tone="bad")
        case consent.ConsentWithdrawn():
            return Told(f"menarik kembali permintaan {event.number}")
    return None


def _as(office: Office, position: str) -> str:
    return f" sebagai {office.positions[position].title}" if position in office.positions else ""
