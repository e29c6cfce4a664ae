"""How an indicator comes to be, is restated, signed by the Camat, and given targets: the rules, and one line for each no."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from tracker.domain.acting import Capacity, capacity
from tracker.domain.coordination import KIND_NAMES, MAX_TITLE
from tracker.domain.counting import Rule
from tracker.domain.errors import Conflict, Forbidden, Refused
from tracker.domain.evidence import OUTPUT_TYPES
from tracker.domain.follow_up_checks import check_reason
from tracker.domain.indicator import (
    Edition,
    Indicator,
    IndicatorAdopted,
    IndicatorDefined,
    IndicatorRevised,
    IndicatorTargetSet,
    changes,
    evolve,
    first_edition,
    revised,
)
from tracker.domain.office import Office
from tracker.domain.office_decisions import checked_code
from tracker.domain.period import FIRST_YEAR, LAST_YEAR, check_year, within_reach
from tracker.domain.phrase import say
from tracker.domain.role import Rank

QUARTERS = ("TW1", "TW2", "TW3", "TW4")
MAX_EXPLANATION = 5000
_REQUIRED = {
    "official_name": say("Isi nama resmi indikator."),
    "label": say("Isi nama indikator di layar."),
    "document": say("Isi dokumen yang memuat indikator ini."),
}
_TEXTS = {
    "official_name": MAX_TITLE,
    "label": MAX_TITLE,
    "objective": MAX_EXPLANATION,
    "formula_numerator": MAX_EXPLANATION,
    "formula_denominator": MAX_EXPLANATION,
    "explanation": MAX_EXPLANATION,
    "unit": 60,
    "responsible": MAX_TITLE,
    "data_source": MAX_TITLE,
    "document": MAX_TITLE,
}
"""The longest of each text."""
_PARAMETERS = ("counts_from", "cannot_follow_up", "informational")


def define(state: Indicator | None, definition: IndicatorDefined, office: Office) -> IndicatorDefined:
    """Raises Conflict when the code is taken in that office, NotFound or Refused naming the field."""
    if state is not None:
        raise Conflict(say("Indikator “{code}” sudah ada.", code=definition.code), "code")
    checked_code(definition.code)
    if definition.year is not None and not FIRST_YEAR <= definition.year <= LAST_YEAR:
        raise Refused(
            say(
                "Tahun {year} di luar jangkauan; isi tahun {first}–{last}.",
                year=definition.year,
                first=FIRST_YEAR,
                last=LAST_YEAR,
            ),
            "year",
        )
    _check(first_edition(definition), office)
    return definition


def revise(
    indicator: Indicator,
    stated: IndicatorRevised,
    office: Office,
    *,
    today: date,
    reason: str = "",
    other_nature: bool = False,
    signing: bool = False,
) -> IndicatorRevised:
    """What of it differs from the definition of that year. A text that is emptied is "tidak disebut".

    `other_nature` says that a survey is to become a share of coordinations, or the other way round. Raises Refused
    naming the field, where nothing differs, and without a reason for a year that is over, or where what the Camat
    signed no longer holds afterwards; `signing`: the Camat signs anew in the same step.
    """
    _check_since(stated.from_year, today, reason)
    before = indicator.for_year(stated.from_year)
    differing = _differing(before, stated)
    if not differing:
        raise Refused("Tidak ada yang berubah; ubah sedikitnya satu isian.", "")
    event = IndicatorRevised(from_year=stated.from_year, **differing)
    after = revised(before, event)
    if (before.rule is None) != (after.rule is None) and not other_nature:
        kind = say("survei") if before.rule is None else say("kegiatan koordinasi")
        raise Refused(
            say(
                "Indikator ini dihitung dari {kind}; nyatakan bahwa sifatnya memang berubah, atau biarkan cara hitungnya.",
                kind=kind,
            ),
            "rule",
        )
    _check_parameters(after, differing)
    _check(after, office)
    signed = indicator.adopted(stated.from_year)
    if (
        signed
        and not signing
        and evolve(indicator, event).adopted(stated.from_year) is None
        and not reason.strip()
    ):
        raise Refused(
            say(
                "Perubahan ini menggugurkan definisi operasional nomor {document_number}: isi alasannya, lalu mintalah Camat menetapkan lagi.",
                document_number=signed.document_number,
            ),
            "reason",
        )
    return event


def adopt(
    indicator: Indicator,
    stated: IndicatorRevised,
    office: Office,
    *,
    document_number: str,
    document_date: date,
    signer: Capacity,
    today: date,
    reason: str = "",
    other_nature: bool = False,
) -> tuple[IndicatorRevised | IndicatorAdopted, ...]:
    """The Camat signs the definition from a year on; what `stated` changes is changed with the same signature.

    Raises Refused naming the field.
    """
    _check_since(stated.from_year, today, reason)
    revisions: tuple[IndicatorRevised, ...] = ()
    if _differing(indicator.for_year(stated.from_year), stated):
        revisions = (
            revise(
                indicator,
                stated,
                office,
                today=today,
                reason=reason,
                other_nature=other_nature,
                signing=True,
            ),
        )
    number = document_number.strip()
    if not number:
        raise Refused("Isi nomor dokumen yang menetapkan definisi operasional.", "document_number")
    if len(number) > MAX_TITLE:
        raise Refused(say("Nomor dokumen paling panjang {most} huruf.", most=MAX_TITLE), "document_number")
    if document_date > today:
        raise Refused("Tanggal dokumen tidak boleh sesudah hari ini.", "document_date")
    if not within_reach(document_date):
        raise Refused(
            say(
                "Tanggal dokumen di luar jangkauan; isi tahun {first}–{last}.",
                first=FIRST_YEAR,
                last=LAST_YEAR,
            ),
            "document_date",
        )
    restated = evolve(indicator, revisions[0]) if revisions else indicator
    signed = restated.for_year(stated.from_year).operational
    in_force = restated.adopted(stated.from_year)
    if in_force and (in_force.document_number, in_force.document_date) == (number, document_date):
        raise Refused("Definisi itu sudah ditetapkan dengan dokumen yang sama.", "document_number")
    how = signed.reading
    adopted = IndicatorAdopted(
        from_year=stated.from_year,
        rule=how.rule if how else None,
        counts_from=how.counts_from if how else None,
        cannot_follow_up=how.cannot_follow_up if how else None,
        informational=how.informational if how else None,
        sections=signed.sections,
        kinds=signed.kinds,
        evidence=signed.evidence,
        document_number=number,
        document_date=document_date,
        position=signer.position,
        adopted_by=signer.person_id,
    )
    return (*revisions, adopted)


def signing_capacity(office: Office, person: UUID | None, day: date) -> Capacity:
    """As holder of the Camat's position on that day, Plt and Plh included; a mandate (*a.n.*) does not reach so far.

    Raises Forbidden.
    """
    position = office.position_of_rank(Rank.CAMAT)
    found = None if position is None or person is None else capacity(office, position.code, person, day)
    if found is None or found.by_mandate:
        raise Forbidden(
            "Hanya pemegang jabatan Camat (juga Plt. atau Plh.) yang dapat menetapkan definisi operasional."
        )
    return found


def set_targets(
    indicator: Indicator,
    year: int,
    targets: Mapping[str | None, Decimal | None],
    *,
    today: date,
    reason: str = "",
) -> tuple[IndicatorTargetSet, ...]:
    """One event for each target that differs; None as a period is the year, None as a target clears it.

    Raises Refused naming the field: `target` for the year, `target_tw1`… for a quarter; without a reason
    for a year that is over.
    """
    _check_since(year, today, reason, "year")
    events = []
    for period, target in targets.items():
        field = target_field(period)
        if period is not None and period not in QUARTERS:
            raise Refused(
                say("Periode target “{period}” tidak dikenal; pakai TW1–TW4, atau setahun.", period=period),
                "period",
            )
        if target is not None and not (target.is_finite() and 0 < target <= 100):
            raise Refused("Target harus lebih dari 0 dan paling tinggi 100.", field)
        if target is not None and indicator.for_year(year).rule is None and target < 25:
            raise Refused("Nilai survei berkisar 25–100; isi target di antaranya.", field)
        if target is not None and target != round(target, 2):
            raise Refused("Target paling banyak dua angka di belakang koma.", field)
        if target != indicator.target(year, period):
            events.append(IndicatorTargetSet(year=year, period=period, target=target))
    if not events:
        raise Refused("Tidak ada target yang berubah.", "")
    return tuple(events)


def target_field(period: str | None) -> str:
    return "target" if period is None else f"target_{period.lower()}"


def _check_since(year: int, today: date, reason: str, field: str = "from_year") -> None:
    """What is stated of a year that is over changes figures that were read: that needs a reason."""
    check_year(year, today.year, field)
    if year < today.year:
        check_reason(reason)


def _differing(before: Edition, stated: IndicatorRevised) -> dict[str, Any]:
    """What is really stated otherwise: a form sends all that it shows, in an order of its own."""
    return {
        name: _tidy(name, typed)
        for name, typed in changes(stated).items()
        if _settled(name, typed) != _settled(name, getattr(before, name))
    }


def _settled(name: str, value: Any) -> Any:
    return frozenset(value) if isinstance(value, tuple) else _tidy(name, value)


def _tidy(name: str, value: Any) -> Any:
    """As it is kept: texts trimmed, an emptied one None where the document may be silent."""
    if name in _TEXTS and isinstance(value, str):
        value = value.strip()
        return value if value or name in _REQUIRED else None
    return value


def _check_parameters(edition: Edition, differing: Mapping[str, Any]) -> None:
    """A parameter that does not apply to the rule is refused, not silently forgotten."""
    if edition.rule not in {None, Rule.EVIDENCED_OUTPUT}:
        return
    for name in _PARAMETERS:
        if differing.get(name) is not None:
            raise Refused("Pengaturan ini tidak berlaku untuk cara hitung itu; kosongkan.", name)


def _check(edition: Edition, office: Office) -> None:
    for name, message in _REQUIRED.items():
        if not getattr(edition, name).strip():
            raise Refused(message, name)
    for name, longest in _TEXTS.items():
        if len(getattr(edition, name) or "") > longest:
            raise Refused(say("Isian ini paling panjang {longest} huruf.", longest=longest), name)
    if edition.number is not None and not 1 <= edition.number <= 999:
        raise Refused("Nomor indikator harus 1–999, atau kosong.", "number")
    if edition.document_year is not None and not FIRST_YEAR <= edition.document_year <= LAST_YEAR:
        raise Refused(
            say("Isi tahun dokumen {first}–{last}, atau kosongkan.", first=FIRST_YEAR, last=LAST_YEAR),
            "document_year",
        )
    if edition.sections == ():
        raise Refused("Pilih sedikitnya satu bidang, atau seluruh kecamatan.", "sections")
    for section in edition.sections or ():
        office.section(section, "sections")
    if edition.kinds == ():
        raise Refused("Pilih sedikitnya satu jenis kegiatan, atau semua jenis.", "kinds")
    for kind in edition.kinds or ():
        if kind not in KIND_NAMES:
            raise Refused(
                say("Jenis kegiatan “{kind}” tidak dikenal; pilih dari daftar.", kind=kind), "kinds"
            )
    if not edition.evidence:
        raise Refused("Pilih sedikitnya satu jenis bukti yang sah.", "evidence")
    if edition.rule is Rule.EVIDENCED_OUTPUT and not OUTPUT_TYPES & set(edition.evidence):
        raise Refused(
            "Pilih sedikitnya satu jenis bukti yang dapat menjadi keluaran; rapat koordinasi saja tidak cukup.",
            "evidence",
        )
