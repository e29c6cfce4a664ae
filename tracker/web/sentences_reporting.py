"""The sentences of a penetapan, and of a report that was printed earlier."""

from tracker.application.messages import long_date
from tracker.domain import period_freeze as z
from tracker.domain.event import Event
from tracker.domain.office import Office
from tracker.domain.percent import as_text
from tracker.domain.period import period
from tracker.domain.published_report import ReportStated
from tracker.web.told import Told


def tell_reporting(event: Event, office: Office) -> Told | None:
    match event:
        case z.FreezeProposed():
            told = period(event.year, event.code, cumulative=event.cumulative).label
            return Told(
                f"mengusulkan penetapan capaian {told}",
                (
                    *((figure.official_name, _figure(figure)) for figure in event.figures),
                    *((f"Tidak ikut: {left.official_name}", left.reason) for left in event.left_out),
                    ("Tindak lanjut s.d.", long_date(event.cut_off)),
                    ("Posisi log", str(event.position)),
                ),
            )
        case z.FreezeTakenBack():
            return Told("menarik kembali usulan penetapan")
        case z.FreezeReturned():
            return Told("mengembalikan usulan penetapan", tone="bad")
        case z.FreezeConfirmed():
            details = (("Dokumen", event.document),) if event.document else ()
            return Told("menetapkan capaian periode ini", details, "ok")
        case z.FreezeReopened():
            return Told("membuka kembali capaian yang sudah ditetapkan", tone="bad")
        case ReportStated():
            return Told(
                f"mencatat tabel laporan tahun {event.year}: {event.document}",
                (("Berkas", event.file_name), ("Baris", str(len(event.lines)))),
            )
    return None


def _figure(figure: z.FrozenFigure) -> str:
    if figure.numerator is None:
        return "n/a" if figure.value is None else as_text(figure.value.value).removesuffix(" %")
    share = as_text(None if figure.value is None else figure.value.value)
    return f"{share} ({figure.numerator} dari {figure.denominator})"
