"""Help in plain words: what to do step by step for each role, what the words mean, which keys there are.

Open to whoever has not signed in, too: nothing here belongs to an office.
"""

import re
from functools import partial

from litestar import Response, Router, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import SkipValidation
from markupsafe import Markup, escape

from tracker.application import shortcuts
from tracker.application.actor import Actor
from tracker.application.language import _, translate
from tracker.application.permissions import Action, allowed_names, may
from tracker.domain.role import Role
from tracker.web.forms import FORM, TheForm
from tracker.web.keys import keys_known
from tracker.web.page import TheActor, TheTracker, redirect, render
from tracker.web.signing_in import recognise
from tracker.web.site import WebRequest
from tracker.web.terms import glossary

_RECORDING = ("mencatat-rapat", "mencatat-fasilitasi", "menjawab-pengingat", "melaporkan-selesai")
_FIGURES = ("membuktikan-angka", "menyusun-laporan")
_STAFF = (*_RECORDING, "menyiapkan-rapat", "notulen", "survei", "membetulkan")

GUIDES: dict[Role, tuple[str, ...]] = {
    Role.CAMAT: ("memutuskan", "notulen", "menetapkan-definisi", "menetapkan-capaian", *_FIGURES),
    Role.SEKCAM: ("memverifikasi", "notulen", "memutuskan", "menyiapkan-rapat", "menyiapkan-kecamatan", *_FIGURES),
    Role.KASI: (*_RECORDING, "memverifikasi", "memutuskan", "menyiapkan-rapat", "membetulkan", "mutasi"),
    Role.KASUBBAG: ("menetapkan-capaian", *_FIGURES, "menetapkan-definisi", *_RECORDING, "survei"),
    Role.NOTULIS: _STAFF,
    Role.STAF: _STAFF,
    Role.AUDITOR: ("memeriksa", *_FIGURES),
    Role.ADMIN: ("menyiapkan-kecamatan", "mutasi", "memeriksa"),
}  # fmt: skip
"""What each role does most, first things first; the guides themselves stand in the template."""
ALL_GUIDES = tuple(dict.fromkeys(slug for guides in (_STAFF, *GUIDES.values()) for slug in guides))

_NEEDS = {
    "/kegiatan/baru": Action.LOG,
    "/impor": Action.IMPORT,
    "/serah-terima": Action.HAND_OVER,
    "/pengaturan/kontak": Action.SET_CONTACTS,
}
"""What the pages ask of their reader that not every role may open."""
_LINK = re.compile(r'<a href="([^"?#]*)">([^<]*)</a>')


def openable(reader: Actor | None, step: Markup) -> Markup:
    """A step of a guide without the links that would turn its reader away: instead, who may."""

    def told(link: re.Match[str]) -> str:
        needed = _NEEDS.get(link[1])
        if needed is None or reader is None or may(reader, needed, reader.office or ""):
            return link[0]
        return f"{link[2]} ({escape(translate(allowed_names(needed)))})"

    return Markup(_LINK.sub(told, step))  # noqa: S704 – the template's own text


Reader = NamedDependency[SkipValidation[Actor | None]]


@get("/bantuan", sync_to_thread=True)
def guides(request: WebRequest, reader: Reader) -> Response[str]:
    mine = GUIDES[reader.role] if reader and reader.role else ()
    others = [slug for slug in ALL_GUIDES if slug not in mine]
    return render(request, "bantuan.html", mine=mine, others=others, openable=partial(openable, reader))


@get("/bantuan/istilah", sync_to_thread=True)
def words(request: WebRequest, reader: Reader) -> Response[str]:
    return render(request, "istilah.html", terms=glossary())


@get("/bantuan/tombol", sync_to_thread=True)
def keys(request: WebRequest, reader: Reader) -> Response[str]:
    return render(request, "tombol.html", keys_known=keys_known())


@get("/pengaturan/tombol", include_in_schema=False, status_code=303)
async def back_to_keys(request: WebRequest) -> Response[None]:
    return redirect(request, "/bantuan/tombol")


@post("/pengaturan/tombol", include_in_schema=False, sync_to_thread=True, dependencies=FORM, status_code=303)
def switch_keys(request: WebRequest, tracker: TheTracker, actor: TheActor, form: TheForm) -> Response[None]:
    """For this account alone, on every device."""
    on = form.ticked("wanted")
    shortcuts.switch(tracker, actor.username, on=on)
    flash = _("Tombol papan ketik menyala.") if on else _("Tombol papan ketik mati.")
    return redirect(request, "/bantuan/tombol", flash=flash)


def routes() -> Router:
    return Router(
        "/",
        route_handlers=[guides, words, keys],
        dependencies={"reader": Provide(recognise, sync_to_thread=True)},
        include_in_schema=False,
    )
