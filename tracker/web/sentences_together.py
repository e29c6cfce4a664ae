"""The sentences of what several people do about one follow-up: who carries it out, extensions, checklist, comments."""

from collections.abc import Iterable

from tracker.application.messages import long_date
from tracker.domain import follow_up_checklist as checklist
from tracker.domain import follow_up_comment as comment
from tracker.domain import follow_up_extension as extension
from tracker.domain import follow_up_sharing as sharing
from tracker.domain.event import Event
from tracker.domain.in_charge import InCharge
from tracker.domain.office import Office
from tracker.web.told import Told


def tell_together(event: Event, office: Office) -> Told | None:
    match event:
        case sharing.AlongsideNamed(alongside=()):
            return Told("mencatat bahwa tidak ada lagi pelaksana bersama")
        case sharing.AlongsideNamed():
            return Told(f"menetapkan pelaksana bersama: {names(event.alongside)}")
        case sharing.HandedOver():
            return Told(f"menyerahterimakan tugas {event.giver.name} kepada {event.taker.name}")
        case sharing.Disowned():
            return Told(f"menyampaikan bahwa ini bukan tugas {event.in_charge.name}", tone="bad")
        case extension.ExtensionRequested():
            return Told(f"meminta perpanjangan batas waktu sampai {long_date(event.due_on)}")
        case extension.ExtensionGranted():
            return Told(
                f"menyetujui perpanjangan{_as(event.position, office)}: batas waktu menjadi"
                f" {long_date(event.due_on)}"
            )
        case extension.ExtensionRefused():
            return Told(f"menolak perpanjangan{_as(event.position, office)}: batas waktu tetap", tone="bad")
        case comment.Commented():
            return Told("menulis komentar", (("Komentar", event.text),))
        case comment.CommentWithdrawn():
            return Told("menarik satu komentar")
        case checklist.ChecklistItemAdded():
            return Told("menambah butir daftar periksa", (("Butir", event.text),))
        case checklist.ChecklistItemTicked():
            return Told("mencentang butir daftar periksa", (("Butir", event.text),), "ok")
        case checklist.ChecklistItemUnticked():
            return Told("membatalkan centang butir daftar periksa", (("Butir", event.text),))
        case checklist.ChecklistItemRemoved():
            return Told("menghapus butir dari daftar periksa", (("Butir", event.text),))
    return None


def names(in_charge: Iterable[InCharge]) -> str:
    return ", ".join(one.name for one in in_charge)


def _as(position: str, office: Office) -> str:
    known = office.positions.get(position)
    return f" sebagai {known.title}" if known else ""
