"""What every test shares: no unexpected log line, and a second user of the machine."""

from __future__ import annotations

import logging
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

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


NOBODY = 65534


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that another user could reach, were it theirs; pytest's own folders are not."""
    folder = Path(tempfile.mkdtemp(prefix="chairside-"))
    folder.chmod(0o755)
    yield folder
    for place in (folder, *folder.rglob("*")):
        place.chmod(0o700)
    shutil.rmtree(folder)


@pytest.fixture
def ordinary_user(shared: Path) -> Callable[[], AbstractContextManager[None]]:
    """Be a user whom file permissions bind. Root is not bound, so it becomes nobody for a while."""
    if os.name != "posix":
        pytest.skip("file permissions are POSIX's")

    @contextmanager
    def become() -> Iterator[None]:
        if os.geteuid() != 0:
            yield
            return
        for place in (shared, *shared.rglob("*")):
            os.chown(place, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        try:
            yield
        finally:
            os.seteuid(0)

    return become
