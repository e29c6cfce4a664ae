"""What a report needs of an office: a Kasubbag Perencanaan who proposes, and an adopted definition with a target."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from tests.support.office import CODE, username
from tracker.application import accounts, offices
from tracker.application.actor import Actor, operator
from tracker.application.command import Asked
from tracker.application.tracker import Tracker
from tracker.domain import indicator as indicators
from tracker.domain.event import Event
from tracker.domain.identity import indicator_id, person_id
from tracker.domain.indicator import IndicatorAdopted, IndicatorTargetSet
from tracker.domain.role import Rank, Role
from tracker.store.envelope import Change, Context

PLANNER = "kasubbag_perencanaan"
DOCUMENT = "188.4/12/2026"


def add_planner(tracker: Tracker, office: str = CODE) -> Actor:
    """The Kasubbag Perencanaan, with position and account; who acts as them."""
    person = person_id(office, PLANNER)
    title = "Kepala Subbagian Perencanaan"
    position = offices.AddPosition(office=office, code=PLANNER, title=title, rank=Rank.KASUBBAG)
    offices.add_position(tracker, operator(), _asked(), position)
    named = offices.AddPerson(office=office, person_id=person, name="Pak Perencana")
    offices.add_person(tracker, operator(), _asked(), named)
    held = offices.HoldPosition(office=office, position=PLANNER, person_id=person, since=date(2020, 1, 1))
    offices.hold_position(tracker, operator(), _asked(), held)
    account = accounts.AddUser(
        username=username(Role.KASUBBAG, office),
        name="Pak Perencana",
        role=Role.KASUBBAG,
        office=office,
        person_id=person,
    )
    accounts.add(tracker, operator(), _asked(), account)
    return accounts.actor_of(tracker, username(Role.KASUBBAG, office), "web")


def adopt(tracker: Tracker, code: str = "koordinasi", *, from_year: int = 2020, office: str = CODE) -> None:
    """The Camat has signed the indicator's definition as it stands."""
    state, _ = tracker.store.load(indicator_id(office, code), indicators.evolve)
    assert state is not None
    signed = state.for_year(from_year).operational
    how = signed.reading
    adopted = IndicatorAdopted(
        from_year=from_year,
        rule=how.rule if how else None,
        counts_from=how.counts_from if how else None,
        cannot_follow_up=how.cannot_follow_up if how else None,
        informational=how.informational if how else None,
        sections=signed.sections,
        kinds=signed.kinds,
        evidence=signed.evidence,
        document_number=DOCUMENT,
        document_date=date(2026, 1, 5),
        position="camat",
        adopted_by=person_id(office, "camat"),
    )
    _append(tracker, office, code, adopted)


def set_target(
    tracker: Tracker,
    value: str,
    *,
    year: int = 2026,
    period: str | None = None,
    code: str = "koordinasi",
    office: str = CODE,
) -> None:
    event = IndicatorTargetSet(year=year, period=period, target=Decimal(value))
    _append(tracker, office, code, event)


def _append(tracker: Tracker, office: str, code: str, event: Event) -> None:
    stream = indicator_id(office, code)
    _, version = tracker.store.load(stream, indicators.evolve)
    context = Context(actor="operator", via="cli", request_id=uuid4().hex, correlation_id="uji")
    tracker.store.append([Change(stream, version, (event,))], context=context, occurred_on=date(2026, 3, 2))


def _asked() -> Asked:
    return Asked(request_id=uuid4().hex)
