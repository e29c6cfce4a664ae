"""Roles of accounts and ranks of positions (DOMAIN section 5)."""

from enum import StrEnum


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
    Role.CAMAT: "Camat",
    Role.SEKCAM: "Sekretaris Kecamatan",
    Role.KASI: "Kepala Seksi",
    Role.KASUBBAG: "Kepala Subbagian",
    Role.NOTULIS: "Notulis",
    Role.STAF: "Staf",
    Role.AUDITOR: "Inspektorat",
    Role.ADMIN: "Admin",
}
