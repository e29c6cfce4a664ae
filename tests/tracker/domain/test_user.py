"""Accounts: their names, roles and end."""

import pytest

from tests.support.given import given
from tracker.domain.errors import Refused
from tracker.domain.follow_up import Withdrawn
from tracker.domain.role import Role
from tracker.domain.user import UserAdded, UserDisabled, UserRoleChanged, add, change_role, disable, evolve

ADDED = UserAdded(username="kasi.pmks", name="Ibu Sri", role=Role.KASI, office="35.09.31", section="pmks")


def added(username: str = "kasi.pmks", name: str = "Ibu Sri", section: str | None = "pmks") -> UserAdded:
    return add(
        username=username, name=name, role=Role.KASI, office="35.09.31", section=section, person_id=None
    )


def test_an_account_has_a_role_in_one_office() -> None:
    assert added(name=" Ibu Sri ") == ADDED


@pytest.mark.parametrize("username", ["", "ab", "Kasi", ".kasi", "kasi pmks", "a" * 65, "kasi\n"])
def test_a_username_is_short_and_plain(username: str) -> None:
    with pytest.raises(Refused) as refusal:
        added(username=username)
    assert refusal.value.field == "username"


@pytest.mark.parametrize("username", ["operator", "system"])
def test_no_account_has_the_name_under_which_the_log_knows_the_operator_or_the_product(username: str) -> None:
    with pytest.raises(Refused, match="dipakai sistem") as refusal:
        added(username=username)
    assert refusal.value.field == "username"


def test_a_kasi_has_a_section_and_everybody_a_name() -> None:
    with pytest.raises(Refused) as refusal:
        added(section=None)
    assert refusal.value.field == "section"
    with pytest.raises(Refused) as refusal:
        added(name=" ")
    assert refusal.value.field == "name"


def test_a_role_can_be_changed_until_the_account_is_disabled() -> None:
    changed = UserRoleChanged(role=Role.STAF, section=None)
    state = given(evolve, ADDED).when(lambda u: change_role(u, role=Role.STAF, section=None)).then(changed)
    assert (state.role, state.section) == (Role.STAF, None)
    given(evolve, ADDED).when(lambda u: change_role(u, role=Role.KASI, section=None)).refused(
        "bidang", "section"
    )
    given(evolve, ADDED, UserDisabled()).when(lambda u: change_role(u, role=Role.STAF, section=None)).refused(
        "dinonaktifkan", "username"
    )


def test_an_account_is_disabled_once() -> None:
    assert given(evolve, ADDED).when(disable).then(UserDisabled()).disabled
    given(evolve, ADDED, UserDisabled()).when(disable).refused("dinonaktifkan", "username")


def test_a_history_that_makes_no_sense_is_an_error() -> None:
    with pytest.raises(ValueError, match="before the user was added"):
        evolve(None, UserDisabled())
    with pytest.raises(ValueError, match="not an event of a user"):
        evolve(given(evolve, ADDED).state, Withdrawn())
