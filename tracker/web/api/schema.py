"""`/schema`: what the API takes and answers, as a page without script that can be read offline, and as OpenAPI."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from litestar import Request
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, OpenAPIRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

_METHODS = ("get", "post")


class Page(OpenAPIRenderPlugin):
    """The schema as plain HTML."""

    def __init__(self) -> None:
        super().__init__(path="/", favicon="", style="")
        self._template = Environment(
            loader=FileSystemLoader(Path(__file__).parent),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        ).get_template("schema.html")

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        return self._template.render(schema=openapi_schema, methods=_METHODS, kind=kind).encode()


def kind(schema: Mapping[str, Any]) -> str:
    """A type in a few words: `string (date)`, `array of X`, `A or B`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    for several in ("oneOf", "anyOf"):
        if several in schema:
            return " atau ".join(kind(one) for one in schema[several])
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    name = schema.get("type", "apa saja")
    if name == "array":
        return f"daftar {kind(schema.get('items', {}))}"
    if isinstance(name, list):
        name = " atau ".join(name)
    return f"{name} ({schema['format']})" if "format" in schema else str(name)


def openapi() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="API Tindak Lanjut",
        version="1",
        description="Galat dijawab sebagai problem details (RFC 9457). Kirim Idempotency-Key pada setiap penulisan.",
        path="/schema",
        render_plugins=[Page(), JsonRenderPlugin()],
        security=[{"token": []}],
        components=Components(
            security_schemes={"token": SecurityScheme(type="http", scheme="bearer", description="tl_…")}
        ),
    )
