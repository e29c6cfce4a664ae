"""The one next step: state × role × relation → step, for each of those who meet one follow-up."""

from datetime import date

from tests.support.given import fold
from tests.support.office import CODE, username
from tests.tracker.domain.test_follow_up import OPENED, PAPER
from tracker.application import accounts
from tracker.application.tracker import Tracker
from tracker.domain.event import Event
from tracker.domain.follow_up import (
    CannotRequested,
    Opened,
    ReportedDone,
    Returned,
    Started,
    Verified,
    evolve,
)
from tracker.domain.follow_up_extension import ExtensionRequested
from tracker.domain.follow_up_sharing import Disowned
from tracker.domain.identity import person_id
from tracker.domain.in_charge import InCharge
from tracker.domain.role import Role
from tracker.web.next_step import next_step
from tracker.web.steps import Step

TODAY = date(2026, 3, 16)
STAFF = InCharge("position", "staf_pemerintahan", "Staf Seksi Pemerintahan")
HEAD = InCharge("position", "kasi_pemerintahan", "Kepala Seksi Pemerintahan")
VILLAGE = InCharge("body", "kades_uji", "Kepala Desa Uji")
NOBODY: dict[Role, Step] = {}


def opened(in_charge: InCharge | None) -> Opened:
    return Opened(
        office=CODE,
        coordination_id=OPENED.coordination_id,
        outcome_id=OPENED.outcome_id,
        text="Surat edaran dikirim",
        agreed_on=date(2026, 3, 2),
        section="pemerintahan",
        in_charge=in_charge,
        due_on=date(2026, 3, 31),
    )


STARTED = Started(started_on=TODAY)
REPORTED = ReportedDone(
    done_on=TODAY,
    evidence=(PAPER,),
    done_by=person_id(CODE, "staf_pemerintahan"),
    typed_by=username(Role.STAF),
)
UNPROVEN = ReportedDone(
    done_on=TODAY,
    note="Sudah",
    done_by=person_id(CODE, "staf_pemerintahan"),
    typed_by=username(Role.STAF),
)
VERIFIED = Verified(
    verified_on=TODAY, position="kasi_pemerintahan", verified_by=person_id(CODE, "kasi_pemerintahan")
)
ASKED = ExtensionRequested(due_on=date(2026, 4, 30), typed_by=username(Role.STAF))
WRITERS = (Role.STAF, Role.NOTULIS)

CASES: tuple[tuple[str, tuple[Event, ...], dict[Role, Step]], ...] = (
    ("new, the staff's", (opened(STAFF),), dict.fromkeys(WRITERS, Step.START)),
    ("new, the head's", (opened(HEAD),), dict.fromkeys((*WRITERS, Role.KASI), Step.START)),
    ("new, the village's", (opened(VILLAGE),), dict.fromkeys((*WRITERS, Role.KASI), Step.START)),
    (
        "nobody's",
        (opened(None),),
        dict.fromkeys((Role.CAMAT, Role.SEKCAM, Role.KASI, Role.NOTULIS), Step.ASSIGN)
        | {Role.STAF: Step.START},
    ),
    ("begun", (opened(STAFF), STARTED), dict.fromkeys(WRITERS, Step.REPORT_DONE)),
    ("reported", (opened(STAFF), REPORTED), {Role.KASI: Step.VERIFY}),
    ("reported without evidence", (opened(STAFF), UNPROVEN), {Role.KASI: Step.RETURN}),
    ("returned", (opened(STAFF), REPORTED, Returned()), dict.fromkeys(WRITERS, Step.REPORT_DONE)),
    ("verified", (opened(STAFF), REPORTED, VERIFIED), NOBODY),
    (
        "an extension is asked for",
        (opened(STAFF), STARTED, ASKED),
        dict.fromkeys(WRITERS, Step.REPORT_DONE) | {Role.KASI: Step.DECIDE_EXTENSION},
    ),
    (
        "proposed to be given up",
        (opened(STAFF), CannotRequested(typed_by=username(Role.STAF))),
        {Role.CAMAT: Step.DECIDE},
    ),
    ("disowned", (opened(STAFF), Disowned(in_charge=STAFF)), {Role.KASI: Step.REASSIGN}),
)


def test_each_reader_has_the_one_step_that_is_waited_for(tracker: Tracker) -> None:
    office = tracker.office(CODE)
    actors = {
        role: accounts.actor_of(tracker, username(role), "web") for role in Role if role != Role.KASUBBAG
    }
    found = {
        name: {
            role: step
            for role, actor in actors.items()
            if (
                step := next_step(
                    actor,
                    fold(evolve, past),
                    office,
                    lambda username: accounts.find(tracker, username),
                    TODAY,
                )
            )
        }
        for name, past, _ in CASES
    }
    assert found == {name: expected for name, _, expected in CASES}
