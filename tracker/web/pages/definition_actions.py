"""The forms of an indicator's definition: restate it, sign it, set the targets of a year."""

from decimal import Decimal
from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from tracker.application import indicators as use
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.tracker import Tracker
from tracker.domain.achievement import Better
from tracker.domain.coordination import KIND_NAMES
from tracker.domain.counting import CannotFollowUp, CountsFrom, Informational, Rule
from tracker.domain.errors import Refused
from tracker.domain.evidence import EvidenceType
from tracker.domain.indicator import IndicatorRevised
from tracker.domain.indicator_decisions import MAX_EXPLANATION, target_field
from tracker.domain.percent import typed_number
from tracker.web.addressed import addressed
from tracker.web.forms import FORM, Form, TheForm
from tracker.web.page import TheActor, TheTracker, redirect
from tracker.web.pages.acting import act
from tracker.web.pages.definition import ALL, SOME, SURVEY, TARGET_PERIODS, TEXTS, Step, draw
from tracker.web.site import WebRequest

_DONE = {
    Step.REVISE: "Definisi diubah.",
    Step.ADOPT: "Definisi operasional ditetapkan.",
    Step.TARGET: "Target disimpan.",
}


@post(
    "/indikator/{code:str}/definisi/{step:str}",
    include_in_schema=False,
    sync_to_thread=True,
    dependencies=FORM,
    status_code=200,
)
def take_step(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    form: TheForm,
    code: FromPath[str],
    step: FromPath[str],
) -> Response[str] | Response[None]:
    taken = addressed(Step, step)
    year = form.value("year" if taken is Step.TARGET else "from_year")
    shown = f"?tahun={year}" if year.isascii() and year.isdigit() else ""
    return act(
        request,
        form,
        lambda asked: _carry(tracker, actor, asked, form, code, taken),
        lambda status: draw(request, tracker, actor, code, (taken, form), status),
        path=lambda _: f"/indikator/{code}/definisi{shown}",
        flash=_DONE[taken],
    )


@get("/indikator/{code:str}/definisi/{step:str}", include_in_schema=False, status_code=303)
async def back_to_page(
    request: WebRequest, actor: TheActor, code: FromPath[str], step: FromPath[str]
) -> Response[None]:
    """A refused form is shown at its own address; opened anew, that leads to the form on the page. Raises NotFound."""
    return redirect(request, f"/indikator/{code}/definisi#{addressed(Step, step)}.isian")


def _carry(tracker: Tracker, actor: Actor, asked: Asked, form: Form, code: str, step: Step) -> Answer | None:
    office = actor.office or ""
    match step:
        case Step.TARGET:
            year = form.whole("year", 0)
            targets = tuple(use.TargetStated(one, _target(form, target_field(one))) for one in TARGET_PERIODS)
            if form.errors:
                return None
            chosen = use.SetTargets(office=office, code=code, year=year, targets=targets)
            return use.set_targets(tracker, actor, asked, chosen)
        case Step.REVISE:
            stated = IndicatorRevised(
                from_year=form.whole("from_year", 0), **_texts(form), **_reading(form), **_scope(form)
            )
            if form.errors:
                return None
            revision = use.Revise(
                office=office, code=code, stated=stated, other_nature=form.ticked("other_nature")
            )
            return use.revise(tracker, actor, asked, revision)
        case Step.ADOPT:
            stated = IndicatorRevised(from_year=form.whole("from_year", 0), **_reading(form))
            number = form.text("document_number", "Isi nomor dokumen yang menetapkan definisi operasional.")
            day = form.day("document_date", "Isi tanggal dokumen itu.")
            if form.errors or day is None:
                return None
            signature = use.Adopt(
                office=office,
                code=code,
                stated=stated,
                document_number=number,
                document_date=day,
                other_nature=form.ticked("other_nature"),
            )
            return use.adopt(tracker, actor, asked, signature)


def _target(form: Form, field: str) -> Decimal | None:
    """None where the field is empty: no target."""
    if not form.value(field).strip():
        return None
    try:
        return typed_number(form.value(field), field)
    except Refused as error:
        form.refuse(error)
        return None


def _texts(form: Form) -> dict[str, Any]:
    """A browser sends each line's end as two characters."""
    found: dict[str, Any] = {
        name: form.text(name, limit=MAX_EXPLANATION).replace("\r\n", "\n") for name in TEXTS
    }
    return found | {
        "number": form.whole("number", 0) or None,
        "document_year": form.whole("document_year", 0) or None,
        "better": form.member("better", Better, "Pilih arahnya."),
        "is_goal_indicator": form.ticked("is_goal_indicator"),
    }


def _reading(form: Form) -> dict[str, Any]:
    """An empty parameter is the rule's own default."""
    rule = form.one_of("rule", [*Rule, SURVEY], "Pilih cara hitung.")
    return {
        "rule": None if rule in {None, SURVEY} else Rule(rule),
        "counts_from": form.member("counts_from", CountsFrom),
        "cannot_follow_up": form.member("cannot_follow_up", CannotFollowUp),
        "informational": form.member("informational", Informational),
    }


def _scope(form: Form) -> dict[str, Any]:
    """Unknown sections are left to the domain, which names them."""
    sections = [name.partition(".")[2] for name in form.values if name.startswith("sections.")]
    kinds = [code for code in KIND_NAMES if form.ticked(f"kinds.{code}")]
    return {
        "sections": _all_or(form, "sections", tuple(sections)),
        "kinds": _all_or(form, "kinds", tuple(kinds)),
        "evidence": tuple(kind for kind in EvidenceType if form.ticked(f"evidence.{kind}")),
    }


def _all_or(form: Form, name: str, ticked: tuple[str, ...]) -> tuple[str, ...] | None:
    chosen = form.one_of(name, (ALL, SOME), "Pilih semua, atau sebagian.")
    return None if chosen == ALL else ticked
