"""A reminder policy in plain sentences, and the numbers of one as people type them."""

import re
from collections.abc import Sequence
from datetime import time

from tracker.domain.errors import Refused
from tracker.domain.phrase import both, capital, hour_text, listed, say
from tracker.domain.reminder_policy import Escalation, Policy
from tracker.domain.role import Rank

WEEKDAYS = (say("Senin"), say("Selasa"), say("Rabu"), say("Kamis"), say("Jumat"))
"""On which a digest can come; their place is the number of the day."""

RANKS = {Rank.KASI: say("Kasi"), Rank.SEKCAM: say("Sekcam"), Rank.CAMAT: say("Camat")}
"""Who is reminded too when it gets late, from below."""


def policy_lines(policy: Policy) -> tuple[tuple[str, str], ...]:
    """What about, and when; in the order in which it concerns people."""
    return (
        (say("Tugas dengan batas waktu"), _of_work(policy)),
        (say("Verifikasi, pengesahan, dan keputusan"), _of_answers(policy)),
        (say("Atasan"), _of_superiors(policy.escalation)),
        (say("Tenggat triwulan dan survei"), _of_deadlines(policy)),
        (
            say("Rekap mingguan"),
            say("Setiap {weekday}, atau hari kerja berikutnya.", weekday=WEEKDAYS[policy.digest_weekday]),
        ),
        (say("Jam"), _of_hours(policy)),
        (
            say("Satu pesan"),
            say(
                "Semua pengingat seseorang pada satu waktu menjadi satu pesan, paling banyak {most} hal; selebihnya disebut jumlahnya.",
                most=policy.most_items,
            ),
        ),
    )


def days_typed(text: str, field: str) -> tuple[int, ...]:
    """`1, 2, 5`; nothing is no day at all. Raises Refused naming the field."""
    typed = [part for part in re.split(r"[\s,;]+", text.strip()) if part]
    if any(not (part.isascii() and part.isdigit() and len(part) <= 4) for part in typed):
        raise Refused(
            say("“{typed}” bukan daftar hari; tulis seperti 1, 2, 5.", typed=text.strip()[:60]), field
        )
    return tuple(int(part) for part in typed)


def days_written(days: Sequence[int]) -> str:
    """As `days_typed` reads it."""
    return ", ".join(str(day) for day in days)


def hour_written(hour: time) -> str:
    return hour_text(hour)


def _of_work(policy: Policy) -> str:
    parts: list[str] = []
    if policy.before:
        parts.append(say("{days} hari kerja sebelum batas waktu", days=_and(policy.before)))
    if policy.on_due:
        parts.append(say("pada hari batas waktu"))
    return _then(
        parts, policy.after, policy.every, say("sesudahnya") if parts else say("sesudah batas waktu")
    )


def _of_answers(policy: Policy) -> str:
    return _then([], policy.waiting, policy.every, say("sejak mulai ditunggu"))


def _then(parts: list[str], after: tuple[int, ...], every: int, of: str) -> str:
    """Without end, and that is said."""
    if after:
        days = _and(after)
        parts.append(
            say("lalu {days} hari kerja {of}", days=days, of=of)
            if parts
            else say("{days} hari kerja {of}", days=days, of=of)
        )
        first = listed(*parts, separator="; ")
        told = say("{first}, dan seterusnya setiap {every} hari kerja tanpa henti", first=first, every=every)
    elif parts:
        first = listed(*parts, separator="; ")
        told = say(
            "{first}; lalu setiap {every} hari kerja {of}, tanpa henti", first=first, every=every, of=of
        )
    else:
        told = say("setiap {every} hari kerja {of}, tanpa henti", every=every, of=of)
    return say("{sentence}.", sentence=capital(told))


def _of_superiors(escalation: tuple[Escalation, ...]) -> str:
    if not escalation:
        return say("Tidak ada atasan yang ikut diingatkan.")
    steps = listed(
        *(
            say("{rank} sejak hari kerja ke-{after}", rank=RANKS[one.rank], after=one.after)
            for one in escalation
        )
    )
    if any(one.rank is Rank.CAMAT for one in escalation):
        return say(
            "Ikut diingatkan bila terlambat: {steps}. Yang sampai kepada Camat masuk rekap mingguannya.",
            steps=steps,
        )
    return say("Ikut diingatkan bila terlambat: {steps}.", steps=steps)


def _of_deadlines(policy: Policy) -> str:
    if not policy.deadline_before:
        return say("Tanpa pengingat sebelum tenggat; pada harinya dan sesudahnya tetap diingatkan.")
    return say("{days} hari kerja sebelum tenggat, dan pada harinya.", days=_and(policy.deadline_before))


def _of_hours(policy: Policy) -> str:
    return say(
        "Dikirim pukul {at} pada hari kerja. Tidak ada yang dikirim pada hari libur dan antara pukul {first} dan {last}; yang tertunda menyusul begitu kantor buka.",
        at=hour_text(policy.at),
        first=hour_text(policy.quiet_from),
        last=hour_text(policy.quiet_until),
    )


def _and(numbers: Sequence[int]) -> str:
    *others, last = [str(number) for number in numbers]
    if len(others) > 1:
        return say("{others}, dan {last}", others=", ".join(others), last=last)
    return both(*others, last)
