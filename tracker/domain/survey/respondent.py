"""What may be known of a respondent: groups for a profile, and never who it was (DOMAIN section 4, UU 27/2022).

The age is kept as a group of ten years: a day, a service and an exact age together would point at a person.
"""

import re
from datetime import date
from enum import StrEnum

from tracker.domain.errors import Refused
from tracker.domain.period import FIRST_YEAR
from tracker.domain.phrase import say


class Trait(StrEnum):
    UMUR = "umur"
    JENIS_KELAMIN = "jenis_kelamin"
    PENDIDIKAN = "pendidikan"
    PEKERJAAN = "pekerjaan"
    LAYANAN = "layanan"
    TANGGAL = "tanggal"


Profile = dict[Trait, str]
"""Only what was told. Codes of `GROUPS`; `layanan` is the office's own word, `tanggal` a date in ISO form."""

TRAIT_NAMES: dict[Trait, str] = {
    Trait.UMUR: say("Umur"),
    Trait.JENIS_KELAMIN: say("Jenis kelamin"),
    Trait.PENDIDIKAN: say("Pendidikan"),
    Trait.PEKERJAAN: say("Pekerjaan"),
    Trait.LAYANAN: say("Layanan yang diterima"),
    Trait.TANGGAL: say("Tanggal mengisi"),
}

GROUPS: dict[Trait, dict[str, str]] = {
    Trait.UMUR: {
        "<20": say("di bawah 20 tahun"),
        "20-29": say("20–29 tahun"),
        "30-39": say("30–39 tahun"),
        "40-49": say("40–49 tahun"),
        "50-59": say("50–59 tahun"),
        "60+": say("60 tahun ke atas"),
    },
    Trait.JENIS_KELAMIN: {"L": say("Laki-laki"), "P": say("Perempuan")},
    Trait.PENDIDIKAN: {
        "sd": "SD",
        "smp": "SMP",
        "sma": "SMA",
        "diploma": "Diploma (D1–D4)",
        "s1": "S1",
        "s2": "S2",
        "s3": "S3",
    },
    Trait.PEKERJAAN: {
        "pns": "PNS",
        "tni": "TNI",
        "polri": "Polri",
        "swasta": say("Swasta"),
        "wirausaha": say("Wirausaha"),
        "lainnya": say("Lainnya"),
    },
}

MAX_SERVICE = 60
YOUNGEST, OLDEST = 5, 120
_NUMBERLIKE = re.compile(r"(?:\d[\s.-]?){6,}")


def age_group(years: int) -> str:
    """Raises Refused for an age that nobody who fills a form has."""
    if not YOUNGEST <= years <= OLDEST:
        raise Refused(say("Umur {years} tidak mungkin; isi umur dalam tahun.", years=years), "umur")
    if years >= 60:
        return "60+"
    return "<20" if years < 20 else f"{years // 10}0-{years // 10}9"


def checked_profile(profile: Profile, today: date) -> Profile:
    """Raises Refused naming the trait: an unknown group, a day to come, or a service that holds a number like NIK."""
    for trait, value in profile.items():
        match trait:
            case Trait.LAYANAN:
                _check_service(value)
            case Trait.TANGGAL:
                _check_day(value, today)
            case _ if value not in GROUPS[trait]:
                raise Refused(
                    say(
                        "{trait} “{value}” tidak dikenal; pakai {choices}.",
                        trait=TRAIT_NAMES[trait],
                        value=value[:40],
                        choices=", ".join(GROUPS[trait]),
                    ),
                    trait.value,
                )
    return profile


def _check_service(value: str) -> None:
    if len(value) > MAX_SERVICE:
        raise Refused(say("Nama layanan paling panjang {most} huruf.", most=MAX_SERVICE), Trait.LAYANAN.value)
    if _NUMBERLIKE.search(value):
        raise Refused(
            "Layanan berisi deretan angka seperti NIK atau nomor telepon; tulis nama layanannya saja.",
            Trait.LAYANAN.value,
        )


def _check_day(value: str, today: date) -> None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise Refused(
            say("“{value}” bukan tanggal; tulis misalnya 2026-03-14.", value=value[:40]), Trait.TANGGAL.value
        ) from None
    if day.year < FIRST_YEAR or day > today:
        raise Refused("Tanggal mengisi tidak boleh sesudah hari ini.", Trait.TANGGAL.value)
