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
from tracker.domain.phrase import say
from tracker.web.told import Told


def tell_together(event: Event, office: Office) -> Told | None:
    match event:
        case sharing.AlongsideNamed(alongside=()):
            return Told(say("mencatat bahwa tidak ada lagi pelaksana bersama"))
        case sharing.AlongsideNamed():
            return Told(say("menetapkan pelaksana bersama: {alongside}", alongside=names(event.alongside)))
        case sharing.HandedOver():
            return Told(
                say(
                    "menyerahterimakan tugas {giver} kepada {taker}",
                    giver=event.giver.name,
                    taker=event.taker.name,
                )
            )
        case sharing.Disowned():
            return Told(
                say("menyampaikan bahwa ini bukan tugas {in_charge}", in_charge=event.in_charge.name),
                tone="bad",
            )
        case extension.ExtensionRequested():
            return Told(
                say("meminta perpanjangan batas waktu sampai {due_on}", due_on=long_date(event.due_on))
            )
        case extension.ExtensionGranted():
            return Told(
                say(
                    "menyetujui perpanjangan{by}: batas waktu menjadi {due_on}",
                    by=_as(event.position, office),
                    due_on=long_date(event.due_on),
                )
            )
        case extension.ExtensionRefused():
            return Told(
                say("menolak perpanjangan{by}: batas waktu tetap", by=_as(event.position, office)), tone="bad"
            )
        case comment.Commented():
            return Told(say("berkomentar"), ((say("Komentar"), event.text),))
        case comment.CommentWithdrawn():
            return Told(say("menarik satu komentar"))
        case checklist.ChecklistItemAdded():
            return Told(say("menambah butir daftar periksa"), ((say("Butir"), event.text),))
        case checklist.ChecklistItemTicked():
            return Told(say("mencentang butir daftar periksa"), ((say("Butir"), event.text),), "ok")
        case checklist.ChecklistItemUnticked():
            return Told(say("membatalkan centang butir daftar periksa"), ((say("Butir"), event.text),))
        case checklist.ChecklistItemRemoved():
            return Told(say("menghapus butir dari daftar periksa"), ((say("Butir"), event.text),))
    return None


def names(in_charge: Iterable[InCharge]) -> str:
    return ", ".join(one.name for one in in_charge)


def _as(position: str, office: Office) -> str:
    known = office.positions.get(position)
    return say(" sebagai {position}", position=known.title) if known else ""
