"""Isi jawaban: one form of a respondent, typed in by staff; then the next."""

from urllib.parse import urlencode
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from tracker.application import surveys as use
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.permissions import Action, require
from tracker.application.survey_file.responses import MAX_SUGGESTION, read_trait
from tracker.application.tracker import Tracker
from tracker.domain.errors import Refused
from tracker.domain.phrase import say
from tracker.domain.survey.elements import ASKED, Element
from tracker.domain.survey.respondent import GROUPS, MAX_SERVICE, TRAIT_NAMES, Profile, Trait, checked_profile
from tracker.domain.survey.tally import Answers
from tracker.web.forms import FORM, Form, TheForm, query_form
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.acting import act
from tracker.web.pages.reading import Choice, here
from tracker.web.pages.survey import find
from tracker.web.site import WebRequest
from tracker.web.survey_steps import may_answer

_AGAIN = "lagi"
_KEPT = (Trait.TANGGAL, Trait.LAYANAN)
"""Most forms of a pile share them: they stay filled for the next one."""


@get("/survei/{survey_id:uuid}/isi", include_in_schema=False, sync_to_thread=True)
def entry_form(
    request: WebRequest, tracker: TheTracker, actor: TheActor, survey_id: FromPath[UUID]
) -> Response[str]:
    kept = query_form(request)
    values = {trait.value: kept.value(trait.value) for trait in _KEPT}
    return _draw(request, tracker, actor, survey_id, Form(values | {"request_id": str(tracker.new_id())}))


@post(
    "/survei/{survey_id:uuid}/isi",
    include_in_schema=False,
    sync_to_thread=True,
    dependencies=FORM,
    status_code=200,
)
def enter(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm, survey_id: FromPath[UUID]
) -> Response[str] | Response[None]:
    again = form.value("do") == _AGAIN

    def carry(asked: Asked) -> Answer | None:
        command = _command(form, tracker, actor, survey_id)
        return None if form.errors else use.give_answer(tracker, actor, asked, command)

    def redraw(status: int) -> Response[str]:
        if "request_id" in form.errors:
            form.values["request_id"] = str(tracker.new_id())
        return _draw(request, tracker, actor, survey_id, form, status)

    kept = {trait.value: form.value(trait.value) for trait in _KEPT if form.value(trait.value)}
    onward = f"/survei/{survey_id}/isi?{urlencode(kept)}" if again else f"/survei/{survey_id}"
    flash = say("Isian tersimpan; silakan isi yang berikutnya.") if again else "Isian tersimpan."
    return act(request, form, carry, redraw, path=lambda _: onward, flash=flash)


def _command(form: Form, tracker: Tracker, actor: Actor, survey_id: UUID) -> use.GiveAnswer:
    answers: Answers = {}
    for element in Element:
        chosen = form.one_of(element.value, ("1", "2", "3", "4"))
        if chosen is not None:
            answers[element] = int(chosen)
    if not answers and not form.errors:
        form.errors[Element.PERSYARATAN.value] = "Tidak ada satu pun jawaban; isi sedikitnya satu unsur."
    profile: Profile = {}
    today = tracker.today(tracker.office(actor.office or ""))
    for trait in Trait:
        typed = form.text(trait.value, limit=MAX_SERVICE)
        if not typed or form.error(trait.value):
            continue
        try:
            profile |= checked_profile({trait: read_trait(trait, typed)}, today)
        except Refused as error:
            form.errors[trait.value] = error.message
    return use.GiveAnswer(
        survey_id=survey_id,
        answers=answers,
        profile=profile,
        suggestion=form.text("suggestion", limit=MAX_SUGGESTION),
    )


def _draw(
    request: WebRequest, tracker: Tracker, actor: Actor, survey_id: UUID, form: Form, status: int = 200
) -> Response[str]:
    with tracker.views.connect() as connection:
        state, _ = find(connection, actor, survey_id)
        at = here(connection, tracker, actor)
    require(actor, Action.SURVEY, state.office)
    return render(
        request,
        "survei_isi.html",
        status_code=status,
        id=survey_id,
        survey=state,
        form=form,
        open=may_answer(actor, state),
        entered=state.entered.respondents,
        asked=ASKED,
        groups={
            trait.value: [Choice(code, name) for code, name in groups.items()]
            for trait, groups in GROUPS.items()
        },
        trait_names={trait.value: name for trait, name in TRAIT_NAMES.items()},
        services=sorted(state.tally.profile.get(Trait.LAYANAN, {})),
        today=at.today,
    )
