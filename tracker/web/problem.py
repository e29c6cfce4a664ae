"""What went wrong, said the same way to a person (a page) and to a program (problem details, RFC 9457)."""

import msgspec
from litestar import Response

from tracker.application.language import translate
from tracker.web.page import render
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
    request: WebRequest, problem: Problem, headers: dict[str, str] | None = None
) -> Response[Problem] | Response[str]:
    problem = msgspec.structs.replace(
        problem, title=translate(problem.title), detail=translate(problem.detail)
    )
    if request.scope["path"].startswith(PROGRAMS):
        return Response(problem, status_code=problem.status, media_type=MEDIA_TYPE, headers=headers)
    page = render(
        request,
        "galat.html",
        status_code=problem.status,
        status=problem.status,
        title=problem.title,
        message=problem.detail,
        field=problem.field,
        incident=problem.incident,
    )
    for name, value in (headers or {}).items():
        page.set_header(name, value)
    return page
