"""Answers that are problem details."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    def __init__(self, status: int, kind: str, detail: str, field: str | None = None, retry_after: int | None = None):
        super().__init__(detail)
        self.status = status
        self.retry_after = retry_after
        self.problem: dict[str, Any] = {
            "type": f"urn:ketstream:problem:{kind}",
            "title": kind.replace("-", " ").capitalize(),
            "status": status,
            "detail": detail if field is None else f"{field} {detail}",
        }
        if field is not None:
            self.problem["errors"] = [{"field": field, "message": detail}]


def invalid(field: str, rule: str) -> Refused:
    return Refused(422, "invalid-request", rule, field)
