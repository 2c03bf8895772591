"""What a service refuses, what a run ends with, and what does not answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

_SHOWN = 200


class FieldError(NamedTuple):
    """A field that was refused, as ``problem.features[1]``, and what is permitted."""

    field: str
    message: str


class KetstreamError(Exception):
    """A request that was not answered as it should be: the fields of the service's problem detail (RFC 9457).

    ``status`` is ``None`` where there was no answer.
    """

    def __init__(
        self,
        detail: str,
        status: int | None = None,
        type: str | None = None,
        title: str | None = None,
        errors: tuple[FieldError, ...] = (),
        instance: str | None = None,
    ) -> None:
        # All of them are the exception's arguments, so that it can be pickled.
        super().__init__(detail, status, type, title, errors, instance)
        self.detail = detail
        self.status = status
        self.type = type
        self.title = title
        self.errors = errors
        self.instance = instance

    def __str__(self) -> str:
        named = [f"{error.field} {error.message}" for error in self.errors if error.message not in self.detail]
        text = "; ".join([self.detail, *named])
        return text if self.status is None else f"{text} ({self.status})"


class InvalidRequest(KetstreamError, ValueError):
    """A value that the service refuses (400, 413, 422): ``errors`` names the fields."""


class NotFound(KetstreamError, LookupError):
    """There is no such thing (404)."""


class Conflict(KetstreamError):
    """It is not in the state for this, or the Idempotency-Key was used for something else (409)."""


class Unavailable(KetstreamError):
    """No answer, or 429, 503 or 504, even after all attempts: the same request may succeed later."""


class RunFailed(KetstreamError):
    """A run ended without a result: ``code`` and ``message`` are the service's, ``CANCELLED`` of a cancelled run."""

    def __init__(self, run_id: str, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.args = (run_id, code, message)
        self.run_id = run_id
        self.code = code
        self.message = message


class RunUnfinished(KetstreamError, TimeoutError):
    """A run had not ended in the time that was given. It goes on: wait for ``run_id`` again, or cancel it."""

    def __init__(self, run_id: str, status: str, seconds: float) -> None:
        super().__init__(f"run {run_id} is {status} after {seconds:g} s")
        self.args = (run_id, status, seconds)
        self.run_id = run_id
        self.run_status = status
        self.seconds = seconds


_KINDS: dict[int, type[KetstreamError]] = {
    400: InvalidRequest,
    404: NotFound,
    409: Conflict,
    413: InvalidRequest,
    422: InvalidRequest,
    429: Unavailable,
    503: Unavailable,
    504: Unavailable,
}


def of_answer(status: int, body: bytes) -> KetstreamError:
    """The error that an answer stands for, whether or not its body is a problem detail."""
    problem = _problem(body)
    kind = _KINDS.get(status, KetstreamError)
    if problem is None:
        text = body.decode("utf-8", "replace").strip()[:_SHOWN]
        return kind(text or f"the service answered with status {status}", status)
    return kind(
        str(problem.get("detail") or problem.get("title") or f"the service answered with status {status}"),
        status,
        _text(problem.get("type")),
        _text(problem.get("title")),
        _fields(problem.get("errors")),
        _text(problem.get("instance")),
    )


def _problem(body: bytes) -> Mapping[str, Any] | None:
    try:
        parsed = json.loads(body)
    except ValueError:
        return None
    return parsed if isinstance(parsed, dict) else None


def _fields(errors: object) -> tuple[FieldError, ...]:
    if not isinstance(errors, list):
        return ()
    return tuple(
        FieldError(str(error.get("field", "")), str(error.get("message", "")))
        for error in errors
        if isinstance(error, dict)
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
