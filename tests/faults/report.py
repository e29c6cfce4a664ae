"""What many rounds have shown, as a page of the documentation."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.faults.campaign import Round
from tests.faults.forms import Form, kind
from tests.faults.installation import Kill
from tests.faults.judge import Verdict

_METHOD = """\
Written by `make soak`; `make test` carries out five rounds of each form with the same code (`tests/faults`). The product runs
with its own commands, as processes, with a real mail server, Redis and PostgreSQL. In each round an office logs three
meetings over the API, with outcomes that are due at once, while the mail server is slow and parts are killed with
SIGKILL: in the server form a worker and two other parts (two workers, two beats, the web, the projector, Redis), in the
embedded form `serve` twice, as a whole or one of its two processes. The moments are random, from the round's seed. What
has died is started again; in the end what sends is stopped with SIGTERM and started with a clock past every lease. Then
every reminder must have gone out once, by mail and in the inbox, be recorded once, and nothing may be left under way. After
ten rounds the power is cut for three days, and what is due then, by the dry run, must come in one message for each person.

A letter may come **twice** only where its sender was killed between the mail server's taking it over and our record: the
last letter of a connection that was cut, again with the same Message-ID and the same words (only its links of one tap are valid
from the sending on). It is recorded once. In the inbox, which takes the message's id as its key, nothing lies twice."""


@dataclass
class Soak:
    """The rounds of one form, over all its installations; `amiss`: what was not as it must be."""

    form: Form
    rounds: list[Round] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    amiss: list[str] = field(default_factory=list)
    catch_ups: int = 0
    waited: int = 0
    seconds: float = 0

    def figures(self) -> dict[str, str]:
        planned, once, again = (
            sum(getattr(verdict, name) for verdict in self.verdicts) for name in ("planned", "once", "again")
        )
        seeds = [one.seed for one in self.rounds]
        return {
            "Rounds": str(len(self.rounds)),
            "Seeds": f"{min(seeds)} to {max(seeds)}" if seeds else "",
            "Three days without power, caught up with one message for each person": str(self.catch_ups),
            "Duration": f"{self.seconds / 60:.0f} min",
            **{
                f"Killed: {part}": str(count)
                for part, count in sorted(
                    Counter(_what(kill) for one in self.rounds for kill in one.kills).items()
                )
            },
            "Reminders planned": str(planned),
            "… delivered once": str(once),
            "… delivered again, recorded once": str(again),
            "… **lost**": str(planned - once - again),
            "Letters that came twice": str(sum(len(one.doubled) for one in self.rounds)),
            "Times that only one more lease brought everything to its end": str(self.waited),
            "Rounds that went wrong": str(len(self.amiss)),
        }


def written(soaks: Sequence[Soak], surroundings: str) -> str:
    """The whole page. `surroundings`: versions and machine, in one line."""
    figures = [soak.figures() for soak in soaks]
    names = list(dict.fromkeys(name for one in figures for name in one))
    return "\n".join(
        [
            "# Soak: reminders while parts of the product are killed",
            "",
            _METHOD,
            "",
            f"Written on {datetime.now(UTC):%Y-%m-%d at %H:%M} UTC. {surroundings}",
            "",
            f"| | {' | '.join(soak.form.name for soak in soaks)} |",
            "|---" * (len(soaks) + 1) + "|",
            *(f"| {name} | {' | '.join(one.get(name, '–') for one in figures)} |" for name in names),
            "",
            "## Letters that came twice",
            "",
            "Below zero: a busy mail server still took over what the dead had handed to it.",
            "",
            "| Form | Seed | Killed | After the mail server had the letter |",
            "|---|---|---|---|",
            *(line for soak in soaks for line in _came_twice(soak)),
            "",
            "## What went wrong",
            "",
            *([f"- {one}" for soak in soaks for one in soak.amiss] or ["Nothing."]),
            "",
        ]
    )


def _came_twice(soak: Soak) -> Iterator[str]:
    for one in soak.rounds:
        for doubled in one.doubled:
            yield f"| {soak.form.name} | {one.seed} | {doubled.part} | {doubled.after * 1000:.0f} ms |"


def _what(kill: Kill) -> str:
    """`worker-2` is a worker; of a part of two processes, which of them."""
    return kind(kill.part) if kill.layer == "all" else f"{kind(kill.part)}, {kill.layer} process alone"
