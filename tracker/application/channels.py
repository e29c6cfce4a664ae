"""Over which channels somebody is reminded, and what keeps a channel closed. That is never a failure: it is suppressed.

The Camat gets no single items by mail: what waits for a decision reaches the inbox at once, and the mail with the weekly
recap; what has risen to the Camat because it is late comes with the recap alone.
"""

from collections.abc import Sequence
from uuid import UUID

from projections import directory
from tracker.application.contacts import contact_of
from tracker.application.preferences import kind_of, switched_off
from tracker.application.recipients import Recipient
from tracker.application.tracker import Tracker
from tracker.domain.matter import Task
from tracker.domain.phrase import say
from tracker.domain.reminder import Because, Reason
from tracker.domain.role import Rank

INBOX = "inbox"
EMAIL = "email"

CHANNELS = (INBOX, EMAIL)

CHANNEL_NAMES = {INBOX: say("kotak masuk"), EMAIL: say("surel")}


def channels_for(recipient: Recipient) -> Sequence[str]:
    """A body has no inbox; where there is nobody to remind, one channel is enough to say so."""
    return (EMAIL,) if recipient.person_id is None or recipient.body is not None else CHANNELS


def withheld(tracker: Tracker, office: str, recipient: Recipient, task: Task, channel: str) -> Reason | None:
    """Why this channel is not used for this recipient; None: it is."""
    if recipient.person_id is None:
        return None
    if recipient.body is not None:
        return _from_body(tracker, recipient.person_id)
    if in_recap(recipient) or (channel != INBOX and recipient.rank is Rank.CAMAT and task is not Task.DIGEST):
        return Reason.RECAP
    if channel == INBOX:
        return None if has_account(tracker, office, recipient.person_id) else Reason.NO_ACCOUNT
    if recipient.absent:
        return Reason.ABSENT
    if (kind_of(recipient.because, task), channel) in switched_off(tracker, recipient.person_id):
        return Reason.PREFERENCE
    return None if contact_of(tracker, recipient.person_id).email else Reason.NO_ADDRESS


def in_recap(recipient: Recipient) -> bool:
    """What has risen to the Camat comes with the weekly recap, not one by one."""
    return recipient.because is Because.ESCALATION and recipient.rank is Rank.CAMAT


def _from_body(tracker: Tracker, body: UUID) -> Reason | None:
    found = contact_of(tracker, body)
    if not found.written_to:
        return Reason.NOT_SWITCHED_ON
    return None if found.email else Reason.NO_ADDRESS


def has_account(tracker: Tracker, office: str, person: UUID) -> bool:
    with tracker.views.connect() as connection:
        accounts = directory.accounts(connection, office)
    return any(user.person_id == person and not user.disabled for user in accounts)
