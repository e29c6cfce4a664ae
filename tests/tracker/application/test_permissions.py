"""Who may do what: every role, every action, in the own office and in another."""

from uuid import UUID

import pytest

from tracker.application.actor import Actor, Bearer, operator
from tracker.application.permissions import Action, may, require
from tracker.domain.errors import Forbidden, NotFound
from tracker.domain.role import Role

OWN, OTHER = "35.09.31", "35.08.13"

OF_ALL = (
    "view log report report_done attach ask_extension disown verify decide ratify consent extend comment survey "
    "propose_freeze record_absence undo "
)
OF_LEADERS = OF_ALL + "set_contacts arrange withdraw assign reopen correct hand_over direct_survey "
RIGHTS = {
    Role.CAMAT: OF_LEADERS + "retry set_reminders audit",
    Role.SEKCAM: OF_LEADERS + "import define state_published set_calendar retry set_reminders audit",
    Role.KASI: OF_LEADERS,
    Role.KASUBBAG: OF_LEADERS + "import define state_published set_calendar",
    Role.NOTULIS: OF_ALL + "assign correct arrange",
    Role.STAF: OF_ALL,
    Role.AUDITOR: "view audit",
    Role.ADMIN: "view arrange hand_over import define state_published set_calendar record_absence retry manage set_contacts set_reminders audit",
}


def actor(role: Role) -> Actor:
    return Actor(username=role.value, name=role.value, via="web", role=role, office=OWN)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_has_these_rights_in_its_own_office_and_none_in_another(role: Role) -> None:
    assert {action.name.lower() for action in Action if may(actor(role), action, OWN)} == set(
        RIGHTS[role].split()
    )
    assert not [action for action in Action if may(actor(role), action, OTHER)]


def test_the_operator_decides_nothing_that_is_a_persons_in_office() -> None:
    refused = {action for action in Action if not may(operator(), action, OWN)}
    assert refused == {
        Action.VERIFY,
        Action.DECIDE,
        Action.EXTEND,
        Action.RATIFY,
        Action.CONSENT,
        Action.PROPOSE_FREEZE,
    }


@pytest.mark.parametrize("role", [None, *Role])
def test_whoever_came_by_a_link_has_the_rights_of_the_link_whatever_the_role(role: Role | None) -> None:
    by_link = Actor(
        username="x", name="X", via="tautan", role=role, office=OWN, bearer=Bearer(UUID(int=1), "kades")
    )
    assert {action for action in Action if may(by_link, action, OWN)} == {
        Action.REPORT_DONE,
        Action.ATTACH,
        Action.ASK_EXTENSION,
        Action.DISOWN,
        Action.UNDO,
    }
    assert not [action for action in Action if may(by_link, action, OTHER)]
    with pytest.raises(Forbidden, match="Tautan ini tidak membuka"):
        require(by_link, Action.VIEW, OWN)


def test_who_may_not_is_told_who_can_and_of_another_office_nothing() -> None:
    with pytest.raises(Forbidden, match=r"tidak berwenang menarik .* Yang berwenang: Camat, Sekretaris"):
        require(actor(Role.STAF), Action.WITHDRAW, OWN)
    with pytest.raises(NotFound, match="Tidak ditemukan di kecamatan Anda"):
        require(actor(Role.CAMAT), Action.VIEW, OTHER)
