"""What a policy would bring to each person, were all that is open now reminded of by it: looked at before it is adopted."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import NamedTuple
from uuid import UUID

import msgspec

from projections import agenda, directory, states
from projections.agenda import AgendaRow
from tracker.application.channels import in_recap
from tracker.application.deciders import Account
from tracker.application.messages import long_date
from tracker.application.recipients import Recipient, recipients_of
from tracker.application.tracker import Tracker, local_day
from tracker.domain.matter import OF_AN_OFFICE, waited_for
from tracker.domain.office import Office
from tracker.domain.outgoing import outgoing
from tracker.domain.phrase import say
from tracker.domain.reminder_plan import Terms, terms_with
from tracker.domain.reminder_policy import Policy

DAYS = 10
"""Working days that are looked ahead."""


class Busiest(msgspec.Struct, frozen=True):
    """A person's fullest day: `items` are merged into one message."""

    name: str
    position: str
    day: date
    items: int


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """`matters`: all that is open; `people`: the fullest first; `reminders`: of all of them together.

    `last` is the last day that was looked at.
    """

    matters: int
    reminders: int
    last: date
    people: tuple[Busiest, ...]
    warnings: tuple[str, ...]


class _Reminded(NamedTuple):
    person: UUID
    day: date


def forecast(tracker: Tracker, office: Office, policy: Policy) -> Forecast:
    """From now on, over the office's next working days."""
    now = tracker.clock()
    terms = terms_with(office, policy)
    days = list(islice(office.calendar.working_days_from(local_day(now, office.zone)), DAYS))
    until = datetime.combine(days[-1], time.max, terms.zone)
    with tracker.views.connect() as connection:
        rows = [row for row in agenda.of_office(connection, office.code) if row.task not in OF_AN_OFFICE]
        kept = states.load(connection, {row.subject for row in rows})
        accounts = {user.username: user for user in directory.accounts(connection, office.code)}
    items: Counter[_Reminded] = Counter()
    people: dict[UUID, Recipient] = {}
    for row in rows:
        state = kept[row.subject].state if row.subject in kept else None
        if state is None or row.task not in waited_for(state):
            continue
        for day, recipient in _reminded(tracker, office, terms, row, state, accounts.get, now, until):
            if recipient.person_id is not None:
                people.setdefault(recipient.person_id, recipient)
                items[_Reminded(recipient.person_id, day)] += 1
    busiest: dict[UUID, Busiest] = {}
    for (person, day), count in sorted(items.items(), key=lambda one: (-one[1], one[0].day)):
        known = people[person]
        busiest.setdefault(person, Busiest(known.name, known.position, day, count))
    found = tuple(sorted(busiest.values(), key=lambda one: (-one.items, one.day, one.name)))
    return Forecast(
        matters=len(rows),
        reminders=items.total(),
        last=days[-1],
        people=found,
        warnings=tuple(_too_many(one, policy) for one in found if one.items > policy.most_items),
    )


def _reminded(
    tracker: Tracker,
    office: Office,
    terms: Terms,
    row: AgendaRow,
    state: object,
    account: Account,
    now: datetime,
    until: datetime,
) -> Iterator[tuple[date, Recipient]]:
    """On which days, and whom; what goes into the Camat's recap is no reminder of its own."""
    for step, at in outgoing(row.task, row.due_on, row.since, terms, row.settled, now, until, terms):
        day = at.astimezone(terms.zone).date()
        for one in recipients_of(tracker, office, state, row.task, terms.policy, step.late, day, account):
            if not one.absent and one.body is None and not in_recap(one):
                yield day, one


def _too_many(one: Busiest, policy: Policy) -> str:
    return say(
        "{name} ({position}) akan diingatkan tentang {items} hal pada {day}. Semuanya menjadi satu pesan yang memuat {most}; {more} selebihnya hanya disebut jumlahnya.",
        name=one.name,
        position=one.position,
        items=one.items,
        day=long_date(one.day),
        most=policy.most_items,
        more=one.items - policy.most_items,
    )
