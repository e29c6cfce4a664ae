"""A form that came when its session had ended: it is carried through signing in, so that nothing typed is lost.

It is believed only where one of our own pages, drawn for an account, sent it; it is offered to that account alone, and
nothing is sent until its author has read it and says so: decision 29. The server keeps none of it: the sign-in form
carries it, sealed. Files are too large for that, and are named so that they can be chosen again.
"""

import base64
import binascii
import hmac
import re
import zlib
from datetime import date, datetime, timedelta

import msgspec
from litestar import Response
from litestar.datastructures import FormMultiDict, UploadFile
from litestar.exceptions import HTTPException

from tracker.application.language import shown
from tracker.web import csrf
from tracker.web.page import render
from tracker.web.site import WebRequest, site_of

LIFE = timedelta(hours=12)
"""How long a sign-in page may stand open, with a form in it, before that is let go."""
MOST = 1024 * 1024
"""Bytes of typed text; more is not carried."""
MOST_SEALED = 200_000
"""Below what the sign-in takes as a whole (`app.MAX_BODY_BYTES`)."""
_TECHNICAL = frozenset({csrf.FIELD, "request_id", "expected_version", "do"})
_UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_CODE = re.compile(r"ya|\w+:\w+|[a-z]+(?:_[a-z]+)+|[0-9a-f-]{36}")
"""What stands for a choice, and was not typed."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


_SHOWN_AGAIN = re.compile(rf"/kegiatan/baru|/(?:kegiatan|tindak-lanjut)/{_UUID}/[a-z-]+")
"""The long forms, all of which `acting.act` takes: their own page shows them again, filled in. Others are read in a list."""


class Unsent(msgspec.Struct, frozen=True, array_like=True):
    """`path` is where it was sent to, `account` whose page it came from; `files` by field, the names that they had."""

    path: str
    account: str
    sent_at: int
    fields: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]

    @property
    def typed(self) -> tuple[str, ...]:
        """What its author is to recognise: every text of the form, once."""
        told = (" ".join(value.split()) for name, value in self.fields if name not in _TECHNICAL)
        return tuple(dict.fromkeys(_read(value) for value in told if value and not _CODE.fullmatch(value)))

    @property
    def is_shown_again(self) -> bool:
        """Whether its own page can show it, with nothing saved."""
        return _SHOWN_AGAIN.fullmatch(self.path) is not None

    @property
    def file_fields(self) -> dict[str, tuple[str, ...]]:
        fields: dict[str, tuple[str, ...]] = {}
        for name, file in self.files:
            fields[name] = (*fields.get(name, ()), file)
        return fields


def _read(value: str) -> str:
    """A day as a date field sends it is written out; everything else stays as it was typed."""
    try:
        return str(shown(date.fromisoformat(value))) if _DAY.fullmatch(value) else value
    except ValueError:
        return value


class UnsentForm(Exception):
    """It has the token of an earlier session, and its author is here again."""

    def __init__(self, unsent: Unsent) -> None:
        super().__init__()
        self.unsent = unsent


async def unsent_of(request: WebRequest) -> Unsent | None:
    """What this request would send; None where no page of ours drew it for anybody, or where it is too much."""
    form = await _form(request)
    site = site_of(request)
    account = None if form is None else csrf.author(site, form.get(csrf.FIELD), site.tracker.clock())
    return None if form is None or account is None else _collected(request, form, account)


async def check_by_address(request: WebRequest) -> None:
    """`csrf.check` for addresses that are a key themselves, where a browser may lose its cookie and keep the page.

    Whoever has the address may send by it, so that the question is put anew. Raises UnsentForm, FormExpired.
    """
    try:
        await csrf.check(request)
    except csrf.FormExpired:
        form = await _form(request)
        unsent = None if form is None else _collected(request, form, "")
        if unsent is None:
            raise
        raise UnsentForm(unsent) from None


async def _form(request: WebRequest) -> FormMultiDict | None:
    """None for what another site sent, and for what is no form at all: whoever reads it next says so."""
    if not csrf.from_here(request):
        return None
    try:
        return await request.form()
    except HTTPException:
        return None


def _collected(request: WebRequest, form: FormMultiDict, account: str) -> Unsent | None:
    items = list(form.multi_items())
    fields = tuple((name, value) for name, value in items if isinstance(value, str) and name != csrf.FIELD)
    if sum(len(name) + len(value) for name, value in fields) > MOST:
        return None
    files = tuple((name, value.filename) for name, value in items if isinstance(value, UploadFile))
    named = tuple((name, file) for name, file in files if file)
    now = int(site_of(request).tracker.clock().timestamp())
    return Unsent(request.scope["path"], account, now, fields, named)


def ask(request: WebRequest, unsent: Unsent, status_code: int = 200) -> Response[str]:
    """The page on which its author sends it, or lets it go."""
    return render(request, "kirim_lagi.html", status_code=status_code, unsent=unsent)


def seal(secret: bytes, unsent: Unsent) -> str:
    """Empty where it is too much to be carried."""
    packed = zlib.compress(msgspec.msgpack.encode(unsent))
    sealed = base64.urlsafe_b64encode(_tag(secret, packed) + packed).decode()
    return sealed if len(sealed) <= MOST_SEALED else ""


def unseal(secret: bytes, sealed: str, now: datetime) -> Unsent | None:
    """None for what we did not seal, and for what is too old. Nothing is unpacked before its seal is known to be ours."""
    try:
        given = base64.urlsafe_b64decode(sealed.encode("ascii"))
    except (UnicodeEncodeError, binascii.Error):
        return None
    tag, packed = given[:32], given[32:]
    if not hmac.compare_digest(tag, _tag(secret, packed)):
        return None
    unsent = msgspec.msgpack.decode(zlib.decompress(packed), type=Unsent)
    return unsent if now.timestamp() - unsent.sent_at <= LIFE.total_seconds() else None


def _tag(secret: bytes, packed: bytes) -> bytes:
    return hmac.digest(hmac.digest(secret, b"unsent form\0", "sha256"), packed, "sha256")
