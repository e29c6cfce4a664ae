"""Nothing can be hidden: before ratification a leader does it with a reason, afterwards the Camat consents."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from projections.figures import facts
from tests.support.meetings import Meetings, agreed
from tests.support.office import CODE
from tests.support.office_at_work import OfficeAtWork
from tracker.application import consents, follow_ups
from tracker.domain import coordination as domain
from tracker.domain.errors import Forbidden, NotFound, Refused
from tracker.domain.follow_up import Status
from tracker.domain.identity import nth_outcome_id
from tracker.domain.role import Role
from tracker.store.event_store import EventStore

HELD = date(2026, 3, 2)
LATE = date(2026, 12, 31)


@pytest.fixture
def meetings(office: OfficeAtWork) -> Meetings:
    return Meetings(office)


def held(meetings: Meetings, *, ratified: bool, in_charge: str = "kasi_pemerintahan") -> consents.Withdraw:
    meeting = meetings.hold(HELD, "Satu", "Dua", due_on=LATE, in_charge=in_charge, series=None)
    if ratified:
        meetings.ratified(meeting)
    return consents.Withdraw(coordination_id=meeting)


def withdraw(meetings: Meetings, command: consents.Withdraw, by: Role, reason: str = "Salah catat") -> None:
    consents.withdraw(meetings.office.tracker, meetings.by(by), meetings.office.asked(reason), command)


def decide(meetings: Meetings, command: consents.Withdraw, by: Role, *, given: bool, number: int = 1) -> None:
    decision = consents.DecideConsent(coordination_id=command.coordination_id, number=number, given=given)
    reason = "" if given else "Rapatnya benar"
    consents.decide(meetings.office.tracker, meetings.by(by), meetings.office.asked(reason), decision)


def reclassify(
    meetings: Meetings, command: consents.Withdraw, by: Role, *, needs: bool, ordinal: int = 1
) -> None:
    changed = consents.ReclassifyOutcome(
        coordination_id=command.coordination_id,
        outcome_id=nth_outcome_id(command.coordination_id, ordinal),
        needs_follow_up=needs,
        in_charge_kind="position" if needs else None,
        in_charge_code="sekcam" if needs else None,
        due_on=LATE if needs else None,
    )
    consents.reclassify(
        meetings.office.tracker, meetings.by(by), meetings.office.asked("Salah tandai"), changed
    )


def test_while_the_minutes_are_open_a_leader_withdraws_at_once(meetings: Meetings) -> None:
    command = held(meetings, ratified=False)
    withdraw(meetings, command, Role.KASI)
    assert meetings.state(command.coordination_id).status is domain.Status.DITARIK
    assert meetings.follow_up(agreed(command.coordination_id, 2)).status is Status.DITARIK


def test_after_ratification_it_waits_until_the_camat_consents(meetings: Meetings) -> None:
    command = held(meetings, ratified=True)
    withdraw(meetings, command, Role.KASI)
    state = meetings.state(command.coordination_id)
    assert state.status is domain.Status.DILAKSANAKAN
    assert [request.reason for request in state.requests.waiting] == ["Salah catat"]
    assert meetings.follow_up(agreed(command.coordination_id)).status is not Status.DITARIK
    decide(meetings, command, Role.CAMAT, given=True)
    assert meetings.state(command.coordination_id).status is domain.Status.DITARIK
    assert meetings.follow_up(agreed(command.coordination_id)).status is Status.DITARIK


def test_what_the_camat_refuses_stays_and_can_be_asked_again(meetings: Meetings) -> None:
    command = held(meetings, ratified=True)
    withdraw(meetings, command, Role.KASI)
    with pytest.raises(Refused, match="sudah dimintakan"):
        withdraw(meetings, command, Role.SEKCAM)
    decide(meetings, command, Role.CAMAT, given=False)
    assert meetings.state(command.coordination_id).status is domain.Status.DILAKSANAKAN
    with pytest.raises(NotFound, match="sudah diputuskan"):
        decide(meetings, command, Role.CAMAT, given=True)
    withdraw(meetings, command, Role.SEKCAM)
    assert [request.number for request in meetings.state(command.coordination_id).requests.waiting] == [2]


@pytest.mark.parametrize("role", [Role.SEKCAM, Role.KASI])
def test_nobody_but_the_camat_consents(meetings: Meetings, role: Role) -> None:
    command = held(meetings, ratified=True)
    withdraw(meetings, command, Role.KASI)
    with pytest.raises(Forbidden, match="diputuskan oleh Camat"):
        decide(meetings, command, role, given=True)
    with pytest.raises(Forbidden, match="diputuskan oleh Camat"):
        decide(meetings, command, role, given=False)


@pytest.mark.parametrize("role", [Role.STAF, Role.NOTULIS, Role.AUDITOR, Role.ADMIN])
def test_who_is_no_leader_neither_asks_nor_decides(meetings: Meetings, role: Role) -> None:
    command = held(meetings, ratified=True)
    with pytest.raises(Forbidden):
        withdraw(meetings, command, role)
    withdraw(meetings, command, Role.KASI)
    with pytest.raises(Forbidden):
        decide(meetings, command, role, given=True)


def test_the_camat_consents_in_the_same_step(meetings: Meetings) -> None:
    command = held(meetings, ratified=True)
    withdraw(meetings, command, Role.CAMAT)
    assert meetings.state(command.coordination_id).status is domain.Status.DITARIK
    topics = [past.event.TOPIC for past in meetings.office.tracker.store.history(command.coordination_id)]
    assert topics[-3:] == [
        "coordination.consent_requested.1",
        "coordination.consent_given.1",
        "coordination.withdrawn.1",
    ]


def test_about_the_camats_own_follow_up_the_sekcam_consents(meetings: Meetings) -> None:
    command = held(meetings, ratified=True, in_charge="camat")
    withdraw(meetings, command, Role.CAMAT)
    assert meetings.state(command.coordination_id).status is domain.Status.DILAKSANAKAN
    with pytest.raises(Forbidden, match="diputuskan oleh Sekretaris Kecamatan"):
        decide(meetings, command, Role.CAMAT, given=True)
    decide(meetings, command, Role.SEKCAM, given=True)
    assert meetings.state(command.coordination_id).status is domain.Status.DITARIK


def test_nothing_is_withdrawn_without_a_reason(meetings: Meetings) -> None:
    with pytest.raises(Refused, match="Isi alasannya"):
        withdraw(meetings, held(meetings, ratified=False), Role.KASI, reason=" ")


def test_an_outcome_is_withdrawn_with_its_follow_up_alone(meetings: Meetings) -> None:
    meeting = held(meetings, ratified=False).coordination_id
    command = consents.WithdrawOutcome(coordination_id=meeting, outcome_id=nth_outcome_id(meeting, 1))
    consents.withdraw_outcome(
        meetings.office.tracker, meetings.by(Role.KASI), meetings.office.asked("Salah"), command
    )
    assert [outcome.is_withdrawn for outcome in meetings.state(meeting).outcomes] == [True, False]
    assert meetings.follow_up(agreed(meeting, 1)).status is Status.DITARIK
    assert meetings.follow_up(agreed(meeting, 2)).status is not Status.DITARIK


def test_an_outcome_that_only_informs_after_all_loses_its_follow_up_and_may_get_another(
    meetings: Meetings,
) -> None:
    command = held(meetings, ratified=False)
    reclassify(meetings, command, Role.KASI, needs=False)
    assert meetings.follow_up(agreed(command.coordination_id)).status is Status.DITARIK
    assert meetings.state(command.coordination_id).outcomes[0].follow_up_id is None
    reclassify(meetings, command, Role.KASI, needs=True)
    second = meetings.state(command.coordination_id).outcomes[0].follow_up_id
    assert second is not None
    assert second != agreed(command.coordination_id)
    opened = meetings.follow_up(second)
    assert opened.in_charge is not None
    assert (opened.in_charge.code, opened.due_on, opened.status) == (
        "sekcam",
        LATE,
        Status.BELUM_DITINDAKLANJUTI,
    )


def test_after_ratification_whether_it_needs_follow_up_changes_with_consent(meetings: Meetings) -> None:
    command = held(meetings, ratified=True)
    reclassify(meetings, command, Role.KASI, needs=False)
    assert meetings.state(command.coordination_id).outcomes[0].follow_up_id is not None
    decide(meetings, command, Role.CAMAT, given=True)
    assert meetings.state(command.coordination_id).outcomes[0].follow_up_id is None
    reclassify(meetings, command, Role.KASI, needs=True)
    decide(meetings, command, Role.CAMAT, given=True, number=2)
    second = meetings.state(command.coordination_id).outcomes[0].follow_up_id
    assert second is not None
    assert meetings.follow_up(second).due_on == LATE


def test_a_follow_up_is_withdrawn_by_the_same_rule(meetings: Meetings) -> None:
    open_ = held(meetings, ratified=False).coordination_id
    ratified = held(meetings, ratified=True).coordination_id

    def take_back(by: Role, coordination_id: object, ordinal: int = 1) -> None:
        assert coordination_id in {open_, ratified}
        follow_up = agreed(open_ if coordination_id == open_ else ratified, ordinal)
        follow_ups.withdraw(
            meetings.office.tracker,
            meetings.by(by),
            meetings.office.asked("Salah catat"),
            follow_ups.Withdraw(follow_up_id=follow_up),
        )

    take_back(Role.KASI, open_)
    assert meetings.state(open_).outcomes[0].is_withdrawn
    with pytest.raises(Refused, match="perlu persetujuan Camat"):
        take_back(Role.KASI, ratified)
    assert meetings.follow_up(agreed(ratified)).status is not Status.DITARIK
    take_back(Role.CAMAT, ratified)
    assert meetings.follow_up(agreed(ratified)).status is Status.DITARIK


def test_figures_count_what_was_withdrawn_or_only_informs_as_it_was_at_each_instant(
    meetings: Meetings,
) -> None:
    meeting = meetings.hold(HELD, "Satu", "Dua", due_on=LATE, series=None)

    def told(at: int | None = None) -> list[tuple[bool, bool]]:
        """Of each outcome: whether it needs follow-up, whether it is withdrawn."""
        meetings.office.catch_up()
        with meetings.office.tracker.views.connect() as connection:
            (fact,) = facts(connection, CODE, HELD, HELD, at)
        return [(one.needs_follow_up, one.status is Status.DITARIK) for one in fact.outcomes]

    before = meetings.office.tracker.store.head()
    command = consents.Withdraw(coordination_id=meeting)
    reclassify(meetings, command, Role.KASI, needs=False)
    gone = consents.WithdrawOutcome(coordination_id=meeting, outcome_id=nth_outcome_id(meeting, 1))
    assert told() == [(False, False), (True, False)]
    consents.withdraw_outcome(
        meetings.office.tracker, meetings.by(Role.KASI), meetings.office.asked("Salah"), gone
    )
    assert told() == [(False, True), (True, False)]
    assert told(before) == [(True, False), (True, False)]


def test_who_has_the_camats_mandate_consents_to_nothing_that_the_holder_of_it_asked(
    meetings: Meetings,
) -> None:
    meetings.office.mandate("camat", "kasi_pemerintahan", date(2026, 1, 1))
    command = held(meetings, ratified=True, in_charge="staf_pemerintahan")
    withdraw(meetings, command, Role.KASI)
    assert meetings.state(command.coordination_id).status is domain.Status.DILAKSANAKAN
    with pytest.raises(Forbidden, match="diputuskan oleh Camat"):
        decide(meetings, command, Role.KASI, given=True)
    state = meetings.state(command.coordination_id)
    tracker = meetings.office.tracker
    assert consents.may_decide(tracker, meetings.by(Role.KASI), tracker.office(CODE), state) == frozenset()
    decide(meetings, command, Role.CAMAT, given=True)
    of_somebody_else = held(meetings, ratified=True, in_charge="staf_pemerintahan")
    withdraw(meetings, of_somebody_else, Role.SEKCAM)
    decide(meetings, of_somebody_else, Role.KASI, given=True)
    assert meetings.state(of_somebody_else.coordination_id).status is domain.Status.DITARIK


def test_who_has_the_sekcams_mandate_consents_to_nothing_of_the_own_asking_either(meetings: Meetings) -> None:
    meetings.office.mandate("sekcam", "kasi_pemerintahan", date(2026, 1, 1))
    command = held(meetings, ratified=True, in_charge="camat")
    withdraw(meetings, command, Role.SEKCAM)
    assert meetings.state(command.coordination_id).status is domain.Status.DITARIK
    command = held(meetings, ratified=True, in_charge="camat")
    withdraw(meetings, command, Role.KASI)
    with pytest.raises(Forbidden, match="diputuskan oleh Sekretaris"):
        decide(meetings, command, Role.KASI, given=True)


def test_what_waits_is_taken_back_by_whoever_asked_and_can_be_asked_again(meetings: Meetings) -> None:
    command = held(meetings, ratified=True)
    withdraw(meetings, command, Role.KASI)

    def take_back(by: Role) -> None:
        back = consents.TakeBackRequest(coordination_id=command.coordination_id, number=1)
        consents.take_back(meetings.office.tracker, meetings.by(by), meetings.office.asked(), back)

    with pytest.raises(Forbidden, match="oleh yang memintanya"):
        take_back(Role.SEKCAM)
    take_back(Role.KASI)
    assert meetings.state(command.coordination_id).requests.waiting == ()
    with pytest.raises(NotFound, match="sudah diputuskan"):
        take_back(Role.KASI)
    withdraw(meetings, command, Role.KASI)
    assert [request.number for request in meetings.state(command.coordination_id).requests.waiting] == [2]


def test_the_camats_own_step_decides_what_waits_of_the_same_matter(meetings: Meetings) -> None:
    command = held(meetings, ratified=True)
    withdraw(meetings, command, Role.KASI)
    withdraw(meetings, command, Role.CAMAT, reason="Memang salah")
    topics = [past.event.TOPIC for past in meetings.office.tracker.store.history(command.coordination_id)]
    assert topics[-3:] == [
        "coordination.consent_requested.1",
        "coordination.consent_given.1",
        "coordination.withdrawn.1",
    ]


def test_the_camats_own_step_refuses_what_waits_of_the_same_outcome_and_wanted_something_else(
    meetings: Meetings,
) -> None:
    command = held(meetings, ratified=True)
    reclassify(meetings, command, Role.KASI, needs=False)
    gone = consents.WithdrawOutcome(
        coordination_id=command.coordination_id, outcome_id=nth_outcome_id(command.coordination_id, 1)
    )
    consents.withdraw_outcome(
        meetings.office.tracker, meetings.by(Role.CAMAT), meetings.office.asked("Salah catat"), gone
    )
    state = meetings.state(command.coordination_id)
    assert (state.outcomes[0].is_withdrawn, state.requests.waiting) == (True, ())
    topics = [past.event.TOPIC for past in meetings.office.tracker.store.history(command.coordination_id)]
    assert topics[-4:] == [
        "coordination.consent_refused.1",
        "coordination.consent_requested.1",
        "coordination.consent_given.1",
        "coordination.outcome_withdrawn.1",
    ]


def test_who_decides_is_found_without_loading_the_follow_ups_again_for_each_request(
    meetings: Meetings, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = meetings.hold(HELD, *(f"Hasil {n}" for n in range(6)), due_on=LATE, series=None)
    meetings.ratified(meeting)
    tracker = meetings.office.tracker
    office, camat = tracker.office(CODE), meetings.by(Role.CAMAT)
    load, loaded = type(tracker.store).load, []

    def counted(store: EventStore, stream: UUID, *rest: Any) -> Any:
        loaded.append(stream)
        return load(store, stream, *rest)

    def loads() -> int:
        state = meetings.state(meeting)
        with monkeypatch.context() as patch:
            patch.setattr(type(tracker.store), "load", counted)
            loaded.clear()
            decides = consents.may_decide(tracker, camat, office, state)
        assert len(decides) == len(state.requests.waiting)
        return len(loaded)

    found = []
    for ordinal in range(1, 5):
        gone = consents.WithdrawOutcome(coordination_id=meeting, outcome_id=nth_outcome_id(meeting, ordinal))
        consents.withdraw_outcome(tracker, meetings.by(Role.KASI), meetings.office.asked("Salah"), gone)
        found.append(loads())
    assert found == [7, 7, 7, 7]
