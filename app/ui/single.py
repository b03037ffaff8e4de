"""One running program for each data folder; a second start brings the first to the front."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.errors import WorldError
from app.exit_codes import ExitCode
from app.paths import refuse_anothers
from app.ui.lock import FileLock

ANSWER_MS = 3000
"""How long the first program has to answer; it may just be waiting for the disk."""

TRIES = 20
PAUSE_MS = 100
"""A first program that is starting up or closing cannot be called yet or any more: try again."""

HERE = b"here\n"
"""What the first program answers a second one."""


class NotAnswering(WorldError):
    """A program that runs holds the data folder, and is stopped or stuck."""

    status = ExitCode.NO_ANSWER

    def __init__(self, process: int | None) -> None:
        number = f" (process {process})" if process else ""
        super().__init__(
            what=f"Chairside is open already here{number}, but does not answer.",
            why="It may be busy, or it may be hung.",
            do="Find its window and wait a minute. If nothing changes, ask IT to end that process, "
            "then start Chairside again. Everything recorded is safe.",
        )


class OneProgram(QObject):
    """Holds the data folder's lock; `called` comes when somebody starts Chairside again."""

    called = Signal()

    def __init__(
        self, data: Path, parent: QObject | None = None, *, answer_ms: int = ANSWER_MS
    ) -> None:
        super().__init__(parent)
        self._name = "chairside-" + hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
        self._data = data
        self._file = data / "running.lock"
        self._lock = FileLock(self._file)
        self._answer_ms = answer_ms
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def first(self) -> bool:
        """Whether this is the first program here; if not, the first one came to the front.

        Raises a `WorldError` where the folder is another user's or takes no lock, and
        `NotAnswering` where the first program cannot be reached.
        """
        refuse_anothers(self._file)
        for _ in range(TRIES):
            if self._take():
                QLocalServer.removeServer(self._name)
                self._server.listen(self._name)
                return True
            socket = QLocalSocket()
            socket.connectToServer(self._name)
            if socket.waitForConnected(self._answer_ms):
                if socket.waitForReadyRead(self._answer_ms):
                    return False
                break
            QThread.msleep(PAUSE_MS)
        raise NotAnswering(self._lock.holder())

    def _take(self) -> bool:
        try:
            return self._lock.take()
        except OSError as error:
            read_only = error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)
            why = "is read-only for this user" if read_only else f"takes no lock: {error.strerror}"
            raise WorldError(
                what="Chairside cannot start here.",
                why=f"The data folder {self._data} {why}.",
                do="Ask IT to give this user the right to write there. Nothing was changed.",
            ) from error

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.write(HERE)
            socket.flush()
            self.called.emit()
