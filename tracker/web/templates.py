"""The templates: they lie beside the packages, in the checkout as in an installed product."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import tracker
from tracker.application.language import told
from tracker.domain.evidence_file import MAX_FILE
from tracker.web.evidence_form import ACCEPT, KIND_NOTES, MAX_REQUEST, ROWS
from tracker.web.format import FILTERS
from tracker.web.language import IN_LETTERS, in_html
from tracker.web.static_files import StaticFiles
from tracker.web.terms import term
from tracker.web.typed_names import TYPED_NAMES

FOLDER = Path(tracker.__file__).parents[1] / "templates"


def open_templates(static_files: StaticFiles) -> Environment:
    """A name that a template misspells is an error, not an empty place; what the product says, each page says in the
    reader's language."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=told,
    )
    environment.globals["static"] = static_files.address
    environment.globals["_"] = in_html
    environment.globals["term"] = term
    environment.globals |= {
        "evidence_accept": ACCEPT,
        "evidence_most": {"each": MAX_FILE, "together": MAX_REQUEST},
        "evidence_notes": KIND_NOTES,
        "evidence_rows": ROWS,
        "typed_names": TYPED_NAMES,
    }
    environment.filters.update(FILTERS | IN_LETTERS)
    return environment
