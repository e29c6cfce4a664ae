"""Roles of accounts and ranks of positions (DOMAIN section 5)."""

from enum import StrEnum

from tracker.domain.phrase import say


class Role(StrEnum):
    """What an account may do; one office each."""

    CAMAT = "camat"
    SEKCAM = "sekcam"
    KASI = "kasi"
    KASUBBAG = "kasubbag"
    NOTULIS = "notulis"
    STAF = "staf"
    AUDITOR = "auditor"
    ADMIN = "admin"


class Rank(StrEnum):
    """Where a position stands in the office; who verifies whom follows from it."""

    CAMAT = "camat"
    SEKCAM = "sekcam"
    KASI = "kasi"
    KASUBBAG = "kasubbag"
    STAF = "staf"


ROLE_NAMES = {
    Role.CAMAT: say("Camat"),
    Role.SEKCAM: say("Sekretaris Kecamatan"),
    Role.KASI: say("Kepala Seksi"),
    Role.KASUBBAG: say("Kepala Subbagian"),
    Role.NOTULIS: say("Notulis"),
    Role.STAF: say("Staf"),
    Role.AUDITOR: say("Inspektorat"),
    Role.ADMIN: say("Admin"),
}
