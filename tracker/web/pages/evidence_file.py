"""A file of evidence, for whoever may read the records that it proves."""

from litestar import Response, get
from litestar.params import FromPath

from tracker.application.evidence_files import fetch
from tracker.web.file_answer import UNCOMPRESSED, file_answer
from tracker.web.page import TheActor, TheTracker
from tracker.web.site import WebRequest


@get("/bukti/{sha256:str}", include_in_schema=False, sync_to_thread=True, opt=UNCOMPRESSED)
def evidence_file(
    request: WebRequest, tracker: TheTracker, actor: TheActor, sha256: FromPath[str]
) -> Response[bytes]:
    """As a download; an image also in the browser (`?lihat=1`). Raises NotFound."""
    file, content = fetch(tracker, actor, sha256)
    return file_answer(file, content, shown="lihat" in request.query_params)
