"""The sentences of an office's own history: who holds a position, who decides in whose name, who is away, on which days
people work, when they are reminded, how capaian is judged."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from tracker.application.messages import long_date
from tracker.application.policy_words import policy_lines
from tracker.domain import absence as a
from tracker.domain import days_off as d
from tracker.domain import mandate as m
from tracker.domain import office as o
from tracker.domain.conventions import Rung
from tracker.domain.event import Event
from tracker.domain.office import Office, Standing
from tracker.domain.percent import number_text
from tracker.domain.phrase import listed, say
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
            whose = say(
                "{standing} {position}",
                standing=STANDING_NAMES[event.standing],
                position=_title(office, event.position),
            )
            return Told(
                say("mencatat {name} sebagai {whose}", name=_name(office, event.person_id), whose=whose),
                _term(event),
            )
        case o.PositionVacated():
            return Told(
                say(
                    "mencatat jabatan {position} kosong sejak {since}",
                    position=_title(office, event.position),
                    since=long_date(event.since),
                )
            )
        case m.MandateGiven():
            given = say(
                "memberi {name} mandat a.n. {position}",
                name=_name(office, event.person_id),
                position=_title(office, event.position),
            )
            return Told(given, (*_term(event), *(((say("Dasar"), event.basis),) if event.basis else ())))
        case m.MandateEnded():
            mandate = say(
                "{name} a.n. {position}",
                name=_name(office, event.person_id),
                position=_title(office, event.position),
            )
            return Told(
                say(
                    "mengakhiri mandat {mandate} mulai {since}", mandate=mandate, since=long_date(event.since)
                )
            )
        case d.DayOffAdded():
            return Told(
                say("menambahkan hari libur {day}", day=long_date(event.day)), ((say("Nama"), event.name),)
            )
        case d.DayOffRemoved():
            return Told(say("menjadikan {day} hari kerja", day=long_date(event.day)))
        case a.AbsenceRecorded():
            deputy = say("tidak ada") if event.deputy is None else _name(office, event.deputy)
            term = a.Absence(event.person_id, event.since, event.until).term
            return Told(
                say("mencatat {name} tidak hadir {term}", name=_name(office, event.person_id), term=term),
                ((say("Wakil"), deputy),),
            )
        case a.AbsenceEnded():
            name = _name(office, event.person_id)
            if event.back_on <= event.since:
                return Told(
                    say(
                        "membatalkan ketidakhadiran {name} mulai {since}",
                        name=name,
                        since=long_date(event.since),
                    )
                )
            return Told(
                say("mencatat {name} masuk kembali {back_on}", name=name, back_on=long_date(event.back_on))
            )
        case PolicyAdopted():
            told = (
                say(
                    "menetapkan aturan pengingat versi {number}, berlaku juga bagi yang sedang berjalan",
                    number=event.number,
                )
                if event.for_running
                else say("menetapkan aturan pengingat versi {number}", number=event.number)
            )
            return Told(told, policy_lines(event.policy))
        case o.OfficeConventionsStated():
            return Told(
                say("mengatur capaian dan predikat mulai tahun {from_year}", from_year=event.from_year),
                (
                    (say("Predikat"), ladder_text(event.ladder)),
                    (say("Pembulatan"), ROUNDING_NAMES[event.rounding]),
                    (say("Capaian"), CAPAIAN_FROM_NAMES[event.capaian_from]),
                ),
            )
    return None


def ladder_text(ladder: Iterable[Rung]) -> str:
    """`≥ 91,00 Sangat Tinggi; ≥ 76,00 Tinggi`."""
    return listed(
        *(say("≥ {least} {word}", least=number_text(rung.at_least), word=rung.word) for rung in ladder),
        separator="; ",
    )


def term_text(since: date, until: date | None) -> str:
    """`sejak Senin, 3 Januari 2022 s.d. Jumat, 7 Januari 2022`."""
    if until is None:
        return say("sejak {since}", since=long_date(since))
    return say("sejak {since} s.d. {until}", since=long_date(since), until=long_date(until))


def _term(event: o.PositionHeld | m.MandateGiven) -> tuple[tuple[str, str], ...]:
    return ((say("Berlaku"), term_text(event.since, event.until)),)


def _title(office: Office, position: str) -> str:
    return office.positions[position].title if position in office.positions else position


def _name(office: Office, person: UUID) -> str:
    return office.people.get(person, say("seseorang"))
