"""One follow-up: where it stands, the next step for this reader, its reminders and its whole history."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec
from litestar import Response, get
from litestar.enums import MediaType
from litestar.params import FromPath
from sqlalchemy import Connection

from projections import agenda, board, directory, origins, states
from projections.board import FollowUpRow
from tracker.application.actor import Actor
from tracker.application.contacts import contact_of, phones_of_bodies
from tracker.application.deciders import extender_of, giver_up_of, namer_of, verifier_of
from tracker.application.messages import ReminderNotice, forward_text
from tracker.application.permissions import Action, require
from tracker.application.recipients import Recipient, recipient_of
from tracker.application.tracker import Tracker
from tracker.domain.coordination import Coordination
from tracker.domain.errors import NotFound
from tracker.domain.evidence import EVIDENCE_NAMES
from tracker.domain.follow_up import FollowUp, ReportedDone, is_overdue
from tracker.domain.follow_up_extension import ExtensionRequested
from tracker.domain.follow_up_sharing import Disowned, together
from tracker.domain.identity import body_id
from tracker.domain.matter import Task, task_of
from tracker.web.due_dates import due_dates
from tracker.web.forms import Form, in_charge_value, query_form
from tracker.web.history import newest, since
from tracker.web.next_step import next_step
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.coordination import Posted
from tracker.web.pages.past_record import past_follow_up
from tracker.web.pages.proof import Proof, proofs
from tracker.web.pages.reading import (
    Choice,
    Here,
    asked_as_of,
    here,
    holder_name,
    people_in_charge,
    section_name,
    sections,
)
from tracker.web.quicker import name_the_quicker
from tracker.web.sentences import Moment
from tracker.web.site import WebRequest
from tracker.web.steps import BESIDE, Step, is_mine, steps
from tracker.web.timeline_page import timeline_page
from tracker.web.undo_line import undo_line

_WAIT_SECONDS = 0.3


class Reminding(msgspec.Struct, frozen=True):
    """What the follow-up's next reminder will be. `text` is for whoever passes it on by hand, to `phone` where that is
    known and the reader's to see. `directly`: the body in charge is written to itself.
    """

    recipient: Recipient
    next_at: datetime | None
    text: str
    phone: str
    directly: bool


class Sharer(msgspec.Struct, frozen=True):
    """Who carries it out alongside, with the holder on that day."""

    name: str
    holder: str | None


@get("/tindak-lanjut/{follow_up_id:uuid}", include_in_schema=False, sync_to_thread=True)
def follow_up(
    request: WebRequest, tracker: TheTracker, actor: TheActor, follow_up_id: FromPath[UUID]
) -> Response[str]:
    then = asked_as_of(request, tracker, actor)
    if then is not None:
        return past_follow_up(request, tracker, actor, follow_up_id, then)
    return draw(request, tracker, actor, follow_up_id)


class Version(msgspec.Struct, frozen=True):
    version: int


@get("/tindak-lanjut/{follow_up_id:uuid}/versi", include_in_schema=False, sync_to_thread=True)
def version_of(tracker: TheTracker, actor: TheActor, follow_up_id: FromPath[UUID]) -> Response[Version]:
    """For the open page, which is told only that something of the office has changed. Raises NotFound."""
    with tracker.views.connect() as connection:
        row = board.follow_up(connection, follow_up_id)
    if row is None:
        raise NotFound("Tindak lanjut itu tidak ditemukan.")
    require(actor, Action.VIEW, row.office)
    return Response(Version(row.version), media_type=MediaType.JSON)


def draw(
    request: WebRequest,
    tracker: Tracker,
    actor: Actor,
    follow_up_id: UUID,
    posted: tuple[Step, Form] | None = None,
    status: int = 200,
) -> Response[str]:
    """The page; after a step that was refused, with the form as typed. Raises NotFound."""
    recorded = tracker.store.history(follow_up_id)
    version = posted[1].value("expected_version") if posted and status == 409 else ""
    changes = recorded[int(version) :] if version else []
    if changes:
        tracker.views.wait_for(changes[-1].position, _WAIT_SECONDS)
    with tracker.views.connect() as connection:
        row = board.follow_up(connection, follow_up_id)
        found = states.find(connection, follow_up_id, FollowUp)
        if row is None or found is None:
            raise NotFound("Tindak lanjut itu tidak ditemukan.")
        require(actor, Action.VIEW, row.office)
        at = here(connection, tracker, actor)
        state = found[0]
        page = timeline_page(connection, at.office, query_form(request), follow_up_id, _path(follow_up_id))
        meanwhile = tuple(since(connection, at.office, changes))
        if posted is not None:
            name_the_quicker(posted[1], actor, changes, meanwhile)
        dates = due_dates(connection, at.office, recorded)
        standing = {
            topic: newest(connection, at.office, follow_up_id, topic) if stands else None
            for topic, stands in (
                (ReportedDone.TOPIC, state.report is not None),
                (ExtensionRequested.TOPIC, state.extension is not None),
                (Disowned.TOPIC, state.disowned_by is not None),
            )
        }
        planned = agenda.of(connection, follow_up_id)
        accounts = {user.username: user for user in directory.accounts(connection, row.office)}
        shown = _proofs(connection, follow_up_id, state)
        source = origins.source_of(connection, follow_up_id)
        ratified = _is_ratified(connection, row.coordination_id)
    offered = steps(actor, state, at.office, accounts.get, at.today)
    asks_elsewhere = ratified and Step.WITHDRAW in offered
    if asks_elsewhere:
        offered = tuple(step for step in offered if step is not Step.WITHDRAW)
    forms = {step: _fresh(tracker, row, at, step) for step in offered}
    first = next_step(actor, state, at.office, accounts.get, at.today)
    if posted is not None:
        if "expected_version" in posted[1].values:
            posted[1].values["expected_version"] = str(row.version)
        if "request_id" in posted[1].errors:
            posted[1].values["request_id"] = str(tracker.new_id())
        forms[posted[0]] = posted[1]
        if posted[0] in offered and posted[0] not in BESIDE:
            first = posted[0]
    return render(
        request,
        "tindak_lanjut_rinci.html",
        status_code=status,
        row=row,
        today=at.today,
        overdue=is_overdue(row.status, row.due_on, at.today),
        section=section_name(at.office, row.section),
        holder=holder_name(at.office, row.in_charge, at.today),
        alongside=[Sharer(one.name, holder_name(at.office, one, at.today)) for one in row.alongside],
        mine=is_mine(actor, state, at.office, at.today),
        verifier=verifier_of(accounts.get, state, at.office, at.today),
        giver_up=giver_up_of(accounts.get, state, at.office, at.today) if row.cannot_requested else None,
        extender=extender_of(accounts.get, state, at.office, at.today) if state.extension else None,
        namer=namer_of(state, at.office, at.today),
        reminding=_reminding(tracker, actor, state, row, at, planned),
        report=_report(standing[ReportedDone.TOPIC]),
        asked=standing[ExtensionRequested.TOPIC],
        disowned=standing[Disowned.TOPIC],
        dates=dates,
        checklist=state.checklist,
        comments=[comment for comment in state.comments if not comment.withdrawn],
        names={username: user.name for username, user in accounts.items()},
        proofs=shown,
        source=source,
        timeline=page,
        undo=None if posted is not None else undo_line(tracker, actor, row.id, row.text, recorded),
        offered=offered,
        asks_elsewhere=asks_elsewhere,
        first=first,
        rest=[step for step in offered if step not in BESIDE and step is not first],
        forms=forms,
        posted=None if posted is None else Posted(posted[0], posted[1], meanwhile),
        people=people_in_charge(at.office),
        doers=[Choice(in_charge_value(one), one.name) for one in together(row.in_charge, row.alongside)]
        if row.alongside
        else [],
        sections=sections(at.office),
        evidence_types=[Choice(kind, name) for kind, name in EVIDENCE_NAMES.items()],
    )


def _path(id_: UUID) -> str:
    return f"/tindak-lanjut/{id_}"


def _report(report: Moment | None) -> list[tuple[str, str]]:
    """What it tells besides its evidence, which has a place of its own."""
    return (
        [] if report is None else [(label, text) for label, text in report.told.details if label != "Bukti"]
    )


def _is_ratified(connection: Connection, coordination_id: UUID) -> bool:
    """Whether the minutes that agreed it are ratified: then it is withdrawn there, with consent."""
    found = states.find(connection, coordination_id, Coordination)
    return found is not None and found[0].minutes.is_ratified


def _proofs(connection: Connection, id_: UUID, state: FollowUp) -> list[Proof]:
    """The evidence of the report that stands."""
    if state.report is None or not state.report.evidence:
        return []
    held = states.find(connection, state.coordination_id, Coordination)
    return proofs(connection, state.office, id_, state.report.evidence, held[0].held_on if held else None)


def _reminding(
    tracker: Tracker,
    actor: Actor,
    state: FollowUp,
    row: FollowUpRow,
    at: Here,
    planned: Mapping[Task, agenda.AgendaRow],
) -> Reminding | None:
    """None where nobody is waited for."""
    task = task_of(state)
    if task is None:
        return None
    recipient = recipient_of(tracker, at.office, state, task, at.today)
    in_charge = row.in_charge.name if row.in_charge else None
    text = forward_text(
        ReminderNotice(
            addressee=recipient.name or recipient.position,
            office=at.office.name.removeprefix("Kecamatan "),
            task=task,
            text=row.text,
            coordination=row.title,
            agreed_on=row.agreed_on,
            in_charge=in_charge,
            due_on=row.due_on,
            today=at.today,
            link=f"{tracker.base_url}/tindak-lanjut/{row.id}",
            forward_to=in_charge if task is Task.CARRY_OUT else recipient.position,
        )
    )
    row_of_task = planned.get(task)
    phone = phones_of_bodies(tracker, actor, at.office).get(in_charge or "", "")
    directly = recipient.forward_to is not None and _written_to(tracker, at, row)
    return Reminding(recipient, row_of_task.next_at if row_of_task else None, text, phone, directly)


def _written_to(tracker: Tracker, at: Here, row: FollowUpRow) -> bool:
    body = row.in_charge
    return body is not None and contact_of(tracker, body_id(at.office.code, body.code)).can_be_written_to


def _fresh(tracker: Tracker, row: FollowUpRow, at: Here, step: Step) -> Form:
    values = {"request_id": str(tracker.new_id()), "expected_version": str(row.version)}
    today = at.today.isoformat()
    match step:
        case Step.COMMENT | Step.ADD_ITEM:
            del values[
                "expected_version"
            ]  # what is only added overwrites nothing that its writer has not seen
        case Step.START:
            values["started_on"] = today
        case Step.REPORT_PROGRESS:
            values["reported_on"] = today
        case Step.REPORT_DONE:
            everybody = together(row.in_charge, row.alongside)
            values |= {f"done_by.{in_charge_value(one)}": "ya" for one in everybody}
            values["done_on"] = today
        case Step.DECIDE_EXTENSION if row.extension_due_on:
            values["due_on"] = row.extension_due_on.isoformat()
        case Step.ALONGSIDE:
            values |= {f"alongside.{in_charge_value(one)}": "ya" for one in row.alongside}
        case Step.REASSIGN:
            values["in_charge"] = in_charge_value(row.in_charge)
        case Step.CORRECT:
            due_on = row.due_on.isoformat() if row.due_on else ""
            values |= {"text": row.text, "due_on": due_on, "section": row.section or ""}
    return Form(values)
