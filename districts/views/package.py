"""A publication as one file for analysts: data, codebook, description, how to cite."""

from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.exports import tidy
from districts.exports.conditional import ASK_AGAIN, FOR_EVER, State, answer_if_changed
from districts.exports.names import file_name
from districts.exports.package import FORMAT, write_package
from districts.queries.editions import Address, Edition
from districts.views.addresses import page_url
from districts.views.editions import edition_of
from districts.views.errors import BadChoiceError, Option, says_what_there_is

KEPT_IN_MEMORY = 2_000_000  # bytes; a larger package waits on disk until it is sent


def package_url(address: Address) -> str:
    """The zip of a publication."""
    return page_url("package", address)


@require_safe
@says_what_there_is
def package(request: HttpRequest, slug: str, year: int, revision: int | None = None) -> HttpResponse:
    """The data package of one publication; the same bytes whoever asks, in whatever language."""
    edition = edition_of(request, slug, year, revision)
    _refuse_filters(request, edition)
    state = State(
        (edition.digest, f"package {FORMAT}", f"rows {tidy.FORMAT}"),
        edition.published_at,
        ASK_AGAIN if revision is None else FOR_EVER,
    )
    return answer_if_changed(request, state, lambda: _package(edition, empty=request.method == "HEAD"))


def _refuse_filters(request: HttpRequest, edition: Edition) -> None:
    """Whoever filters would take what comes for a part."""
    unknown = sorted(set(request.GET) - {"group", "basis"})
    if unknown:
        message = _("The package holds the whole publication: it cannot be chosen from by “%(name)s”.")
        raise BadChoiceError(message % {"name": unknown[0]}, [Option("package.zip", package_url(edition.address))])


def _package(edition: Edition, *, empty: bool) -> HttpResponse:
    """The zip; nothing of it is made for those who ask only whether it is there."""
    response = StreamingHttpResponse(()) if empty else FileResponse(_file(edition))
    response.headers["Content-Type"] = "application/zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(edition)}.zip"'
    return cast(HttpResponse, response)


def _file(edition: Edition) -> BinaryIO:
    file = cast(BinaryIO, SpooledTemporaryFile(max_size=KEPT_IN_MEMORY))  # noqa: SIM115 # the response closes it
    write_package(file, edition.id)
    file.seek(0)
    return file
