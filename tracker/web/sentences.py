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
from tracker.domain.evidence import EVIDENCE_NAMES, Evidence, document_name
from tracker.domain.follow_up import STATUS_NAMES
from tracker.domain.follow_up_report import Reviewed
from tracker.domain.office import Office
from tracker.domain.phrase import hour_text, listed, say
from tracker.store.envelope import Context
from tracker.web.sentences_indicator import tell_indicator
from tracker.web.sentences_minutes import tell_consent, tell_minutes
from tracker.web.sentences_office import tell_office
from tracker.web.sentences_reminders import tell_reminder
from tracker.web.sentences_reporting import tell_reporting
from tracker.web.sentences_setup import tell_setup
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
    """Raises ValueError for an event that has no sentence yet: a test names it."""
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
        tell_setup,
    ):
        told = part(event, office)
        if told is not None:
            return told
    raise ValueError(f"{event.TOPIC} has no sentence")


def _tell_coordination(event: Event, office: Office) -> Told | None:
    match event:
        case c.CoordinationPlanned():
            return Told(
                say("merencanakan kegiatan ini untuk {planned_on}", planned_on=long_date(event.planned_on))
            )
        case c.CoordinationRecorded():
            source = event.source
            details = (
                (
                    (
                        say("Berkas"),
                        say(
                            "{file_name}, baris {first_row}",
                            file_name=source.file_name,
                            first_row=source.first_row,
                        ),
                    ),
                )
                if source
                else ()
            )
            return Told(
                say("mencatat kegiatan yang dilaksanakan {held_on}", held_on=long_date(event.held_on)),
                details,
            )
        case c.CoordinationHeld():
            return Told(
                say("mencatat bahwa kegiatan dilaksanakan {held_on}", held_on=long_date(event.held_on)),
                tone="ok",
            )
        case c.OutcomeAdded():
            told = (
                say("mencatat hasil {ordinal}", ordinal=event.ordinal)
                if event.follow_up_id
                else say("mencatat hasil {ordinal} (informasi)", ordinal=event.ordinal)
            )
            return Told(told, ((say("Hasil"), event.text),))
        case c.OutcomeReclassified():
            if event.follow_up_id:
                return Told(say("menyatakan hasil {ordinal} perlu tindak lanjut", ordinal=event.ordinal))
            return Told(say("menyatakan hasil {ordinal} hanya informasi", ordinal=event.ordinal))
        case c.OutcomeWithdrawn():
            return Told(say("menarik hasil {ordinal} (salah catat)", ordinal=event.ordinal), tone="bad")
        case c.EvidenceAttached():
            return Told(say("melampirkan bukti dukung"), (_evidence(event.evidence),))
        case c.OutputRecorded():
            return Told(say("mencatat keluaran"), (_evidence(event.evidence),), "ok")
        case c.EvidenceWithdrawn():
            told = (
                say("menarik keluaran (salah lampir)")
                if event.is_output
                else say("menarik bukti dukung (salah lampir)")
            )
            return Told(told, ((say("Dokumen"), document_name(event.type, event.number)),), "bad")
        case c.CoordinationCorrected():
            return Told(say("membetulkan catatan kegiatan"), _changes(event, office))
        case c.CoordinationPostponed():
            if event.to is None:
                return Told(say("menunda kegiatan, tanggal baru belum ditetapkan"))
            return Told(say("menunda kegiatan sampai {day}", day=long_date(event.to)))
        case c.CoordinationCancelled():
            return Told(say("membatalkan kegiatan"), tone="bad")
        case c.CoordinationWithdrawn():
            return Told(say("menarik catatan kegiatan (salah catat)"), tone="bad")
    return None


def _tell_work(event: Event, office: Office) -> Told | None:
    match event:
        case f.Opened():
            due: str = "" if event.due_on is None else long_date(event.due_on)
            if due and event.due_proposed:
                due = say("{day} (usulan)", day=due)
            who = event.in_charge.name if event.in_charge else say("belum ditetapkan")
            return Told(
                say("membuka tindak lanjut ini"),
                (
                    (say("Penanggung jawab"), who),
                    *(((say("Pelaksana bersama"), names(event.alongside)),) if event.alongside else ()),
                    *(((say("Batas waktu"), due),) if due else ()),
                ),
            )
        case f.Imported():
            types = listed(*(EVIDENCE_NAMES[kind] for kind in event.evidence_types))
            return Told(
                say("mengambil alih keadaan “{status}” menurut register", status=STATUS_NAMES[event.status]),
                (
                    (
                        say("Berkas"),
                        say("{file_name}, baris {row}", file_name=event.file_name, row=event.row),
                    ),
                    *(((say("Dilaporkan"), long_date(event.reported_on)),) if event.reported_on else ()),
                    *(((say("Diverifikasi"), long_date(event.verified_on)),) if event.verified_on else ()),
                    *(((say("Bukti dukung"), types),) if types else ()),
                ),
            )
        case f.Assigned():
            return Told(
                say("menetapkan {in_charge} sebagai penanggung jawab", in_charge=event.in_charge.name)
            )
        case f.Reassigned(upheld=True):
            return Told(
                say("menegaskan bahwa penanggung jawabnya tetap {in_charge}", in_charge=event.in_charge.name)
            )
        case f.Reassigned():
            return Told(say("mengalihkan tanggung jawab kepada {in_charge}", in_charge=event.in_charge.name))
        case f.Started():
            return Told(say("memulai tindak lanjut"))
        case f.ProgressReported():
            return Told(say("melaporkan kemajuan"), ((say("Keterangan"), event.note),))
        case Reviewed():
            details = ((say("Catatan"), event.note),) if event.note else ()
            return Told(
                say("membahasnya pada rapat {reviewed_on}: belum", reviewed_on=long_date(event.reviewed_on)),
                details,
            )
        case f.ReportedDone():
            persons = (event.done_by, *event.done_with) if event.done_by else event.done_with
            found = [*(one.name for one in event.doers), *(office.people.get(one, "") for one in persons)]
            done_by = ", ".join(name for name in found if name)
            return Told(
                say("melaporkan selesai pada {done_on}", done_on=long_date(event.done_on)),
                (
                    *(((say("Dikerjakan oleh"), done_by),) if done_by else ()),
                    *(((say("Keterangan"), event.note),) if event.note else ()),
                    *(_evidence(piece) for piece in event.evidence),
                ),
            )
        case f.Corrected(with_coordination=True):
            return Told(say("memindahkan tindak lanjut ini bersama kegiatannya"), _changes(event, office))
        case f.Corrected():
            return Told(say("membetulkan tindak lanjut"), _changes(event, office))
    return None


def _tell_closing(event: Event, office: Office) -> Told | None:
    match event:
        case f.Verified():
            position = office.positions.get(event.position)
            return Told(
                say("memverifikasi tindak lanjut ini sebagai {position}: selesai", position=position.title)
                if position
                else say("memverifikasi tindak lanjut ini: selesai"),
                ((say("Keterangan"), event.note),) if event.note else (),
                "ok",
            )
        case f.Returned():
            return Told(say("mengembalikan laporan untuk dilengkapi"), tone="bad")
        case f.CannotRequested():
            return Told(say("mengusulkan bahwa ini tidak dapat ditindaklanjuti"))
        case f.CannotAccepted():
            return Told(say("menyetujui usulan: tidak dapat ditindaklanjuti"), tone="bad")
        case f.CannotRefused():
            return Told(say("menolak usulan “tidak dapat ditindaklanjuti”"))
        case f.Reopened():
            return Told(say("membuka kembali tindak lanjut ini"))
        case f.Withdrawn():
            return Told(say("menarik tindak lanjut ini (salah catat)"), tone="bad")
    return None


_LABELS: dict[str, str] = {
    "title": say("Judul"),
    "kind": say("Jenis"),
    "number": say("Nomor"),
    "section": say("Bidang"),
    "organiser": say("Penyelenggara"),
    "held_on": say("Tanggal"),
    "place": say("Tempat"),
    "within_authority": say("Sesuai kewenangan"),
    "agenda": say("Agenda"),
    "note_taker": say("Notulis"),
    "starts_at": say("Jam mulai"),
    "ends_at": say("Jam selesai"),
    "chair_position": say("Pimpinan rapat"),
    "series": say("Seri rapat"),
    "text": say("Uraian"),
    "due_on": say("Batas waktu"),
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
        text: str
        if isinstance(value, bool):
            text = say("ya") if value else say("tidak")
        elif isinstance(value, date):
            text = long_date(value)
        elif isinstance(value, time):
            text = hour_text(value)
        elif value is None:
            text = say("seluruh kecamatan") if name == "section" else say("dikosongkan")
        else:
            text = shown.get(name, str)(value)
        found.append((say("{name} menjadi", name=_LABELS[name]), text))
    return tuple(found)


def evidence_line(piece: Evidence) -> str:
    line: str = say(
        "{document}, {day}",
        document=document_name(piece.type, piece.number),
        day=long_date(piece.dated_on),
    )
    if piece.note:
        line = say("{line} – {note}", line=line, note=piece.note)
    return say("{line} (berkas {file})", line=line, file=piece.file.name) if piece.file else line


def _evidence(piece: Evidence) -> tuple[str, str]:
    return say("Bukti"), evidence_line(piece)


def _who(username: str, names: Mapping[str, str], office: Office) -> str:
    fixed = {"operator": say("Operator"), "system": say("Sistem")}.get(username) or names.get(username)
    return fixed or name_without_account(username, office) or username
