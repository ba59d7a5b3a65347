"""A Prefect server in a process of its own: it answers on a socket that it is given, and ends when its parent does.

Started by flows/run/prefect_server.py as ``python -m flows.run.server_process SOCKET [--scheduled]``. Its standard
input is a pipe that nobody writes to: it closes when the parent is gone, however the parent ended.
"""

from __future__ import annotations

import os
import socket
import sys
import threading


def main(descriptor: int, is_scheduled: bool) -> None:
    """Serve until asked to stop. Scheduled runs are started only when ``is_scheduled``."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    import uvicorn
    from prefect.server.api.server import create_app

    app = create_app(ephemeral=not is_scheduled, final=True)
    config = uvicorn.Config(app, log_level="error", lifespan="on", timeout_graceful_shutdown=3)
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=descriptor)])


def _end_with_parent() -> None:
    os.read(sys.stdin.fileno(), 1)
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), "--scheduled" in sys.argv)
