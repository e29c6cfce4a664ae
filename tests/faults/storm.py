"""What a round does to an office, drawn from its seed: what is agreed meanwhile, how slow the mail server is, who dies."""

from dataclasses import dataclass
from random import Random

from tests.faults.forms import Form, kind

LONG = 2.0
"""Seconds over which all of it is spread."""


@dataclass(frozen=True)
class Meeting:
    """Logged `after` seconds; an outcome for each name, in whose charge it is."""

    after: float
    in_charge: tuple[str, ...]


@dataclass(frozen=True)
class Blow:
    """SIGKILL to a part, `after` seconds from the round's beginning or from its first letter, and its start again.

    `layer`: `all` of its processes, the `outer` one alone, or the `inner` alone.
    """

    part: str
    layer: str
    amid_letters: bool
    after: float
    down: float


@dataclass(frozen=True)
class Storm:
    """`delay`: seconds in which the mail server takes a letter over; `silence`: until it says so."""

    seed: int
    meetings: tuple[Meeting, ...]
    delay: float
    silence: float
    blows: tuple[Blow, ...]


def draw(seed: int, form: Form, people: list[str]) -> Storm:
    """The same seed draws the same storm. Five seeds in a row hit every kind of part."""
    chance = Random(seed)
    return Storm(
        seed=seed,
        meetings=tuple(
            Meeting(chance.uniform(0, LONG / 2), tuple(chance.choices(people, k=chance.randint(3, 8))))
            for _ in range(3)
        ),
        delay=chance.uniform(0.02, 0.15),
        silence=chance.uniform(0.02, 0.15),
        blows=tuple(_blows(chance, form, seed)),
    )


def _blows(chance: Random, form: Form, seed: int) -> list[Blow]:
    if len(form.parts) == 1:
        (part,) = form.parts
        return [_blow(chance, form, part, amid_letters=amid) for amid in (False, True)]
    victims = [chance.choice(form.senders)]
    kinds = sorted({kind(part) for part in form.parts})
    for wanted in (kinds[seed % len(kinds)], None):
        left = [part for part in form.parts if part not in victims and wanted in {None, kind(part)}]
        victims.append(chance.choice(left))
    return [_blow(chance, form, part, amid_letters=True) for part in victims]


def _blow(chance: Random, form: Form, part: str, *, amid_letters: bool) -> Blow:
    return Blow(
        part=part,
        layer=chance.choice(("all", "outer", "inner")) if part == form.web else "all",
        amid_letters=amid_letters,
        after=chance.uniform(0, LONG if amid_letters else LONG / 2),
        down=chance.uniform(0, LONG / 2),
    )
