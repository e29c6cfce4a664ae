"""What may be set up in an office: sections, positions and who holds them, bodies, people, series, conventions, policy."""

from datetime import date
from uuid import UUID
from zoneinfo import available_timezones

from tracker.domain import conventions, reminder_policy
from tracker.domain.conventions import Conventions
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.mandate import check_term
from tracker.domain.office import (
    BodyAdded,
    Office,
    OfficeConventionsStated,
    OfficeRegistered,
    PersonAdded,
    Position,
    PositionAdded,
    PositionHeld,
    PositionVacated,
    SectionAdded,
    Standing,
)
from tracker.domain.phrase import say
from tracker.domain.reminder_policy import Policy, PolicyAdopted
from tracker.domain.role import Rank
from tracker.domain.series import Rhythm, SeriesAdded


def register(*, code: str, name: str, regency: str, zone: str) -> OfficeRegistered:
    """Raises Refused for an empty code or name, or a zone that IANA does not know."""
    if not code.strip():
        raise Refused("Isi kode kecamatan, misalnya 35.09.31.", "code")
    if not name.strip():
        raise Refused("Isi nama kecamatan.", "name")
    if zone not in available_timezones():
        raise Refused(say("Zona waktu “{zone}” tidak dikenal, misalnya Asia/Jakarta.", zone=zone), "zone")
    return OfficeRegistered(code=code.strip(), name=name.strip(), regency=regency.strip(), zone=zone)


def add_section(office: Office, *, code: str, name: str, kind: str = "seksi") -> SectionAdded:
    if code in office.sections:
        raise Conflict(say("Bidang “{code}” sudah ada.", code=code), "code")
    return SectionAdded(code=checked_code(code), name=_named(name), kind=kind)


def add_position(office: Office, *, code: str, title: str, rank: Rank, section: str | None) -> PositionAdded:
    if code in office.positions:
        raise Conflict(say("Jabatan “{code}” sudah ada.", code=code), "code")
    if section is not None:
        office.section(section)
    return PositionAdded(code=checked_code(code), title=_named(title), rank=rank, section=section)


def add_body(office: Office, *, code: str, name: str) -> BodyAdded:
    if code in office.bodies:
        raise Conflict(say("Pihak “{code}” sudah ada.", code=code), "code")
    return BodyAdded(code=checked_code(code), name=_named(name))


def add_person(office: Office, *, person_id: UUID, name: str) -> PersonAdded:
    if person_id in office.people:
        raise Conflict("Orang itu sudah terdaftar.", "person_id")
    return PersonAdded(person_id=person_id, name=_named(name))


def add_series(office: Office, *, code: str, title: str, section: str | None, rhythm: Rhythm) -> SeriesAdded:
    if code in office.series:
        raise Conflict(say("Seri rapat “{code}” sudah ada.", code=code), "code")
    if section is not None:
        office.section(section)
    if not title.strip():
        raise Refused("Isi nama seri rapat, misalnya “Rapat koordinasi bulanan”.", "title")
    return SeriesAdded(code=checked_code(code), title=title.strip(), section=section, rhythm=rhythm)


def hold(
    office: Office,
    *,
    position: str,
    person_id: UUID,
    since: date,
    standing: Standing,
    until: date | None = None,
) -> PositionHeld:
    """Raises Refused for a term that cannot be, or for a definitive holder with an end."""
    _position(office, position)
    if person_id not in office.people:
        raise NotFound("Orang itu belum terdaftar di kecamatan ini.", "person_id")
    if until is not None and standing is Standing.DEFINITIF:
        raise Refused("Tanggal berakhir hanya untuk Plt dan Plh.", "until")
    check_term(since, until)
    return PositionHeld(position=position, person_id=person_id, since=since, standing=standing, until=until)


def vacate(office: Office, *, position: str, since: date) -> PositionVacated:
    _position(office, position)
    check_term(since, None)
    return PositionVacated(position=position, since=since)


def state_conventions(
    office: Office, *, from_year: int, stated: Conventions, today: date
) -> OfficeConventionsStated:
    """Raises Refused naming the field, and where nothing would change."""
    conventions.checked(stated, from_year, today.year)
    if office.conventions_for(from_year) == stated:
        raise Refused("Tidak ada yang berubah; kesepakatan itu sudah berlaku.", "")
    return OfficeConventionsStated(
        from_year=from_year,
        ladder=stated.ladder,
        rounding=stated.rounding,
        capaian_from=stated.capaian_from,
    )


def adopt_policy(office: Office, *, policy: Policy, for_running: bool) -> PolicyAdopted:
    """Raises Refused naming the field, and where nothing would change."""
    stated = reminder_policy.checked(policy)
    if stated == office.policy(office.newest_policy) and not for_running:
        raise Refused("Tidak ada yang berubah; aturan pengingat itu sudah berlaku.", "")
    return PolicyAdopted(number=office.newest_policy + 1, policy=stated, for_running=for_running)


def _position(office: Office, code: str) -> Position:
    if code not in office.positions:
        raise NotFound(say("Jabatan “{code}” tidak dikenal.", code=code), "position")
    return office.positions[code]


def checked_code(code: str) -> str:
    """A code as it may stand in files and addresses. Raises Refused."""
    if not code or code != code.strip().lower() or not code.replace("_", "").replace("-", "").isalnum():
        raise Refused("Kode hanya boleh berisi huruf kecil, angka, dan garis bawah.", "code")
    return code


def _named(name: str) -> str:
    if not name.strip():
        raise Refused("Nama tidak boleh kosong.", "name")
    return name.strip()
