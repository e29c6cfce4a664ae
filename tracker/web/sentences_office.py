"""The sentences of an office's own history: who holds a position, who decides in whose name, who is away, on which days
people work, when they are reminded, how capaian is judged."""

from datetime import date
from uuid import UUID

from tracker.application.messages import long_date
from tracker.application.policy_words import policy_lines
from tracker.domain import absence as a
from tracker.domain import days_off as d
from tracker.domain import mandate as m
from tracker.domain import office as o
from tracker.domain.event import Event
from tracker.domain.office import Office, Standing
from tracker.domain.percent import number_text
from tracker.domain.phrase import say
from tracker.domain.reminder_policy import PolicyAdopted
from tracker.web.sentences_indicator import CAPAIAN_FROM_NAMES, ROUNDING_NAMES
from tracker.web.told import Told

STANDING_NAMES = {
    Standing.DEFINITIF: say("pemegang definitif"),
    Standing.PLT: say("Plt."),
    Standing.PLH: say("Plh."),
}


def tell_office(event: Event, office: Office) -> Told | None:
    match event:
        case o.PositionHeld():
            whose = f"{STANDING_NAMES[event.standing]} {_title(office, event.position)}"
            return Told(f"mencatat {_name(office, event.person_id)} sebagai {whose}", _term(event))
        case o.PositionVacated():
            return Told(
                f"mencatat jabatan {_title(office, event.position)} kosong sejak {long_date(event.since)}"
            )
        case m.MandateGiven():
            given = f"memberi {_name(office, event.person_id)} mandat a.n. {_title(office, event.position)}"
            return Told(given, (*_term(event), *((("Dasar", event.basis),) if event.basis else ())))
        case m.MandateEnded():
            mandate = f"{_name(office, event.person_id)} a.n. {_title(office, event.position)}"
            return Told(f"mengakhiri mandat {mandate} mulai {long_date(event.since)}")
        case d.DayOffAdded():
            return Told(f"menambahkan hari libur {long_date(event.day)}", (("Nama", event.name),))
        case d.DayOffRemoved():
            return Told(f"menjadikan {long_date(event.day)} hari kerja")
        case a.AbsenceRecorded():
            deputy = "tidak ada" if event.deputy is None else _name(office, event.deputy)
            term = a.Absence(event.person_id, event.since, event.until).term
            return Told(f"mencatat {_name(office, event.person_id)} tidak hadir {term}", (("Wakil", deputy),))
        case a.AbsenceEnded():
            name = _name(office, event.person_id)
            if event.back_on <= event.since:
                return Told(f"membatalkan ketidakhadiran {name} mulai {long_date(event.since)}")
            return Told(f"mencatat {name} masuk kembali {long_date(event.back_on)}")
        case PolicyAdopted():
            running = ", berlaku juga bagi yang sedang berjalan" if event.for_running else ""
            return Told(
                f"menetapkan aturan pengingat versi {event.number}{running}", policy_lines(event.policy)
            )
        case o.OfficeConventionsStated():
            ladder = "; ".join(f"≥ {number_text(rung.at_least)} {rung.word}" for rung in event.ladder)
            return Told(
                f"mengatur capaian dan predikat mulai tahun {event.from_year}",
                (
                    ("Predikat", ladder),
                    ("Pembulatan", ROUNDING_NAMES[event.rounding]),
                    ("Capaian", CAPAIAN_FROM_NAMES[event.capaian_from]),
                ),
            )
    return None


def term_text(since: date, until: date | None) -> str:
    """`sejak Senin, 3 Januari 2022 s.d. Jumat, 7 Januari 2022`."""
    return f"sejak {long_date(since)}" + ("" if until is None else f" s.d. {long_date(until)}")


def _term(event: o.PositionHeld | m.MandateGiven) -> tuple[tuple[str, str], ...]:
    return (("Berlaku", term_text(event.since, event.until)),)


def _title(office: Office, position: str) -> str:
    return office.positions[position].title if position in office.positions else position


def _name(office: Office, person: UUID) -> str:
    return office.people.get(person, "seseorang")
