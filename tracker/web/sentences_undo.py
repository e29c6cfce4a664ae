"""That a step was undone, told with the step that it took back."""

from tracker.domain import follow_up as f
from tracker.domain.event import Event
from tracker.domain.follow_up_extension import ExtensionRequested
from tracker.domain.follow_up_sharing import Disowned
from tracker.domain.follow_up_stage import Undone
from tracker.domain.office import Office
from tracker.domain.phrase import say
from tracker.web.told import Told

STEP_NAMES = {
    f.Started.TOPIC: say("tindak lanjut dimulai"),
    f.ProgressReported.TOPIC: say("kemajuan dicatat"),
    f.ReportedDone.TOPIC: say("dilaporkan selesai"),
    f.Verified.TOPIC: say("diverifikasi selesai"),
    f.Returned.TOPIC: say("laporan dikembalikan"),
    f.Reopened.TOPIC: say("dibuka kembali"),
    f.CannotRequested.TOPIC: say("diusulkan tidak dapat ditindaklanjuti"),
    ExtensionRequested.TOPIC: say("perpanjangan diminta"),
    Disowned.TOPIC: say("dinyatakan bukan tugasnya"),
}

RECORDED_TEXT = {
    f.Started.TOPIC: say("Tercatat: tindak lanjut dimulai."),
    f.ProgressReported.TOPIC: say("Tercatat: kemajuan dilaporkan."),
    f.ReportedDone.TOPIC: say("Tercatat: dilaporkan selesai; menunggu verifikasi."),
    f.Verified.TOPIC: say("Terverifikasi: tindak lanjut ini selesai."),
    f.Returned.TOPIC: say("Tercatat: laporan dikembalikan."),
    f.Reopened.TOPIC: say("Tercatat: dibuka kembali."),
    f.CannotRequested.TOPIC: say("Tercatat: usulan disampaikan kepada Camat."),
    ExtensionRequested.TOPIC: say("Tercatat: permintaan perpanjangan disampaikan."),
    Disowned.TOPIC: say("Tercatat: sudah disampaikan; menunggu penetapan ulang."),
}
"""What the line says that offers to undo the step."""


def tell_undo(event: Event, office: Office) -> Told | None:
    if not isinstance(event, Undone):
        return None
    step = STEP_NAMES.get(event.step, event.step)
    return Told(say("mengurungkan langkah sebelumnya: {step}", step=step))
