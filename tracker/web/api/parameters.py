"""A misspelt query parameter is refused: to ignore it would be to answer another question than the one asked."""

import re

from litestar.openapi.spec import Operation, Parameter

from tracker.domain.errors import Refused
from tracker.domain.phrase import say
from tracker.web.site import WebRequest

_CONVERTER = re.compile(r":\w+}")


def refuse_unknown_parameters(request: WebRequest) -> None:
    """What the address takes is what the schema says that it takes. Raises Refused naming the parameter."""
    if not request.query_params:
        return
    known = _known(request)
    for name in request.query_params:
        if name not in known:
            takes = ", ".join(known) or "tidak ada"
            raise Refused(
                say(
                    "Parameter “{name}” tidak dikenal di alamat ini; yang ada: {takes}.",
                    name=name[:64],
                    takes=takes,
                ),
                name[:64],
            )


def _known(request: WebRequest) -> list[str]:
    path = _CONVERTER.sub("}", request.scope["path_template"])
    item = (request.app.openapi_schema.paths or {}).get(path)
    operation: Operation | None = getattr(item, request.method.lower(), None)
    if operation is None:
        return []
    return [
        parameter.name
        for parameter in operation.parameters or []
        if isinstance(parameter, Parameter) and parameter.param_in == "query"
    ]
