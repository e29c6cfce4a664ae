"""One invented event of each kind, every field of it filled. `python -m tests.support.event_samples` appends to the
stored samples (`tests/history/samples.jsonl`) those of topics that have none yet; what is stored there is never
changed, for it stands for logs that exist.
"""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from tests.support.coordination_samples import COORDINATION_EVENTS
from tests.support.reminder_samples import REMINDER_EVENTS
from tests.support.sample_values import CONTEXT, DAY, ID, KASI, OFFICE, OTHER, PAPER, PROFILE
from tracker.domain import follow_up as f
from tracker.domain import indicator as i
from tracker.domain import office as o
from tracker.domain import period_freeze as z
from tracker.domain import published_report as p
from tracker.domain import user as u
from tracker.domain.absence import AbsenceEnded, AbsenceRecorded
from tracker.domain.achievement import Better
from tracker.domain.conventions import CapaianFrom, Rung
from tracker.domain.counting import CannotFollowUp, CountsFrom, Informational, Rule, reading
from tracker.domain.days_off import DayOffAdded, DayOffRemoved
from tracker.domain.event import Event
from tracker.domain.evidence import EvidenceType
from tracker.domain.follow_up_checklist import (
    ChecklistItemAdded,
    ChecklistItemRemoved,
    ChecklistItemTicked,
    ChecklistItemUnticked,
)
from tracker.domain.follow_up_comment import Commented, CommentWithdrawn
from tracker.domain.follow_up_extension import (
    Extension,
    ExtensionGranted,
    ExtensionRefused,
    ExtensionRequested,
)
from tracker.domain.follow_up_report import Report, Reviewed
from tracker.domain.follow_up_sharing import AlongsideNamed, Disowned, HandedOver
from tracker.domain.follow_up_stage import Stage, Undone
from tracker.domain.in_charge import InCharge
from tracker.domain.mandate import MandateEnded, MandateGiven
from tracker.domain.percent import Rounding
from tracker.domain.projection import EventSkipped
from tracker.domain.role import Rank, Role
from tracker.domain.series import Rhythm, SeriesAdded
from tracker.domain.survey import events as s
from tracker.domain.survey.elements import Element
from tracker.domain.survey.score import Weight
from tracker.store.known_events import KNOWN_EVENTS

SAMPLES = Path(__file__).parent.parent / "history" / "samples.jsonl"


EVENTS: tuple[Event, ...] = (
    o.OfficeRegistered(code=OFFICE, name="Sumberjambe", regency="Jember", zone="Asia/Jakarta"),
    o.OfficeProfileStated(
        document="IKU 2022",
        agency="KECAMATAN SUMBERJAMBE",
        duty="Tugas",
        functions=("satu;", "dua."),
        goal="Tujuan",
        goal_indicator="Nilai Survey",
        year=2022,
    ),
    o.SectionAdded(code="umum", name="Umum", kind="subbagian"),
    o.PositionAdded(code="kasi_pmks", title="Kasi", rank=Rank.KASI, section="pmks"),
    o.BodyAdded(code="kapolsek", name="Kapolsek"),
    o.PersonAdded(person_id=ID, name="Ibu Sri"),
    o.PositionHeld(position="camat", person_id=ID, since=DAY, standing=o.Standing.PLT),
    o.PositionVacated(position="camat", since=DAY),
    MandateGiven(position="camat", person_id=ID, since=DAY, until=DAY, basis="Surat 100/7"),
    MandateEnded(position="camat", person_id=ID, since=DAY),
    o.OfficeConventionsStated(
        from_year=2022,
        ladder=(Rung(Decimal("90.5"), "Istimewa"), Rung(Decimal(0), "Kurang")),
        rounding=Rounding.TRUNCATE,
        capaian_from=CapaianFrom.EXACT,
    ),
    SeriesAdded(code="bulanan", title="Rapat bulanan", section="pmks", rhythm=Rhythm.MINGGUAN),
    DayOffAdded(day=DAY, name="Hari Jadi Kabupaten Jember"),
    DayOffRemoved(day=DAY),
    AbsenceRecorded(person_id=ID, since=DAY, until=DAY, deputy=OTHER),
    AbsenceEnded(person_id=ID, since=DAY, back_on=DAY),
    u.UserAdded(
        username="kasi.pmks", name="Ibu Sri", role=Role.KASI, office=OFFICE, section="pmks", person_id=ID
    ),
    u.UserRoleChanged(role=Role.KASI, section="pmks"),
    u.UserDisabled(),
    i.IndicatorDefined(
        office=OFFICE,
        code="pmks",
        number=2,
        official_name="Persentase yang ditinjaklanjuti",
        label="Persentase yang ditindaklanjuti",
        is_goal_indicator=True,
        objective="Meningkatnya koordinasi",
        formula_numerator="Jumlah hasil",
        formula_denominator="Jumlah koordinasi",
        explanation="Penjelasan",
        responsible="Seksi",
        data_source="Rapat",
        year=2022,
        document="IKU 2022",
        rule=Rule.MEETING_ALL,
        sections=("pmks",),
        kinds=("rapat_koordinasi",),
        evidence=(EvidenceType.SK_CAMAT,),
    ),
    i.IndicatorRevised(
        from_year=2023,
        number=3,
        official_name="Nama resmi",
        label="Nama",
        is_goal_indicator=False,
        objective=None,
        formula_numerator="Jumlah hasil",
        formula_denominator="Jumlah koordinasi",
        explanation="Penjelasan",
        unit="persen",
        better=Better.LOWER,
        responsible="Camat",
        data_source="Register",
        document="IKU 2023",
        document_year=2023,
        rule=Rule.PER_RESULT,
        counts_from=CountsFrom.REPORTED,
        cannot_follow_up=CannotFollowUp.EXCLUDED,
        informational=Informational.EXCLUDED,
        sections=None,
        kinds=("fasilitasi",),
        evidence=(EvidenceType.REKOMENDASI,),
    ),
    i.IndicatorAdopted(
        from_year=2023,
        rule=Rule.PER_RESULT,
        counts_from=CountsFrom.REPORTED,
        cannot_follow_up=CannotFollowUp.EXCLUDED,
        informational=Informational.EXCLUDED,
        sections=("pmks",),
        kinds=("fasilitasi",),
        evidence=(EvidenceType.REKOMENDASI,),
        document_number="188.45/1/2023",
        document_date=DAY,
        position="camat",
        adopted_by=ID,
    ),
    i.IndicatorTargetSet(year=2023, period="TW1", target=Decimal("82.5")),
    *COORDINATION_EVENTS,
    f.Opened(
        office=OFFICE,
        coordination_id=ID,
        outcome_id=OTHER,
        text="Hasil",
        agreed_on=DAY,
        section="pmks",
        in_charge=KASI,
        due_on=DAY,
        due_proposed=True,
    ),
    f.Imported(
        status=f.Status.SELESAI,
        reported_on=DAY,
        verified_on=DAY,
        evidence_types=(EvidenceType.REKOMENDASI,),
        file_name="register.csv",
        file_sha256="ab" * 32,
        row=2,
    ),
    f.Assigned(in_charge=KASI),
    f.Reassigned(in_charge=InCharge("text", "", "Pak Lurah")),
    Disowned(in_charge=KASI, person_id=ID),
    f.Started(started_on=DAY),
    f.ProgressReported(note="Separuh", reported_on=DAY),
    Reviewed(meeting_id=ID, reviewed_on=DAY, note="Menunggu data"),
    f.ReportedDone(done_on=DAY, note="Selesai", evidence=(PAPER,), done_by=ID, typed_by="staf.sumberjambe"),
    f.Verified(verified_on=DAY, position="sekcam", verified_by=ID, note="Sesuai"),
    f.Returned(),
    f.CannotRequested(typed_by="staf.sumberjambe"),
    f.CannotAccepted(),
    f.CannotRefused(),
    f.Reopened(reopened_on=DAY),
    f.Withdrawn(),
    f.Corrected(text="Teks", due_on=DAY, section=None),
    Undone(
        step=f.Returned.TOPIC,
        stage=Stage(
            status=f.Status.DILAPORKAN_SELESAI,
            begun_on=DAY,
            report=Report(DAY, ID, "staf.sumberjambe", True, (OTHER,), (PAPER,), ID, KASI),
            cannot_requested_by="staf.sumberjambe",
            extension=Extension(DAY, "staf.sumberjambe"),
            disowned_by=KASI,
            by_register=True,
        ),
    ),
    s.SurveyOpened(
        office=OFFICE, name="SKM TW I", year=2022, code="TW1", weight=Weight.TWO_DECIMALS, population=1000
    ),
    s.AnswersImported(
        batch_id=ID,
        file_name="skm.csv",
        file_sha256="ab" * 32,
        order=tuple(Element),
        rows=("443244104", "333333333"),
        profiles=(PROFILE, {}),
    ),
    s.AnswerGiven(
        answer_id=ID,
        answers={Element.WAKTU: 4, Element.BIAYA: 1},
        profile=PROFILE,
    ),
    s.AnswersWithdrawn(batch_id=ID),
    s.AnswerWithdrawn(answer_id=ID, answers={Element.WAKTU: 4}, profile=PROFILE),
    s.WeightChanged(weight=Weight.THREE_DECIMALS),
    s.PopulationStated(population=1000),
    s.ResultStated(
        ikm=Decimal("88.95"),
        respondents=150,
        elements={Element.PERSYARATAN: Decimal("3.52")},
        evidence=PAPER,
    ),
    s.SuggestionErased(suggestion_id=ID),
    s.SurveyClosed(),
    s.SurveyReopened(),
    s.SurveyWithdrawn(),
    AlongsideNamed(alongside=(KASI, InCharge("body", "kapolsek", "Kapolsek"))),
    HandedOver(hand_over_id=ID, giver=KASI, taker=InCharge("body", "kapolsek", "Kapolsek")),
    ExtensionRequested(due_on=DAY, typed_by="staf.sumberjambe"),
    ExtensionGranted(due_on=DAY, position="camat", decided_by=ID),
    ExtensionRefused(position="camat", decided_by=ID),
    ChecklistItemAdded(item_id=ID, text="Konsep surat"),
    ChecklistItemTicked(item_id=ID, text="Konsep surat", typed_by="staf.sumberjambe", ticked_on=DAY),
    ChecklistItemUnticked(item_id=ID, text="Konsep surat"),
    ChecklistItemRemoved(item_id=ID, text="Konsep surat"),
    Commented(comment_id=ID, text="Menunggu jawaban desa", typed_by="staf.sumberjambe", written_on=DAY),
    CommentWithdrawn(comment_id=ID),
    *REMINDER_EVENTS,
    z.FreezeProposed(
        office=OFFICE,
        year=2022,
        code="TW1",
        cumulative=True,
        cut_off=DAY,
        as_of=datetime(2022, 4, 1, 2, 30, tzinfo=UTC),
        position=70,
        figures=(
            z.FrozenFigure(
                code="pmks",
                official_name="Persentase yang ditinjaklanjuti",
                definition=z.FrozenDefinition(
                    document="188/12/2022",
                    adopted_on=DAY,
                    reading=reading(Rule.MEETING_ALL),
                    sections=("pmks",),
                    kinds=("rapat_koordinasi",),
                    evidence=(EvidenceType.SK_CAMAT,),
                ),
                numerator=2,
                denominator=3,
                value=z.Quotient(200, 3),
                balance=z.Balance(4, 3, 1, 0, 0, 1, 2),
                flags={"recorded_late": 1},
                target=Decimal("65.00"),
                achievement=Decimal("102.57"),
                predicate="Sangat Tinggi",
            ),
        ),
        left_out=(z.LeftOut("skm", "Nilai Survey", "belum ada nilai survei"),),
        typed_by="kasubbag.sumberjambe",
        proposed_by=ID,
    ),
    z.FreezeTakenBack(),
    z.FreezeReturned(),
    z.FreezeConfirmed(confirmed_on=DAY, confirmed_by=OTHER, document="050/7/2022"),
    z.FreezeReopened(),
    p.ReportStated(
        office=OFFICE,
        year=2020,
        document="LKIP 2020",
        file_name="lkip.csv",
        file_sha256="ab" * 32,
        lines=(
            p.PublishedLine(
                row=2,
                indicator="Persentase",
                code="pmks",
                year=2019,
                period="TW1",
                cumulative=True,
                numerator=2,
                denominator=3,
                realised=Decimal("66.67"),
                target=Decimal("65.00"),
                achievement=Decimal("102.57"),
                predicate="Sangat Tinggi",
                better=Better.LOWER,
            ),
        ),
        means=(
            p.PublishedMean(row=3, year=2019, period="TW1", cumulative=True, achievement=Decimal("100.07")),
        ),
    ),
    EventSkipped(position=7, stream=ID),
)


def add_missing() -> int:
    """Appends a line for each topic without a sample; how many there were."""
    mapping = KNOWN_EVENTS
    lines = SAMPLES.read_text("utf-8").splitlines() if SAMPLES.exists() else []
    known = {json.loads(line)["topic"] for line in lines}
    new = [
        json.dumps(
            {"topic": event.TOPIC, "body": mapping.encode(event, CONTEXT, DAY).decode()}, ensure_ascii=False
        )
        for event in EVENTS
        if event.TOPIC not in known
    ]
    SAMPLES.write_text("".join(f"{line}\n" for line in [*lines, *new]), "utf-8")
    return len(new)


if __name__ == "__main__":
    print(f"{add_missing()} new samples in {SAMPLES.name}")
