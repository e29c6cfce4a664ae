"""SQLite and one process: killed and started again, whenever. `make soak` is the same with more rounds."""

from collections.abc import Iterator
from random import randrange

import pytest

from tests.faults.campaign import Campaign
from tests.faults.forms import EMBEDDED
from tests.faults.installation import installed

ROUNDS = 5
FIRST_SEED = randrange(1_000_000)


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Campaign]:
    with installed(EMBEDDED, tmp_path_factory.mktemp("embedded")) as installation:
        yield Campaign(installation)


@pytest.mark.parametrize("nth", range(ROUNDS))
def test_each_reminder_is_delivered_once_in_effect_whenever_it_is_killed(
    campaign: Campaign, nth: int
) -> None:
    campaign.round(FIRST_SEED + nth)


def test_three_days_without_power_are_caught_up_with_one_message_for_each_person(campaign: Campaign) -> None:
    campaign.catch_up_after(days=3)
