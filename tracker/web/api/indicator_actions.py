"""`POST /api/v1/indicators/{code}/…`: what is stated of an indicator, signed, and aimed at."""

from datetime import date
from decimal import Decimal

from litestar import post
from litestar.params import FromPath, JSONBody
from msgspec import UNSET, UnsetType

from tracker.application import indicators as use_cases
from tracker.application.command import Answer
from tracker.domain.achievement import Better
from tracker.domain.counting import CannotFollowUp, CountsFrom, Informational, Rule
from tracker.domain.evidence import EvidenceType
from tracker.domain.indicator import IndicatorRevised
from tracker.web.api.access import office_of
from tracker.web.api.write import Write, asked
from tracker.web.page import TheActor, TheTracker
from tracker.web.site import WebRequest


class ReviseBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Only what is given changes, from `from_year` on; a year that is over needs a `reason`.

    `rule` null: a survey; `sections`, `kinds` null: all; a parameter null: the rule's default; a text null: not stated
    in the document. `other_nature`: a survey is to become a share of coordinations, or the reverse.
    """

    office: str | None = None
    from_year: int
    other_nature: bool = False
    number: int | None | UnsetType = UNSET
    official_name: str | UnsetType = UNSET
    label: str | UnsetType = UNSET
    is_goal_indicator: bool | UnsetType = UNSET
    objective: str | None | UnsetType = UNSET
    formula_numerator: str | None | UnsetType = UNSET
    formula_denominator: str | None | UnsetType = UNSET
    explanation: str | None | UnsetType = UNSET
    unit: str | None | UnsetType = UNSET
    better: Better | UnsetType = UNSET
    responsible: str | None | UnsetType = UNSET
    data_source: str | None | UnsetType = UNSET
    document: str | UnsetType = UNSET
    document_year: int | None | UnsetType = UNSET
    rule: Rule | None | UnsetType = UNSET
    counts_from: CountsFrom | None | UnsetType = UNSET
    cannot_follow_up: CannotFollowUp | None | UnsetType = UNSET
    informational: Informational | None | UnsetType = UNSET
    sections: tuple[str, ...] | None | UnsetType = UNSET
    kinds: tuple[str, ...] | None | UnsetType = UNSET
    evidence: tuple[EvidenceType, ...] | UnsetType = UNSET

    @property
    def stated(self) -> IndicatorRevised:
        return IndicatorRevised(**{name: getattr(self, name) for name in IndicatorRevised.__struct_fields__})


class AdoptBody(ReviseBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is given beside the document changes with the same signature."""

    document_number: str
    document_date: date


class TargetBody(Write, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`period` left out: the year; else TW1…TW4. `target` null clears it. A year that is over needs a `reason`."""

    office: str | None = None
    year: int
    period: str | None = None
    target: Decimal | None


@post("/{code:str}/revise", sync_to_thread=True, status_code=200, summary="Ubah definisi mulai suatu tahun")
def revise(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    code: FromPath[str],
    data: JSONBody[ReviseBody],
) -> Answer:
    command = use_cases.Revise(
        office=office_of(actor, data.office), code=code, stated=data.stated, other_nature=data.other_nature
    )
    return use_cases.revise(tracker, actor, asked(request, data), command)


@post("/{code:str}/adopt", sync_to_thread=True, status_code=200, summary="Tetapkan definisi operasional")
def adopt(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    code: FromPath[str],
    data: JSONBody[AdoptBody],
) -> Answer:
    command = use_cases.Adopt(
        office=office_of(actor, data.office),
        code=code,
        stated=data.stated,
        document_number=data.document_number,
        document_date=data.document_date,
        other_nature=data.other_nature,
    )
    return use_cases.adopt(tracker, actor, asked(request, data), command)


@post("/{code:str}/set-target", sync_to_thread=True, status_code=200, summary="Tetapkan target")
def set_target(
    request: WebRequest,
    tracker: TheTracker,
    actor: TheActor,
    code: FromPath[str],
    data: JSONBody[TargetBody],
) -> Answer:
    target = use_cases.TargetStated(data.period, data.target)
    command = use_cases.SetTargets(
        office=office_of(actor, data.office), code=code, year=data.year, targets=(target,)
    )
    return use_cases.set_targets(tracker, actor, asked(request, data), command)
