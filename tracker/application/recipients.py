"""Who is reminded of a matter on a day: the holder of the position that is waited for, and who is above when it is late.

A vacant post passes upward, and so does carrying out where the holder is away without a deputy, or says that it is not
theirs. What somebody decides by right of a position waits for its holder, whom a Plh replaces; while the holder is away
the deputy is reminded of it, and who is away without one is not written to.
"""

from collections.abc import Iterable
from datetime import date
from functools import partial
from uuid import UUID

import msgspec

from projections import directory
from tracker.application.accounts import find
from tracker.application.consents import consenting_positions
from tracker.application.contacts import contact_of
from tracker.application.deciders import Account, extender_of, giver_up_of, verifier_of
from tracker.application.tracker import Tracker
from tracker.domain.coordination import Coordination
from tracker.domain.follow_up import FollowUp
from tracker.domain.follow_up_sharing import same
from tracker.domain.identity import body_id
from tracker.domain.in_charge import InCharge
from tracker.domain.indicator import Indicator
from tracker.domain.matter import Task
from tracker.domain.minutes_decisions import ratifying_positions
from tracker.domain.office import Office, Position
from tracker.domain.period_freeze import PeriodFreeze, proposing
from tracker.domain.phrase import say
from tracker.domain.reminder import Because
from tracker.domain.reminder_policy import Policy
from tracker.domain.role import Rank
from tracker.domain.verification import section_head


class Recipient(msgspec.Struct, frozen=True, kw_only=True):
    """`person_id` None: nobody can be reminded, and `problem` says why, in one line. `rank` is that of the position.

    `forward_to` names the body in charge, to whom the recipient passes the text on. `absent`: away, and without a deputy.

    `body` is the code of a body outside the office; `person_id` is then its id (`identity.body_id`).
    """

    person_id: UUID | None
    name: str
    position: str
    because: Because
    rank: Rank | None = None
    forward_to: str | None = None
    problem: str | None = None
    absent: bool = False
    body: str | None = None


def recipients_of(
    tracker: Tracker,
    office: Office,
    state: object,
    task: Task,
    policy: Policy,
    late: int,
    day: date,
    account: Account | None = None,
) -> tuple[Recipient, ...]:
    """Whom the step that is `late` working days late is for, each person once; the first is waited for.

    `account` is for who asks about many matters: it looks a user name up; None: in the log.
    """
    if task is Task.DIGEST:
        return _everybody(office, day)
    first = recipient_of(tracker, office, state, task, day, account)
    section = state.section if isinstance(state, FollowUp) else None
    found = {first.person_id: first}
    if first.forward_to is not None and isinstance(state, FollowUp) and state.in_charge is not None:
        who = body_id(office.code, state.in_charge.code)
        outside = _outside(who, state.in_charge)
        found = {who: outside} if contact_of(tracker, who).can_be_written_to else {**found, who: outside}
    for one in _above(office, policy, section, first, task, late, day):
        found.setdefault(one.person_id, one)
    return tuple(found.values())


def recipient_of(
    tracker: Tracker,
    office: Office,
    state: object,
    task: Task,
    day: date,
    account: Account | None = None,
) -> Recipient:
    """Who is waited for on that day; what the Camat decides passes to nobody where that post is vacant."""
    account = account or partial(find, tracker)
    position: Position | None = None
    match task, state:
        case Task.CARRY_OUT, FollowUp():
            return _worker(office, state, day)
        case Task.VERIFY, FollowUp():
            position = verifier_of(account, state, office, day)
            problem = say("belum ada pejabat yang dapat memverifikasi; isi pemegang jabatannya")
        case Task.EXTEND, FollowUp():
            position = extender_of(account, state, office, day)
            problem = say("belum ada pejabat yang memutuskan perpanjangan; isi pemegang jabatannya")
        case Task.DECIDE, FollowUp():
            position = giver_up_of(account, state, office, day)
            problem = say("belum ada pejabat yang memutuskan; isi pemegang jabatan Camat, Plt atau Plh")
        case Task.RATIFY, Coordination():
            submission = state.minutes.submission
            position = _first_other(
                office,
                ratifying_positions(office, state.details),
                None if submission is None else submission.person_id,
                day,
            )
            problem = say("belum ada pejabat yang dapat mengesahkan notulen; isi pemegang jabatannya")
        case Task.CONSENT, Coordination():
            position = next(iter(consenting_positions(tracker, office, state, day)), None)
            problem = say(
                "belum ada pejabat yang memberi persetujuan; isi pemegang jabatan Camat, Plt atau Plh"
            )
        case Task.CONFIRM, PeriodFreeze():
            camat = office.position_of_rank(Rank.CAMAT)
            position = _first_other(office, [camat] if camat else [], state.proposal.proposed_by, day)
            problem = say("belum ada pejabat yang menetapkan; isi pemegang jabatan Camat, Plt atau Plh")
        case Task.CLOSE_QUARTER, Office():
            return _of_deadline(office, proposing(office), day)
        case Task.SURVEY, Office():
            return _of_deadline(office, _surveying(tracker, office, day), day)
        case _:
            raise ValueError(f"nobody is waited for {task} of a {type(state).__name__}")
    return _holder(office, [] if position is None else [position], day, Because.DECIDER, problem)


def _worker(office: Office, follow_up: FollowUp, day: date) -> Recipient:
    """A body has no account: the head of the section passes the text on. What is not theirs is for the head to give."""
    in_charge = follow_up.in_charge
    disowned = same(follow_up.disowned_by, in_charge)
    own = office.positions.get(in_charge.code) if in_charge and in_charge.kind == "position" else None
    section = own.section if own is not None and own.section is not None else follow_up.section
    if disowned:
        section = follow_up.section or section
    head = section_head(office, section)
    chain = [own, head, *_of_ranks(office, Rank.SEKCAM, Rank.CAMAT)]
    is_body = in_charge is not None and in_charge.kind == "body"
    if disowned:
        chain = [position for position in chain if position != own]
        because = Because.DISOWNED
    elif is_body:
        because = Because.FORWARDS
    elif own is None:
        because = Because.UNASSIGNED
    else:
        because = Because.IN_CHARGE
    recipient = _present(
        office,
        [position for position in chain if position is not None],
        day,
        because,
        say("penanggung jawab dan jabatan di atasnya kosong; isi pemegang jabatannya"),
    )
    if because is Because.FORWARDS and in_charge is not None:
        return msgspec.structs.replace(recipient, forward_to=in_charge.name)
    return recipient


def _present(office: Office, chain: list[Position], day: date, because: Because, problem: str) -> Recipient:
    """The holder of the first post that is filled; of one who is away the deputy, else the next post above."""
    for position in chain:
        person = office.holder(position.code, day)
        if person is None:
            because = Because.VACANT if because is Because.IN_CHARGE else because
            continue
        found = _there(office, person, position, because, day)
        if not found.absent:
            return found
        because = Because.ABSENT
    return _holder(office, chain, day, because, problem)


def _of_deadline(office: Office, positions: Iterable[Position], day: date) -> Recipient:
    chain = [*positions, *_of_ranks(office, Rank.SEKCAM, Rank.CAMAT)]
    return _holder(
        office, chain, day, Because.DEADLINE, say("jabatan penanggung jawab tenggat kosong; isi pemegangnya")
    )


def _surveying(tracker: Tracker, office: Office, day: date) -> list[Position]:
    """The heads of the sections whose indicator is the score of a survey."""
    with tracker.views.connect() as connection:
        indicators = directory.every(connection, Indicator, office.code)
    editions = [one.for_year(day.year) for one in indicators]
    sections = [code for one in editions if one.rule is None for code in one.sections or ()]
    return [head for code in sections if (head := section_head(office, code)) is not None]


def _above(
    office: Office,
    policy: Policy,
    section: str | None,
    first: Recipient,
    task: Task,
    late: int,
    day: date,
) -> Iterable[Recipient]:
    """What waits for an answer escalates above whoever has to give it."""
    floor = -1 if task is Task.CARRY_OUT or first.rank is None else _height(first.rank)
    for level in policy.escalation:
        if level.after > late or _height(level.rank) <= floor:
            continue
        position = (
            section_head(office, section) if level.rank is Rank.KASI else office.position_of_rank(level.rank)
        )
        person = None if position is None else office.holder(position.code, day)
        if position is not None and person is not None:
            yield _there(office, person, position, Because.ESCALATION, day)


def _outside(who: UUID, body: InCharge) -> Recipient:
    """The body itself: whether it may be written to is the channel's to say; where it may, nobody need pass it on."""
    return Recipient(person_id=who, name=body.name, position="", because=Because.IN_CHARGE, body=body.code)


_HEIGHTS = {Rank.STAF: 0, Rank.KASI: 1, Rank.KASUBBAG: 1, Rank.SEKCAM: 2, Rank.CAMAT: 3}


def _height(rank: Rank) -> int:
    return _HEIGHTS[rank]


def _everybody(office: Office, day: date) -> tuple[Recipient, ...]:
    """Whoever holds a post on that day, once, in the highest of them. A recap is for its reader: it has no deputy."""
    found: dict[UUID, Recipient] = {}
    for position in sorted(office.positions.values(), key=lambda one: -_height(one.rank)):
        person = office.holder(position.code, day)
        if person is not None and person not in found:
            away = office.absence(person, day) is not None
            told = _recipient(office, person, position, Because.DIGEST)
            found[person] = msgspec.structs.replace(told, absent=away)
    nobody = Recipient(
        person_id=None,
        name="",
        position="",
        because=Because.DIGEST,
        problem=say("belum ada pemegang jabatan"),
    )
    return tuple(found.values()) or (nobody,)


def _first_other(
    office: Office, positions: Iterable[Position], asker: UUID | None, day: date
) -> Position | None:
    """The first that is held by somebody else than whoever asked."""
    for position in positions:
        person = office.holder(position.code, day)
        if person is not None and person != asker:
            return position
    return None


def _of_ranks(office: Office, *ranks: Rank) -> list[Position]:
    return [position for rank in ranks if (position := office.position_of_rank(rank)) is not None]


def _holder(
    office: Office, chain: Iterable[Position], day: date, because: Because, problem: str
) -> Recipient:
    for position in chain:
        person = office.holder(position.code, day)
        if person is not None:
            return _there(office, person, position, because, day)
    return Recipient(person_id=None, name="", position="", because=because, problem=problem)


def _there(office: Office, person: UUID, position: Position, because: Because, day: date) -> Recipient:
    """The holder, or the deputy of one who is away."""
    absence = office.absence(person, day)
    if absence is None:
        return _recipient(office, person, position, because)
    if absence.deputy is not None and office.absence(absence.deputy, day) is None:
        told = because if because is Because.ESCALATION else Because.DEPUTY
        return _recipient(office, absence.deputy, position, told)
    return msgspec.structs.replace(_recipient(office, person, position, because), absent=True)


def _recipient(office: Office, person: UUID, position: Position, because: Because) -> Recipient:
    return Recipient(
        person_id=person,
        name=office.people[person],
        position=position.title,
        because=because,
        rank=position.rank,
    )
