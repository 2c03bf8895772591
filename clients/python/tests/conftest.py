from __future__ import annotations

from collections.abc import Iterator

import pytest
from services.server import Double

from ketstream import Client, _client


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test waits for is there at once."""
    monkeypatch.setattr(_client, "_FIRST_POLL", 0.001)
    monkeypatch.setattr(_client, "_LONGEST_POLL", 0.01)


@pytest.fixture
def double(monkeypatch: pytest.MonkeyPatch) -> Iterator[Double]:
    """Services whose addresses are the environment's."""
    with Double() as double:
        monkeypatch.setenv(_client.INGESTION, double.ingestion)
        monkeypatch.setenv(_client.RESULTS, double.results)
        yield double


@pytest.fixture
def client(double: Double) -> Client:
    return Client(double.ingestion, double.results)
