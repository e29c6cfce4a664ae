"""Who may do what: the one place (DOMAIN section 5). Nothing of one office is seen in another.

Verifying, deciding, ratifying, consenting and proposing a freeze are personal: any account of the office's own people will do, and the use case binds them to the
position that decides and to its holder on that day, Plt, Plh and mandates included (`tracker.application.standing`).
"""

from enum import StrEnum

from tracker.application.actor import Actor
from tracker.domain.errors import Forbidden, NotFound
from tracker.domain.role import ROLE_NAMES, Role


class Action(StrEnum):
    VIEW = "melihat data kecamatan ini"
    LOG = "mencatat kegiatan"
    RATIFY = "mengesahkan notulen"
    CONSENT = "menyetujui perubahan sesudah notulen disahkan"
    ARRANGE = "mengatur seri rapat"
    WITHDRAW = "menarik catatan"
    ASSIGN = "menetapkan penanggung jawab"
    REPORT = "melaporkan tindak lanjut"
    REPORT_DONE = "melaporkan selesai"
    ATTACH = "melampirkan berkas"
    ASK_EXTENSION = "meminta perpanjangan batas waktu"
    DISOWN = "menyampaikan bahwa suatu tugas bukan tugasnya"
    VERIFY = "memverifikasi tindak lanjut"
    DECIDE = "memutuskan usulan “tidak dapat ditindaklanjuti”"
    EXTEND = "memutuskan perpanjangan batas waktu"
    REOPEN = "membuka kembali tindak lanjut"
    CORRECT = "membetulkan catatan"
    COMMENT = "menulis komentar"
    UNDO = "mengurungkan langkah"
    HAND_OVER = "menyerahterimakan tugas"
    IMPORT = "mengimpor register"
    DEFINE = "mengubah definisi dan target indikator"
    SURVEY = "mengisi jawaban survei"
    DIRECT_SURVEY = "menutup survei, mengubah bobotnya, atau mencatat nilai jadinya"
    PROPOSE_FREEZE = "mengusulkan penetapan capaian"
    STATE_PUBLISHED = "mencatat laporan tahun lalu"
    SET_CALENDAR = "mengubah hari libur kecamatan"
    RECORD_ABSENCE = "mencatat ketidakhadiran"
    SET_REMINDERS = "mengubah aturan pengingat"
    SET_CONTACTS = "mengubah kontak pihak di luar kecamatan"
    RETRY = "mencoba lagi pengingat yang gagal"
    MANAGE = "mengatur kecamatan dan pengguna"


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
    who = ", ".join(ROLE_NAMES[role] for role in Role if role in ALLOWED[action])
    raise Forbidden(f"Anda tidak berwenang {action.value}. Yang berwenang: {who}.")
