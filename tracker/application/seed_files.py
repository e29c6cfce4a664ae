"""The demo's seed files: per office what its IKU document says, and beside it what is invented around it."""

import tomllib
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Literal

import msgspec

from tracker.domain.counting import Rule
from tracker.domain.evidence import EvidenceType
from tracker.domain.minutes import Presence
from tracker.domain.office import Standing
from tracker.domain.role import Rank, Role
from tracker.domain.series import Rhythm

OFFICES = ("sumberjambe", "gucialit")


class _Seed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A slip in a seed file is an error, never silently left out."""


class ProfileSeed(_Seed, frozen=True, kw_only=True):
    document: str
    agency: str
    duty: str | None = None
    functions: tuple[str, ...] = ()
    goal: str | None = None
    goal_indicator: str | None = None
    year: int | None = None


class SectionSeed(_Seed, frozen=True, kw_only=True):
    code: str
    name: str
    kind: str = "seksi"


class PositionSeed(_Seed, frozen=True, kw_only=True):
    code: str
    title: str
    rank: Rank
    section: str | None = None


class IndicatorSeed(_Seed, frozen=True, kw_only=True):
    code: str
    number: int | None = None
    official_name: str
    label: str
    is_goal_indicator: bool = False
    objective: str | None = None
    formula_numerator: str | None = None
    formula_denominator: str | None = None
    explanation: str | None = None
    responsible: str | None = None
    data_source: str | None = None
    rule: Rule | None = None
    sections: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None


class OfficeSeed(_Seed, frozen=True, kw_only=True):
    code: str
    name: str
    regency: str
    zone: str
    profile: ProfileSeed
    sections: tuple[SectionSeed, ...]
    indicators: tuple[IndicatorSeed, ...]
    positions: tuple[PositionSeed, ...]
    bodies: dict[str, str]


class PersonSeed(_Seed, frozen=True, kw_only=True):
    """`username` with `role`: the person has an account."""

    key: str
    name: str
    position: str | None = None
    standing: Standing = Standing.DEFINITIF
    username: str | None = None
    role: Role | None = None
    section: str | None = None


class DocumentSeed(_Seed, frozen=True, kw_only=True):
    type: EvidenceType
    ago: int
    number: str = ""
    note: str = ""


class StepSeed(_Seed, frozen=True, kw_only=True):
    """`note` is also the text of a comment, or of an item of the checklist; `due_in` the day that is asked for."""

    do: Literal[
        "start",
        "report_progress",
        "report_done",
        "verify",
        "return",
        "cannot_follow_up",
        "decide_cannot_follow_up",
        "reopen",
        "request_extension",
        "decide_extension",
        "add_item",
        "tick_item",
        "comment",
    ]
    by: str
    ago: int = 0
    note: str = ""
    reason: str = ""
    evidence: EvidenceType | None = None
    accepted: bool = True
    due_in: int | None = None


class MinutesSeed(_Seed, frozen=True, kw_only=True):
    """Written and submitted by `by`; `attendance` by `position/code` or `body/code`. `ratified_by` None: they wait."""

    by: str
    points: tuple[str, ...]
    attendance: dict[str, Presence]
    ratified_by: str | None = None


class OutcomeSeed(_Seed, frozen=True, kw_only=True):
    """`in_charge` is `position/code` or `body/code`."""

    text: str
    needs_follow_up: bool = True
    in_charge: str | None = None
    due_in: int | None = None
    steps: tuple[StepSeed, ...] = ()


class EndingSeed(_Seed, frozen=True, kw_only=True):
    by: str
    reason: str
    days: int | None = msgspec.field(default=None, name="in")


class CoordinationSeed(_Seed, frozen=True, kw_only=True):
    """`key` names it for ever: renaming one would load it twice."""

    key: str
    by: str
    title: str
    kind: str = "rapat_koordinasi"
    section: str | None = None
    number: str | None = None
    organiser: str | None = None
    held_ago: int | None = None
    planned_in: int | None = None
    place: str = ""
    series: str | None = None
    chair: str = ""
    note_taker: str = ""
    within_authority: bool = True
    evidence: tuple[DocumentSeed, ...] = ()
    outputs: tuple[DocumentSeed, ...] = ()
    outcomes: tuple[OutcomeSeed, ...] = ()
    minutes: MinutesSeed | None = None
    withdraw: EndingSeed | None = None
    postpone: EndingSeed | None = None
    cancel: EndingSeed | None = None


class TargetSeed(_Seed, frozen=True, kw_only=True):
    """Of the year of loading, and of its four quarters."""

    indicator: str
    by: str
    year: Decimal
    quarters: tuple[Decimal, Decimal, Decimal, Decimal]


class AdoptionSeed(_Seed, frozen=True, kw_only=True):
    """From the year of loading on; the document is dated `ago` days before it."""

    indicator: str
    by: str
    document_number: str
    ago: int


class SurveySeed(_Seed, frozen=True, kw_only=True):
    """Either `file`, with its answers, or the finished value `ikm`. `{year}` in the name is the survey's year."""

    key: str
    by: str
    name: str
    years_ago: int = 0
    population: int | None = None
    file: str | None = None
    ikm: Decimal | None = None
    respondents: int = 0
    number: str = ""
    dated_ago: int = 0
    note: str = ""


class MandateSeed(_Seed, frozen=True, kw_only=True):
    """`person` decides a.n. the holder of `position`, from `ago` days before the day of loading to `until_in` after."""

    position: str
    person: str
    ago: int
    until_in: int
    basis: str


class SeriesSeed(_Seed, frozen=True, kw_only=True):
    code: str
    title: str
    section: str | None = None
    rhythm: Rhythm = Rhythm.BULANAN


class InventedSeed(_Seed, frozen=True, kw_only=True):
    held_since: date
    people: tuple[PersonSeed, ...]
    targets: tuple[TargetSeed, ...] = ()
    adoptions: tuple[AdoptionSeed, ...] = ()
    mandates: tuple[MandateSeed, ...] = ()
    series: tuple[SeriesSeed, ...] = ()
    coordinations: tuple[CoordinationSeed, ...]
    surveys: tuple[SurveySeed, ...] = ()


def office_seed(name: str) -> OfficeSeed:
    """What the document of the office says. Raises msgspec.ValidationError naming the slip."""
    return msgspec.convert(_toml(f"{name}.toml"), OfficeSeed)


def invented_seed(name: str) -> InventedSeed:
    """People, accounts and coordinations that do not exist. Raises msgspec.ValidationError naming the slip."""
    return msgspec.convert(_toml(f"{name}.invented.toml"), InventedSeed)


def _toml(name: str) -> dict[str, object]:
    return tomllib.loads((files("tracker") / "seeds" / name).read_text("utf-8"))
