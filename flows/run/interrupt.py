"""Ctrl-C and SIGTERM end a command within seconds, whatever it waits for.

Raising an exception is not enough: it would wait for threads that wait for workers, and a query runs to its end first.
A night may be cut off at any moment without harm, so the process just writes down that it was stopped, and ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import wait

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_EXIT_CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}
_SHOW_CURSOR = "\x1b[?25h"
_LAST_WORDS_SECONDS = 5.0


@contextmanager
def stopping_at_once(give_up: Callable[[], None], seconds: float = _LAST_WORDS_SECONDS) -> Iterator[None]:
    """While the body runs, the two signals end this process and its children; ``give_up`` leaves a record first.

    It may take ``seconds``: when even writing down what happened takes longer, the process ends without it.

    Does nothing outside of the main thread, where no signal arrives.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    # The system writes the signal's number into the pipe at once; a handler in Python would have to wait its turn.
    earlier = {number: signal.signal(number, lambda *_: None) for number in _SIGNALS}
    earlier_pipe = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    watcher = threading.Thread(target=_wait_for_signal, args=(reading, give_up, seconds), daemon=True)
    watcher.start()
    # Ctrl-C reaches the whole group. From here on only the waiting thread takes it: processes that are started by the
    # others inherit the block, and a worker in the middle of its imports says nothing about it.
    # Python's tracker of semaphores lifts the block in the thread that starts it, so it is started before.
    resource_tracker.ensure_running()
    earlier_mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, earlier_mask)
        signal.set_wakeup_fd(earlier_pipe)
        for number, handler in earlier.items():
            signal.signal(number, handler)
        os.close(writing)
        # A signal that came before is obeyed, also when somebody else's handler made the body end.
        watcher.join()


def _wait_for_signal(reading: int, give_up: Callable[[], None], seconds: float) -> None:
    while arrived := os.read(reading, 1):
        if arrived[0] in _SIGNALS:
            _end(signal.Signals(arrived[0]), give_up, seconds)
    os.close(reading)


def _end(number: signal.Signals, give_up: Callable[[], None], seconds: float) -> None:
    deadline = threading.Timer(seconds, os._exit, (_EXIT_CODES[number],))
    deadline.daemon = True
    deadline.start()
    if sys.stderr.isatty():
        sys.stderr.write(_SHOW_CURSOR)
    print("stopped; what was published before is untouched", file=sys.stderr, flush=True)
    with suppress(Exception):
        give_up()
    kill_workers()
    os._exit(_EXIT_CODES[number])


def kill_workers() -> None:
    """End the worker processes of this process at once."""
    for worker in multiprocessing.active_children():
        worker.kill()


def follow_parent() -> None:
    """For worker processes: Ctrl-C is the parent's affair, and no worker outlives it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
