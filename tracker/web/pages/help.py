"""Help in plain words: what to do step by step for each role, what the words mean, which keys there are.

Open to whoever has not signed in, too: nothing here belongs to an office.
"""

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import SkipValidation

from tracker.application.actor import Actor
from tracker.domain.role import Role
from tracker.web.page import render
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

Reader = NamedDependency[SkipValidation[Actor | None]]


@get("/bantuan", sync_to_thread=True)
def guides(request: WebRequest, reader: Reader) -> Response[str]:
    mine = GUIDES[reader.role] if reader and reader.role else ()
    others = [slug for slug in ALL_GUIDES if slug not in mine]
    return render(request, "bantuan.html", mine=mine, others=others)


@get("/bantuan/istilah", sync_to_thread=True)
def words(request: WebRequest, reader: Reader) -> Response[str]:
    return render(request, "istilah.html", terms=glossary())


def routes() -> Router:
    return Router(
        "/",
        route_handlers=[guides, words],
        dependencies={"reader": Provide(recognise, sync_to_thread=True)},
        include_in_schema=False,
    )
