"""Over which channels a person is reminded, and what keeps a channel closed. That is never a failure: it is suppressed."""

from tracker.application.accounts import email_of
from tracker.application.recipients import Recipient
from tracker.application.tracker import Tracker
from tracker.domain.matter import Task
from tracker.domain.reminder import Because, Reason
from tracker.domain.role import Rank

EMAIL = "email"

CHANNELS = (EMAIL,)


def withheld(tracker: Tracker, recipient: Recipient, task: Task, channel: str) -> Reason | None:
    """Why this channel is not used for this recipient; None: it is."""
    if recipient.person_id is None:
        return None
    if in_recap(recipient):
        return Reason.RECAP
    if channel == EMAIL and recipient.absent:
        return Reason.ABSENT
    if channel == EMAIL and email_of(tracker, recipient.person_id) is None:
        return Reason.NO_ADDRESS
    return None


def in_recap(recipient: Recipient) -> bool:
    """What has risen to the Camat comes with the weekly recap, not one by one."""
    return recipient.because is Because.ESCALATION and recipient.rank is Rank.CAMAT
