"""Who changed a record while its form was being filled in: the reader is told, and sees what was changed."""

from collections.abc import Sequence

from tracker.application.actor import Actor
from tracker.application.language import _
from tracker.domain.phrase import both
from tracker.store.envelope import Recorded
from tracker.web.forms import Form
from tracker.web.sentences import Moment


def name_the_quicker(form: Form, actor: Actor, recorded: Sequence[Recorded], told: Sequence[Moment]) -> None:
    """Instead of the refusal that knows of no page: `told` are the `recorded` events, as the page shows them beneath."""
    if not recorded:
        return
    who = dict.fromkeys(
        _("Anda sendiri, di tempat lain") if one.context.actor == actor.username else moment.who
        for one, moment in zip(recorded, told, strict=True)
    )
    form.errors["expected_version"] = _(
        "Sementara Anda mengisi, catatan ini diubah oleh {who}.", who=both(*who)
    )
