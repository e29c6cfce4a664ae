"""The weekly recap as plain text: for mail, and to pass on."""

from tracker.application.digests import Digest, DigestPart
from tracker.application.messages import long_date


def digest_subject(digest: Digest) -> str:
    return f"Rekap mingguan {digest.office}: {digest.most} yang perlu perhatian"


def digest_opening(digest: Digest) -> str:
    return f"Rekap mingguan Kecamatan {digest.office}, {long_date(digest.day)}:"


def digest_text(digest: Digest) -> str:
    lines = [f"Yth. Bapak/Ibu {digest.addressee} ({digest.position}),", "", digest_opening(digest)]
    return "\n".join([*lines, *parts_text(digest), "", "Terima kasih."])


def parts_text(digest: Digest) -> list[str]:
    return [line for part in digest.parts for line in ("", *_part(part))]


def _part(part: DigestPart) -> list[str]:
    lines = [part.title.upper()]
    for number, line in enumerate(part.lines, start=1):
        lines += [f"{number}. {line.text}", f"   {line.note}"]
    more = f"   dan {part.more} lainnya: " if part.more else "   "
    return [*lines, more + part.link]
