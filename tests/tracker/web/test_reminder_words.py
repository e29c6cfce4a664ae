"""The words of a reminder's end: its own reason first, and late is only what went out."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tracker.application.reminder_ledger import Entry
from tracker.domain.matter import Task
from tracker.web.reminder_words import explained

LATE = timedelta(hours=8, minutes=23)


@pytest.mark.parametrize(
    ("became", "late", "why", "told"),
    [
        ("sent", None, "", ""),
        ("sent", LATE, "kantor tutup", "terlambat 8 jam 23 menit: kantor tutup"),
        ("sent", LATE, "", "terlambat 8 jam 23 menit"),
        ("suppressed", LATE, "alamatnya belum diisi", "alamatnya belum diisi"),
        ("failed", LATE, "ditolak", "ditolak (terlambat 8 jam 23 menit)"),
        ("voided", None, "sudah ditarik", "sudah ditarik"),
    ],
)
def test_an_end_is_explained(became: str, late: timedelta | None, why: str, told: str) -> None:
    entry = Entry(
        became=became,
        task=Task.CARRY_OUT,
        step="due",
        on=date(2026, 3, 16),
        due_on=date(2026, 3, 16),
        recorded_at=datetime(2026, 3, 16, 9, tzinfo=UTC),
        position=1,
        late=late,
        why=why,
    )
    assert explained(entry) == told
