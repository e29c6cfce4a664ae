"""Surveys as they are used: who may do what, a file once in effect, words kept beside the log."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from projections import origins
from tests.support.clock import FixedClock
from tests.support.database import Database
from tests.support.office import CODE, OTHER, set_up_office, username
from tests.support.office_at_work import OfficeAtWork
from tests.support.surveys import (
    FAIR,
    GOOD,
    HEADER,
    given,
    imported,
    office_with_surveys,
    opened,
    state,
)
from tracker.application import suggestions
from tracker.application import surveys as use
from tracker.application.accounts import actor_of
from tracker.application.command import Asked
from tracker.application.coordinations import LogCoordination, log
from tracker.application.outcomes import OutcomeInput
from tracker.application.survey_import import ImportAnswers, import_answers
from tracker.domain.coordination import Origin
from tracker.domain.errors import Conflict, Forbidden, NotFound, Refused
from tracker.domain.identity import follow_up_id, nth_outcome_id
from tracker.domain.role import Role
from tracker.domain.survey.respondent import Trait
from tracker.domain.survey.score import Weight
from tracker.domain.survey.survey import Status
from tracker.store.errors import StoreUnavailable


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def office(database: Database, clock: FixedClock, tmp_path: Path) -> Iterator[OfficeAtWork]:
    with office_with_surveys(database, clock, tmp_path) as work:
        yield work


def test_a_file_makes_the_survey_and_its_answers_in_one_append(office: OfficeAtWork) -> None:
    before = office.tracker.store.head()
    found = imported(office, "4,4,4,4,4,4,4,4,4", "3,3,3,3,3,3,3,3,")
    assert office.tracker.store.head() == before + 2
    assert (found.respondents, found.incomplete, found.unchanged) == (2, 1, False)
    assert state(office, found.id).score().respondents == 2


def test_the_same_file_twice_changes_nothing_and_a_changed_one_is_another(office: OfficeAtWork) -> None:
    imported(office, "4,4,4,4,4,4,4,4,4")
    head = office.tracker.store.head()
    assert imported(office, "4,4,4,4,4,4,4,4,4", name="salinan.csv").unchanged
    assert office.tracker.store.head() == head
    again = imported(office, "4,4,4,4,4,4,4,4,3")
    assert state(office, again.id).score().respondents == 2


def test_a_file_at_fault_leaves_nothing_behind(office: OfficeAtWork) -> None:
    before = office.tracker.store.head()
    with pytest.raises(Refused, match="Baris 3, biaya"):
        imported(office, "4,4,4,4,4,4,4,4,4", "4,4,4,5,4,4,4,4,4")
    assert office.tracker.store.head() == before


def test_a_request_that_is_sent_again_counts_once(office: OfficeAtWork) -> None:
    survey = opened(office)
    asked = Asked(request_id="sekali")
    command = use.GiveAnswer(survey_id=survey, answers=GOOD, suggestion="Tambah kursi")
    first = use.give_answer(office.tracker, office.by(Role.STAF), asked, command)
    assert use.give_answer(office.tracker, office.by(Role.STAF), asked, command) == first
    assert state(office, survey).score().respondents == 1
    assert [one.text for one in suggestions.of(office.tracker, survey)] == ["Tambah kursi"]


def test_words_of_respondents_never_enter_the_log_and_can_be_erased(office: OfficeAtWork) -> None:
    words = "Pak Budi di loket 2 ramah"
    found = imported(office, f"4,4,4,4,4,4,4,4,4,{words}", header=f"{HEADER},saran")
    given(office, found.id, GOOD, words="Bu Sri juga")
    log = b"".join(row.body for row in office.tracker.store.read_raw(0, 1000))
    assert b"Budi" not in log
    assert b"Sri juga" not in log
    kept = suggestions.of(office.tracker, found.id)
    assert {one.text for one in kept} == {words, "Bu Sri juga"}
    (budi,) = (one for one in kept if one.text == words)
    command = use.EraseSuggestion(survey_id=found.id, suggestion_id=budi.id)
    with pytest.raises(Refused, match="alasan"):
        use.erase_suggestion(office.tracker, office.by(Role.KASI), office.asked(), command)
    use.erase_suggestion(office.tracker, office.by(Role.KASI), office.asked("Menyebut nama"), command)
    assert [one.text for one in suggestions.of(office.tracker, found.id)] == ["Bu Sri juga"]
    assert office.tracker.store.history(found.id)[-1].topic == "survey.suggestion_erased.1"


def erase_all(office: OfficeAtWork, survey: UUID) -> None:
    for one in suggestions.of(office.tracker, survey):
        command = use.EraseSuggestion(survey_id=survey, suggestion_id=one.id)
        use.erase_suggestion(office.tracker, office.by(Role.KASI), office.asked("Menyebut nama"), command)


def said(office: OfficeAtWork, survey: UUID) -> list[str]:
    return sorted(one.text for one in suggestions.of(office.tracker, survey))


def test_what_was_erased_does_not_come_back_when_the_request_is_sent_again(office: OfficeAtWork) -> None:
    survey, asked = opened(office), Asked(request_id="sekali")
    form = use.GiveAnswer(survey_id=survey, answers=GOOD, suggestion="Nama saya Budi")
    file = ImportAnswers(
        office=CODE,
        survey="SKM 2026",
        file_name="a.csv",
        content=f"{HEADER},saran\n4,4,4,4,4,4,4,4,4,Saya Sri".encode(),
    )
    imports = Asked(request_id="berkas")
    use.give_answer(office.tracker, office.by(Role.STAF), asked, form)
    import_answers(office.tracker, office.by(Role.STAF), imports, file)
    assert said(office, survey) == ["Nama saya Budi", "Saya Sri"]
    erase_all(office, survey)
    use.give_answer(office.tracker, office.by(Role.STAF), asked, form)
    import_answers(office.tracker, office.by(Role.STAF), imports, file)
    import_answers(office.tracker, office.by(Role.STAF), office.asked(), file)
    assert said(office, survey) == []


def test_a_file_that_comes_again_after_it_was_withdrawn_brings_no_erased_words(office: OfficeAtWork) -> None:
    rows = ("4,4,4,4,4,4,4,4,4,Pak Budi", "4,4,4,4,4,4,4,4,4,Lebih cepat")
    survey = imported(office, *rows, header=f"{HEADER},saran").id
    budi = next(one for one in suggestions.of(office.tracker, survey) if one.text == "Pak Budi")
    command = use.EraseSuggestion(survey_id=survey, suggestion_id=budi.id)
    use.erase_suggestion(office.tracker, office.by(Role.KASI), office.asked("Menyebut nama"), command)
    withdrawal = use.WithdrawFile(survey_id=survey, batch_id=state(office, survey).files[0].id)
    asked = office.asked("Salah berkas")
    use.withdraw_file(office.tracker, office.by(Role.KASI), asked, withdrawal)
    assert said(office, survey) == []
    imported(office, *rows, header=f"{HEADER},saran")
    assert said(office, survey) == ["Lebih cepat"]
    use.withdraw_file(office.tracker, office.by(Role.KASI), asked, withdrawal)
    assert said(office, survey) == ["Lebih cepat"]


def test_words_are_kept_before_their_answers_so_that_nothing_is_lost_in_between(
    office: OfficeAtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey, head = opened(office), office.tracker.store.head()

    def broken(*_: object) -> None:
        raise StoreUnavailable("gone")

    with monkeypatch.context() as patch:
        patch.setattr(suggestions, "keep", broken)
        with pytest.raises(StoreUnavailable):
            given(office, survey, GOOD, words="Tambah kursi")
        with pytest.raises(StoreUnavailable):
            imported(office, "4,4,4,4,4,4,4,4,4,Lebih cepat", header=f"{HEADER},saran")
    assert state(office, survey).score().respondents == 0
    assert office.tracker.store.head() == head
    imported(office, "4,4,4,4,4,4,4,4,4,Lebih cepat", header=f"{HEADER},saran")
    assert said(office, survey) == ["Lebih cepat"]


def test_what_is_not_kept_cannot_be_erased_and_nothing_is_logged(office: OfficeAtWork) -> None:
    survey = opened(office)
    given(office, survey, GOOD, words="Tambah kursi")
    kept = suggestions.of(office.tracker, survey)[0].id
    erase_all(office, survey)
    head = office.tracker.store.head()
    for unknown in (kept, UUID(int=1)):
        command = use.EraseSuggestion(survey_id=survey, suggestion_id=unknown)
        with pytest.raises(NotFound) as refusal:
            use.erase_suggestion(office.tracker, office.by(Role.KASI), office.asked("Hapus"), command)
        assert refusal.value.field == "suggestion_id"
    assert office.tracker.store.head() == head


def test_a_withdrawn_file_takes_its_words_along(office: OfficeAtWork) -> None:
    found = imported(office, "4,4,4,4,4,4,4,4,4,Lebih cepat", header=f"{HEADER},saran")
    given(office, found.id, FAIR)
    (file,) = state(office, found.id).files
    command = use.WithdrawFile(survey_id=found.id, batch_id=file.id)
    with pytest.raises(Refused, match="alasan"):
        use.withdraw_file(office.tracker, office.by(Role.KASI), office.asked(), command)
    use.withdraw_file(office.tracker, office.by(Role.KASI), office.asked("Salah berkas"), command)
    assert suggestions.of(office.tracker, found.id) == []
    assert state(office, found.id).score().printed == Decimal("75.00")


def test_a_form_is_taken_back_by_whoever_may_type_one_in(office: OfficeAtWork) -> None:
    survey = opened(office)
    given(office, survey, GOOD)
    given(office, survey, FAIR, words="Salah ketik")
    event = office.tracker.store.history(survey)[-1].event
    command = use.WithdrawAnswer(survey_id=survey, answer_id=event.answer_id)  # type: ignore[attr-defined]
    use.withdraw_answer(office.tracker, office.by(Role.STAF), office.asked("Salah ketik"), command)
    assert state(office, survey).score().printed == Decimal("100.00")
    assert suggestions.of(office.tracker, survey) == []
    stranger = use.WithdrawAnswer(survey_id=survey, answer_id=UUID(int=1))
    with pytest.raises(NotFound, match="tidak ada dalam survei"):
        use.withdraw_answer(office.tracker, office.by(Role.STAF), office.asked("Coba"), stranger)


MAY_ANSWER = {Role.CAMAT, Role.SEKCAM, Role.KASI, Role.STAF, Role.NOTULIS}
MAY_DIRECT = {Role.CAMAT, Role.SEKCAM, Role.KASI}


@pytest.mark.parametrize(
    "role", [Role.CAMAT, Role.SEKCAM, Role.KASI, Role.STAF, Role.NOTULIS, Role.AUDITOR, Role.ADMIN]
)
def test_each_role_does_what_is_its_own(office: OfficeAtWork, role: Role) -> None:
    survey = opened(office)
    given(office, survey, GOOD)
    tracker, actor = office.tracker, office.by(role)

    def allowed(act: object) -> bool:
        assert callable(act)
        try:
            act()
        except Forbidden:
            return False
        return True

    answer = use.GiveAnswer(survey_id=survey, answers=GOOD)
    weight = use.ChangeWeight(survey_id=survey, weight=Weight.TWO_DECIMALS)
    assert allowed(lambda: use.give_answer(tracker, actor, office.asked(), answer)) == (role in MAY_ANSWER)
    assert allowed(lambda: use.change_weight(tracker, actor, office.asked("SK baru"), weight)) == (
        role in MAY_DIRECT
    )
    assert allowed(lambda: use.close(tracker, actor, office.asked(), use.Close(survey_id=survey))) == (
        role in MAY_DIRECT
    )
    assert (state(office, survey).status is Status.DITUTUP) == (role in MAY_DIRECT)


def test_of_another_office_nothing_can_be_answered_and_nothing_is_told(office: OfficeAtWork) -> None:
    survey = opened(office)
    set_up_office(office.tracker, OTHER)
    stranger = actor_of(office.tracker, username(Role.STAF, OTHER), "web")
    with pytest.raises(NotFound):
        use.give_answer(
            office.tracker, stranger, office.asked(), use.GiveAnswer(survey_id=survey, answers=GOOD)
        )
    with pytest.raises(NotFound):
        import_answers(
            office.tracker, stranger, office.asked(),
            ImportAnswers(office=CODE, survey="SKM 2026", file_name="a.csv", content=HEADER.encode()),
        )  # fmt: skip


def test_an_older_version_of_the_survey_is_not_overwritten(office: OfficeAtWork) -> None:
    survey = opened(office)
    given(office, survey, GOOD)
    asked = Asked(request_id="lama", expected_version=1)
    with pytest.raises(Conflict, match="baru saja berubah"):
        use.close(office.tracker, office.by(Role.KASI), asked, use.Close(survey_id=survey))


def test_profiles_are_counted_and_stay_groups(office: OfficeAtWork) -> None:
    found = imported(office, "4,4,4,4,4,4,4,4,4,35,P", header=f"{HEADER},umur,jenis_kelamin")
    assert state(office, found.id).tally.profile == {
        Trait.UMUR: {"30-39": 1},
        Trait.JENIS_KELAMIN: {"P": 1},
    }


def logged(office: OfficeAtWork, origin: Origin) -> UUID:
    command = LogCoordination(
        office=CODE,
        kind="rapat_koordinasi",
        title="Rapat hasil survei",
        held_on=date(2026, 3, 2),
        outcomes=(OutcomeInput(text="Menambah loket", origin=origin),),
    )
    answer = log(office.tracker, office.by(Role.KASI), office.asked(), command)
    office.catch_up()
    return follow_up_id(nth_outcome_id(answer.id, 1))


def test_what_came_out_of_a_survey_is_known_from_both_ends(office: OfficeAtWork) -> None:
    survey = opened(office)
    follow_up = logged(office, Origin(kind="survey", id=survey, code="waktu"))
    with office.tracker.views.connect() as connection:
        (found,) = origins.out_of(connection, survey)
        assert (found.code, found.follow_up_id, found.text) == ("waktu", follow_up, "Menambah loket")
        assert found.status == "belum_ditindaklanjuti"
        assert origins.source_of(connection, follow_up) == origins.Source(survey, "waktu")
        assert origins.source_of(connection, survey) is None


def test_an_origin_is_a_survey_of_that_office_and_one_of_its_elements(office: OfficeAtWork) -> None:
    survey = opened(office)
    with pytest.raises(NotFound, match="Hasil 1: Survei asal"):
        logged(office, Origin(kind="survey", id=UUID(int=1), code="waktu"))
    with pytest.raises(Refused, match="Unsur survei"):
        logged(office, Origin(kind="survey", id=survey, code="pesta"))
    use.withdraw(office.tracker, office.by(Role.KASI), office.asked("Salah"), use.Withdraw(survey_id=survey))
    with pytest.raises(Refused, match="sudah ditarik"):
        logged(office, Origin(kind="survey", id=survey, code="waktu"))
