"""Errors → answers, in one place: whatever goes wrong below, the person or program gets one line and a 4xx or 503.

Only a defect of our own is a 500; it carries a number under which the log tells the rest.
"""

import logging
import re
from functools import partial
from http import HTTPStatus
from secrets import token_hex

from litestar import Response
from litestar.exceptions import HTTPException, ValidationException
from sqlalchemy.exc import DataError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from tracker.application.attempts import WINDOW, TooMany
from tracker.domain.errors import Conflict, Forbidden, NotFound, Refused
from tracker.domain.phrase import either, say
from tracker.store.errors import StoreBusy, StoreFull, StoreUnavailable
from tracker.store.files import FULL, FileAltered, FileMissing
from tracker.store.kept import refusal
from tracker.web.access_log import loggable
from tracker.web.csrf import SAFE_METHODS, FormExpired
from tracker.web.in_thread import InThread
from tracker.web.problem import Problem, answer
from tracker.web.signing_in import (
    SignInNeeded,
    StaleSignIn,
    sign_in_address,
    sign_in_again,
    sign_in_anew,
)
from tracker.web.site import WebRequest
from tracker.web.unsent import UnsentForm, ask

Answer = Response[Problem] | Response[str] | Response[None]

_log = logging.getLogger("tindaklanjut.web")

_TITLES = {
    400: say("Permintaan tidak dapat dibaca"),
    401: say("Belum masuk"),
    403: say("Tidak berwenang"),
    404: say("Tidak ditemukan"),
    405: say("Cara meminta tidak dikenal"),
    409: say("Bertentangan dengan yang tersimpan"),
    413: say("Kiriman terlalu besar"),
    415: say("Jenis isi tidak dikenal"),
    422: say("Isian belum dapat diterima"),
    429: say("Mohon tunggu sebentar"),
    500: say("Galat pada sistem"),
    503: say("Sedang tidak dapat dilayani"),
}
_DETAILS = {
    400: say("Permintaan ini tidak dapat dibaca; periksa isinya."),
    401: say("Sertakan token yang masih berlaku: Authorization: Bearer tl_…."),
    404: say("Halaman atau data itu tidak ditemukan."),
    405: say("Alamat ini tidak menerima cara meminta itu."),
    415: say("Kirim isi sebagai JSON (Content-Type: application/json)."),
}

_EXPIRED = say("Formulir ini sudah kedaluwarsa")
_SOON = say("Perubahan terakhir Anda sudah tersimpan dan sedang disiapkan; halaman ini dimuat ulang sendiri.")


def handle(request: WebRequest, error: Exception) -> Answer:
    """The exception handler of the whole application."""
    match error:
        case SignInNeeded():
            return _sign_in(request)
        case StaleSignIn():
            return sign_in_anew(request, error.sent)
        case UnsentForm():
            return InThread(partial(ask, request, error.unsent, 403), 403)
        case NotFound() if not error.field and getattr(request.state, "behind", False):
            # The reader's own last change is in the log, and in no read model yet: what it made seems not to exist.
            return answer(request, _problem(503, _SOON), {"Retry-After": "1", "Refresh": "1"})
        case NotFound() if not error.field:
            # What another office has and what nobody has are answered alike: neither tells that it exists.
            return answer(request, _problem(404, _DETAILS[404]))
        case TooMany():
            seconds = int(WINDOW.total_seconds())
            return answer(request, _problem(429, error.message), {"Retry-After": str(seconds)})
        case Refused():
            problem = _problem(_status(error), error.message, error.field or None)
            return answer(request, problem, access=isinstance(error, Forbidden))
        case ValidationException():
            field, message = _invalid(error)
            return answer(request, _problem(400, message, field))
        case RecursionError():  # JSON nested too deep for its reader
            return answer(request, _problem(400, _DETAILS[400]))
        case FormExpired():
            return answer(request, Problem(title=_EXPIRED, status=403, detail=error.detail))
        case HTTPException():
            return _of_http(request, error)
        case DataError():  # a value that the database cannot hold, such as NUL in a text on PostgreSQL
            return answer(request, _problem(400, _DETAILS[400]))
        case DBAPIError():
            return _unavailable(request, refusal(error))
        case StoreUnavailable() | PoolExhausted():
            return _unavailable(request, error)
        case OSError() if error.errno in FULL:  # no room for what is being uploaded
            return _unavailable(request, StoreFull())
        case FileMissing() | FileAltered():
            return _damaged(request, error)
        case _:
            incident = token_hex(4)
            _log.error(
                "incident %s at %s %s",
                incident,
                request.method,
                loggable(request.scope["path"]),
                exc_info=error,
            )
            request.state.actor = None
            detail = say(
                "Terjadi galat di luar dugaan. Sampaikan nomor {incident} kepada admin.", incident=incident
            )
            problem = Problem(title=_TITLES[500], status=500, detail=detail, incident=incident)
            return answer(request, problem)


def _sign_in(request: WebRequest) -> Answer:
    if request.scope["path"].startswith("/api/"):
        return answer(request, _problem(401, _DETAILS[401]), {"WWW-Authenticate": "Bearer"})
    unsent = getattr(request.state, "unsent", None)
    if unsent is not None:
        return sign_in_again(request, unsent)
    return Response(None, status_code=303, headers={"Location": sign_in_address(request)})


def _status(error: Refused) -> int:
    match error:
        case Forbidden():
            return 403
        case NotFound():
            return 404
        case Conflict():
            return 409
        case _:
            return 422


def _of_http(request: WebRequest, error: HTTPException) -> Answer:
    status = error.status_code
    detail = error.detail if status == 403 else _DETAILS.get(status, HTTPStatus(status).phrase)
    if status == 413:
        detail = say("Kiriman terlalu besar; paling besar {most}.", most=_most(request))
    headers = {name: value for name, value in (error.headers or {}).items() if name.lower() == "allow"}
    return answer(request, _problem(status, detail), headers)


def _most(request: WebRequest) -> str:
    """How large a sending may be at that address."""
    most = request.route_handler.resolve_request_max_body_size() or 0
    return f"{most // 1024**2} MB" if most >= 1024**2 else f"{most // 1024} KB"


def _damaged(request: WebRequest, error: FileMissing | FileAltered) -> Answer:
    """Neither the reader's fault nor to be passed over: the admin has to bring the true file back."""
    _log.error("evidence %s: %s", error.__class__.__name__, error)
    what = (
        say("Berkas ini tidak ada lagi di penyimpanan. Hubungi admin agar dipulihkan dari cadangan.")
        if isinstance(error, FileMissing)
        else say("Isi berkas tidak sama dengan sidik jarinya. Hubungi admin agar dipulihkan dari cadangan.")
    )
    return answer(request, _problem(500, what))


def _problem(status: int, detail: str, field: str | None = None) -> Problem:
    return Problem(
        title=_TITLES.get(status, HTTPStatus(status).phrase), status=status, detail=detail, field=field
    )


def _unavailable(request: WebRequest, error: Exception) -> Answer:
    _log.warning("store unavailable: %s", error.__class__.__name__)
    request.state.actor = None
    unsaved = "" if request.method in SAFE_METHODS else say(": belum tersimpan")
    match error:
        case StoreFull():
            detail = say("Penyimpanan di server penuh{unsaved}. Hubungi admin.", unsaved=unsaved)
        case StoreBusy():
            detail = say("Basis data sedang sibuk{unsaved}. Coba lagi beberapa saat lagi.", unsaved=unsaved)
        case _:
            detail = say(
                "Basis data sedang tidak dapat dihubungi{unsaved}. Coba lagi beberapa saat lagi.",
                unsaved=unsaved,
            )
    return answer(request, _problem(503, detail), {"Retry-After": "5"})


_QUOTED = re.compile(r"`([^`]+)`")
_INDEX = re.compile(r"\[(\d+)\]")
_LIMIT = re.compile(r"Expected `int` ([<>]=) (\d+)")
_AT_WORDS = {">=": say("paling kecil"), "<=": say("paling besar")}
_NO_FIELD = {"data", ""}


def _invalid(error: ValidationException) -> tuple[str | None, str]:
    """The first field at fault, and what msgspec says of it in Indonesian."""
    found = error.extra[0] if isinstance(error.extra, list) and error.extra else {}
    if not isinstance(found, dict):
        return None, _DETAILS[400]
    said = str(found.get("message", ""))
    field = _INDEX.sub(r".\1", str(found.get("key", "")).removeprefix("data."))
    named = _QUOTED.search(said)
    if named and "field `" in said:
        field = named[1] if field in _NO_FIELD else f"{field}.{named[1]}"
        unknown = "unknown" in said
        if unknown:
            return field, say("Isian “{field}” tidak dikenal.", field=field)
        return field, say("Isian “{field}” wajib diisi.", field=field)
    if field in _NO_FIELD:
        return None, say("Isi permintaan harus berupa objek JSON.")
    return field, say("Isian “{field}” tidak sesuai{wanted}.", field=field, wanted=_wanted(said))


def _wanted(said: str) -> str:
    expected = re.search(r"Expected `([^`]+)`", said)
    kind = expected[1] if expected else ""
    if "datetime" in said:
        return say(": saat ditulis 2022-01-31T16:59:59Z")
    if "RFC3339" in said or "ISO8601" in said or "date" in kind or "date" in said:
        return say(": tanggal ditulis 2022-01-31")
    limit = _LIMIT.search(said)
    if limit:
        return say(": {at} {limit}", at=_AT_WORDS[limit[1]], limit=limit[2])
    if "UUID" in said or "uuid" in kind:
        return say(": harus berupa UUID")
    if "enum" in said:
        return say(": bukan salah satu pilihan yang ada")
    words = {
        "int": say("bilangan bulat"),
        "bool": say("true atau false"),
        "str": say("teks"),
        "object": say("objek"),
        "array": say("daftar"),
    }
    names = [words[name.strip()] for name in kind.split("|") if name.strip() in words]
    return say(": harus berupa {names}", names=either(*names)) if names else ""
