"""A second user of the machine, for what one user must not do to another."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

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
