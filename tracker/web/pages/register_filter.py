"""What the register is narrowed by, as it stands in an address: read in one place by the page, its files and saved filters."""

from datetime import date
from urllib.parse import urlencode

from projections.register import Narrowed
from tracker.domain.coordination import KIND_NAMES, Status
from tracker.domain.office import Office
from tracker.domain.phrase import say
from tracker.web.forms import Form

FIRST = ("kata", "bidang", "status", "tahun")
MORE = ("jenis", "pj", "dari", "sampai", "lewat", "menunggu", "urut", "per")
FILTERS = (*FIRST, *MORE)
OLDEST_FIRST = "terlama"


def narrowed(form: Form, office: Office, today: date) -> Narrowed:
    """`today`: the day on which something is overdue. What cannot be read is an error of the form, and narrows nothing."""
    year = form.whole("tahun", 0)
    first, last = form.day("dari"), form.day("sampai")
    if first and last and last < first:
        form.errors["sampai"] = say("Hari terakhir tidak boleh sebelum hari pertama.")
    kind, code = form.in_charge("pj")
    return Narrowed(
        section=form.one_of("bidang", office.sections),
        status=form.member("status", Status),
        kind=form.one_of("jenis", KIND_NAMES),
        year=year if 2000 <= year <= 2100 else None,
        held_from=first,
        held_until=last,
        text=form.text("kata") or None,
        awaiting=form.ticked("menunggu"),
        in_charge=(kind, code) if kind and code else None,
        overdue_on=today if form.ticked("lewat") else None,
    )


def query_of(form: Form) -> str:
    """The same filters as an address has them, in one order; empty where nothing is narrowed."""
    return urlencode({name: form.value(name) for name in FILTERS if form.value(name)})
