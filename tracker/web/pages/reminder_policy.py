"""Aturan pengingat: the policy in force in plain sentences, and another one, looked at with what it brings before it is
adopted."""

from collections.abc import Callable
from datetime import time
from enum import StrEnum

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath

from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.permissions import Action, may, require
from tracker.application.policy_words import (
    RANKS,
    WEEKDAYS,
    days_typed,
    days_written,
    hour_written,
    policy_lines,
)
from tracker.application.reminder_forecast import DAYS, Forecast, forecast
from tracker.application.reminder_policies import AdoptPolicy, adopt_policy
from tracker.application.tracker import Tracker
from tracker.domain.errors import Refused
from tracker.domain.identity import office_id
from tracker.domain.reminder_policy import Escalation, Policy, PolicyAdopted, checked, warnings
from tracker.web.addressed import addressed
from tracker.web.forms import FORM, Form, TheForm
from tracker.web.history import history
from tracker.web.page import TheActor, TheTracker, redirect, render
from tracker.web.pages.acting import act
from tracker.web.pages.reading import Choice, here
from tracker.web.site import WebRequest

_PATH = "/pengaturan/aturan-pengingat"
_MOST_PEOPLE = 12
"""Shown of a forecast; the rest is counted."""


class Step(StrEnum):
    """The last part of the address that the form is posted to."""

    LOOK = "periksa"
    ADOPT = "tetapkan"


class Preview(msgspec.Struct, frozen=True):
    """What is looked at before it is adopted."""

    lines: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    forecast: Forecast


@get(_PATH, include_in_schema=False, sync_to_thread=True)
def policy(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[str]:
    return _draw(request, tracker, actor)


@post(
    f"{_PATH}/{{step:str}}", include_in_schema=False, sync_to_thread=True, dependencies=FORM, status_code=200
)
def take_step(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm, step: FromPath[str]
) -> Response[str] | Response[None]:
    if addressed(Step, step) is Step.LOOK:
        return _look(request, tracker, actor, form)
    return act(
        request,
        form,
        lambda asked: _adopt(tracker, actor, asked, form),
        lambda status: _draw(request, tracker, actor, form, status),
        path=lambda _: _PATH,
        flash="Aturan pengingat ditetapkan.",
    )


@get(f"{_PATH}/{{step:str}}", include_in_schema=False, status_code=303)
async def back_to_page(request: WebRequest, actor: TheActor, step: FromPath[str]) -> Response[None]:
    """A form that was looked at or refused is shown at its own address; opened anew, that leads back. Raises NotFound."""
    addressed(Step, step)
    return redirect(request, _PATH)


def _look(request: WebRequest, tracker: Tracker, actor: Actor, form: Form) -> Response[str]:
    """Raises Forbidden."""
    code = actor.office or ""
    require(actor, Action.SET_REMINDERS, code)
    stated = _read(form)
    preview = None
    if not form.errors:
        try:
            stated = checked(stated)
        except Refused as error:
            form.refuse(error)
        else:
            found = forecast(tracker, tracker.office(code), stated)
            preview = Preview(policy_lines(stated), (*warnings(stated), *found.warnings), found)
    return _draw(request, tracker, actor, form, 200 if preview else 422, preview)


def _adopt(tracker: Tracker, actor: Actor, asked: Asked, form: Form) -> Answer | None:
    stated = _read(form)
    for_running = form.one_of("for_running", ("ya", "tidak"), "Pilih untuk siapa aturan ini berlaku.")
    if form.errors:
        return None
    command = AdoptPolicy(office=actor.office or "", policy=stated, for_running=for_running == "ya")
    return adopt_policy(tracker, actor, asked, command)


def _read(form: Form) -> Policy:
    """What cannot be read is an error of the form."""
    now = Policy()
    return Policy(
        before=_days(form, "before"),
        on_due=form.ticked("on_due"),
        after=_days(form, "after"),
        every=form.whole("every", 0),
        waiting=_days(form, "waiting"),
        escalation=tuple(
            Escalation(rank, form.whole(_field(rank), 0)) for rank in RANKS if form.text(_field(rank))
        ),
        at=_hour(form, "at", now.at),
        quiet_from=_hour(form, "quiet_from", now.quiet_from),
        quiet_until=_hour(form, "quiet_until", now.quiet_until),
        digest_weekday=form.whole("digest_weekday", 0),
        deadline_before=_days(form, "deadline_before"),
        most_items=form.whole("most_items", 0),
    )


def _field(rank: str) -> str:
    return f"escalation.{rank}"


def _days(form: Form, field: str) -> tuple[int, ...]:
    try:
        return days_typed(form.value(field), field)
    except Refused as error:
        form.refuse(error)
        return ()


def _hour(form: Form, field: str, otherwise: time) -> time:
    hour = form.hour(field)
    if hour is None and field not in form.errors:
        form.errors[field] = "Isi jamnya."
    return hour or otherwise


def _draw(
    request: WebRequest,
    tracker: Tracker,
    actor: Actor,
    posted: Form | None = None,
    status: int = 200,
    preview: Preview | None = None,
) -> Response[str]:
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        days = history(connection, at.office, [office_id(at.office.code)], topics=(PolicyAdopted.TOPIC,))
    number = at.office.newest_policy
    now = at.office.policy(number)
    return render(
        request,
        "aturan_pengingat.html",
        status_code=status,
        office=at.office,
        today=at.today,
        number=number,
        lines=policy_lines(now),
        form=posted or _fresh(now, tracker.new_id),
        refused=posted is not None and preview is None,
        preview=preview,
        people=preview.forecast.people[:_MOST_PEOPLE] if preview else (),
        left_off=max(0, len(preview.forecast.people) - _MOST_PEOPLE) if preview else 0,
        days_ahead=DAYS,
        ranks=[(_field(rank), name) for rank, name in RANKS.items()],
        weekdays=[Choice(str(day), name) for day, name in enumerate(WEEKDAYS)],
        days=days,
        may_adopt=may(actor, Action.SET_REMINDERS, at.office.code),
    )


def _fresh(now: Policy, new_id: Callable[[], object]) -> Form:
    values = {
        "request_id": str(new_id()),
        "before": days_written(now.before),
        "on_due": "ya" if now.on_due else "",
        "after": days_written(now.after),
        "every": str(now.every),
        "waiting": days_written(now.waiting),
        "at": hour_written(now.at),
        "quiet_from": hour_written(now.quiet_from),
        "quiet_until": hour_written(now.quiet_until),
        "digest_weekday": str(now.digest_weekday),
        "deadline_before": days_written(now.deadline_before),
        "most_items": str(now.most_items),
        "for_running": "tidak",
    }
    return Form(values | {_field(one.rank): str(one.after) for one in now.escalation})
