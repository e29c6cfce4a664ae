"""The page behind a link in a reminder: one follow-up, for whoever the link was written to, without signing in.

Opening it changes nothing, however often and by whatever program; only its own forms do.
"""

from uuid import UUID

import msgspec
from litestar import Response, Router, get, head, post
from litestar.di import Provide
from litestar.params import FromPath

from tracker.application import accounts, attempts, extensions, follow_ups, undoing
from tracker.application.actor import Actor, Bearer
from tracker.application.attempts import TooMany
from tracker.application.command import Answer, Asked
from tracker.application.disowning import Disown, disown
from tracker.application.follow_up_step import NotTheirs
from tracker.application.one_tap import LIFE, PATH, LinkExpired, LinkForged, count_sent, open_link
from tracker.application.tracker import Tracker
from tracker.domain.errors import Refused
from tracker.domain.phrase import say
from tracker.web import csrf, evidence_form
from tracker.web.addressed import addressed
from tracker.web.forms import FORM, MAX_NOTE, Form, TheForm
from tracker.web.one_tap_page import Tap, draw, only_notes_since
from tracker.web.page import TheActor, TheTracker, redirect, render
from tracker.web.pages.acting import act
from tracker.web.site import WebRequest, site_of
from tracker.web.unsent import check_by_address


class SomebodyElseSignedIn(Exception):
    """In this browser: what is done there would bear the wrong name. `name` is theirs, `addressee` whose link it is."""

    def __init__(self, name: str, addressee: str, follow_up_id: UUID) -> None:
        super().__init__()
        self.name = name
        self.addressee = addressee
        self.follow_up_id = follow_up_id


def comer(request: WebRequest) -> Actor:
    """Raises LinkForged, LinkExpired, TooMany, SomebodyElseSignedIn."""
    site = site_of(request)
    address = request.client.host if request.client else ""
    actor = open_link(site.tracker, request.path_params["text"], site.tracker.clock(), address)
    assert actor.bearer is not None
    identifier = request.cookies.get(site.cookie(csrf.SESSION_COOKIE))
    username = site.sessions.username(identifier) if identifier else None
    user = accounts.find(site.tracker, username) if username else None
    if user is not None and not user.disabled and user.person_id != actor.bearer.who:
        raise SomebodyElseSignedIn(user.name, actor.name, actor.bearer.follow_up_id)
    return actor


@get(f"{PATH}{{text:str}}", sync_to_thread=True)
def opened(request: WebRequest, tracker: TheTracker, actor: TheActor, text: FromPath[str]) -> Response[str]:
    return draw(request, tracker, actor, text)


@head(f"{PATH}{{text:str}}", sync_to_thread=False)
def looked_at(text: FromPath[str]) -> None:
    """Programs that look before they follow learn nothing by it, not even whether the link holds."""


@post(
    f"{PATH}{{text:str}}/{Tap.DONE}",
    sync_to_thread=True,
    dependencies=FORM,
    status_code=200,
    request_max_body_size=evidence_form.MAX_REQUEST,
)
def done(
    request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm, text: FromPath[str]
) -> Response[str] | Response[None]:
    """The one that brings files along."""
    return _take(request, tracker, actor, form, text, Tap.DONE)


@post(f"{PATH}{{text:str}}/{{tap:str}}", sync_to_thread=True, dependencies=FORM, status_code=200)
def take(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    form: TheForm,
    text: FromPath[str],
    tap: FromPath[str],
) -> Response[str] | Response[None]:
    return _take(request, tracker, actor, form, text, addressed(Tap, tap))


@get([f"{PATH}{{text:str}}/{Tap.DONE}", f"{PATH}{{text:str}}/{{tap:str}}"], status_code=303)
async def back(request: WebRequest, text: FromPath[str]) -> Response[None]:
    """A refused form is shown at its own address; opened anew, that leads to the page."""
    return redirect(request, f"{PATH}{text}")


def _take(
    request: WebRequest, tracker: Tracker, actor: Actor, form: Form, text: str, tap: Tap
) -> Response[str] | Response[None]:
    bearer = actor.bearer
    assert bearer is not None
    count_sent(tracker, bearer)
    newest = only_notes_since(tracker, bearer.follow_up_id, form.value("expected_version"))
    if newest is not None and tap is not Tap.UNDO:
        form.values["expected_version"] = str(newest)
    return act(
        request,
        form,
        lambda asked: _carry(tracker, actor, bearer, asked, form, tap),
        lambda status: draw(request, tracker, actor, text, (tap, form), status),
        path=lambda _: f"{PATH}{text}",
        flash="",
    )


def _carry(
    tracker: Tracker, actor: Actor, bearer: Bearer, asked: Asked, form: Form, tap: Tap
) -> Answer | None:
    id_ = bearer.follow_up_id
    match tap:
        case Tap.DONE:
            return _report(tracker, actor, id_, asked, form)
        case Tap.EXTENSION:
            due_on = form.day("due_on", "Isi batas waktu yang diminta.")
            if due_on is None:
                return None
            wanted = extensions.RequestExtension(follow_up_id=id_, due_on=due_on)
            return extensions.request_extension(tracker, actor, asked, wanted)
        case Tap.NOT_MINE:
            return disown(tracker, actor, asked, Disown(follow_up_id=id_))
        case Tap.UNDO:
            step = form.whole("step", 0)
            return undoing.undo(tracker, actor, asked, undoing.Undo(follow_up_id=id_, step=step))


def _report(tracker: Tracker, actor: Actor, id_: UUID, asked: Asked, form: Form) -> Answer | None:
    note = form.text("note", limit=MAX_NOTE)
    done_on = form.day("done_on", "Isi tanggal selesai.")
    evidence, rows = evidence_form.pieces(tracker, actor, form, in_one_tap=True)
    if form.errors:
        return None
    report = follow_ups.ReportDone(follow_up_id=id_, done_on=done_on, note=note, evidence=tuple(evidence))
    try:
        return follow_ups.report_done(tracker, actor, asked, report)
    except Refused as error:
        raise evidence_form.at_row(error, rows) from None


class Closed(msgspec.Struct, frozen=True):
    """Why a link opens nothing, and what its reader can do instead."""

    status: int
    title: str
    advice: str


_CLOSED: dict[type[Refused], Closed] = {
    LinkForged: Closed(
        403,
        say("Tautan tidak dapat dibuka"),
        say(
            "Buka lagi dari pesan pengingatnya, dengan tautan yang utuh. Bila tetap tidak terbuka, hubungi kepala seksi yang mengirim pesan itu."
        ),
    ),
    LinkExpired: Closed(
        410,
        say("Tautan sudah tidak berlaku"),
        say(
            "Tautan berlaku {days} hari sejak pesannya dikirim. Buka tautan dari pesan yang terbaru, atau mintalah pesan baru kepada kepala seksi.",
            days=LIFE.days,
        ),
    ),
    NotTheirs: Closed(
        403,
        say("Sudah menjadi tugas pihak lain"),
        say(
            "Tidak ada yang perlu Bapak/Ibu lakukan. Bila menurut Bapak/Ibu ini keliru, hubungi kepala seksi yang mengirim pesan itu."
        ),
    ),
    TooMany: Closed(429, say("Mohon tunggu sebentar"), say("Yang sudah tersimpan tetap tersimpan.")),
}


def _closed(request: WebRequest, error: Refused) -> Response[str]:
    closed = _CLOSED[type(error)]
    page = render(
        request,
        "tautan_tertutup.html",
        status_code=closed.status,
        title=closed.title,
        lines=(error.message, closed.advice),
        ways=(("/masuk", say("Masuk dengan akun")),),
    )
    if closed.status == 429:
        page.set_header("Retry-After", str(int(attempts.WINDOW.total_seconds())))
    return page


def _wrong_reader(request: WebRequest, error: SomebodyElseSignedIn) -> Response[str]:
    return render(
        request,
        "tautan_tertutup.html",
        status_code=403,
        title=say("Tautan ini untuk orang lain"),
        lines=(
            say(
                "Peramban ini sedang dipakai dengan akun {name}, sedangkan tautannya ditulis untuk {addressee}.",
                name=error.name,
                addressee=error.addressee,
            ),
            say(
                "Agar tercatat atas nama yang benar: kerjakan dengan akun itu, atau keluar dahulu dari akun itu, lalu buka lagi tautannya."
            ),
        ),
        ways=((f"/tindak-lanjut/{error.follow_up_id}", say("Buka sebagai {name}", name=error.name)),),
    )


def routes() -> Router:
    return Router(
        "/",
        route_handlers=[opened, looked_at, done, take, back],
        before_request=check_by_address,
        dependencies={"actor": Provide(comer, sync_to_thread=True)},
        exception_handlers={**dict.fromkeys(_CLOSED, _closed), SomebodyElseSignedIn: _wrong_reader},
        include_in_schema=False,
    )
