"""Tell somebody that a night failed: a command or a web address, as NEWSLEDGER_ON_FAILURE says.

Telling may fail too. That is one line on standard error and never more: the night's own failure is the news.
"""

from __future__ import annotations

import json
import logging
import os
import shlex
import signal
import subprocess
import sys
import threading
from pathlib import Path

from flows.settings import Settings, is_web_address
from warehouse.legible import legible
from warehouse.masking import mask_secrets


def tell_failure(settings: Settings, run_id: str | None, stage: str | None, line: str, report: Path | None) -> bool:
    """Tell of a failed night, if the settings name whom; True if somebody was told.

    ``stage`` is None for a night that failed before its first stage; ``report`` is left out when there is no such file.
    """
    target = settings.on_failure.get_secret_value().strip() if settings.on_failure else ""
    if not target:
        return False
    news = _news(settings, run_id, stage, line, report)
    send = _post if is_web_address(target) else _run_command
    try:
        send(target, news, settings.on_failure_seconds)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong here must not hide why the night failed
        # The message may repeat the address, which is a secret.
        why = str(error) if isinstance(error, _NotToldError) else type(error).__name__
        print(f"NEWSLEDGER_ON_FAILURE was not told: {why}; check the setting", file=sys.stderr)
        return False
    return True


class _NotToldError(Exception):
    """Nobody was told; the message says why without naming whom."""


def _news(
    settings: Settings, run_id: str | None, stage: str | None, line: str, report: Path | None
) -> dict[str, str | None]:
    """What is told. ``text`` is the whole in one line, as chat services show it."""
    line = legible(mask_secrets(line))
    where = f" in {stage}" if stage else ""
    return {
        "event": "night_failed",
        "text": f"newsledger night {run_id or 'that did not start'} failed{where}: {line}",
        "run_id": run_id,
        "stage": stage,
        "line": line,
        "report": str(report) if report and report.exists() else None,
        "home": str(settings.home),
    }


def _run_command(target: str, news: dict[str, str | None], seconds: float) -> None:
    """Start the command without a shell, the news on its standard input; end it and its children when it takes long."""
    quiet = subprocess.DEVNULL
    try:
        command = subprocess.Popen(
            shlex.split(target), stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, start_new_session=True
        )
    except OSError as error:
        raise _NotToldError(f"the command does not start ({error.strerror})") from None
    try:
        command.communicate(json.dumps(news).encode(), timeout=seconds)
    except subprocess.TimeoutExpired:
        raise _NotToldError(f"the command took longer than {seconds:g} s") from None
    finally:
        if command.returncode is None:
            os.killpg(command.pid, signal.SIGKILL)
            command.wait()
    if command.returncode:
        raise _NotToldError(f"the command ended with exit code {command.returncode}")


def _post(target: str, news: dict[str, str | None], seconds: float) -> None:
    """POST the news as JSON. In a thread: a server that answers byte by byte must not hold the night either."""
    answers: list[int | str] = []
    thread = threading.Thread(target=_send, args=(target, news, seconds, answers), daemon=True)
    thread.start()
    thread.join(seconds)
    if not answers:
        raise _NotToldError(f"the address did not answer within {seconds:g} s")
    if isinstance(answers[0], str):
        raise _NotToldError(f"the address cannot be reached ({answers[0]})")
    if not 200 <= answers[0] < 300:
        raise _NotToldError(f"the address answered with status {answers[0]}")


def _send(target: str, news: dict[str, str | None], seconds: float, answers: list[int | str]) -> None:
    import httpx

    # It logs every address it calls.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    try:
        with httpx.stream("POST", target, json=news, timeout=seconds) as answer:
            answers.append(answer.status_code)
    except Exception as error:  # noqa: BLE001 - only its kind is told, its words may name the address
        answers.append(type(error).__name__)
