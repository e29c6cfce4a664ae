"""What the words in a field mean, said while they are typed; and the words that a field suggests."""

from collections.abc import Sequence
from datetime import date

import msgspec
from litestar import Response, get
from litestar.enums import MediaType

from tracker.application.language import _
from tracker.application.messages import long_date
from tracker.application.permissions import Action, require
from tracker.domain.errors import Refused
from tracker.domain.follow_up_checks import check_due
from tracker.domain.office import Office
from tracker.web.forms import query_form
from tracker.web.page import TheActor, TheTracker
from tracker.web.site import WebRequest

_VILLAGE_HEADS = ("Kepala Desa ", "Lurah ")
_VILLAGES = ("Desa ", "Kelurahan ")


class Meaning(msgspec.Struct, frozen=True):
    """`text` is the day or the name in full, or why it is none. Empty: nothing was typed."""

    text: str
    ok: bool = True


class Suggestion(msgspec.Struct, frozen=True):
    """`also`: who holds the position on that day."""

    name: str
    also: str = ""


@get("/kegiatan/arti", include_in_schema=False, sync_to_thread=True)
def meaning(request: WebRequest, tracker: TheTracker, actor: TheActor) -> Response[Meaning]:
    """`hari` is a due date of what is agreed on the day `sejak`, `siapa` whoever is in charge; read and judged as when the
    form is sent. A due date on a day off is nothing wrong. `ditulis`: the day on which the words of a kept draft were
    written; *besok* is the day after that one.
    """
    require(actor, Action.VIEW, actor.office or "")
    form = query_form(request)
    day = form.day("hari", ahead=True, written_on=form.day("ditulis"))
    agreed_on = query_form(request).day("sejak")
    if day is not None and agreed_on is not None:
        try:
            check_due(day, agreed_on)
        except Refused as error:
            form.refuse(error)
    form.in_charge("siapa")
    if form.errors:
        told = Meaning(next(iter(form.errors.values())), ok=False)
    elif day is not None:
        working = tracker.office(actor.office or "").calendar.is_working_day(day)
        written = long_date(day)
        told = Meaning(_("= {day}", day=written) if working else _("= {day} (hari libur)", day=written))
    else:
        told = Meaning(_("= {name}", name=form.names["siapa"]) if "siapa" in form.names else "")
    return Response(told, media_type=MediaType.JSON, headers={"Cache-Control": "no-store"})


def suggested(office: Office, recent: Sequence[tuple[str, str]], day: date) -> list[Suggestion]:
    """Whom a follow-up can be given to: first those of the series' last ones, then positions, then bodies."""
    names = [(("position", p.code), p.title) for p in office.positions.values()]
    names += [(("body", code), name) for code, name in office.bodies.items()]
    place = {who: number for number, who in enumerate(recent)}
    names.sort(key=lambda one: place.get(one[0], len(place)))
    return [Suggestion(name, _holder(office, *who, day)) for who, name in names]


def places(office: Office) -> list[str]:
    """The villages, by the heads that the office deals with."""
    return sorted(
        village + name.removeprefix(head)
        for name in office.bodies.values()
        for head, village in zip(_VILLAGE_HEADS, _VILLAGES, strict=True)
        if name.startswith(head)
    )


def _holder(office: Office, kind: str, code: str, day: date) -> str:
    person = office.holder(code, day) if kind == "position" else None
    return office.people.get(person, "") if person else ""
