"""Fails a test that leaves a warning in the log, as pytest-qt fails one for a warning of Qt's."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _unexpected_log_records(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Any record of level WARNING or above must be expected, and what is expected must come.

    `@pytest.mark.expects_log("disk is full")` expects records whose text matches that pattern.
    """
    yield
    patterns = [text for mark in request.node.iter_markers("expects_log") for text in mark.args]
    logged = [
        f"{record.name}: {record.levelname}: {record.getMessage()}"
        for phase in ("setup", "call", "teardown")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    wrong = [
        f"unexpected in the log: {line}"
        for line in logged
        if not any(re.search(pattern, line) for pattern in patterns)
    ]
    wrong += [
        f"expected in the log, but not there: {pattern}"
        for pattern in patterns
        if not any(re.search(pattern, line) for line in logged)
    ]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)
