"""How hard the fuzz tests try: the same few cases in the suite, ``NEWSLEDGER_FUZZ`` new ones each in ``make fuzz``."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

TRIES = int(os.environ.get("NEWSLEDGER_FUZZ", "0"))


def tries(count: int) -> settings:
    """Settings for ``count`` cases, always the same ones, or for as many as the environment asks for."""
    return settings(
        max_examples=TRIES or count,
        deadline=None,
        derandomize=not TRIES,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
