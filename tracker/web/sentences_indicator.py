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
from tracker.domain.phrase import listed, say
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
    "number": say("Nomor"),
    "official_name": say("Nama resmi"),
    "label": say("Nama di layar"),
    "is_goal_indicator": say("Indikator tujuan"),
    "objective": say("Sasaran / kinerja utama"),
    "formula_numerator": say("Pembilang formula"),
    "formula_denominator": say("Penyebut formula"),
    "explanation": say("Penjelasan"),
    "unit": say("Satuan"),
    "better": say("Arah"),
    "responsible": say("Penanggung jawab"),
    "data_source": say("Sumber data"),
    "document": say("Dokumen"),
    "document_year": say("Tahun dokumen"),
    "rule": say("Cara hitung"),
    "counts_from": say("Dihitung sejak"),
    "cannot_follow_up": say("Hasil yang tidak dapat ditindaklanjuti"),
    "informational": say("Kegiatan tanpa hasil yang perlu tindak lanjut"),
    "sections": say("Bidang"),
    "kinds": say("Jenis kegiatan"),
    "evidence": say("Bukti yang sah"),
}
"""What each part of a definition is called, on every page."""
_SIGNED = (
    "rule",
    "counts_from",
    "cannot_follow_up",
    "informational",
    "sections",
    "kinds",
    "evidence",
)
_SILENT = {
    "rule": say("survei"),
    "sections": say("seluruh kecamatan"),
    "kinds": say("semua jenis"),
} | dict.fromkeys(("counts_from", "cannot_follow_up", "informational"), say("menurut bawaan cara hitung"))
"""What None says, where it does not say that the document is silent."""


def tell_indicator(event: Event, office: Office) -> Told | None:
    match event:
        case i.IndicatorDefined():
            rule = (say("Cara hitung"), value_text("rule", event.rule, office))
            return Told(say("mencatat indikator ini menurut {document}", document=event.document), (rule,))
        case i.IndicatorRevised():
            changed = tuple(_line(name, value, office) for name, value in i.changes(event).items())
            return Told(say("mengubah definisi mulai tahun {from_year}", from_year=event.from_year), changed)
        case i.IndicatorAdopted():
            return Told(
                say(
                    "menetapkan definisi operasional mulai tahun {from_year} dengan dokumen nomor {document_number}, {document_date}",
                    from_year=event.from_year,
                    document_number=event.document_number,
                    document_date=long_date(event.document_date),
                ),
                _signed(event, office),
                "ok",
            )
        case i.IndicatorTargetSet(target=None):
            return Told(say("menghapus target {label}", label=period(event.year, event.period).label))
        case i.IndicatorTargetSet(target=target):
            assert target is not None
            return Told(
                say(
                    "menetapkan target {label}: {target}",
                    label=period(event.year, event.period).label,
                    target=number_text(target),
                )
            )
    return None


def value_text(name: str, value: object, office: Office) -> str:
    """One part of a definition as a reader sees it."""
    if value is None:
        return _SILENT.get(name, say("tidak disebut"))
    if isinstance(value, bool):
        return say("ya") if value else say("tidak")
    shown: dict[str, Mapping[Any, str] | Callable[[Any], str]] = {
        "better": BETTER_NAMES,
        "rule": RULE_NAMES,
        "counts_from": COUNTS_FROM_NAMES,
        "cannot_follow_up": CANNOT_NAMES,
        "informational": INFORMATIONAL_NAMES,
        "sections": lambda codes: ", ".join(_section(code, office) for code in codes),
        "kinds": lambda codes: listed(*(KIND_NAMES.get(code, code) for code in codes)),
        "evidence": lambda kinds: listed(*(EVIDENCE_NAMES[kind] for kind in kinds)),
    }
    words = shown.get(name, str)
    return words[value] if isinstance(words, Mapping) else words(value)


def _signed(event: i.IndicatorAdopted, office: Office) -> tuple[tuple[str, str], ...]:
    """A parameter that does not apply to the rule is left out."""
    parts = [(name, getattr(event, name)) for name in _SIGNED]
    lines = [_line(n, v, office) for n, v in parts if v is not None or n in {"rule", "sections", "kinds"}]
    if event.rule is not None and can_pass_hundred(event.rule):
        lines.append((say("Perhatian"), PAST_HUNDRED))
    return tuple(lines)


def _line(name: str, value: object, office: Office) -> tuple[str, str]:
    return LABELS[name], value_text(name, value, office)


def _section(code: str, office: Office) -> str:
    return office.sections[code].name if code in office.sections else code
