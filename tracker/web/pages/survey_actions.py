"""The steps of a survey, posted from its page."""

from collections.abc import Callable
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from tracker.application import surveys as use
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.survey_import import ImportAnswers, import_answers
from tracker.application.table_file.problems import RowsRefused
from tracker.application.tracker import Tracker
from tracker.domain.phrase import say
from tracker.domain.survey.score import Weight
from tracker.web.addressed import addressed
from tracker.web.forms import FORM, Form, TheForm
from tracker.web.page import TheActor, TheTracker, redirect
from tracker.web.pages.acting import act
from tracker.web.pages.survey import draw, find
from tracker.web.pages.survey_list import whole_number
from tracker.web.site import WebRequest
from tracker.web.survey_steps import Step

MAX_REQUEST = 9 * 1024 * 1024
_DONE = {
    Step.FILE: "Jawaban diimpor.",
    Step.POPULATION: "Jumlah populasi dicatat.",
    Step.WEIGHT: "Bobot diubah.",
    Step.TAKE_BACK: "Jawaban ditarik.",
    Step.CLOSE: "Survei ditutup.",
    Step.REOPEN: "Survei dibuka kembali.",
    Step.WITHDRAW: "Survei ditarik. Riwayatnya tetap tersimpan.",
    Step.ERASE: "Saran dihapus.",
}


@post(
    "/survei/{survey_id:uuid}/{step:str}",
    include_in_schema=False,
    sync_to_thread=True,
    dependencies=FORM,
    status_code=200,
    request_max_body_size=MAX_REQUEST,
)
def take_step(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    form: TheForm,
    survey_id: FromPath[UUID],
    step: FromPath[str],
) -> Response[str] | Response[None]:
    taken = addressed(Step, step)
    problems: tuple[str, ...] = ()
    said = [_DONE[taken]]

    def carry(asked: Asked) -> Answer | None:
        nonlocal problems
        try:
            return _carry(tracker, actor, asked, form, survey_id, taken, said)
        except RowsRefused as error:
            problems = error.problems
            raise

    return act(
        request,
        form,
        carry,
        lambda status: draw(request, tracker, actor, survey_id, (taken, form), status, problems),
        path=lambda _: f"/survei/{survey_id}",
        flash=lambda _: " ".join(said),
    )


@get("/survei/{survey_id:uuid}/{step:str}", include_in_schema=False, status_code=303)
async def back_to_page(
    request: WebRequest, actor: TheActor, survey_id: FromPath[UUID], step: FromPath[str]
) -> Response[None]:
    """A refused step is shown at its own address; opened anew, that leads to the step on the page. Raises NotFound."""
    return redirect(request, f"/survei/{survey_id}#{addressed(Step, step)}.isian")


def _carry(
    tracker: Tracker, actor: Actor, asked: Asked, form: Form, id_: UUID, step: Step, said: list[str]
) -> Answer | None:
    """What is to be told beside the step's own sentence goes to `said`."""
    match step:
        case Step.FILE:
            return _import(tracker, actor, asked, form, id_, said)
        case Step.POPULATION:
            people = whole_number(form, "population") if form.text("population") else None
            return _unless(form, lambda: use.state_population(
                tracker, actor, asked, use.StatePopulation(survey_id=id_, population=people)
            ))  # fmt: skip
        case Step.WEIGHT:
            weight = form.member("weight", Weight, "Pilih bobotnya.") or Weight.EXACT
            return _unless(form, lambda: use.change_weight(
                tracker, actor, asked, use.ChangeWeight(survey_id=id_, weight=weight)
            ))  # fmt: skip
        case Step.TAKE_BACK:
            return _take_back(tracker, actor, asked, form, id_)
        case Step.CLOSE:
            return use.close(tracker, actor, asked, use.Close(survey_id=id_))
        case Step.REOPEN:
            return use.reopen(tracker, actor, asked, use.Reopen(survey_id=id_))
        case Step.WITHDRAW:
            return use.withdraw(tracker, actor, asked, use.Withdraw(survey_id=id_))
        case Step.ERASE:
            words = _id(form, "suggestion_id", form.value("suggestion_id"))
            if words is None:
                return None
            command = use.EraseSuggestion(survey_id=id_, suggestion_id=words)
            return use.erase_suggestion(tracker, actor, asked, command)


def _unless(form: Form, carry: Callable[[], Answer]) -> Answer | None:
    return None if form.errors else carry()


def _import(
    tracker: Tracker, actor: Actor, asked: Asked, form: Form, id_: UUID, said: list[str]
) -> Answer | None:
    uploaded = [one for one in form.files.get("file", ()) if one.filename]
    if len(uploaded) != 1:
        form.errors["file"] = "Pilih satu berkas CSV atau XLSX."
        return None
    with tracker.views.connect() as connection:
        survey, _ = find(connection, actor, id_)
    uploaded[0].file.seek(0)
    command = ImportAnswers(
        office=survey.office,
        survey=survey.name,
        file_name=uploaded[0].filename,
        content=uploaded[0].file.read(),
    )
    found = import_answers(tracker, actor, asked, command)
    if found.position is None:
        form.errors["file"] = "Berkas ini sudah diimpor; tidak ada yang berubah."
        return None
    said += found.remarks
    return Answer(id_, found.version, found.position)


def _take_back(tracker: Tracker, actor: Actor, asked: Asked, form: Form, id_: UUID) -> Answer | None:
    kind, _, typed = form.text("what", "Pilih berkas atau isian yang ditarik.").partition(":")
    what = _id(form, "what", typed)
    if what is None or form.errors:
        return None
    if kind == "berkas":
        file = use.WithdrawFile(survey_id=id_, batch_id=what)
        return use.withdraw_file(tracker, actor, asked, file)
    return use.withdraw_answer(tracker, actor, asked, use.WithdrawAnswer(survey_id=id_, answer_id=what))


def _id(form: Form, field: str, typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        form.errors.setdefault(field, say("Pilih dari daftar."))
        return None
