"""What is stated of an indicator: its definition of a year, who signed it, the targets, and how all that came about."""

from enum import StrEnum

import msgspec
from litestar import Response, get
from litestar.params import FromPath

from projections import states
from tracker.application.actor import Actor
from tracker.application.permissions import Action, may
from tracker.application.tracker import Tracker
from tracker.domain.conventions import Conventions
from tracker.domain.coordination import KIND_NAMES
from tracker.domain.counting import RULE_NAMES, Reading, Rule, can_pass_hundred
from tracker.domain.errors import Forbidden, NotFound
from tracker.domain.evidence import EVIDENCE_NAMES
from tracker.domain.identity import indicator_id
from tracker.domain.indicator import Edition, Indicator
from tracker.domain.indicator_decisions import QUARTERS, signing_capacity, target_field
from tracker.domain.percent import number_text
from tracker.domain.period import YEARS_AHEAD, period
from tracker.domain.phrase import say
from tracker.domain.reading_names import (
    CANNOT_MEANINGS,
    CANNOT_NAMES,
    COUNTS_FROM_MEANINGS,
    COUNTS_FROM_NAMES,
    INFORMATIONAL_MEANINGS,
    INFORMATIONAL_NAMES,
    PAST_HUNDRED,
    RULE_MEANINGS,
)
from tracker.web.forms import Form, query_form
from tracker.web.history import history, since
from tracker.web.page import TheActor, TheTracker, render
from tracker.web.pages.coordination import Posted
from tracker.web.pages.reading import Choice, Here, here
from tracker.web.quicker import name_the_quicker
from tracker.web.sentences_indicator import (
    BETTER_NAMES,
    CAPAIAN_FROM_NAMES,
    LABELS,
    ROUNDING_NAMES,
    value_text,
)
from tracker.web.sentences_office import ladder_text
from tracker.web.site import WebRequest

TEXTS = (
    "official_name",
    "label",
    "objective",
    "formula_numerator",
    "formula_denominator",
    "explanation",
    "unit",
    "responsible",
    "data_source",
    "document",
)
SURVEY = "survei"
SURVEY_MEANING = say("Bukan hitungan kegiatan: indeks dari jawaban responden.")
ALL, SOME = "semua", "pilih"
TARGET_PERIODS = (None, *QUARTERS)
_YEARS_BACK = 5
_WAIT_SECONDS = 0.3


class Step(StrEnum):
    """The last part of the address that the form is posted to."""

    REVISE = "ubah"
    ADOPT = "tetapkan"
    TARGET = "target"


class Meaning(msgspec.Struct, frozen=True):
    """One part of how it is counted: what it is called, what is chosen, and what that means in plain words."""

    label: str
    chosen: str
    means: str


class TargetRow(msgspec.Struct, frozen=True):
    label: str
    field: str
    text: str | None


@get("/indikator/{code:str}/definisi", include_in_schema=False, sync_to_thread=True)
def definition(
    request: WebRequest, tracker: TheTracker, actor: TheActor, code: FromPath[str]
) -> Response[str]:
    return draw(request, tracker, actor, code)


def draw(
    request: WebRequest,
    tracker: Tracker,
    actor: Actor,
    code: str,
    posted: tuple[Step, Form] | None = None,
    status: int = 200,
) -> Response[str]:
    """The page; after a form that was refused, with the form as typed. Raises NotFound."""
    stream = indicator_id(actor.office or "", code)
    version = posted[1].value("expected_version") if posted and status == 409 else ""
    recorded = tracker.store.history(stream)[int(version) :] if version else []
    if recorded:
        tracker.views.wait_for(recorded[-1].position, _WAIT_SECONDS)
    with tracker.views.connect() as connection:
        at = here(connection, tracker, actor)
        found = states.find(connection, stream, Indicator)
        if found is None:
            raise NotFound(say("Indikator “{code}” tidak dikenal di kecamatan ini.", code=code), "indicator")
        days = history(connection, at.office, [stream])
        meanwhile = tuple(since(connection, at.office, recorded))
        if posted is not None:
            name_the_quicker(posted[1], actor, recorded, meanwhile)
    state, newest = found
    asked = query_form(request)
    year = asked.whole("tahun", at.today.year)
    years = range(at.today.year + YEARS_AHEAD, at.today.year - _YEARS_BACK - 1, -1)
    year = year if year in years else at.today.year
    edition = state.for_year(year)
    offered = steps(actor, at)
    forms = {step: _fresh(tracker, state, edition, newest, year, step) for step in offered}
    if posted is not None:
        posted[1].values["expected_version"] = str(newest)
        if "request_id" in posted[1].errors:
            posted[1].values["request_id"] = str(tracker.new_id())
        forms[posted[0]] = posted[1]
    return render(
        request,
        "definisi.html",
        status_code=status,
        code=code,
        year=year,
        years=years,
        today=at.today,
        definition=edition,
        adoption=state.adopted(year),
        meanings=meanings(edition.reading),
        scope=[(LABELS[name], value_text(name, getattr(edition, name), at.office)) for name in _SCOPE],
        warning=PAST_HUNDRED if edition.rule is not None and can_pass_hundred(edition.rule) else None,
        better=BETTER_NAMES[edition.better],
        ladder=conventions_text(at.office.conventions_for(year)),
        targets=target_rows(state, year),
        targets_of={one: target_rows(state, one) for one in target_years(state)},
        days=days,
        offered=offered,
        forms=forms,
        posted=None if posted is None else Posted(posted[0], posted[1], meanwhile),
        choices=_choices(at),
        rule_meanings={str(rule): means for rule, means in RULE_MEANINGS.items()} | {SURVEY: SURVEY_MEANING},
    )


def steps(actor: Actor, at: Here) -> tuple[Step, ...]:
    """What this reader may do; the use cases decide again."""
    found = [Step.REVISE, Step.TARGET] if may(actor, Action.DEFINE, at.office.code) else []
    try:
        signing_capacity(at.office, actor.person_id, at.today)
    except Forbidden:
        return tuple(found)
    return (Step.ADOPT, *found)


def meanings(how: Reading | None) -> list[Meaning]:
    """Empty for a survey; a parameter that does not apply to the rule is left out."""
    if how is None:
        return []
    found = [Meaning(LABELS["rule"], RULE_NAMES[how.rule], RULE_MEANINGS[how.rule])]
    if how.counts_from is not None:
        means = COUNTS_FROM_MEANINGS[how.counts_from]
        found.append(Meaning(LABELS["counts_from"], COUNTS_FROM_NAMES[how.counts_from], means))
    if how.cannot_follow_up is not None:
        means = CANNOT_MEANINGS[how.cannot_follow_up]
        found.append(Meaning(LABELS["cannot_follow_up"], CANNOT_NAMES[how.cannot_follow_up], means))
    if how.informational is not None:
        means = INFORMATIONAL_MEANINGS[how.informational]
        found.append(Meaning(LABELS["informational"], INFORMATIONAL_NAMES[how.informational], means))
    return found


def conventions_text(found: Conventions) -> str:
    """How the office prints and judges a capaian, in one line."""
    return say(
        "Predikat capaian: {ladder}. {rounding}. {basis}.",
        ladder=ladder_text(found.ladder),
        rounding=ROUNDING_NAMES[found.rounding],
        basis=CAPAIAN_FROM_NAMES[found.capaian_from],
    )


def target_rows(state: Indicator, year: int) -> list[TargetRow]:
    rows = []
    for one in TARGET_PERIODS:
        value = state.target(year, one)
        text = None if value is None else number_text(value)
        rows.append(TargetRow(period(year, one).label, target_field(one), text))
    return rows


def target_years(state: Indicator) -> list[int]:
    return sorted({target.year for target in state.targets}, reverse=True)


_SCOPE = ("sections", "kinds", "evidence")


def _choices(at: Here) -> dict[str, list[Choice]]:
    """What each select and each group of boxes offers."""
    rules = [Choice(rule, name) for rule, name in RULE_NAMES.items()]
    return {
        "from_year": [
            Choice(str(one), str(one))
            for one in range(at.today.year + YEARS_AHEAD, at.today.year - _YEARS_BACK - 1, -1)
        ],
        "rule": [*rules, Choice(SURVEY, say("Nilai survei"))],
        "counts_from": [
            Choice(one, say("{name}: {means}", name=COUNTS_FROM_NAMES[one], means=means))
            for one, means in COUNTS_FROM_MEANINGS.items()
        ],
        "cannot_follow_up": [
            Choice(one, say("{name}: {means}", name=CANNOT_NAMES[one], means=means))
            for one, means in CANNOT_MEANINGS.items()
        ],
        "informational": [
            Choice(one, say("{name}: {means}", name=INFORMATIONAL_NAMES[one], means=means))
            for one, means in INFORMATIONAL_MEANINGS.items()
        ],
        "better": [Choice(one, name) for one, name in BETTER_NAMES.items()],
        "sections": [Choice(section.code, section.name) for section in at.office.sections.values()],
        "kinds": [Choice(code, name) for code, name in KIND_NAMES.items()],
        "evidence": [Choice(kind, name) for kind, name in EVIDENCE_NAMES.items()],
    }


def _fresh(tracker: Tracker, state: Indicator, edition: Edition, version: int, year: int, step: Step) -> Form:
    values = {"request_id": str(tracker.new_id()), "expected_version": str(version)}
    match step:
        case Step.REVISE:
            values |= {name: getattr(edition, name) or "" for name in TEXTS}
            values |= {
                "from_year": str(year),
                "number": str(edition.number or ""),
                "document_year": str(edition.document_year or ""),
                "better": edition.better,
                "is_goal_indicator": "ya" if edition.is_goal_indicator else "",
            }
            values |= _reading_values(edition) | _scope_values(edition)
        case Step.ADOPT:
            values |= {"from_year": str(year)} | _reading_values(edition)
        case Step.TARGET:
            values |= {"year": str(year)}
            values |= {row.field: row.text or "" for row in target_rows(state, year)}
    return Form(values)


def _reading_values(edition: Edition) -> dict[str, str]:
    rule: Rule | str = SURVEY if edition.rule is None else edition.rule
    return {
        "rule": rule,
        "counts_from": edition.counts_from or "",
        "cannot_follow_up": edition.cannot_follow_up or "",
        "informational": edition.informational or "",
    }


def _scope_values(edition: Edition) -> dict[str, str]:
    """A box for each section, kind and type of evidence: `sections.pmks`."""
    values = {
        "sections": ALL if edition.sections is None else SOME,
        "kinds": ALL if edition.kinds is None else SOME,
    }
    for name in _SCOPE:
        values |= {f"{name}.{code}": "ya" for code in getattr(edition, name) or ()}
    return values
