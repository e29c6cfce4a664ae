"""`/api/v1/files`: files of evidence. First the file is sent, then its SHA-256 is named where it proves something."""

from collections.abc import AsyncIterator
from typing import Annotated

from litestar import Response, Router, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, QueryParameter, SkipValidation

from tracker.application.evidence_files import Upload, fetch, keep
from tracker.domain.errors import Refused
from tracker.domain.evidence_file import MAX_FILE, EvidenceFile, too_large
from tracker.web.api.parameters import refuse_unknown_parameters
from tracker.web.file_answer import UNCOMPRESSED, file_answer
from tracker.web.page import TheActor, TheTracker
from tracker.web.site import WebRequest

_FRAME = 64 * 1024
"""What a multipart body has around its file."""


async def _sent(request: WebRequest) -> AsyncIterator[Upload]:
    """The one file of a multipart form, or the whole body with its name in the address.

    Raises Refused.
    """
    kind, _, _ = request.headers.get("content-type", "").partition(";")
    if kind.strip().lower() != "multipart/form-data":
        name = request.query_params.get("name", "")
        yield Upload(name=name, content=await request.body(), declared=kind.strip().lower())
        return
    posted = await request.form()
    files = [value for _, value in posted.multi_items() if isinstance(value, UploadFile)]
    try:
        if len(files) != 1:
            raise Refused("Kirim tepat satu berkas, pada isian “file”.", "file")
        if files[0].file.seek(0, 2) > MAX_FILE:
            raise too_large(files[0].filename)
        await files[0].seek(0)
        yield Upload(name=files[0].filename, content=await files[0].read(), declared=files[0].content_type)
    finally:
        for file in files:
            await file.close()


@post(
    "/",
    status_code=201,
    sync_to_thread=True,
    summary="Unggah berkas bukti; jawabannya memuat SHA-256 untuk isian `file`",
    description="Isi: multipart/form-data dengan satu berkas pada isian `file`, atau berkas apa adanya dengan `?name=`."
    f" Paling besar {MAX_FILE // 1024**2} MB; mengirim isi yang sama dua kali menyimpannya sekali.",
    before_request=refuse_unknown_parameters,
    request_max_body_size=MAX_FILE + _FRAME,
    dependencies={"sent": Provide(_sent)},
)
def upload(
    tracker: TheTracker,
    actor: TheActor,
    sent: NamedDependency[SkipValidation[Upload]],
    name: Annotated[
        FromQuery[str], QueryParameter(description="nama berkas, bila isi dikirim apa adanya")
    ] = "",
) -> EvidenceFile:
    """Kept for the office of the sender; the same content twice is kept once."""
    try:
        return keep(tracker, actor, actor.office or "", sent)
    except Refused as error:
        raise type(error)(error.message, error.field and "file") from None


@get("/{sha256:str}", sync_to_thread=True, opt=UNCOMPRESSED, summary="Unduh berkas bukti")
def download(tracker: TheTracker, actor: TheActor, sha256: FromPath[str]) -> Response[bytes]:
    """Only what the log of the reader's own office names."""
    file, content = fetch(tracker, actor, sha256)
    return file_answer(file, content)


ROUTES = Router("/files", route_handlers=[upload, download])
