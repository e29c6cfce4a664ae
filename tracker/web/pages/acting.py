"""A posted step: read the form, carry it out, go on to the record; or show the page again with what is wrong."""

from collections.abc import Callable

from litestar import Response

from tracker.application.command import Answer, Asked
from tracker.domain.errors import Conflict, Forbidden, NotFound, Refused
from tracker.web.forms import Form
from tracker.web.page import redirect
from tracker.web.site import WebRequest

Carry = Callable[[Asked], Answer | None]
"""Carries the form's command out; None when a field could not be read."""
LOOK_AGAIN = "_tinjau"
"""The field by which a form that was carried through signing in asks only to be shown again, as typed: decision 29."""


def act(
    request: WebRequest,
    form: Form,
    carry: Carry,
    redraw: Callable[[int], Response[str]],
    *,
    path: Callable[[Answer], str],
    flash: str | Callable[[Answer], str],
) -> Response[str] | Response[None]:
    """Sees other after success; `flash` may depend on what was done. Raises NotFound where the record itself is missing."""
    try:
        asked = form.asked()
        if form.value(LOOK_AGAIN):
            form.errors[""] = "Sesi Anda berakhir sebelum isian ini terkirim. Periksa, lalu kirim."
            return redraw(409)
        answer = None if form.errors else carry(asked)
    except Refused as error:
        if isinstance(error, NotFound) and not error.field:
            raise
        form.refuse(error)
        return redraw(_status(error))
    if answer is None:
        return redraw(422)
    told = flash if isinstance(flash, str) else flash(answer)
    return redirect(request, path(answer), position=answer.position, flash=told, saved=asked.request_id)


def _status(error: Refused) -> int:
    if isinstance(error, Conflict):
        return 409
    return 403 if isinstance(error, Forbidden) else 422
