"""The places of the navigation, in its order, and which of them a page belongs to."""

import msgspec

from tracker.application.actor import Actor
from tracker.domain.phrase import Phrase, say
from tracker.domain.role import Role

_LOOKS_ON = frozenset({Role.AUDITOR, Role.ADMIN})
_BELONGS_TO = {
    "/indikator": "/",
    "/seri": "/kegiatan",
    "/jadwal": "/kegiatan",
    "/impor": "/kegiatan",
    "/serah-terima": "/tindak-lanjut",
    "/penetapan": "/laporan",
    "/predikat": "/laporan",
}
"""Pages whose address does not lie below their place."""


class Place(msgspec.Struct, frozen=True):
    """`current`: `page` where the reader is on it, `true` on a page that belongs to it, else empty (ARIA's words)."""

    path: str
    icon: str
    name: Phrase
    current: str


def places(actor: Actor, path: str, *, mail_readable: bool) -> list[Place]:
    """Whoever only looks on, or only settles, logs nothing, has no follow-ups of their own, and reads the log itself."""
    looks_on = actor.role in _LOOKS_ON
    known = [("/", "home", say("Beranda"))]
    if not looks_on:
        known.append(("/kegiatan/baru", "add", say("Catat kegiatan")))
    known += [
        ("/tindak-lanjut", "mine", say("Tindak lanjut") if looks_on else say("Tindak lanjut saya")),
        ("/kegiatan", "register", say("Kegiatan")),
        ("/laporan", "report", say("Laporan")),
        ("/survei", "survey", say("Survei")),
    ]
    if looks_on:
        known.append(("/audit", "eye", say("Audit")))
    if mail_readable:
        known.append(("/surat", "mail", say("Surat")))
    at = _place_of(path, [place for place, _, _ in known])
    return [
        Place(place, icon, name, "page" if place == path else "true" if place == at else "")
        for place, icon, name in known
    ]


def _place_of(path: str, known: list[str]) -> str:
    """The longest place that the address lies below; none for settings, help and search."""
    below = [place for place in (*known, *_BELONGS_TO) if path == place or path.startswith(f"{place}/")]
    nearest = max(below, key=len, default="")
    return _BELONGS_TO.get(nearest, nearest)
