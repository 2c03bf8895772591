"""Whether requests and answers are what docs/openapi says: fields that are not described are wrong, too."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

_DOCUMENTS = Path(__file__).parents[4] / "docs" / "openapi"
_JSON = ("application/json", "application/problem+json")


class Undocumented(AssertionError):
    """A request or an answer that the service's description does not have."""


class Contract:
    """A service's OpenAPI description.

    :param service: as its document is named
    """

    def __init__(self, service: str) -> None:
        self._document = json.loads((_DOCUMENTS / f"{service}.json").read_text())
        for schema in self._document["components"]["schemas"].values():
            if "properties" in schema:
                schema.setdefault("additionalProperties", False)

    def check_request(self, method: str, path: str, query: Sequence[tuple[str, str]], media: str, body: bytes) -> None:
        """:param body: unpacked"""
        operation = self._operation(method, path)
        known = [parameter["name"] for parameter in operation.get("parameters", ()) if parameter["in"] == "query"]
        if unknown := [name for name, _ in query if name not in known]:
            raise Undocumented(f"{method} {path}: there are no parameters {unknown}")
        if body:
            content = operation["requestBody"]["content"]
            if media not in content:
                raise Undocumented(f"{method} {path}: takes {list(content)}, not {media}")
            if media in _JSON:
                self._check(f"{method} {path}", content[media]["schema"], json.loads(body))

    def check_answer(self, method: str, path: str, status: int, answer: Any) -> None:
        responses = self._operation(method, path)["responses"]
        content = responses.get(str(status), responses["default"])["content"]
        if isinstance(answer, bytes):
            if "application/octet-stream" not in content:
                raise Undocumented(f"{status} of {method} {path} is no file")
            return
        media = next(media for media in _JSON if media in content)
        self._check(f"{status} of {method} {path}", content[media]["schema"], answer)

    def _operation(self, method: str, path: str) -> dict[str, Any]:
        for template, operations in self._document["paths"].items():
            if _matches(template, path) and method.lower() in operations:
                operation: dict[str, Any] = operations[method.lower()]
                return operation
        raise Undocumented(f"there is no {method} {path}")

    def _check(self, what: str, schema: dict[str, Any], value: Any) -> None:
        validator = Draft202012Validator({**schema, "components": self._document["components"]})
        error = best_match(validator.iter_errors(value))
        if error is not None:
            raise Undocumented(f"{what}: {error.json_path}: {error.message}")


def _matches(template: str, path: str) -> bool:
    return re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path) is not None


@cache
def of(service: str) -> Contract:
    return Contract(service)
