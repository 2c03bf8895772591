from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from services.server import Double

from ketstream import Client, _client


# Of a running stack, before a test has others.
STACK = os.environ.get(_client.INGESTION), os.environ.get(_client.RESULTS)


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
def stack(monkeypatch: pytest.MonkeyPatch) -> Client:
    """The services that KETSTREAM_INGESTION and KETSTREAM_RESULTS name."""
    ingestion, results = STACK
    if not ingestion or not results:
        pytest.skip("needs a running stack: KETSTREAM_INGESTION and KETSTREAM_RESULTS are not set")
    monkeypatch.setenv(_client.INGESTION, ingestion)
    monkeypatch.setenv(_client.RESULTS, results)
    return Client()


@pytest.fixture(params=["double", "stack"])
def services(request: pytest.FixtureRequest) -> str:
    """The double, then a running stack, as the environment's."""
    made = request.getfixturevalue(request.param)
    if isinstance(made, Double):
        made.services.stages = ()
    return str(request.param)


@pytest.fixture
def client(double: Double) -> Client:
    return Client(double.ingestion, double.results)
