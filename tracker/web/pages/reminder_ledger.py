"""Bukti pengingat: what was planned, sent, held back and voided for one record, read from the log itself, to be printed."""

from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath

from tracker.application.channels import CHANNEL_NAMES
from tracker.application.permissions import Action, may, require
from tracker.application.reminder_ledger import ledger
from tracker.application.tracker import Tracker
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.reading import here
from tracker.web.reminder_words import BECAME_NAMES, because_text, explained
from tracker.web.site import WebRequest


@get("/tindak-lanjut/{subject:uuid}/pengingat", include_in_schema=False, sync_to_thread=True)
def of_follow_up(
    request: WebRequest, tracker: TheTracker, actor: TheActor, subject: FromPath[UUID]
) -> Response[str]:
    return _draw(request, tracker, actor, subject, f"/tindak-lanjut/{subject}")


@get("/kegiatan/{subject:uuid}/pengingat", include_in_schema=False, sync_to_thread=True)
def of_coordination(
    request: WebRequest, tracker: TheTracker, actor: TheActor, subject: FromPath[UUID]
) -> Response[str]:
    return _draw(request, tracker, actor, subject, f"/kegiatan/{subject}")


def _draw(request: WebRequest, tracker: Tracker, actor: TheActor, subject: UUID, path: str) -> Response[str]:
    """Raises NotFound."""
    found = ledger(tracker, subject)
    require(actor, Action.VIEW, found.office)
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
    counts = [
        (name, sum(one.became == became for one in found.entries)) for became, name in BECAME_NAMES.items()
    ]
    return render(
        request,
        "bukti_pengingat.html",
        office=at.office,
        today=at.today,
        now=tracker.clock(),
        subject_path=path,
        ledger=found,
        counts=[(name, count) for name, count in counts if count],
        became_names=BECAME_NAMES,
        channel_names=CHANNEL_NAMES,
        explained=explained,
        because_text=because_text,
        may_audit=may(actor, Action.AUDIT, found.office),
    )
