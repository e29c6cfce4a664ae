"""The weekly recap as plain text: for mail, and to pass on."""

from tracker.application.digests import Digest, DigestPart
from tracker.application.messages import long_date


def digest_subject(digest: Digest) -> str:
    return f"Rekap mingguan {digest.office}: {digest.most} yang perlu perhatian"


def digest_text(digest: Digest, base_url: str) -> str:
    lines = [
        f"Yth. Bapak/Ibu {digest.addressee} ({digest.position}),",
        "",
        f"Rekap mingguan Kecamatan {digest.office}, {long_date(digest.day)}:",
    ]
    for part in digest.parts:
        lines += ["", *_part(part, base_url)]
    return "\n".join([*lines, "", "Terima kasih."])


def _part(part: DigestPart, base_url: str) -> list[str]:
    lines = [f"*{part.title}*"]
    for number, line in enumerate(part.lines, start=1):
        lines += [f"{number}. {line.text}", f"   {line.note}"]
    if part.more:
        lines.append(f"   dan {part.more} lainnya")
    return [*lines, f"   {base_url}{part.path}"] if part.path else lines
