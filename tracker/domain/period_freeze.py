"""Penetapan capaian: a period's figures, proposed by the Kasubbag Perencanaan and confirmed by the Camat.

A frozen figure never changes. It carries everything that it was made of (definition, cut-off, instant, log position,
counts), so that an inspector can make it again; what the record says later stands beside it as a difference.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar
from uuid import UUID

import msgspec

from tracker.domain.coordination import MAX_TITLE
from tracker.domain.counting import Reading, Scope
from tracker.domain.errors import Forbidden, Refused
from tracker.domain.event import Event
from tracker.domain.evidence import EvidenceType
from tracker.domain.office import Office, Position
from tracker.domain.percent import as_text, percentage
from tracker.domain.period import Period
from tracker.domain.period import period as reporting_period
from tracker.domain.phrase import say
from tracker.domain.role import Rank


class Quotient(msgspec.Struct, frozen=True):
    """A number kept exactly, as no decimal could: two thirds stay two thirds."""

    numerator: int
    denominator: int

    @property
    def value(self) -> Fraction:
        return Fraction(self.numerator, self.denominator)


def quotient(value: Fraction) -> Quotient:
    return Quotient(value.numerator, value.denominator)


class Balance(msgspec.Struct, frozen=True):
    """held = counted + informational + unproven + outside_authority (DOMAIN section 2, "Nothing can be hidden")."""

    held: int
    counted: int
    informational: int
    unproven: int
    outside_authority: int
    withdrawn: int
    not_due: int


class FrozenDefinition(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The operational definition under which the figure was made. `reading` None: a survey."""

    document: str
    adopted_on: date
    reading: Reading | None
    sections: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    evidence: tuple[EvidenceType, ...] = ()

    @property
    def scope(self) -> Scope:
        return Scope(
            None if self.sections is None else frozenset(self.sections),
            None if self.kinds is None else frozenset(self.kinds),
            frozenset(self.evidence),
        )


class FrozenFigure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`value` is a percentage or the index of `survey`, None for n/a. `achievement` is the capaian as printed, in per cent."""

    code: str
    official_name: str
    definition: FrozenDefinition
    numerator: int | None = None
    denominator: int | None = None
    value: Quotient | None = None
    survey: str | None = None
    respondents: int | None = None
    balance: Balance | None = None
    flags: dict[str, int] = {}
    target: Decimal | None = None
    achievement: Decimal | None = None
    predicate: str | None = None


class LeftOut(msgspec.Struct, frozen=True):
    """An indicator that this period does not freeze, and why: nobody can overlook it."""

    code: str
    official_name: str
    reason: str


class FreezeProposed(Event, frozen=True, kw_only=True):
    """`code` None: the whole year. `proposed_by` is the person behind the account `typed_by`."""

    TOPIC: ClassVar[str] = "period_freeze.proposed.1"
    office: str
    year: int
    code: str | None
    cumulative: bool
    cut_off: date
    as_of: datetime
    position: int
    figures: tuple[FrozenFigure, ...]
    left_out: tuple[LeftOut, ...] = ()
    typed_by: str
    proposed_by: UUID | None = None


class FreezeTakenBack(Event, frozen=True, kw_only=True):
    """Whoever proposed withdraws the proposal before the Camat decides; the reason stands in the context."""

    TOPIC: ClassVar[str] = "period_freeze.taken_back.1"


class FreezeReturned(Event, frozen=True, kw_only=True):
    """The Camat declines; the reason stands in the context."""

    TOPIC: ClassVar[str] = "period_freeze.returned.1"


class FreezeConfirmed(Event, frozen=True, kw_only=True):
    """`document` is the number of the decision or minutes, where the office writes one."""

    TOPIC: ClassVar[str] = "period_freeze.confirmed.1"
    confirmed_on: date
    confirmed_by: UUID
    document: str = ""


class FreezeReopened(Event, frozen=True, kw_only=True):
    """The figures count as not frozen from now on; the reason stands in the context."""

    TOPIC: ClassVar[str] = "period_freeze.reopened.1"


EVENTS: tuple[type[Event], ...] = (
    FreezeProposed,
    FreezeTakenBack,
    FreezeReturned,
    FreezeConfirmed,
    FreezeReopened,
)


class Stage(StrEnum):
    DIUSULKAN = "diusulkan"
    DITARIK = "ditarik_kembali"
    DIKEMBALIKAN = "dikembalikan"
    DITETAPKAN = "ditetapkan"
    DIBUKA = "dibuka_kembali"


STAGE_NAMES = {
    Stage.DIUSULKAN: say("Diusulkan"),
    Stage.DITARIK: say("Ditarik kembali"),
    Stage.DIKEMBALIKAN: say("Dikembalikan"),
    Stage.DITETAPKAN: say("Ditetapkan"),
    Stage.DIBUKA: say("Dibuka kembali"),
}


class PeriodFreeze(msgspec.Struct, frozen=True, kw_only=True):
    """`proposal` is the newest one; its figures are frozen only while the stage is *ditetapkan*."""

    stage: Stage
    proposal: FreezeProposed
    confirmation: FreezeConfirmed | None = None

    @property
    def office(self) -> str:
        return self.proposal.office

    @property
    def period(self) -> Period:
        return reporting_period(self.proposal.year, self.proposal.code, cumulative=self.proposal.cumulative)

    @property
    def name(self) -> str:
        """What lists of the office's periods are sorted by."""
        return f"{self.proposal.year} {self.proposal.code or ''} {int(self.proposal.cumulative)}"

    def frozen(self, code: str) -> FrozenFigure | None:
        """The indicator's frozen figure; None where it is not frozen."""
        if self.stage is not Stage.DITETAPKAN:
            return None
        return next((figure for figure in self.proposal.figures if figure.code == code), None)


def proposing(office: Office) -> tuple[Position, ...]:
    """Who proposes: the Kasubbag Perencanaan (DOMAIN section 5); any Kasubbag where no position is named so."""
    heads = tuple(one for one in office.positions.values() if one.rank is Rank.KASUBBAG)
    planners = tuple(one for one in heads if "perencanaan" in f"{one.code} {one.section or ''}")
    return planners or heads


def propose(
    state: PeriodFreeze | None,
    *,
    office: str,
    period: Period,
    cut_off: date,
    as_of: datetime,
    position: int,
    figures: tuple[FrozenFigure, ...],
    left_out: tuple[LeftOut, ...],
    typed_by: str,
    proposed_by: UUID | None,
    today: date,
) -> FreezeProposed:
    """Raises Refused: the period still runs, a figure stands above 100 %, there is nothing to freeze, or one is proposed.

    No cut-off before the period's end: what is frozen, n/a too, says something of the whole period.
    Above 100 the literal formula divides results by meetings (DOMAIN section 1, trap 1): the whole proposal waits
    until a rule is adopted that cannot.
    """
    if state is not None and state.stage is Stage.DITETAPKAN:
        raise Refused(
            say("Capaian {period} sudah ditetapkan; buka kembali dahulu.", period=period.label), "period"
        )
    if state is not None and state.stage is Stage.DIUSULKAN:
        raise Refused(
            say("Capaian {period} sudah diusulkan dan menunggu Camat.", period=period.label), "period"
        )
    if period.last >= today:
        raise Refused(
            say(
                "{period} belum berakhir; capaiannya dapat diusulkan mulai sehari sesudahnya.",
                period=period.label,
            ),
            "period",
        )
    if not period.last <= cut_off <= today:
        raise Refused(
            "Tanggal batas tindak lanjut harus antara akhir periode dan hari ini.",
            "cut_off",
        )
    above = [figure for figure in figures if _above_hundred(figure)]
    if above:
        names = "; ".join(f"{figure.official_name} ({as_text(_share(figure))})" for figure in above)
        raise Refused(say("Di atas 100 %, tidak dapat ditetapkan: {names}.", names=names), "figures")
    if not figures:
        raise Refused(_nothing(left_out), "figures")
    return FreezeProposed(
        office=office,
        year=period.year,
        code=period.code,
        cumulative=period.cumulative,
        cut_off=cut_off,
        as_of=as_of,
        position=position,
        figures=figures,
        left_out=left_out,
        typed_by=typed_by,
        proposed_by=proposed_by,
    )


def take_back(state: PeriodFreeze) -> FreezeTakenBack:
    _must_be(state, Stage.DIUSULKAN, say("Tidak ada usulan yang menunggu keputusan Camat."))
    return FreezeTakenBack()


def return_(state: PeriodFreeze) -> FreezeReturned:
    _must_be(state, Stage.DIUSULKAN, say("Tidak ada usulan yang menunggu keputusan Camat."))
    return FreezeReturned()


def confirm(
    state: PeriodFreeze,
    *,
    confirmed_by: UUID,
    username: str,
    document: str,
    today: date,
    adopted: Mapping[str, FrozenDefinition],
) -> FreezeConfirmed:
    """`adopted` are the definitions in force, by indicator: a figure is frozen only under the one it was made by.

    Raises Forbidden for whoever proposed it, as an account or as a person; Refused naming the indicator otherwise.
    """
    _must_be(state, Stage.DIUSULKAN, say("Tidak ada usulan yang menunggu keputusan Camat."))
    if username == state.proposal.typed_by or confirmed_by == state.proposal.proposed_by:
        raise Forbidden("Yang mengusulkan penetapan tidak dapat menetapkannya sendiri.")
    if len(document.strip()) > MAX_TITLE:
        raise Refused(say("Nomor keputusan paling panjang {most} huruf.", most=MAX_TITLE), "document")
    for figure in state.proposal.figures:
        if adopted.get(figure.code) != figure.definition:
            raise Refused(
                say(
                    "{official_name}: definisinya berubah sejak diusulkan; kembalikan usulan ini.",
                    official_name=figure.official_name,
                ),
                "figures",
            )
    return FreezeConfirmed(confirmed_on=today, confirmed_by=confirmed_by, document=document.strip())


def reopen(state: PeriodFreeze) -> FreezeReopened:
    _must_be(state, Stage.DITETAPKAN, say("Capaian periode ini belum ditetapkan."))
    return FreezeReopened()


def _must_be(state: PeriodFreeze, stage: Stage, otherwise: str) -> None:
    if state.stage is not stage:
        raise Refused(otherwise, "period")


def _share(figure: FrozenFigure) -> Fraction | None:
    if figure.numerator is None or figure.denominator is None:
        return None
    return percentage(figure.numerator, figure.denominator)


def _above_hundred(figure: FrozenFigure) -> bool:
    share = _share(figure)
    return share is not None and share > 100


def _nothing(left_out: tuple[LeftOut, ...]) -> str:
    if not left_out:
        return say("Kecamatan ini belum mempunyai indikator, jadi tidak ada yang dapat ditetapkan.")
    names = "; ".join(f"{one.official_name} ({one.reason})" for one in left_out)
    return say("Tidak ada yang dapat ditetapkan: {names}.", names=names)


def evolve(state: PeriodFreeze | None, event: Event) -> PeriodFreeze:
    match event:
        case FreezeProposed():
            return PeriodFreeze(stage=Stage.DIUSULKAN, proposal=event)
    if state is None:
        raise ValueError(f"{event.TOPIC} before the freeze was proposed")
    match event:
        case FreezeTakenBack():
            return msgspec.structs.replace(state, stage=Stage.DITARIK)
        case FreezeReturned():
            return msgspec.structs.replace(state, stage=Stage.DIKEMBALIKAN)
        case FreezeConfirmed():
            return msgspec.structs.replace(state, stage=Stage.DITETAPKAN, confirmation=event)
        case FreezeReopened():
            return msgspec.structs.replace(state, stage=Stage.DIBUKA, confirmation=None)
        case _:
            raise ValueError(f"{event.TOPIC} is not an event of a period freeze")
