"""An office's reminder policy: when there are reminders, how they thin out, and who is reminded too when it gets late.

Days are the office's working days. A policy is adopted by number and never edited; a matter that runs keeps the one that
it started with, unless the new one is adopted for what runs as well.
"""

from collections.abc import Iterable
from datetime import time
from typing import ClassVar

import msgspec

from tracker.domain.errors import Refused
from tracker.domain.event import Event
from tracker.domain.phrase import say
from tracker.domain.role import Rank


class Escalation(msgspec.Struct, frozen=True):
    """From the step on that is `after` working days late, the holder of that rank is reminded too."""

    rank: Rank
    after: int


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """`before` and `after`: working days before and after the due date; then each `every` working days, without end.

    `waiting`: working days after somebody began to be waited for an answer; then each `every`. `at` is the office's
    local time of a day's reminders; between `quiet_from` and `quiet_until` nothing is sent. `digest_weekday`: 0 is Monday.
    `deadline_before`: working days before the deadline of a quarter or a survey. A message prints `most_items` items at most.
    """

    before: tuple[int, ...] = (3,)
    on_due: bool = True
    after: tuple[int, ...] = (1, 2, 3, 5, 8)
    every: int = 5
    waiting: tuple[int, ...] = (1, 2, 3, 5, 8)
    escalation: tuple[Escalation, ...] = (
        Escalation(Rank.KASI, 3),
        Escalation(Rank.SEKCAM, 7),
        Escalation(Rank.CAMAT, 15),
    )
    at: time = time(7, 30)
    quiet_from: time = time(20)
    quiet_until: time = time(6)
    digest_weekday: int = 0
    deadline_before: tuple[int, ...] = (10, 5, 1)
    most_items: int = 50

    def is_quiet(self, moment: time) -> bool:
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= moment < self.quiet_until
        return moment >= self.quiet_from or moment < self.quiet_until


DEFAULT = Policy()
"""Of an office that has adopted none: number 0."""

MOST_DAYS = 60
"""Working days, about three months: a step further away is a slip of the pen."""

MOST_STEPS = 20
_LADDER = (Rank.KASI, Rank.SEKCAM, Rank.CAMAT)


class PolicyAdopted(Event, frozen=True, kw_only=True):
    """`for_running`: what runs changes to it as well."""

    TOPIC: ClassVar[str] = "office.reminder_policy_adopted.1"
    number: int
    policy: Policy
    for_running: bool = False


def checked(policy: Policy) -> Policy:
    """In order and without doubles. Raises Refused naming the field."""
    ordered = msgspec.structs.replace(
        policy,
        before=_days(policy.before, "before", say("sebelum batas waktu"))[::-1],
        after=_days(policy.after, "after", say("sesudah batas waktu")),
        waiting=_days(policy.waiting, "waiting", "menunggu jawaban"),
        deadline_before=_days(policy.deadline_before, "deadline_before", say("sebelum akhir masa"))[::-1],
        escalation=_ladder(policy.escalation),
    )
    if not 1 <= policy.every <= MOST_DAYS:
        raise Refused(say("Pengingat berulang setiap 1 sampai {most} hari kerja.", most=MOST_DAYS), "every")
    if not policy.after and not policy.on_due and not policy.before:
        raise Refused("Tanpa satu pengingat pun tidak ada yang diingatkan; isi sedikitnya satu.", "after")
    if policy.quiet_from == policy.quiet_until:
        raise Refused("Jam tenang harus mulai dan berakhir pada jam yang berbeda.", "quiet_until")
    if policy.is_quiet(policy.at):
        raise Refused("Jam kirim berada di dalam jam tenang; pilih jam kirim di luarnya.", "at")
    if not 0 <= policy.digest_weekday <= 4:
        raise Refused("Rekap mingguan dikirim pada hari Senin sampai Jumat.", "digest_weekday")
    if not 1 <= policy.most_items <= 200:
        raise Refused("Satu pesan memuat 1 sampai 200 tindak lanjut.", "most_items")
    return ordered


def warnings(policy: Policy) -> tuple[str, ...]:
    """What is allowed and unwise, one line each."""
    found = []
    if policy.every == 1 or len(policy.after) > 8 or len(policy.before) > 5:
        found.append(say("Pengingat hampir setiap hari cepat diabaikan; jarakkan bila perlu."))
    if not policy.on_due and not policy.before:
        found.append(say("Tidak ada pengingat sebelum lewat batas waktu."))
    if not policy.escalation:
        found.append(say("Tidak ada atasan yang ikut diingatkan bila terlambat."))
    return tuple(found)


def _days(days: Iterable[int], field: str, what: str) -> tuple[int, ...]:
    found = tuple(sorted(set(days)))
    if len(found) > MOST_STEPS or any(not 1 <= day <= MOST_DAYS for day in found):
        raise Refused(
            say(
                "Hari kerja {what}: paling banyak {most} angka dari 1 sampai {last}.",
                what=what,
                most=MOST_STEPS,
                last=MOST_DAYS,
            ),
            field,
        )
    return found


def _ladder(escalation: Iterable[Escalation]) -> tuple[Escalation, ...]:
    found = tuple(sorted(escalation, key=lambda one: one.after))
    ranks = [one.rank for one in found]
    if len(set(ranks)) < len(ranks) or any(rank not in _LADDER for rank in ranks):
        raise Refused("Eskalasi: Kasi, Sekcam, dan Camat, masing-masing satu kali.", "escalation")
    if any(not 1 <= one.after <= MOST_DAYS for one in found):
        raise Refused(say("Eskalasi setelah 1 sampai {most} hari kerja.", most=MOST_DAYS), "escalation")
    if [_LADDER.index(rank) for rank in ranks] != sorted(_LADDER.index(rank) for rank in ranks):
        raise Refused("Eskalasi naik: Kasi lebih dulu, lalu Sekcam, lalu Camat.", "escalation")
    return found
