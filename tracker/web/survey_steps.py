"""What this reader can do with a survey: the page offers these steps and no others."""

from enum import StrEnum

from tracker.application.actor import Actor
from tracker.application.permissions import Action, may
from tracker.domain.survey.survey import Status, Survey


class Step(StrEnum):
    """The last part of the address that the step is posted to."""

    FILE = "berkas"
    POPULATION = "populasi"
    WEIGHT = "bobot"
    TAKE_BACK = "tarik-jawaban"
    CLOSE = "tutup"
    REOPEN = "buka-kembali"
    WITHDRAW = "tarik"
    ERASE = "hapus-saran"


def may_answer(actor: Actor, survey: Survey) -> bool:
    return (
        survey.status is Status.DIBUKA and survey.stated is None and may(actor, Action.SURVEY, survey.office)
    )


def steps(actor: Actor, survey: Survey, withdraws: bool) -> tuple[Step, ...]:
    """In the order in which they are usually taken. `withdraws`: as `may_withdraw` says."""
    if survey.status is Status.DITARIK:
        return ()
    found: list[Step] = []
    collecting = survey.status is Status.DIBUKA and survey.stated is None
    directs = may(actor, Action.DIRECT_SURVEY, survey.office)
    if may_answer(actor, survey):
        found.append(Step.FILE)
    if directs:
        found.append(Step.POPULATION)
    if directs and collecting:
        found.append(Step.WEIGHT)
    if may_answer(actor, survey) and survey.tally.respondents:
        found.append(Step.TAKE_BACK)
    if directs:
        if survey.status is Status.DITUTUP:
            found.append(Step.REOPEN)
        elif survey.stated is not None or survey.tally.respondents:
            found.append(Step.CLOSE)
    if withdraws:
        found.append(Step.WITHDRAW)
    return tuple(found)
