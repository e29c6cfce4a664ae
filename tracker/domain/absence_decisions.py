"""Recording that somebody is absent, and ending an absence early.

What is over stays as it was: a reminder that went past somebody is explained by the absence that stood then.
"""

from datetime import date
from uuid import UUID

from tracker.domain.absence import Absence, AbsenceEnded, AbsenceRecorded
from tracker.domain.errors import NotFound, Refused
from tracker.domain.office import Office
from tracker.domain.period import check_year
from tracker.domain.phrase import say


def record_absence(
    office: Office, *, person_id: UUID, since: date, until: date, deputy: UUID | None, today: date
) -> AbsenceRecorded:
    """Raises Refused naming the field; NotFound for a person or deputy of another office."""
    _check_known(office, person_id, "person_id")
    check_year(since.year, today.year, "since")
    if until < since:
        raise Refused("Hari terakhir tidak boleh sebelum hari pertama.", "until")
    check_year(until.year, today.year, "until")
    if until < today:
        raise Refused("Ketidakhadiran itu sudah lewat; yang sudah terjadi tidak diubah.", "until")
    own = _meeting(office, person_id, since, until)
    if own is not None:
        raise Refused(say("Sudah tercatat tidak hadir {term}.", term=own.term), "since")
    if deputy is not None:
        _check_deputy(office, person_id, deputy, since, until)
    return AbsenceRecorded(person_id=person_id, since=since, until=until, deputy=deputy)


def end_absence(office: Office, *, person_id: UUID, since: date, back_on: date, today: date) -> AbsenceEnded:
    """`since` names the absence. Raises NotFound where none stands; Refused where it is over, or would end before
    today though it has begun."""
    _check_known(office, person_id, "person_id")
    absence = next((a for a in office.absences if a.person_id == person_id and a.since == since), None)
    if absence is None:
        raise NotFound("Tidak ada ketidakhadiran yang mulai pada hari itu.", "since")
    if absence.until < today:
        raise Refused("Ketidakhadiran itu sudah lewat.", "since")
    if back_on > absence.until:
        raise Refused(
            "Hari masuk kembali harus sebelum ketidakhadiran itu berakhir; untuk memperpanjang, catat yang baru.",
            "back_on",
        )
    if back_on < today:
        raise Refused("Hari masuk kembali tidak boleh sebelum hari ini.", "back_on")
    return AbsenceEnded(person_id=person_id, since=since, back_on=back_on)


def _check_deputy(office: Office, person_id: UUID, deputy: UUID, since: date, until: date) -> None:
    _check_known(office, deputy, "deputy")
    if deputy == person_id:
        raise Refused("Wakil harus orang lain.", "deputy")
    away = _meeting(office, deputy, since, until)
    if away is not None:
        name = office.people[deputy]
        raise Refused(
            say("{name} sendiri tidak hadir {term}; pilih wakil lain.", name=name, term=away.term), "deputy"
        )


def _meeting(office: Office, person: UUID, since: date, until: date) -> Absence | None:
    return next((a for a in office.absences if a.person_id == person and a.meets(since, until)), None)


def _check_known(office: Office, person: UUID, field: str) -> None:
    if person not in office.people:
        raise NotFound("Orang itu belum terdaftar di kecamatan ini.", field)
