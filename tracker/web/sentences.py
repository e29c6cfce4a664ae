"""The history told in sentences: what each event says to a reader, and the details that belong to it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time

import msgspec
from msgspec import UNSET

from tracker.application.actor import name_without_account
from tracker.application.messages import long_date
from tracker.domain import coordination as c
from tracker.domain import follow_up as f
from tracker.domain.coordination import KIND_NAMES
from tracker.domain.event import Event
from tracker.domain.evidence import EVIDENCE_NAMES, Evidence
from tracker.domain.follow_up import STATUS_NAMES
from tracker.domain.follow_up_report import Reviewed
from tracker.domain.office import Office
from tracker.domain.phrase import say
from tracker.store.envelope import Context
from tracker.web.sentences_indicator import tell_indicator
from tracker.web.sentences_minutes import tell_consent, tell_minutes
from tracker.web.sentences_office import tell_office
from tracker.web.sentences_reminders import tell_reminder
from tracker.web.sentences_reporting import tell_reporting
from tracker.web.sentences_survey import tell_survey
from tracker.web.sentences_together import names, tell_together
from tracker.web.sentences_undo import tell_undo
from tracker.web.told import Told

VIA_NAMES = {
    "web": "",
    "api": say("melalui API"),
    "cli": say("melalui baris perintah"),
    "worker": "",
    "import": say("dari berkas impor"),
    "tautan": say("lewat tautan di pesan pengingat"),
}


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a history. `occurred_on` is set where it did not happen on the day of its recording."""

    position: int
    topic: str
    recorded_at: datetime
    occurred_on: date | None
    who: str
    on_behalf_of: str | None
    via: str
    reason: str | None
    told: Told


def moment(
    *,
    position: int,
    recorded_at: datetime,
    recorded_on: date,
    occurred_on: date,
    context: Context,
    event: Event,
    office: Office,
    names: Mapping[str, str],
) -> Moment:
    """`recorded_on` is the office's day of recording; `names` are the names behind the user names."""
    return Moment(
        position=position,
        topic=event.TOPIC,
        recorded_at=recorded_at,
        occurred_on=None if occurred_on == recorded_on else occurred_on,
        who=_who(context.actor, names, office),
        on_behalf_of=context.on_behalf_of,
        via=VIA_NAMES.get(context.via, ""),
        reason=context.reason,
        told=tell(event, office),
    )


def tell(event: Event, office: Office) -> Told:
    """Raises ValueError for an event that no history of a coordination or follow-up shows."""
    for part in (
        _tell_coordination,
        tell_minutes,
        tell_consent,
        _tell_work,
        _tell_closing,
        tell_reminder,
        tell_together,
        tell_undo,
        tell_indicator,
        tell_office,
        tell_survey,
        tell_reporting,
    ):
        told = part(event, office)
        if told is not None:
            return told
    raise ValueError(f"{event.TOPIC} has no sentence")


def _tell_coordination(event: Event, office: Office) -> Told | None:
    match event:
        case c.CoordinationPlanned():
            return Told(f"merencanakan kegiatan ini untuk {long_date(event.planned_on)}")
        case c.CoordinationRecorded():
            source = event.source
            details = (("Berkas", f"{source.file_name}, baris {source.first_row}"),) if source else ()
            return Told(f"mencatat kegiatan yang dilaksanakan {long_date(event.held_on)}", details)
        case c.CoordinationHeld():
            return Told(f"mencatat bahwa kegiatan dilaksanakan {long_date(event.held_on)}", tone="ok")
        case c.OutcomeAdded():
            kind = "" if event.follow_up_id else " (informasi)"
            return Told(f"mencatat hasil {event.ordinal}{kind}", (("Hasil", event.text),))
        case c.OutcomeReclassified():
            now = "perlu tindak lanjut" if event.follow_up_id else "hanya informasi"
            return Told(f"menyatakan hasil {event.ordinal} {now}")
        case c.OutcomeWithdrawn():
            return Told(f"menarik hasil {event.ordinal} (salah catat)", tone="bad")
        case c.EvidenceAttached():
            return Told("melampirkan bukti dukung", (_evidence(event.evidence),))
        case c.OutputRecorded():
            return Told("mencatat keluaran", (_evidence(event.evidence),), "ok")
        case c.EvidenceWithdrawn():
            what = "keluaran" if event.is_output else "bukti dukung"
            number = f" nomor {event.number}" if event.number else ""
            named = (("Dokumen", f"{EVIDENCE_NAMES[event.type]}{number}"),)
            return Told(f"menarik {what} (salah lampir)", named, "bad")
        case c.CoordinationCorrected():
            return Told("membetulkan catatan kegiatan", _changes(event, office))
        case c.CoordinationPostponed():
            until = f" sampai {long_date(event.to)}" if event.to else ", tanggal baru belum ditetapkan"
            return Told(f"menunda kegiatan{until}")
        case c.CoordinationCancelled():
            return Told("membatalkan kegiatan", tone="bad")
        case c.CoordinationWithdrawn():
            return Told("menarik catatan kegiatan (salah catat)", tone="bad")
    return None


def _tell_work(event: Event, office: Office) -> Told | None:
    match event:
        case f.Opened():
            due = "" if event.due_on is None else long_date(event.due_on)
            proposed = " (usulan)" if event.due_proposed else ""
            who = event.in_charge.name if event.in_charge else "belum ditetapkan"
            return Told(
                "membuka tindak lanjut ini",
                (
                    ("Penanggung jawab", who),
                    *((("Pelaksana bersama", names(event.alongside)),) if event.alongside else ()),
                    *((("Batas waktu", due + proposed),) if due else ()),
                ),
            )
        case f.Imported():
            types = ", ".join(EVIDENCE_NAMES[kind] for kind in event.evidence_types)
            return Told(
                f"mengambil alih keadaan “{STATUS_NAMES[event.status]}” menurut register",
                (
                    ("Berkas", f"{event.file_name}, baris {event.row}"),
                    *((("Dilaporkan", long_date(event.reported_on)),) if event.reported_on else ()),
                    *((("Diverifikasi", long_date(event.verified_on)),) if event.verified_on else ()),
                    *((("Bukti dukung", types),) if types else ()),
                ),
            )
        case f.Assigned():
            return Told(f"menetapkan {event.in_charge.name} sebagai penanggung jawab")
        case f.Reassigned(upheld=True):
            return Told(f"menegaskan bahwa penanggung jawabnya tetap {event.in_charge.name}")
        case f.Reassigned():
            return Told(f"mengalihkan tanggung jawab kepada {event.in_charge.name}")
        case f.Started():
            return Told("memulai tindak lanjut")
        case f.ProgressReported():
            return Told("melaporkan kemajuan", (("Keterangan", event.note),))
        case Reviewed():
            details = (("Catatan", event.note),) if event.note else ()
            return Told(f"membahasnya pada rapat {long_date(event.reviewed_on)}: belum", details)
        case f.ReportedDone():
            persons = (event.done_by, *event.done_with) if event.done_by else event.done_with
            found = [*(one.name for one in event.doers), *(office.people.get(one, "") for one in persons)]
            done_by = ", ".join(name for name in found if name)
            return Told(
                f"melaporkan selesai pada {long_date(event.done_on)}",
                (
                    *((("Dikerjakan oleh", done_by),) if done_by else ()),
                    *((("Keterangan", event.note),) if event.note else ()),
                    *(_evidence(piece) for piece in event.evidence),
                ),
            )
        case f.Corrected(with_coordination=True):
            return Told("memindahkan tindak lanjut ini bersama kegiatannya", _changes(event, office))
        case f.Corrected():
            return Told("membetulkan tindak lanjut", _changes(event, office))
    return None


def _tell_closing(event: Event, office: Office) -> Told | None:
    match event:
        case f.Verified():
            position = office.positions.get(event.position)
            by = f" sebagai {position.title}" if position else ""
            return Told(
                f"memverifikasi tindak lanjut ini{by}: selesai",
                (("Keterangan", event.note),) if event.note else (),
                "ok",
            )
        case f.Returned():
            return Told("mengembalikan laporan untuk dilengkapi", tone="bad")
        case f.CannotRequested():
            return Told("mengusulkan bahwa ini tidak dapat ditindaklanjuti")
        case f.CannotAccepted():
            return Told("menyetujui usulan: tidak dapat ditindaklanjuti", tone="bad")
        case f.CannotRefused():
            return Told("menolak usulan “tidak dapat ditindaklanjuti”")
        case f.Reopened():
            return Told("membuka kembali tindak lanjut ini")
        case f.Withdrawn():
            return Told("menarik tindak lanjut ini (salah catat)", tone="bad")
    return None


_LABELS: dict[str, str] = {
    "title": "Judul",
    "kind": "Jenis",
    "number": "Nomor",
    "section": "Bidang",
    "organiser": "Penyelenggara",
    "held_on": "Tanggal",
    "place": "Tempat",
    "within_authority": "Sesuai kewenangan",
    "agenda": "Agenda",
    "note_taker": "Notulis",
    "starts_at": "Jam mulai",
    "ends_at": "Jam selesai",
    "chair_position": "Pimpinan rapat",
    "series": "Seri rapat",
    "text": "Uraian",
    "due_on": "Batas waktu",
}


def _changes(event: c.CoordinationCorrected | f.Corrected, office: Office) -> tuple[tuple[str, str], ...]:
    shown: dict[str, Callable[[str], str]] = {
        "kind": lambda code: KIND_NAMES.get(code, code),
        "section": lambda code: office.sections[code].name if code in office.sections else code,
        "series": lambda code: office.series[code].title if code in office.series else code,
        "chair_position": lambda code: office.positions[code].title if code in office.positions else code,
    }
    found = []
    for name in event.__struct_fields__:
        value = getattr(event, name)
        if value is UNSET or name not in _LABELS:
            continue
        if isinstance(value, bool):
            text = "ya" if value else "tidak"
        elif isinstance(value, date):
            text = long_date(value)
        elif isinstance(value, time):
            text = f"{value:%H.%M}"
        elif value is None:
            text = "seluruh kecamatan" if name == "section" else "dikosongkan"
        else:
            text = shown.get(name, str)(value)
        found.append((f"{_LABELS[name]} menjadi", text))
    return tuple(found)


def evidence_line(piece: Evidence) -> str:
    number = f" nomor {piece.number}" if piece.number else ""
    note = f" – {piece.note}" if piece.note else ""
    file = f" (berkas {piece.file.name})" if piece.file else ""
    return f"{EVIDENCE_NAMES[piece.type]}{number}, {long_date(piece.dated_on)}{note}{file}"


def _evidence(piece: Evidence) -> tuple[str, str]:
    return "Bukti", evidence_line(piece)


def _who(username: str, names: Mapping[str, str], office: Office) -> str:
    fixed = {"operator": "Operator", "system": "Sistem"}.get(username) or names.get(username)
    return fixed or name_without_account(username, office) or username
