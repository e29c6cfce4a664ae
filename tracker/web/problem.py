"""What went wrong, said the same way to a person (a page) and to a program (problem details, RFC 9457)."""

from functools import partial

import msgspec
from litestar import Response

from tracker.application.language import translate
from tracker.web.error_page import error_page
from tracker.web.in_thread import InThread
from tracker.web.site import WebRequest

PROGRAMS = ("/api/", "/health/", "/metrics")
"""Addresses that programs ask; all others are pages."""
MEDIA_TYPE = "application/problem+json"


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`detail` is one plain line; `field` names the input at fault. Indonesian, except to a browser whose reader chose
    another language."""

    title: str
    status: int
    detail: str
    type: str = "about:blank"
    field: str | None = None
    incident: str | None = None


def answer(
    request: WebRequest, problem: Problem, headers: dict[str, str] | None = None, *, access: bool = False
) -> Response[Problem] | Response[str]:
    """`access`: a page names who can let its reader do it."""
    problem = msgspec.structs.replace(
        problem, title=translate(problem.title), detail=translate(problem.detail)
    )
    headers = headers or {}
    if request.scope["path"].startswith(PROGRAMS):
        return Response(problem, status_code=problem.status, media_type=MEDIA_TYPE, headers=headers)
    return InThread(partial(_page, request, problem, headers, access), problem.status)


def _page(request: WebRequest, problem: Problem, headers: dict[str, str], access: bool) -> Response[str]:
    page = error_page(
        request,
        status=problem.status,
        title=problem.title,
        detail=problem.detail,
        incident=problem.incident,
        retry_after=headers.get("Retry-After"),
        access=access,
    )
    for name, value in headers.items():
        page.set_header(name, value)
    return page
