"""The fields of steps in words: what was typed for a step that can no longer be taken is shown by these names."""

from tracker.domain.phrase import say

TYPED_NAMES = {
    "note": say("Keterangan"),
    "text": say("Uraian"),
    "reason": say("Alasan"),
    "done_on": say("Selesai tanggal"),
    "started_on": say("Mulai tanggal"),
    "reported_on": say("Keadaan tanggal"),
    "due_on": say("Batas waktu"),
    "decision": say("Keputusan"),
    "given": say("Keputusan"),
    "evidence.0.number": say("Nomor dokumen"),
    "evidence.1.number": say("Nomor dokumen lain"),
    "evidence.2.number": say("Nomor dokumen lain lagi"),
    "to": say("Tanggal baru"),
    "held_on": say("Tanggal"),
    "place": say("Tempat"),
    "title": say("Judul"),
    "number": say("Nomor"),
    "agenda": say("Agenda"),
}
"""What nobody typed (choices of a list, ticks, the form's own frame) is left out."""
