"""The demo: two offices as their IKU documents describe them, with invented people and coordinations.

Everything goes through the use cases and their real clock, under request ids that are always the same: loading
twice changes nothing, and a loading that was cut off goes on where it stopped.
"""

from datetime import date, timedelta

from tracker.application import accounts, contacts, indicators, offices
from tracker.application.accounts import AddUser
from tracker.application.actor import Actor, operator
from tracker.application.command import Asked
from tracker.application.demo_home import DEMO_PASSWORD, EMPTY, FULL, set_value, value
from tracker.application.seed_files import OFFICES, InventedSeed, OfficeSeed, invented_seed, office_seed
from tracker.application.seeding_coordinations import load_coordinations
from tracker.application.seeding_indicators import load_indicators
from tracker.application.seeding_surveys import load_surveys
from tracker.application.tracker import Tracker, local_day
from tracker.domain.errors import Refused
from tracker.domain.identity import person_id
from tracker.domain.indicator import IndicatorDefined
from tracker.domain.office import OfficeProfileStated


def mark_home(tracker: Tracker) -> None:
    """Makes this a demo home, for ever. Raises Refused where the log holds anything else."""
    with tracker.kept.begin() as connection:
        if value(connection, "kind") == "demo":
            return
        if tracker.store.head():
            raise Refused(
                "Data di sini bukan data contoh; data contoh hanya dimuat ke tempat yang kosong (TINDAKLANJUT_HOME lain)."
            )
        set_value(connection, "kind", "demo")


def load(tracker: Tracker, *, empty: bool) -> None:
    """Both offices; with `empty` without targets, signatures and coordinations. The home must be marked before."""
    day = _day(tracker)
    for name in OFFICES:
        office = office_seed(name)
        people = invented_seed(name)
        _load_office(tracker, office)
        _load_people(tracker, office, people, f"{name}.example")
        if not empty:
            load_indicators(tracker, office.code, people, day)
            _load_mandates(tracker, office.code, people, day)
            _load_series(tracker, office.code, people)
            load_surveys(tracker, office.code, people, day)
            load_coordinations(tracker, office.code, people, day)
    with tracker.kept.begin() as connection:
        set_value(connection, "demo_loaded", EMPTY if empty else FULL)


def _day(tracker: Tracker) -> date:
    """The day of loading, kept when it begins: a loading that goes on tomorrow dates its data as today."""
    with tracker.kept.begin() as connection:
        kept = value(connection, "demo_day")
        if kept is not None:
            return date.fromisoformat(kept)
        today = local_day(tracker.clock(), "Asia/Jakarta")
        set_value(connection, "demo_day", today.isoformat())
        return today


def _load_office(tracker: Tracker, seed: OfficeSeed) -> None:
    actor = operator()
    register = offices.RegisterOffice(code=seed.code, name=seed.name, regency=seed.regency, zone=seed.zone)
    offices.register(tracker, actor, _asked(seed.code, "office"), register)
    p = seed.profile
    profile = OfficeProfileStated(
        document=p.document,
        agency=p.agency,
        duty=p.duty,
        functions=p.functions,
        goal=p.goal,
        goal_indicator=p.goal_indicator,
        year=p.year,
    )
    state_profile = offices.StateProfile(office=seed.code, profile=profile)
    offices.state_profile(tracker, actor, _asked(seed.code, "profile"), state_profile)
    for section in seed.sections:
        add_section = offices.AddSection(
            office=seed.code, code=section.code, name=section.name, kind=section.kind
        )
        offices.add_section(tracker, actor, _asked(seed.code, f"section/{section.code}"), add_section)
    for position in seed.positions:
        add_position = offices.AddPosition(
            office=seed.code,
            code=position.code,
            title=position.title,
            rank=position.rank,
            section=position.section,
        )
        offices.add_position(tracker, actor, _asked(seed.code, f"position/{position.code}"), add_position)
    for code, body in seed.bodies.items():
        add_body = offices.AddBody(office=seed.code, code=code, name=body)
        offices.add_body(tracker, actor, _asked(seed.code, f"body/{code}"), add_body)
    _load_indicators(tracker, actor, seed)


def _load_indicators(tracker: Tracker, actor: Actor, seed: OfficeSeed) -> None:
    for indicator in seed.indicators:
        definition = IndicatorDefined(
            office=seed.code,
            document=seed.profile.document,
            year=seed.profile.year,
            **{name: getattr(indicator, name) for name in indicator.__struct_fields__},
        )
        indicators.define(tracker, actor, _asked(seed.code, f"indicator/{indicator.code}"), definition)


def _load_people(tracker: Tracker, seed: OfficeSeed, people: InventedSeed, domain: str) -> None:
    actor = operator()
    for person in people.people:
        person_key = person_id(seed.code, person.key)
        asked = _asked(seed.code, f"person/{person.key}")
        add_person = offices.AddPerson(office=seed.code, person_id=person_key, name=person.name)
        offices.add_person(tracker, actor, asked, add_person)
        contacts.set_contact(tracker, person_key, email=f"{person.key}@{domain}", phone=None)
        if person.position is not None:
            hold = offices.HoldPosition(
                office=seed.code,
                position=person.position,
                person_id=person_key,
                since=people.held_since,
                standing=person.standing,
            )
            offices.hold_position(tracker, actor, _asked(seed.code, f"holder/{person.position}"), hold)
        if person.username is not None and person.role is not None:
            user = AddUser(
                username=person.username,
                name=person.name,
                role=person.role,
                office=seed.code,
                section=person.section,
                person_id=person_key,
            )
            accounts.add(tracker, actor, _asked(seed.code, f"user/{person.username}"), user)
            accounts.set_password(tracker, actor, person.username, DEMO_PASSWORD)


def _load_mandates(tracker: Tracker, office: str, seed: InventedSeed, day: date) -> None:
    for mandate in seed.mandates:
        command = offices.GiveMandate(
            office=office,
            position=mandate.position,
            person_id=person_id(office, mandate.person),
            since=day - timedelta(days=mandate.ago),
            until=day + timedelta(days=mandate.until_in),
            basis=mandate.basis,
        )
        asked = _asked(office, f"mandate/{mandate.position}/{mandate.person}")
        offices.give_mandate(tracker, operator(), asked, command)


def _load_series(tracker: Tracker, office: str, seed: InventedSeed) -> None:
    for series in seed.series:
        command = offices.AddSeries(
            office=office,
            code=series.code,
            title=series.title,
            section=series.section,
            rhythm=series.rhythm,
        )
        offices.add_series(tracker, operator(), _asked(office, f"series/{series.code}"), command)


def _asked(office: str, name: str) -> Asked:
    return Asked(request_id=f"demo/{office}/{name}")
