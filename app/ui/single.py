"""One running program for each data folder; a second start brings the first to the front."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.errors import WorldError

ANSWER_MS = 1000


class OneProgram(QObject):
    """Holds the data folder's lock; `called` comes when somebody starts Chairside again."""

    called = Signal()

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = "chairside-" + hashlib.sha256(str(data).encode()).hexdigest()[:16]
        self._data = data
        self._lock = QLockFile(str(data / "running.lock"))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def first(self) -> bool:
        """Whether this is the first program here; if not, the first one has been called.

        Raises a `WorldError` where the folder takes no lock at all.
        """
        if self._lock.tryLock(0):
            QLocalServer.removeServer(self._name)
            self._server.listen(self._name)
            return True
        if self._lock.error() != QLockFile.LockError.LockFailedError:
            raise WorldError(
                what="Chairside cannot start here.",
                why=f"The data folder {self._data} is read-only for this user.",
                do="Ask IT to give this user the right to write there. Nothing was changed.",
            )
        self._call_first()
        return False

    def _call_first(self) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(ANSWER_MS):
            socket.write(b"front\n")
            socket.waitForBytesWritten(ANSWER_MS)
            socket.disconnectFromServer()

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.called.emit()
