"""What an office may adopt as its reminder policy."""

from datetime import time
from typing import Any

import msgspec
import pytest

from tracker.domain.errors import Refused
from tracker.domain.reminder_policy import DEFAULT, Escalation, Policy, checked, warnings
from tracker.domain.role import Rank


def test_the_default_is_in_order_and_wise() -> None:
    assert checked(DEFAULT) == DEFAULT
    assert warnings(DEFAULT) == ()


def test_days_are_put_in_order_and_doubles_fall_away() -> None:
    found = checked(Policy(before=(1, 3, 3), after=(5, 1), escalation=DEFAULT.escalation[::-1]))
    assert (found.before, found.after, found.escalation) == ((3, 1), (1, 5), DEFAULT.escalation)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("before", {"before": (0,)}),
        ("after", {"after": tuple(range(1, 30))}),
        ("waiting", {"waiting": (61,)}),
        ("every", {"every": 0}),
        ("after", {"before": (), "on_due": False, "after": ()}),
        ("at", {"at": time(21)}),
        ("at", {"quiet_from": time(7), "quiet_until": time(8)}),
        ("quiet_until", {"quiet_from": time(7), "quiet_until": time(7)}),
        ("digest_weekday", {"digest_weekday": 5}),
        ("deadline_before", {"deadline_before": (-1,)}),
        ("most_items", {"most_items": 0}),
        ("escalation", {"escalation": (Escalation(Rank.STAF, 2),)}),
        ("escalation", {"escalation": (Escalation(Rank.KASI, 2), Escalation(Rank.KASI, 4))}),
        ("escalation", {"escalation": (Escalation(Rank.CAMAT, 2), Escalation(Rank.SEKCAM, 4))}),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(field: str, changes: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        checked(msgspec.structs.replace(DEFAULT, **changes))
    assert refused.value.field == field


def test_what_is_unwise_is_said() -> None:
    assert len(warnings(Policy(every=1))) == 1
    assert len(warnings(Policy(before=(), on_due=False))) == 1
    assert len(warnings(Policy(escalation=()))) == 1
