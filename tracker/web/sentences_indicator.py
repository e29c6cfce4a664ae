"""The sentences of an indicator's history: how it was defined, restated, signed, and what it is to reach."""

from collections.abc import Callable, Mapping
from typing import Any

from tracker.application.messages import long_date
from tracker.domain import indicator as i
from tracker.domain.achievement import Better
from tracker.domain.conventions import CapaianFrom
from tracker.domain.coordination import KIND_NAMES
from tracker.domain.counting import RULE_NAMES, can_pass_hundred
from tracker.domain.event import Event
from tracker.domain.evidence import EVIDENCE_NAMES
from tracker.domain.office import Office
from tracker.domain.percent import Rounding, number_text
from tracker.domain.period import period
from tracker.domain.phrase import say
from tracker.domain.reading_names import CANNOT_NAMES, COUNTS_FROM_NAMES, INFORMATIONAL_NAMES, PAST_HUNDRED
from tracker.web.told import Told

BETTER_NAMES = {Better.HIGHER: say("Makin tinggi makin baik"), Better.LOWER: say("Makin rendah makin baik")}
ROUNDING_NAMES = {
    Rounding.HALF_UP: say("Dibulatkan ke dua desimal"),
    Rounding.TRUNCATE: say("Dipotong setelah dua desimal"),
}
CAPAIAN_FROM_NAMES = {
    CapaianFrom.PRINTED: say("Dari realisasi seperti tercetak"),
    CapaianFrom.EXACT: say("Dari realisasi yang belum dibulatkan"),
}
LABELS = {
    "number": "Nomor",
    "official_name": "Nama resmi",
    "label": "Nama di layar",
    "is_goal_indicator": "Indikator tujuan",
    "objective": "Sasaran / kinerja utama",
    "formula_numerator": "Pembilang formula",
    "formula_denominator": "Penyebut formula",
    "explanation": "Penjelasan",
    "unit": "Satuan",
    "better": "Arah",
    "responsible": "Penanggung jawab",
    "data_source": "Sumber data",
    "document": "Dokumen",
    "document_year": "Tahun dokumen",
    "rule": "Cara hitung",
    "counts_from": "Dihitung sejak",
    "cannot_follow_up": "Hasil yang tidak dapat ditindaklanjuti",
    "informational": "Kegiatan tanpa hasil yang perlu tindak lanjut",
    "sections": "Bidang",
    "kinds": "Jenis kegiatan",
    "evidence": "Bukti yang sah",
}
"""What each part of a definition is called, on every page."""
_SIGNED = ("rule", "counts_from", "cannot_follow_up", "informational", "sections", "kinds", "evidence")
_SILENT = {
    "rule": "survei",
    "sections": "seluruh kecamatan",
    "kinds": "semua jenis",
} | dict.fromkeys(("counts_from", "cannot_follow_up", "informational"), "menurut bawaan cara hitung")
"""What None says, where it does not say that the document is silent."""


def tell_indicator(event: Event, office: Office) -> Told | None:
    match event:
        case i.IndicatorDefined():
            rule = ("Cara hitung", value_text("rule", event.rule, office))
            return Told(f"mencatat indikator ini menurut {event.document}", (rule,))
        case i.IndicatorRevised():
            changed = tuple(_line(name, value, office) for name, value in i.changes(event).items())
            return Told(f"mengubah definisi mulai tahun {event.from_year}", changed)
        case i.IndicatorAdopted():
            return Told(
                f"menetapkan definisi operasional mulai tahun {event.from_year} dengan dokumen"
                f" nomor {event.document_number}, {long_date(event.document_date)}",
                _signed(event, office),
                "ok",
            )
        case i.IndicatorTargetSet(target=None):
            return Told(f"menghapus target {period(event.year, event.period).label}")
        case i.IndicatorTargetSet(target=target):
            assert target is not None
            return Told(f"menetapkan target {period(event.year, event.period).label}: {number_text(target)}")
    return None


def value_text(name: str, value: object, office: Office) -> str:
    """One part of a definition as a reader sees it."""
    if value is None:
        return _SILENT.get(name, "tidak disebut")
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    shown: dict[str, Mapping[Any, str] | Callable[[Any], str]] = {
        "better": BETTER_NAMES,
        "rule": RULE_NAMES,
        "counts_from": COUNTS_FROM_NAMES,
        "cannot_follow_up": CANNOT_NAMES,
        "informational": INFORMATIONAL_NAMES,
        "sections": lambda codes: ", ".join(_section(code, office) for code in codes),
        "kinds": lambda codes: ", ".join(KIND_NAMES.get(code, code) for code in codes),
        "evidence": lambda kinds: ", ".join(EVIDENCE_NAMES[kind] for kind in kinds),
    }
    words = shown.get(name, str)
    return words[value] if isinstance(words, Mapping) else words(value)


def _signed(event: i.IndicatorAdopted, office: Office) -> tuple[tuple[str, str], ...]:
    """A parameter that does not apply to the rule is left out."""
    parts = [(name, getattr(event, name)) for name in _SIGNED]
    lines = [_line(n, v, office) for n, v in parts if v is not None or n in {"rule", "sections", "kinds"}]
    if event.rule is not None and can_pass_hundred(event.rule):
        lines.append(("Perhatian", PAST_HUNDRED))
    return tuple(lines)


def _line(name: str, value: object, office: Office) -> tuple[str, str]:
    return LABELS[name], value_text(name, value, office)


def _section(code: str, office: Office) -> str:
    return office.sections[code].name if code in office.sections else code
