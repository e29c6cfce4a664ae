"""Gaya tampilan: the tokens as the sheet sets them, and each component beside the template that draws it.

A sample is a template in `templates/gaya`: what is shown and what is copied from the page are one text.
"""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import msgspec
from jinja2 import BaseLoader
from litestar import Response, get

from tracker.application.language import _
from tracker.domain.in_charge import InCharge
from tracker.domain.percent import number_text, with_sign
from tracker.domain.phrase import Phrase, say
from tracker.web import tokens
from tracker.web.format import MINUTES_LOOKS, STATUS_LOOKS
from tracker.web.forms import Form
from tracker.web.history import Day
from tracker.web.page import TheActor, render
from tracker.web.pages.reading import Choice, Then
from tracker.web.sentences import Moment
from tracker.web.site import WebRequest, site_of
from tracker.web.static_files import FOLDER
from tracker.web.told import Told

GROUP_NAMES = {
    "Colours: ink on surfaces": say("Warna: tinta dan bidang"),
    "Colours: the office's green, for what can be followed or pressed": say("Warna: hijau, untuk yang dapat ditekan"),
    "Colours: what a state means, never alone": say("Warna: arti keadaan, selalu bersama kata atau lambang"),
    "Colours: charts": say("Warna: grafik"),
    "Type": say("Huruf"),
    "Spacing": say("Jarak"),
    "Sizes and shapes": say("Ukuran dan bentuk"),
}  # fmt: skip

SAMPLES = {
    "tombol": say("Tombol"),
    "tanda": say("Tanda, pilihan, dan lambang"),
    "pemberitahuan": say("Pemberitahuan"),
    "isian": say("Isian formulir"),
    "kesalahan": say("Isian yang salah"),
    "kartu": say("Kartu dan keadaan kosong"),
    "tabel": say("Tabel dan fakta"),
    "tindak-lanjut": say("Baris tindak lanjut"),
    "bilah": say("Bilah dan grafik"),
    "riwayat": say("Riwayat"),
    "buka-tutup": say("Buka-tutup, menu, dialog"),
    "tab": say("Tab"),
    "salin": say("Teks untuk disalin"),
    "per-tanggal": say("Keadaan per tanggal"),
}

_ICON = re.compile(r'<symbol id="([\w-]+)"')
_DAY = date(2026, 10, 14)
_NOW = datetime(2026, 10, 14, 2, 30, tzinfo=UTC)


class Sample(msgspec.Struct, frozen=True):
    slug: str
    title: Phrase
    source: str


@get("/gaya", include_in_schema=False, sync_to_thread=True)
def style_guide(request: WebRequest, actor: TheActor) -> Response[str]:
    environment = site_of(request).templates
    assert isinstance(environment.loader, BaseLoader)
    samples = [
        Sample(slug, title, environment.loader.get_source(environment, template_of(slug))[0])
        for slug, title in SAMPLES.items()
    ]
    return render(
        request,
        "gaya.html",
        groups=[(GROUP_NAMES[group.title], group.tokens) for group in tokens.groups()],
        samples=samples,
        pairs=_pairs(),
        share=with_sign(Decimal("81.04")),
        **_invented(),
    )


def template_of(slug: str) -> str:
    return f"gaya/{slug}.html"


def _pairs() -> list[tuple[str, str, str, str]]:
    """Ink and ground as they meet most, with their contrast in light and dark."""
    known = tokens.by_name()
    met = (
        ("ink", "page"), ("ink-soft", "surface"), ("brand", "surface"), ("on-brand", "brand"), ("ok", "ok-soft"),
        ("warn", "warn-soft"), ("bad", "bad-soft"), ("note", "note-soft"), ("field", "surface"), ("focus", "page"),
    )  # fmt: skip
    return [
        (
            front,
            ground,
            _ratio(known[front].light, known[ground].light),
            _ratio(known[front].dark, known[ground].dark),
        )
        for front, ground in met
    ]


def _ratio(one: str, other: str) -> str:
    return say("{ratio} : 1", ratio=number_text(Decimal(f"{tokens.contrast(one, other):.2f}")))


def _invented() -> dict[str, Any]:
    """People and records of no office, as the macros want them."""
    row = SimpleNamespace(
        id=UUID(int=1),
        status="dalam_proses",
        due_on=date(2026, 10, 12),
        due_proposed=True,
        first_due_on=date(2026, 9, 30),
        slips=1,
        extension_due_on=date(2026, 10, 20),
        disowned_by="Kepala Desa Contoh",
        in_charge=InCharge("body", "kades_contoh", "Kepala Desa Contoh"),
        alongside=(InCharge("position", "kasi_contoh", "Kasi Contoh"),),
    )
    typed = {"wajib": _("Rapat koordinasi"), "pilihan": "rapat", "salah-satu": "satu", "centang": "ya"}
    wrong = Form(typed | {"hari": "31-02-2026"})
    wrong.errors["hari"] = say("Hari itu tidak ada dalam kalender; tulis seperti 14-10-2026.")
    moments = tuple(
        Moment(
            position=position,
            topic="",
            recorded_at=_NOW,
            occurred_on=None,
            who=who,
            on_behalf_of=None,
            via="",
            reason=None,
            told=Told(say("menutup contoh ini") if tone else say("membuka contoh ini"), tone=tone),
        )
        for position, who, tone in ((2, "Notulis Contoh", "ok"), (1, "Kasi Contoh", ""))
    )
    return {
        "today": _DAY,
        "now": _NOW,
        "zone": "Asia/Jakarta",
        "row": row,
        "form": Form(typed),
        "wrong": wrong,
        "choices": [Choice("rapat", say("Rapat koordinasi")), Choice("pembinaan", say("Pembinaan"))],
        "then": Then(_DAY, _NOW, 1),
        "days": [Day(_DAY, moments)],
        "statuses": list(STATUS_LOOKS),
        "minutes": list(MINUTES_LOOKS),
        "card": SimpleNamespace(
            balance=((say("bagian pertama"), 40), (say("bagian pertama"), 35), (say("bagian kedua"), 5)),
            withdrawn=1,
            not_due=2,
            flags=(),
        ),
        "icons": _ICON.findall((FOLDER / "icons.svg").read_text()),
    }
