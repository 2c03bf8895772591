"""HTTP by the standard library: time limits, and further attempts where these are safe."""

from __future__ import annotations

import http.client
import json
import socket
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from ketstream import _errors

_AGAIN = frozenset({429, 503, 504})
_FIRST_PAUSE = 0.25
_LONGEST_PAUSE = 15.0


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body.

        :raises KetstreamError: when it is not JSON
        """
        try:
            return json.loads(self.body)
        except ValueError as e:
            raise _errors.KetstreamError(f"the service's answer is not JSON: {e}", self.status) from e

    @property
    def retry_after(self) -> float | None:
        """Seconds that the service asks to wait; a date, which no service of Ketstream gives, is left aside."""
        given = next((value for name, value in self.headers.items() if name.lower() == "retry-after"), "")
        return float(given) if given.isdecimal() else None


class _Unredirected(urllib.request.HTTPRedirectHandler):
    """An answer that points elsewhere is an error: a body would be lost on the way."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> None:
        return None


@dataclass(frozen=True)
class Service:
    """A service at its address.

    :param base: ``http://host:port``, with a path where there is one before ``/api``
    :param timeout: seconds without a sign of life after which an attempt is given up
    :param attempts: of a request that may be repeated
    """

    base: str
    timeout: float
    attempts: int

    def call(
        self,
        method: str,
        path: Sequence[str],
        *,
        query: Sequence[tuple[str, str]] = (),
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        repeatable: bool = True,
    ) -> Answer:
        """The answer, if its status is one of success.

        :param path: its segments after ``/api/v1``
        :param repeatable: whether the request may reach the service twice without harm
        :raises KetstreamError: for any other answer, and where there is none
        """
        request = self._request(method, path, query, body, headers or {})
        pause = _FIRST_PAUSE
        for left in reversed(range(self.attempts if repeatable else 1)):
            try:
                answer = self._attempt(request)
            except (OSError, http.client.HTTPException) as e:
                if not left:
                    raise _errors.Unavailable(f"{method} {request.full_url}: {_reason(e)}") from e
                asked = None
            else:
                if 200 <= answer.status < 300:
                    return answer
                if not left or answer.status not in _AGAIN:
                    raise _errors.of_answer(answer.status, answer.body)
                asked = answer.retry_after
            time.sleep(min(pause if asked is None else asked, _LONGEST_PAUSE))
            pause *= 2
        raise AssertionError("attempts is positive")

    def _request(
        self,
        method: str,
        path: Sequence[str],
        query: Sequence[tuple[str, str]],
        body: bytes | None,
        headers: Mapping[str, str],
    ) -> urllib.request.Request:
        address = "/".join([self.base, "api", "v1", *(urllib.parse.quote(segment, safe="") for segment in path)])
        if query:
            address += "?" + urllib.parse.urlencode(query)
        return urllib.request.Request(
            address, data=body, method=method, headers={"Accept": "application/json, application/problem+json", **headers}
        )

    def _attempt(self, request: urllib.request.Request) -> Answer:
        # An opener of one's own each time, as one that is kept can neither be pickled nor copied.
        opener = urllib.request.build_opener(_Unredirected)
        try:
            with opener.open(request, timeout=self.timeout) as response:
                return Answer(response.status, dict(response.headers), response.read())
        except urllib.error.HTTPError as e:
            with e:
                return Answer(e.code, dict(e.headers), e.read())


def service(base: str, timeout: float, attempts: int) -> Service:
    """
    :raises ValueError: for an address that is not one of HTTP, or numbers that are not positive
    """
    parts = urllib.parse.urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise ValueError(f"an address must be like http://localhost:8081, not {base!r}")
    if not timeout > 0:
        raise ValueError(f"timeout must be positive, not {timeout!r}")
    if attempts < 1:
        raise ValueError(f"attempts must be at least 1, not {attempts!r}")
    return Service(base.rstrip("/"), timeout, attempts)


def _reason(error: Exception) -> str:
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, (socket.timeout, TimeoutError)):
        return "no answer in time"
    return str(cause) or type(cause).__name__
