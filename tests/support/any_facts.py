"""Random years of an office: coordinations with outcomes in any state, on any day, of any field."""

from datetime import date

from hypothesis import strategies as st

from tracker.domain.counting import (
    CannotFollowUp,
    CoordinationFact,
    CountsFrom,
    Informational,
    OutcomeFact,
    Reading,
    Rule,
    Scope,
    reading,
)
from tracker.domain.evidence import EvidenceType
from tracker.domain.flag import Flag
from tracker.domain.follow_up import Status

FIRST, LAST = date(2022, 1, 1), date(2023, 6, 30)
SECTIONS = ("pmks", "trantibum", "pemerintahan")
KINDS = ("rapat_koordinasi", "fasilitasi", "monitoring")

days = st.dates(FIRST, LAST)
sections = st.sampled_from((None, *SECTIONS))
flags = st.frozensets(st.sampled_from(Flag), max_size=2)

outcomes = st.builds(
    OutcomeFact,
    section=sections,
    needs_follow_up=st.sampled_from([True, True, True, False]),
    status=st.sampled_from(Status),
    begun_on=st.none() | days,
    done_on=st.none() | days,
    due_on=st.none() | days,
    flags=flags,
)
"""Days and states in any combination, also such as no aggregate makes: a rule must not lean on what it cannot see."""

coordinations = st.builds(
    CoordinationFact,
    id=st.uuids(),
    held_on=days,
    kind=st.sampled_from(KINDS),
    section=sections,
    within_authority=st.booleans(),
    withdrawn=st.sampled_from([False, False, False, True]),
    evidence=st.frozensets(st.sampled_from(EvidenceType), max_size=2),
    outputs=st.frozensets(st.sampled_from(EvidenceType), max_size=2),
    outcomes=st.lists(outcomes, max_size=4).map(tuple),
    flags=flags,
)
years = st.lists(coordinations, max_size=8, unique_by=lambda fact: fact.id)

scopes = st.builds(
    Scope,
    sections=st.none() | st.frozensets(st.sampled_from(SECTIONS), min_size=1, max_size=2),
    kinds=st.none() | st.frozensets(st.sampled_from(KINDS), min_size=1),
    evidence=st.just(frozenset(EvidenceType)) | st.frozensets(st.sampled_from(EvidenceType), min_size=1),
)


def readings(*rules: Rule) -> st.SearchStrategy[Reading]:
    """Any reading of these rules; of every rule when none is named."""
    return st.builds(
        reading,
        st.sampled_from(rules or tuple(Rule)),
        st.sampled_from(CountsFrom),
        st.sampled_from(CannotFollowUp),
        st.sampled_from(Informational),
    )
