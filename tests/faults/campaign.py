"""Rounds against one installation: a storm, then calm weather in which all that was planned must come to its end."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from tests.faults import evidence, storm
from tests.faults.desk import Desk
from tests.faults.evidence import FINAL
from tests.faults.installation import Installation, Kill
from tests.faults.judge import Doubled, Verdict, judge
from tests.faults.storm import Blow, Storm
from tests.support.office import CODE
from tracker.application.channels import CHANNELS
from tracker.application.reminders import plan
from tracker.domain.identity import person_id
from tracker.domain.matter import Task
from tracker.domain.reminder import reminder_key
from tracker.domain.reminder_plan import Step

_WITHIN = 60
"""Seconds in which everything comes to its end when the storm is over, else when the leases have run out once more."""


@dataclass(frozen=True)
class Round:
    """What happened in it alone: reminders `planned`, letters that came twice."""

    seed: int
    seconds: float
    kills: tuple[Kill, ...]
    planned: int
    doubled: tuple[Doubled, ...]


class Campaign:
    """Rounds one after the other; what an earlier one has left behind is judged again with each."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.verdict = Verdict()
        self.waited = 0
        self._desk = Desk(installation.product.url, installation.token())
        self._today = installation.office.today()

    def round(self, seed: int) -> Round:
        """Raises AssertionError where anything is not as it must be."""
        installation = self.installation
        began, kills, before = time.monotonic(), len(installation.kills), self.verdict
        with self._told_with_what_was_said(f"SEED={seed} ROUNDS=1"):
            self._endure(storm.draw(seed, installation.form, installation.people))
            installation.renew_senders()
            self._judge_when_settled(self._due_today())
        return Round(
            seed=seed,
            seconds=time.monotonic() - began,
            kills=tuple(installation.kills[kills:]),
            planned=self.verdict.planned - before.planned,
            doubled=tuple(one for one in self.verdict.doubled if one not in before.doubled),
        )

    def catch_up_after(self, days: int) -> None:
        """The power fails, and is back after so many days: what the dry run says goes out, one message for each person.

        Raises AssertionError where it is otherwise.
        """
        with self._told_with_what_was_said(f"{days} days after the last round"):
            self._catch_up_after(days)

    def _catch_up_after(self, days: int) -> None:
        installation = self.installation
        installation.cut_power()
        installation.later += timedelta(days=days)
        letters, since = len(installation.smtp.deliveries), installation.now
        going_out = plan(installation.office.tracker, since)
        assert going_out, "days without anything to remind of show nothing"
        installation.start_all()
        self._judge_when_settled(self._due_today() | {reminder.key for reminder in going_out})
        people = {reminder.recipient.person_id for reminder in going_out}
        assert len({one.to for one in evidence.letters(installation, letters)}) == len(people)
        for arrived in (evidence.letters(installation, letters), evidence.notices(installation, since)):
            assert len(arrived) == len(people), f"{len(arrived)} messages for {len(people)} people"

    def _endure(self, drawn: Storm) -> None:
        smtp = self.installation.smtp
        smtp.dawdle(drawn.delay)
        smtp.hesitate(drawn.silence)
        letters = len(smtp.deliveries)
        with ThreadPoolExecutor() as threads:
            under_way = [
                *(threads.submit(self._desk.log, meeting, self._today) for meeting in drawn.meetings),
                *(threads.submit(self._fall, blow, letters) for blow in drawn.blows),
            ]
        for done in under_way:
            done.result()
        smtp.behave()

    def _fall(self, blow: Blow, letters: int) -> None:
        if blow.amid_letters:
            with suppress(AssertionError):  # all may have been agreed after the tick of the last start
                self.installation.smtp.wait_for(letters + 1, seconds=10)
        time.sleep(blow.after)
        self.installation.strike(blow)

    def _due_today(self) -> frozenset[UUID]:
        step = Step("due", self._today)
        return frozenset(
            reminder_key(
                follow_up, Task.CARRY_OUT, step, self._today, person_id(CODE, agreed.in_charge), channel
            )
            for follow_up, agreed in self._desk.agreed.items()
            for channel in CHANNELS
        )

    def _judge_when_settled(self, planned: frozenset[UUID]) -> None:
        """The broker may lose what it carries: then the lease brings it back, which is counted (`waited`)."""
        if not self._settles(planned):
            self.waited += 1
            self.installation.renew_senders()
            self._settles(planned)
        self.verdict = judge(self.installation, planned, self._desk.agreed)
        assert not self.verdict.wrong, "\n".join(self.verdict.wrong)

    def _settles(self, planned: frozenset[UUID]) -> bool:
        deadline = time.monotonic() + _WITHIN
        while not self._settled(planned):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.05)
        return True

    def _settled(self, planned: frozenset[UUID]) -> bool:
        rows = evidence.rows(self.installation)
        return all(row.state in FINAL for row in rows) and planned <= {row.key for row in rows}

    @contextmanager
    def _told_with_what_was_said(self, when: str) -> Iterator[None]:
        form = self.installation.form.name
        print(f"{form}: {when}")
        try:
            yield
        except AssertionError as error:
            raise AssertionError(
                f"{error}\nmake soak FORM={form}, {when}\n{self.installation.said()}"
            ) from error
