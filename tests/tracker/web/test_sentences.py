"""Every event that a history shows has its sentence."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from tests.support.event_samples import EVENTS
from tracker.domain import consent as k
from tracker.domain import coordination as c
from tracker.domain import follow_up as f
from tracker.domain import indicator as i
from tracker.domain import minutes as m
from tracker.domain import reminder as r
from tracker.domain.conventions import DEFAULT_LADDER, CapaianFrom
from tracker.domain.counting import CannotFollowUp, CountsFrom, Informational, Rule
from tracker.domain.event import Event
from tracker.domain.evidence import Evidence, EvidenceType
from tracker.domain.evidence_file import PDF, EvidenceFile
from tracker.domain.follow_up_checklist import (
    ChecklistItemAdded,
    ChecklistItemRemoved,
    ChecklistItemTicked,
    ChecklistItemUnticked,
)
from tracker.domain.follow_up_comment import Commented, CommentWithdrawn
from tracker.domain.follow_up_extension import ExtensionGranted, ExtensionRefused, ExtensionRequested
from tracker.domain.follow_up_report import Reviewed
from tracker.domain.follow_up_sharing import AlongsideNamed, Disowned, HandedOver
from tracker.domain.follow_up_stage import Stage, Undone
from tracker.domain.in_charge import InCharge
from tracker.domain.mandate import MandateEnded, MandateGiven
from tracker.domain.matter import Task
from tracker.domain.office import Office, OfficeConventionsStated, PositionHeld, PositionVacated, Standing
from tracker.domain.percent import Rounding
from tracker.web.sentences import tell

DAY = date(2026, 3, 16)
ID = UUID(int=1)
OFFICE = Office(code="99.01.01", name="Uji", regency="Uji", zone="Asia/Jakarta")
DETAILS = c.Details(office="99.01.01", kind="rapat_koordinasi", title="Rapat")
SCAN = EvidenceFile(sha256="ab" * 32, name="sk.pdf", size=1, media_type=PDF)
PIECE = Evidence(id=ID, type=EvidenceType.SK_CAMAT, number="188/1", dated_on=DAY, file=SCAN)
HEAD = InCharge("position", "kasi", "Kepala Seksi")
BODY = InCharge("body", "kades", "Kepala Desa")

TOLD: list[tuple[Event, str]] = [
    (c.CoordinationPlanned(details=DETAILS, planned_on=DAY), "untuk Senin, 16 Maret 2026"),
    (c.CoordinationRecorded(details=DETAILS, held_on=DAY), "dilaksanakan Senin, 16 Maret 2026"),
    (c.CoordinationHeld(held_on=DAY), "dilaksanakan Senin, 16 Maret 2026"),
    (c.OutcomeAdded(outcome_id=ID, ordinal=2, text="Hasil"), "mencatat hasil 2 (informasi)"),
    (c.OutcomeReclassified(outcome_id=ID, ordinal=2), "menyatakan hasil 2 hanya informasi"),
    (c.OutcomeWithdrawn(outcome_id=ID, ordinal=2), "menarik hasil 2"),
    (m.NoteAdded(note_id=ID, text="Jadwal"), "menambah butir pembahasan"),
    (m.NoteChanged(note_id=ID, text="Jadwal"), "mengubah butir pembahasan"),
    (m.NoteRemoved(note_id=ID), "menghapus butir pembahasan"),
    (
        m.AttendanceRecorded(
            attendees=(
                m.Attendee(kind="position", code="kasi", name="Kasi", presence=m.Presence.HADIR),
                m.Attendee(kind="role", name="Ketua RT 02", presence=m.Presence.IZIN),
            )
        ),
        "mencatat daftar hadir: 1 hadir, 1 izin",
    ),
    (m.FollowUpReviewed(follow_up_id=ID, answer=m.ReviewAnswer.PROSES), "terbuka: dalam proses"),
    (m.MinutesSubmitted(submitted_by="notulis"), "mengajukan notulen"),
    (m.MinutesRatified(ratified_on=DAY, position="camat", ratified_by=ID), "mengesahkan notulen"),
    (m.MinutesReturned(position="camat", returned_by=ID), "mengembalikan notulen"),
    (
        k.ConsentRequested(
            number=1, wish=k.Wish.WITHDRAW_OUTCOME, outcome_id=ID, ordinal=2, reason="Salah", asked_by="kasi"
        ),
        "meminta persetujuan untuk menarik hasil 2",
    ),
    (k.ConsentGiven(number=1, position="camat", given_by=ID), "menyetujui permintaan 1"),
    (k.ConsentRefused(number=1, position="camat", refused_by=ID), "menolak permintaan 1"),
    (k.ConsentWithdrawn(number=1), "menarik kembali permintaan 1"),
    (c.EvidenceAttached(evidence=PIECE), "melampirkan bukti dukung"),
    (c.OutputRecorded(evidence=PIECE), "mencatat keluaran"),
    (
        c.EvidenceWithdrawn(evidence_id=ID, is_output=True, type=PIECE.type, number="7"),
        "menarik keluaran (salah lampir)",
    ),
    (c.CoordinationCorrected(section=None), "membetulkan catatan kegiatan"),
    (c.CoordinationPostponed(), "tanggal baru belum ditetapkan"),
    (c.CoordinationCancelled(), "membatalkan kegiatan"),
    (c.CoordinationWithdrawn(), "menarik catatan kegiatan"),
    (
        f.Opened(office="99.01.01", coordination_id=ID, outcome_id=ID, text="Hasil", agreed_on=DAY),
        "membuka tindak lanjut",
    ),
    (
        f.Imported(status=f.Status.SELESAI, file_name="a.csv", file_sha256="0", row=3),
        "“Selesai” menurut register",
    ),
    (f.Assigned(in_charge=HEAD), "menetapkan Kepala Seksi"),
    (f.Reassigned(in_charge=HEAD), "kepada Kepala Seksi"),
    (f.Reassigned(in_charge=HEAD, upheld=True), "tetap Kepala Seksi"),
    (Disowned(in_charge=HEAD), "bukan tugas Kepala Seksi"),
    (f.Started(started_on=DAY), "memulai tindak lanjut"),
    (f.ProgressReported(note="Setengah", reported_on=DAY), "melaporkan kemajuan"),
    (Reviewed(meeting_id=ID, reviewed_on=DAY), "pada rapat Senin, 16 Maret 2026: belum"),
    (f.ReportedDone(done_on=DAY, typed_by="staf"), "melaporkan selesai pada Senin, 16 Maret 2026"),
    (f.Verified(verified_on=DAY, position="kasi", verified_by=ID), "memverifikasi"),
    (f.Returned(), "mengembalikan laporan"),
    (f.CannotRequested(typed_by="staf"), "mengusulkan"),
    (f.CannotAccepted(), "menyetujui usulan"),
    (f.CannotRefused(), "menolak usulan"),
    (
        Undone(step=f.Started.TOPIC, stage=Stage(status=f.Status.BELUM_DITINDAKLANJUTI)),
        "mengurungkan langkah sebelumnya: tindak lanjut dimulai",
    ),
    (f.Reopened(reopened_on=DAY), "membuka kembali"),
    (f.Withdrawn(), "menarik tindak lanjut"),
    (f.Corrected(due_on=DAY), "membetulkan tindak lanjut"),
    (f.Corrected(section=None, with_coordination=True), "memindahkan tindak lanjut ini bersama kegiatannya"),
    (AlongsideNamed(alongside=(HEAD,)), "pelaksana bersama: Kepala Seksi"),
    (HandedOver(hand_over_id=ID, giver=HEAD, taker=BODY), "tugas Kepala Seksi kepada Kepala Desa"),
    (ExtensionRequested(due_on=DAY, typed_by="staf"), "meminta perpanjangan batas waktu sampai Senin, 16 Maret 2026"),
    (ExtensionGranted(due_on=DAY, position="kasi", decided_by=ID), "batas waktu menjadi Senin, 16 Maret 2026"),
    (ExtensionRefused(position="kasi", decided_by=ID), "menolak perpanjangan"),
    (ChecklistItemAdded(item_id=ID, text="Konsep"), "menambah butir"),
    (ChecklistItemTicked(item_id=ID, text="Konsep", typed_by="staf", ticked_on=DAY), "mencentang butir"),
    (ChecklistItemUnticked(item_id=ID, text="Konsep"), "membatalkan centang"),
    (ChecklistItemRemoved(item_id=ID, text="Konsep"), "menghapus butir"),
    (Commented(comment_id=ID, text="Menunggu", typed_by="staf", written_on=DAY), "berkomentar"),
    (CommentWithdrawn(comment_id=ID), "menarik satu komentar"),
    (
        r.ReminderSent(
            subject=ID, task=Task.CARRY_OUT, because=r.Because.IN_CHARGE, key=ID, step="due", through=DAY, due_on=DAY, person_id=ID,
            person="Ibu Kasi", channel="email",
        ),
        "mengirim pengingat kepada Ibu Kasi (pada batas waktu)",
    ),
    (
        r.ReminderSuppressed(
            subject=ID, task=Task.CARRY_OUT, because=r.Because.ESCALATION, key=ID, step="overdue", through=DAY,
            due_on=DAY, person_id=ID, person="Ibu Camat", channel="email", reason=r.Reason.RECAP,
        ),
        "tidak mengirim pengingat kepada Ibu Camat (lewat batas waktu): masuk rekap mingguan",
    ),
    (
        r.ReminderFailed(
            subject=ID, task=Task.VERIFY, because=r.Because.DECIDER, key=ID, step="waiting", through=DAY, due_on=DAY, person_id=ID,
            person="Ibu Kasi", channel="email", error="alamat kosong", attempt=2, final=True,
        ),
        "gagal mengirim pengingat kepada Ibu Kasi (menunggu verifikasi)",
    ),
    (
        i.IndicatorDefined(
            office="99.01.01", code="k", number=1, official_name="Persentase", label="P", document="IKU 2022",
            rule=Rule.MEETING_ALL,
        ),
        "mencatat indikator ini menurut IKU 2022",
    ),
    (i.IndicatorRevised(from_year=2026, label="Nama"), "mengubah definisi mulai tahun 2026"),
    (
        i.IndicatorAdopted(
            from_year=2026, rule=None, counts_from=None, cannot_follow_up=None, informational=None, sections=None,
            kinds=None, evidence=(), document_number="188/7", document_date=DAY, position="camat", adopted_by=ID,
        ),
        "menetapkan definisi operasional mulai tahun 2026 dengan dokumen nomor 188/7, Senin, 16 Maret 2026",
    ),
    (i.IndicatorTargetSet(year=2026, period="TW1", target=Decimal("82.5")), "menetapkan target Triwulan I 2026: 82,50"),
    (i.IndicatorTargetSet(year=2026, period=None, target=None), "menghapus target Tahun 2026"),
    (
        PositionHeld(position="kasi", person_id=ID, since=DAY, standing=Standing.PLT),
        "mencatat seseorang sebagai Plt. kasi",
    ),
    (
        PositionVacated(position="kasi", since=DAY),
        "mencatat jabatan kasi kosong sejak Senin, 16 Maret 2026",
    ),
    (
        MandateGiven(position="kasi", person_id=ID, since=DAY),
        "memberi seseorang mandat a.n. kasi",
    ),
    (
        MandateEnded(position="kasi", person_id=ID, since=DAY),
        "mengakhiri mandat seseorang a.n. kasi mulai Senin, 16 Maret 2026",
    ),
    (
        OfficeConventionsStated(
            from_year=2026, ladder=DEFAULT_LADDER, rounding=Rounding.HALF_UP, capaian_from=CapaianFrom.EXACT
        ),
        "mengatur capaian dan predikat mulai tahun 2026",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("event", "part"), TOLD, ids=lambda value: getattr(value, "TOPIC", ""))
def test_an_event_is_told_in_plain_words(event: Event, part: str) -> None:
    assert part in tell(event, OFFICE).sentence


def test_no_event_of_a_record_is_left_untold() -> None:
    assert {type(event) for event, _ in TOLD} == {
        *c.EVENTS,
        *f.EVENTS,
        *r.EVENTS,
        *i.EVENTS,
        OfficeConventionsStated,
        PositionHeld,
        PositionVacated,
        MandateGiven,
        MandateEnded,
    }


def test_a_correction_says_what_became_of_each_field() -> None:
    told = tell(c.CoordinationCorrected(section=None, within_authority=False, held_on=DAY), OFFICE)
    assert dict(told.details) == {
        "Bidang menjadi": "seluruh kecamatan",
        "Sesuai kewenangan menjadi": "tidak",
        "Tanggal menjadi": "Senin, 16 Maret 2026",
    }


def test_a_piece_of_evidence_is_told_with_its_file() -> None:
    assert tell(c.EvidenceAttached(evidence=PIECE), OFFICE).details == (
        ("Bukti", "SK Camat nomor 188/1, Senin, 16 Maret 2026 (berkas sk.pdf)"),
    )


def test_a_revision_says_what_became_of_each_field() -> None:
    revised = i.IndicatorRevised(
        from_year=2026, rule=Rule.PER_RESULT, counts_from=CountsFrom.REPORTED, informational=None, sections=None,
        kinds=("rapat_koordinasi", "fasilitasi"), evidence=(EvidenceType.SK_CAMAT,), objective=None,
        is_goal_indicator=True, number=3,
    )  # fmt: skip
    assert dict(tell(revised, OFFICE).details) == {
        "Nomor": "3",
        "Indikator tujuan": "ya",
        "Sasaran / kinerja utama": "tidak disebut",
        "Cara hitung": "Hasil koordinasi yang ditindaklanjuti",
        "Dihitung sejak": "Dilaporkan selesai",
        "Kegiatan tanpa hasil yang perlu tindak lanjut": "menurut bawaan cara hitung",
        "Bidang": "seluruh kecamatan",
        "Jenis kegiatan": "Rapat koordinasi, Fasilitasi",
        "Bukti yang sah": "SK Camat",
    }


def test_an_adoption_says_what_was_signed() -> None:
    signed = i.IndicatorAdopted(
        from_year=2026, rule=Rule.SEED_LITERAL, counts_from=CountsFrom.VERIFIED,
        cannot_follow_up=CannotFollowUp.EXCLUDED, informational=Informational.EXCLUDED, sections=None, kinds=None,
        evidence=tuple(EvidenceType), document_number="1", document_date=DAY, position="camat", adopted_by=ID,
    )  # fmt: skip
    details = dict(tell(signed, OFFICE).details)
    assert details["Cara hitung"] == "Rumus dokumen apa adanya"
    assert details["Perhatian"].startswith("Rumus ini dapat melewati 100 %")


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.TOPIC)
def test_there_is_a_sentence_for_every_event_that_an_inspector_may_meet(event: Event) -> None:
    assert tell(event, OFFICE).sentence
