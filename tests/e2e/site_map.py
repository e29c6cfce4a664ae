"""Every page there is, taken from the application's own routes, with the records that it is opened by and as whom.

A page without anything to fill in is opened by itself, so that a new one is looked at from its first day; one that
names a record has its entry in `FILLED`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, time
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args
from uuid import UUID

from litestar import Response
from litestar.routes import HTTPRoute

from tests.e2e.program import Program
from tests.e2e.visitor import Visitor
from tests.support.day import TODAY
from tests.support.product import Product
from tracker.application import one_tap, unsubscribing
from tracker.application.actor import Bearer
from tracker.application.preferences import Kind
from tracker.application.unsubscribing import Leaving
from tracker.bootstrap import close_tracker, open_tracker
from tracker.settings import Settings
from tracker.web.app import create_app
from workers import trial

NOBODY = ""
CAMAT = "camat.sumberjambe"
NOTE_TAKER = "notulis.sumberjambe"
HEAD = "kasi.pemerintahan.sumberjambe"
PLANNING = "kasubbag.perencanaan.sumberjambe"
AUDITOR = "auditor.sumberjambe"
ADMIN = "admin.sumberjambe"
GUCIALIT = "camat.gucialit"

COORDINATION = "/kegiatan/{coordination_id:uuid}"
FOLLOW_UP = "/tindak-lanjut/{follow_up_id:uuid}"
INDICATOR = "/indikator/{code:str}"
SURVEY = "/survei/{survey_id:uuid}"
FREEZE = "/penetapan/{year:int}/{name:str}"

NO_PAGES = {"/sw.js": "a script"}
"""Addresses that answer with text and have nothing to look at, and what they are."""
VISITED_BY = {
    "/masuk": NOBODY,
    "/t/{text:str}": NOBODY,
    "/berhenti/{text:str}": NOBODY,
    "/kegiatan/baru": NOTE_TAKER,
    "/impor": PLANNING,
    "/pengaturan/kontak": ADMIN,
    "/pengingat/gagal": ADMIN,
}
"""Whose page it is, where it is not the Camat's."""
ALSO_BY = {
    NOTE_TAKER: ("/", COORDINATION, FOLLOW_UP, "/tindak-lanjut", SURVEY),
    HEAD: (FOLLOW_UP, "/tindak-lanjut", "/serah-terima"),
    PLANNING: (FREEZE, f"{INDICATOR}/definisi"),
    AUDITOR: ("/", "/audit", COORDINATION, FOLLOW_UP, "/tindak-lanjut"),
    ADMIN: ("/pengaturan", "/pengaturan/kalender", "/pengaturan/aturan-pengingat", "/jabatan", "/predikat"),
    GUCIALIT: ("/", "/penetapan", INDICATOR, f"{INDICATOR}/definisi", "/laporan", COORDINATION, "/survei"),
}
"""Who else opens one of them, where it is another page to them."""
READERS = (NOBODY, CAMAT, *ALSO_BY)
QUERIES = {
    "/": (f"?tahun={TODAY.year - 1}",),
    "/kegiatan": ("?kata=tidak-ada-yang-begini", "?lewat=ya&urut=terlama"),
    "/cari": ("?kata=kordinasi+desa", "?kata=camat", "?kata=tidakadayangbegini"),
    "/jadwal": ("?tampilan=daftar", "?bulan=2020-01"),
    "/audit": ("?jenis=follow_up",),
    "/kegiatan/baru": ("?seri=rakor_pemerintahan", "?jenis=fasilitasi"),
    "/tindak-lanjut": ("?lingkup=semua", "?lingkup=semua&saring=lewat"),
    "/laporan": (f"?tahun={TODAY.year - 1}",),
    "/serah-terima": ("?from=position:kasi_pemerintahan",),
}
"""Other faces of a page."""


class Records:
    """What one office of the demo has to open pages by."""

    def __init__(self, demo: Product, reader: str) -> None:
        self._demo = demo
        self._reader = reader
        self._program = Program(demo.url, demo.run, reader)

    @cached_property
    def coordinations(self) -> list[str]:
        """One in each state, that with the most outcomes last."""
        rows = sorted(self._rows("/coordinations"), key=lambda row: row["outcomes"])
        ids = {row["status"]: row["id"] for row in rows}
        return sorted(ids.values(), key=lambda id_: id_ == rows[-1]["id"])

    @cached_property
    def follow_ups(self) -> list[str]:
        """One in each state, that which waits for verification last."""
        ids = {row["status"]: row["id"] for row in self._rows("/follow-ups")}
        return sorted(ids.values(), key=lambda id_: id_ == ids["dilaporkan_selesai"])

    @cached_property
    def indicators(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._program.get("/indicators").json()
        return found

    def codes(self, path: str) -> list[str]:
        return [one["code"] for one in self._program.get(path).json()]

    @cached_property
    def surveys(self) -> list[str]:
        return [one["id"] for one in self._program.get("/surveys").json()]

    def linked(self, page: str, before: str) -> list[str]:
        """What comes behind `before` in the first such link on a page."""
        with Visitor(self._demo.url, self._reader) as visitor:
            return re.findall(rf'href="{before}([^"/?#]+)"', visitor.get(page).text)[:1]

    def moments(self, kind: str, record: str) -> list[str]:
        """The newest of the history of a record."""
        found = self.linked(f"/{kind}/{record}", f"/{kind}/{record}/riwayat/")
        return [f"{record}/riwayat/{position}" for position in found]

    def links(self) -> list[str]:
        """One that a village head may still answer by."""
        body, follow_up = next(
            (row["in_charge"]["code"], row["id"])
            for row in self._rows("/follow-ups")
            if row["status"] == "belum_ditindaklanjuti" and (row["in_charge"] or {}).get("kind") == "body"
        )
        until = datetime.combine(TODAY, time(), UTC) + one_tap.LIFE
        return [one_tap.token(self._secret, Bearer(UUID(follow_up), body), until)]

    def farewells(self) -> list[str]:
        """One as it stands in a letter to a person."""
        return [unsubscribing.token(self._secret, Leaving(UUID(int=1), (Kind.OWN,), is_body=False))]

    @property
    def _secret(self) -> bytes:
        return (self._demo.home / "secret").read_bytes()

    def _rows(self, path: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._program.get(path, limit="200").json()["rows"]
        return rows


FILLED: dict[str, Callable[[Records], Iterable[str]]] = {
    "/t/{text:str}": Records.links,
    "/berhenti/{text:str}": Records.farewells,
    INDICATOR: lambda office: [one["code"] for one in office.indicators],
    f"{INDICATOR}/definisi": lambda office: [one["code"] for one in office.indicators],
    f"{INDICATOR}/perubahan": lambda office: [one["code"] for one in office.indicators if one["rule"]][:1],
    COORDINATION: lambda office: office.coordinations,
    f"{COORDINATION}/bahan": lambda office: office.coordinations[-1:],
    "/kegiatan/{subject:uuid}/pengingat": lambda office: office.coordinations[-1:],
    FOLLOW_UP: lambda office: office.follow_ups,
    f"{COORDINATION}/riwayat/{{position:int}}": lambda office: office.moments(
        "kegiatan", office.coordinations[-1]
    ),
    f"{FOLLOW_UP}/riwayat/{{position:int}}": lambda office: office.moments(
        "tindak-lanjut", office.follow_ups[-1]
    ),
    "/tindak-lanjut/{subject:uuid}/pengingat": lambda office: office.follow_ups[:2],
    FREEZE: lambda _: [f"{TODAY.year}/{period}" for period in ("TW1", "TW2-kumulatif", "TW4", "tahun")],
    "/seri/{code:str}": lambda office: office.codes("/series"),
    "/seri/{code:str}/bahan": lambda office: office.codes("/series")[:1],
    "/audit/{position:int}": lambda office: office.linked("/audit", "/audit/"),
    SURVEY: lambda office: office.surveys,
    f"{SURVEY}/isi": lambda office: office.surveys[-1:],
    "/surat/{letter_id:int}": lambda office: office.linked("/surat", "/surat/"),
}
"""What stands in the place of the braces."""


def page_routes() -> list[str]:
    """Every address at which the application answers a GET with a page: with text, rather than a file or a way back."""
    with TemporaryDirectory() as home:
        settings = Settings(
            home=Path(home),
            database=f"sqlite:///{home}/store.sqlite",
            base_url="http://pages.example",
            secret="only to see the routes",
        )
        tracker = open_tracker(settings)
        try:
            app = create_app(tracker, settings, send=trial.sender(settings, tracker))
        finally:
            close_tracker(tracker)
        return [
            route.path
            for route in app.routes
            if isinstance(route, HTTPRoute)
            and not route.path.startswith("/api/")
            and route.path not in NO_PAGES
            and any(
                "GET" in handler.http_methods
                and handler.status_code == 200
                and _is_text(handler.parsed_fn_signature.return_type.raw)
                for handler in route.route_handlers
            )
        ]


def visits(demo: Product, reader: str) -> Iterator[str]:
    """The addresses that one reader opens. Raises KeyError for a page that nobody has said what to open by."""
    records = Records(demo, reader or CAMAT)
    for route in page_routes():
        if reader == VISITED_BY.get(route, CAMAT):
            yield from (
                path + query for path in _addresses(route, records) for query in ("", *QUERIES.get(route, ()))
            )
        elif route in ALSO_BY.get(reader, ()):
            yield _addresses(route, records)[-1]


def _addresses(route: str, records: Records) -> list[str]:
    before, brace, rest = route.partition("{")
    if not brace:
        return [route]
    after = rest.rpartition("}")[2]
    return [f"{before}{value}{after}" for value in FILLED[route](records)]


def _is_text(answer: object) -> bool:
    return Response[str] in (answer, *get_args(answer))
