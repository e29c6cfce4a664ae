"""What the page behind a link shows: the one follow-up as the log has it now, and what its reader can do with it.

Nothing else of the office is on it; who reads it may be a stranger to the office.
"""

from datetime import date
from enum import StrEnum
from functools import partial
from uuid import UUID

import msgspec
from litestar import Response

from tracker.application.accounts import find
from tracker.application.actor import Actor
from tracker.application.deciders import extender_of, namer_of, verifier_of
from tracker.application.follow_up_step import NotTheirs, carried_by
from tracker.application.tracker import Tracker
from tracker.domain import coordination as coordinations
from tracker.domain import follow_up as follow_ups
from tracker.domain import follow_up_checklist, follow_up_comment
from tracker.domain.errors import NotFound
from tracker.domain.evidence import EVIDENCE_NAMES, EvidenceType
from tracker.domain.follow_up import FollowUp, Returned, Status
from tracker.domain.follow_up_stage import Undone
from tracker.domain.phrase import say
from tracker.store.envelope import Recorded
from tracker.web.forms import Form
from tracker.web.history import since
from tracker.web.page import render
from tracker.web.pages.coordination import Posted
from tracker.web.pages.reading import Choice
from tracker.web.quicker import name_the_quicker
from tracker.web.site import WebRequest
from tracker.web.undo_line import undo_line

EVIDENCE = "evidence.0"
"""The one document that the form has room for; it may have several files."""
_TO_CARRY_OUT = frozenset({Status.BELUM_DITINDAKLANJUTI, Status.DALAM_PROSES})
_NOTES = (*follow_up_checklist.EVENTS, *follow_up_comment.EVENTS)
"""What the office writes beside a follow-up changes nothing for whoever carries it out, and is not theirs to read."""


class Tap(StrEnum):
    """The last part of the address that a form is posted to."""

    DONE = "selesai"
    EXTENSION = "perpanjangan"
    NOT_MINE = "bukan-saya"
    UNDO = "urungkan"


def draw(
    request: WebRequest,
    tracker: Tracker,
    actor: Actor,
    text: str,
    posted: tuple[Tap, Form] | None = None,
    status: int = 200,
) -> Response[str]:
    """After a form that was refused, with what was typed. Raises NotFound, NotTheirs."""
    assert actor.bearer is not None
    id_ = actor.bearer.follow_up_id
    recorded = tracker.store.history(id_)
    state, version = tracker.store.load(id_, follow_ups.evolve)
    if state is None:
        raise NotFound("Tindak lanjut itu tidak ditemukan.")
    office = tracker.office(state.office)
    today = tracker.today(office)
    own = carried_by(actor, state, office, today)
    if own is None:
        raise NotTheirs(say("Tindak lanjut ini sekarang menjadi tugas pihak lain."))
    held, _ = tracker.store.load(state.coordination_id, coordinations.evolve)
    account = partial(find, tracker)
    asked = msgspec.structs.replace(state, disowned_by=state.disowned_by or own.in_charge)
    taps = _taps(state)
    forms = {tap: _fresh(tracker, tap, version, today) for tap in taps}
    changes: list[Recorded] = []
    if posted is not None:
        tap, form = posted
        changes = _since(recorded, form.value("expected_version")) if status == 409 else []
        form.values["expected_version"] = str(version)
        if "request_id" in form.errors:
            form.values["request_id"] = str(tracker.new_id())
        forms[tap] = form
    with tracker.views.connect() as connection:
        meanwhile = tuple(since(connection, office, changes)) if changes else ()
    if posted is not None:
        name_the_quicker(posted[1], actor, changes, meanwhile)
    return render(
        request,
        "tautan.html",
        status_code=status,
        office=office,
        text=text,
        addressee=actor.name,
        has_account=actor.role is not None,
        id=id_,
        state=state,
        own=own,
        title=held.details.title if held else "",
        today=today,
        taps=taps,
        forms=forms,
        posted=None if posted is None else Posted(posted[0], posted[1], meanwhile),
        returned=_returned(recorded, state),
        undo=None if posted is not None else undo_line(tracker, actor, id_, state.text, recorded),
        verifier=verifier_of(account, state, office, today) if state.report else None,
        extender=extender_of(account, state, office, today) if state.extension else None,
        namer=namer_of(asked, office, today),
        evidence_types=[Choice(kind, name) for kind, name in EVIDENCE_NAMES.items()],
    )


def only_notes_since(tracker: Tracker, id_: UUID, seen: str) -> int | None:
    """The version that stands, where since the one `seen` nothing has changed that the page shows; else None."""
    if not (seen.isascii() and seen.isdigit() and len(seen) < 10):
        return None
    recorded = tracker.store.history(id_)
    return None if _since(recorded, seen) else len(recorded)


def _since(recorded: list[Recorded], seen: str) -> list[Recorded]:
    return [one for one in recorded[int(seen or 0) :] if not isinstance(one.event, _NOTES)]


def _taps(state: FollowUp) -> tuple[Tap, ...]:
    if state.status not in _TO_CARRY_OUT:
        return ()
    extendable = state.extension is None and state.due_on is not None
    return (
        Tap.DONE,
        *((Tap.EXTENSION,) if extendable else ()),
        *((Tap.NOT_MINE,) if state.disowned_by is None else ()),
    )


def _fresh(tracker: Tracker, tap: Tap, version: int, today: date) -> Form:
    values = {"request_id": str(tracker.new_id()), "expected_version": str(version)}
    if tap is Tap.DONE:
        values |= {
            "done_on": today.isoformat(),
            f"{EVIDENCE}.type": EvidenceType.DOKUMEN_LAPORAN,
            f"{EVIDENCE}.dated_on": today.isoformat(),
        }
    return Form(values)


def _returned(recorded: list[Recorded], state: FollowUp) -> str | None:
    """Why the last report was sent back, until there is another; a report that was undone is none."""
    if state.status is not Status.DALAM_PROSES:
        return None
    taken_back = False
    for one in reversed(recorded):
        if taken_back:
            taken_back = False
            continue
        taken_back = isinstance(one.event, Undone)
        if isinstance(one.event, Returned):
            return one.context.reason
        if isinstance(one.event, follow_ups.ReportedDone | follow_ups.Reopened):
            return None
    return None
