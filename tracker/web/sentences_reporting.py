"""The sentences of a penetapan, and of a report that was printed earlier."""

from tracker.application.messages import long_date
from tracker.domain import period_freeze as z
from tracker.domain.event import Event
from tracker.domain.office import Office
from tracker.domain.percent import as_index, as_text
from tracker.domain.period import period
from tracker.domain.phrase import said, say
from tracker.domain.published_report import ReportStated
from tracker.web.told import Told


def tell_reporting(event: Event, office: Office) -> Told | None:
    match event:
        case z.FreezeProposed():
            told = period(event.year, event.code, cumulative=event.cumulative).label
            return Told(
                say("mengusulkan penetapan capaian {told}", told=told),
                (
                    *((figure.official_name, _figure(figure)) for figure in event.figures),
                    *(
                        (
                            say("Tidak ikut: {official_name}", official_name=left.official_name),
                            said(left.reason),
                        )
                        for left in event.left_out
                    ),
                    (say("Tindak lanjut s.d."), long_date(event.cut_off)),
                    (say("Posisi log"), str(event.position)),
                ),
            )
        case z.FreezeTakenBack():
            return Told(say("menarik kembali usulan penetapan"))
        case z.FreezeReturned():
            return Told(say("mengembalikan usulan penetapan"), tone="bad")
        case z.FreezeConfirmed():
            details = ((say("Dokumen"), event.document),) if event.document else ()
            return Told(say("menetapkan capaian periode ini"), details, "ok")
        case z.FreezeReopened():
            return Told(say("membuka kembali capaian yang sudah ditetapkan"), tone="bad")
        case ReportStated():
            return Told(
                say(
                    "mencatat tabel laporan tahun {year}: {document}",
                    year=event.year,
                    document=event.document,
                ),
                ((say("Berkas"), event.file_name), (say("Baris"), str(len(event.lines)))),
            )
    return None


def _figure(figure: z.FrozenFigure) -> str:
    if figure.numerator is None:
        return "n/a" if figure.value is None else as_index(figure.value.value)
    share = as_text(None if figure.value is None else figure.value.value)
    return say(
        "{share} ({numerator} dari {denominator})",
        share=share,
        numerator=figure.numerator,
        denominator=figure.denominator,
    )
