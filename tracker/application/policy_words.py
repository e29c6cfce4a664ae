"""A reminder policy in plain sentences, and the numbers of one as people type them."""

import re
from collections.abc import Sequence
from datetime import time

from tracker.domain.errors import Refused
from tracker.domain.reminder_policy import Escalation, Policy
from tracker.domain.role import Rank

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat")
"""On which a digest can come; their place is the number of the day."""

RANKS = {Rank.KASI: "Kasi", Rank.SEKCAM: "Sekcam", Rank.CAMAT: "Camat"}
"""Who is reminded too when it gets late, from below."""


def policy_lines(policy: Policy) -> tuple[tuple[str, str], ...]:
    """What about, and when; in the order in which it concerns people."""
    return (
        ("Tugas dengan batas waktu", _of_work(policy)),
        ("Verifikasi, pengesahan, dan keputusan", _of_answers(policy)),
        ("Atasan", _of_superiors(policy.escalation)),
        ("Tenggat triwulan dan survei", _of_deadlines(policy)),
        ("Rekap mingguan", f"Setiap {WEEKDAYS[policy.digest_weekday]}, atau hari kerja berikutnya."),
        ("Jam", _of_hours(policy)),
        (
            "Satu pesan",
            f"Semua pengingat seseorang pada satu waktu menjadi satu pesan, paling banyak {policy.most_items} "
            "hal; selebihnya disebut jumlahnya.",
        ),
    )


def days_typed(text: str, field: str) -> tuple[int, ...]:
    """`1, 2, 5`; nothing is no day at all. Raises Refused naming the field."""
    typed = [part for part in re.split(r"[\s,;]+", text.strip()) if part]
    if any(not (part.isascii() and part.isdigit() and len(part) <= 4) for part in typed):
        raise Refused(f"“{text.strip()[:60]}” bukan daftar hari; tulis seperti 1, 2, 5.", field)
    return tuple(int(part) for part in typed)


def days_written(days: Sequence[int]) -> str:
    """As `days_typed` reads it."""
    return ", ".join(str(day) for day in days)


def hour_written(hour: time) -> str:
    return f"{hour:%H.%M}"


def _of_work(policy: Policy) -> str:
    parts = []
    if policy.before:
        parts.append(f"{_and(policy.before)} hari kerja sebelum batas waktu")
    if policy.on_due:
        parts.append("pada hari batas waktu")
    return _then(parts, policy.after, policy.every, "sesudahnya" if parts else "sesudah batas waktu")


def _of_answers(policy: Policy) -> str:
    return _then([], policy.waiting, policy.every, "sejak mulai ditunggu")


def _then(parts: list[str], after: tuple[int, ...], every: int, of: str) -> str:
    """Without end, and that is said."""
    if after:
        parts.append(f"{'lalu ' if parts else ''}{_and(after)} hari kerja {of}")
        ending = f", dan seterusnya setiap {every} hari kerja tanpa henti"
    else:
        ending = f"{'; lalu ' if parts else ''}setiap {every} hari kerja {of}, tanpa henti"
    text = "; ".join(parts) + ending
    return f"{text[0].upper()}{text[1:]}."


def _of_superiors(escalation: tuple[Escalation, ...]) -> str:
    if not escalation:
        return "Tidak ada atasan yang ikut diingatkan."
    steps = [f"{RANKS[one.rank]} sejak hari kerja ke-{one.after}" for one in escalation]
    recap = (
        " Yang sampai kepada Camat masuk rekap mingguannya."
        if any(one.rank is Rank.CAMAT for one in escalation)
        else ""
    )
    return f"Ikut diingatkan bila terlambat: {', '.join(steps)}.{recap}"


def _of_deadlines(policy: Policy) -> str:
    if not policy.deadline_before:
        return "Tanpa pengingat sebelum tenggat; pada harinya dan sesudahnya tetap diingatkan."
    return f"{_and(policy.deadline_before)} hari kerja sebelum tenggat, dan pada harinya."


def _of_hours(policy: Policy) -> str:
    return (
        f"Dikirim pukul {hour_written(policy.at)} pada hari kerja. Tidak ada yang dikirim pada hari libur dan antara pukul "
        f"{hour_written(policy.quiet_from)} dan {hour_written(policy.quiet_until)}; yang tertunda menyusul begitu kantor buka."
    )


def _and(numbers: Sequence[int]) -> str:
    *first, last = [str(number) for number in numbers]
    if not first:
        return last
    return f"{', '.join(first)}{',' if len(first) > 1 else ''} dan {last}"
