"""The address of one period's penetapan."""

from tracker.domain.period import Period, period


def path_of(told: Period) -> str:
    """`/penetapan/2026/TW1`, `/penetapan/2026/TW2-kumulatif`, `/penetapan/2026/tahun`."""
    cumulative = "-kumulatif" if told.cumulative and told.code else ""
    return f"/penetapan/{told.year}/{told.code or 'tahun'}{cumulative}"


def period_at(year: int, name: str) -> Period:
    """The period of such an address. Raises Refused."""
    code, _, cumulative = name.partition("-")
    return period(year, None if code == "tahun" else code, cumulative=cumulative == "kumulatif")
