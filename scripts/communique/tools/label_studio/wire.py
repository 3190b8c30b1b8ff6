"""The line to a Label Studio server: requests past the SDK's models, and failures in one sentence.

No message holds headers, which carry a session's cookie, or what was wrong with data.
"""

import contextlib
from collections.abc import Iterator
from itertools import count
from typing import Any, Generic, TypeVar

import httpx
import msgspec
from label_studio_sdk import LabelStudio
from label_studio_sdk.core.api_error import ApiError
from label_studio_sdk.core.request_options import RequestOptions

from communique.tools.label_studio.place import (
    API_KEY,
    Connection,
    StudioError,
    StudioUsageError,
)

T = TypeVar("T")

TIMEOUT_S = 600
ONCE = RequestOptions(max_retries=0, timeout_in_seconds=TIMEOUT_S)
"""For all that creates: a lost answer to what succeeded would double it."""

PAGE = 1_000
LONGEST_DETAIL = 200


class Page(msgspec.Struct, Generic[T]):
    """A page of a list of tasks; `total` of all pages."""

    total: int
    tasks: list[T]


class Wire:
    """A server that is asked; `sdk` asks it with models, which is slow where there is much."""

    def __init__(self, connection: Connection) -> None:
        """Talk to the server at `connection`; nothing is asked yet.

        Raises:
            StudioUsageError: the token cannot be one.
        """
        if not (connection.api_key.isascii() and connection.api_key.isprintable()):
            raise StudioUsageError(f"{API_KEY} holds characters that no token has; copy it anew")
        self.url = connection.url
        self.sdk = LabelStudio(  # type: ignore[no-untyped-call]
            base_url=connection.url, api_key=connection.api_key, timeout=TIMEOUT_S
        )

    def pages(self, kind: type[Page[T]], project: int, **wanted: str) -> list[T]:
        """The tasks of a project as the data manager lists them, page by page."""
        found: list[T] = []
        for number in count(1):
            place = {"project": project, "page": number, "page_size": PAGE, "fields": "all"}
            page = msgspec.json.decode(
                self.ask("GET", "api/tasks/", params=place | wanted), type=kind
            )
            found += page.tasks
            if len(found) >= page.total or not page.tasks:
                break
        return found

    def post(self, path: str, body: object) -> bytes:
        """Send JSON, once."""
        kind = {"Content-Type": "application/json"}
        sent = msgspec.json.encode(body)
        return self.ask("POST", path, content=sent, headers=kind, request_options=ONCE)

    def ask(self, method: str, path: str, **more: Any) -> bytes:  # noqa: ANN401 - the SDK's own
        """What the server answers."""
        line = self.sdk._client_wrapper.httpx_client  # noqa: SLF001 - there is no other way in
        answer = line.request(path, method=method, **more)
        if not answer.is_success:
            raise ApiError(status_code=answer.status_code, body=_body(answer.content))
        return bytes(answer.content)

    @contextlib.contextmanager
    def asking(self, what: str) -> Iterator[None]:
        """Say in one sentence, without headers, what went wrong when the server was asked."""
        try:
            yield
        except ApiError as error:
            raise StudioError(self._told(what, error)) from None
        except httpx.TimeoutException:
            message = f"{self.url} did not give {what} within {TIMEOUT_S} s"
            raise StudioError(f"{message}; look at the server's log, then run again") from None
        except httpx.HTTPError as error:
            message = f"{self.url} does not answer, asked for {what} ({type(error).__name__})"
            hint = "start it (`communique studio up`) or check its address, then run again"
            raise StudioError(f"{message}; {hint}") from None
        except (httpx.InvalidURL, msgspec.ValidationError, ValueError) as error:
            message = f"{self.url} answers unlike Label Studio, asked for {what}"
            raise StudioError(f"{message}: {type(error).__name__}; check its address") from error

    def _told(self, what: str, error: ApiError) -> str:
        if error.status_code in {200, 404}:
            return f"{self.url} answers unlike Label Studio, asked for {what}; check its address"
        if error.status_code in {401, 403}:
            return (
                f"{self.url} does not accept the token (status {error.status_code}); "
                "take the access token of the account page as LABEL_STUDIO_API_KEY"
            )
        if error.status_code is not None and error.status_code >= 500:  # noqa: PLR2004
            return (
                f"{self.url} failed, asked for {what} (status {error.status_code}); "
                "look at the server's log, then run again"
            )
        return f"{self.url} refuses {what} (status {error.status_code}): {detail(error.body)}"


def detail(body: object) -> str:
    """What a server says in a refusal, in one short line.

    Of what was wrong with data it says nothing: it would repeat the data.
    """
    said = body.get("detail") if isinstance(body, dict) else None
    errors = body.get("validation_errors") if isinstance(body, dict) else None
    shown = errors.get("label_config") if isinstance(errors, dict) else None
    line = " ".join(str(shown or said or "no reason given").split())
    return line if len(line) <= LONGEST_DETAIL else f"{line[:LONGEST_DETAIL]}…"


def _body(content: bytes) -> object:
    try:
        return msgspec.json.decode(content)
    except msgspec.DecodeError:
        return None
