"""The one next step of a follow-up for *this* reader: the page's big button.

Whoever has something to decide decides first; whoever carries it out goes on; nobody else is pushed: they read who is
waited for, and find the other steps folded below.
"""

from datetime import date

from tracker.application.actor import Actor
from tracker.application.deciders import Account
from tracker.domain.follow_up import FollowUp
from tracker.domain.follow_up_sharing import together
from tracker.domain.office import Office
from tracker.domain.role import Role
from tracker.domain.verification import workers
from tracker.web.steps import Step, is_mine, names_anew, steps

_DECISIONS = (Step.DECIDE, Step.DECIDE_EXTENSION, Step.VERIFY, Step.RETURN, Step.ASSIGN)
_WORK = (Step.START, Step.REPORT_DONE)
_WRITERS = frozenset({Role.STAF, Role.NOTULIS})


def next_step(actor: Actor, state: FollowUp, office: Office, account: Account, today: date) -> Step | None:
    """One of `steps`; None where this reader is not waited for."""
    offered = steps(actor, state, office, account, today)
    if Step.REASSIGN in offered and names_anew(actor, state, office, today):
        return Step.REASSIGN
    for step in _DECISIONS:
        if step in offered:
            return step
    if state.disowned_by is None and state.cannot_requested_by is None:
        if not carries_on(actor, state, office, today):
            return None
        return next((step for step in _WORK if step in offered), None)
    return None


def carries_on(actor: Actor, state: FollowUp, office: Office, today: date) -> bool:
    """Whether the reader writes its course down: whoever carries it out; for others the staff of its section and the note
    taker (DOMAIN section 5), and where nobody in charge has an account, the head of its section."""
    if is_mine(actor, state, office, today):
        return True
    if actor.role is Role.NOTULIS:
        return True
    own_section = actor.section is not None and actor.section == state.section
    if actor.role in _WRITERS:
        return own_section
    return own_section and not workers(office, together(state.in_charge, state.alongside), today)
