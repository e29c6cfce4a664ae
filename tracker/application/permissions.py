"""Who may do what: the one place (DOMAIN section 5). Nothing of one office is seen in another.

Verifying, deciding, ratifying, consenting and proposing a freeze are personal: any account of the office's own people will do, and the use case binds them to the
position that decides and to its holder on that day, Plt, Plh and mandates included (`tracker.application.standing`).
"""

from enum import StrEnum

from tracker.application.actor import Actor
from tracker.domain.errors import Forbidden, NotFound
from tracker.domain.phrase import listed, say
from tracker.domain.role import ROLE_NAMES, Role


class Action(StrEnum):
    VIEW = say("melihat data kecamatan ini")
    LOG = say("mencatat kegiatan")
    RATIFY = say("mengesahkan notulen")
    CONSENT = say("menyetujui perubahan sesudah notulen disahkan")
    ARRANGE = say("mengatur seri rapat")
    WITHDRAW = say("menarik catatan")
    ASSIGN = say("menetapkan penanggung jawab")
    REPORT = say("melaporkan tindak lanjut")
    REPORT_DONE = say("melaporkan selesai")
    ATTACH = say("melampirkan berkas")
    ASK_EXTENSION = say("meminta perpanjangan batas waktu")
    DISOWN = say("menyampaikan bahwa suatu tugas bukan tugasnya")
    VERIFY = say("memverifikasi tindak lanjut")
    DECIDE = say("memutuskan usulan “tidak dapat ditindaklanjuti”")
    EXTEND = say("memutuskan perpanjangan batas waktu")
    REOPEN = say("membuka kembali tindak lanjut")
    CORRECT = say("membetulkan catatan")
    COMMENT = say("menulis komentar")
    UNDO = say("mengurungkan langkah")
    HAND_OVER = say("menyerahterimakan tugas")
    IMPORT = say("mengimpor register")
    DEFINE = say("mengubah definisi dan target indikator")
    SURVEY = say("mengisi jawaban survei")
    DIRECT_SURVEY = say("menutup survei, mengubah bobotnya, atau mencatat nilai jadinya")
    PROPOSE_FREEZE = say("mengusulkan penetapan capaian")
    STATE_PUBLISHED = say("mencatat laporan tahun lalu")
    SET_CALENDAR = say("mengubah hari libur kecamatan")
    RECORD_ABSENCE = say("mencatat ketidakhadiran")
    SET_REMINDERS = say("mengubah aturan pengingat")
    SET_CONTACTS = say("mengubah kontak pihak di luar kecamatan")
    RETRY = say("mencoba lagi pengingat yang gagal")
    AUDIT = say("membaca catatan peristiwa kecamatan")
    MANAGE = say("mengatur kecamatan dan pengguna")


_RECORDERS = frozenset({Role.CAMAT, Role.SEKCAM, Role.KASI, Role.KASUBBAG, Role.NOTULIS, Role.STAF})
_LEADERS = frozenset({Role.CAMAT, Role.SEKCAM, Role.KASI, Role.KASUBBAG})

ALLOWED: dict[Action, frozenset[Role]] = {
    Action.VIEW: frozenset(Role),
    Action.LOG: _RECORDERS,
    Action.RATIFY: _RECORDERS,
    Action.CONSENT: _RECORDERS,
    Action.ARRANGE: _LEADERS | {Role.NOTULIS, Role.ADMIN},
    Action.WITHDRAW: _LEADERS,
    Action.ASSIGN: _LEADERS | {Role.NOTULIS},
    Action.REPORT: _RECORDERS,
    Action.REPORT_DONE: _RECORDERS,
    Action.ATTACH: _RECORDERS,
    Action.ASK_EXTENSION: _RECORDERS,
    Action.DISOWN: _RECORDERS,
    Action.VERIFY: _RECORDERS,
    Action.DECIDE: _RECORDERS,
    Action.EXTEND: _RECORDERS,
    Action.REOPEN: _LEADERS,
    Action.CORRECT: _LEADERS | {Role.NOTULIS},
    Action.COMMENT: _RECORDERS,
    Action.UNDO: _RECORDERS,
    Action.HAND_OVER: _LEADERS | {Role.ADMIN},
    Action.IMPORT: frozenset({Role.SEKCAM, Role.KASUBBAG, Role.ADMIN}),
    Action.DEFINE: frozenset({Role.SEKCAM, Role.KASUBBAG, Role.ADMIN}),
    Action.SURVEY: _RECORDERS,
    Action.DIRECT_SURVEY: _LEADERS,
    Action.PROPOSE_FREEZE: _RECORDERS,
    Action.STATE_PUBLISHED: frozenset({Role.SEKCAM, Role.KASUBBAG, Role.ADMIN}),
    Action.SET_CALENDAR: frozenset({Role.SEKCAM, Role.KASUBBAG, Role.ADMIN}),
    Action.RECORD_ABSENCE: _RECORDERS | {Role.ADMIN},
    Action.SET_REMINDERS: frozenset({Role.CAMAT, Role.SEKCAM, Role.ADMIN}),
    Action.SET_CONTACTS: _LEADERS | {Role.ADMIN},
    Action.RETRY: frozenset({Role.CAMAT, Role.SEKCAM, Role.ADMIN}),
    Action.AUDIT: frozenset({Role.CAMAT, Role.SEKCAM, Role.AUDITOR, Role.ADMIN}),
    Action.MANAGE: frozenset({Role.ADMIN}),
}

_PERSONAL = frozenset(
    {Action.VERIFY, Action.DECIDE, Action.EXTEND, Action.RATIFY, Action.CONSENT, Action.PROPOSE_FREEZE}
)
"""Decisions of a person in office: the operator cannot take them."""

BY_LINK = frozenset({Action.REPORT_DONE, Action.ATTACH, Action.ASK_EXTENSION, Action.DISOWN, Action.UNDO})
"""What a link opens, and to that one follow-up only (`tracker.application.follow_up_step`)."""


def may(actor: Actor, action: Action, office: str) -> bool:
    if actor.bearer is not None:
        return actor.office == office and action in BY_LINK
    if actor.role is None:
        return action not in _PERSONAL
    return actor.office == office and actor.role in ALLOWED[action]


def require(actor: Actor, action: Action, office: str) -> None:
    """Raises NotFound for another office (its existence is not revealed), Forbidden naming who can."""
    if may(actor, action, office):
        return
    if actor.bearer is not None:
        raise Forbidden("Tautan ini tidak membuka hal itu; masuklah dengan akun Anda.")
    if actor.role is not None and actor.office != office:
        raise NotFound("Tidak ditemukan di kecamatan Anda.")
    raise Forbidden(
        say(
            "Anda tidak berwenang {action}. Yang berwenang: {who}.",
            action=say(action.value),
            who=allowed_names(action),
        )
    )


def allowed_names(action: Action) -> str:
    """`Camat, Sekretaris Kecamatan`."""
    return listed(*(ROLE_NAMES[role] for role in Role if role in ALLOWED[action]))
