"""The console blocks of README.md: what they run and what they say is printed. ``make readme`` prints it anew.

python -m tests.readme HOME    rewrites the outputs in README.md by those of HOME, a home of ``make run``
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
NEWSLEDGER = Path(sys.executable).parent / "newsledger"

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    """A command of a console block and the output that stands below it; empty when the block shows none."""

    command: str
    output: str

    @property
    def arguments(self) -> str:
        """The command without the program: ``query "select 1"``."""
        return self.command.removeprefix(".venv/bin/newsledger ").strip()


def read_steps(text: str) -> list[Step]:
    """All steps of a text, in order. A command goes on until its quotes are closed."""
    steps = []
    for block in _BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            lines = part.splitlines()
            size = next(n for n in range(1, len(lines) + 1) if "\n".join(lines[:n]).count('"') % 2 == 0)
            steps.append(Step("\n".join(lines[:size]), "\n".join(lines[size:])))
    return steps


def run_step(step: Step, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a ``newsledger`` command as a shell would, over the warehouse of ``home``."""
    command = step.command.replace(".venv/bin/newsledger", str(NEWSLEDGER))
    environment = os.environ | {"NEWSLEDGER_HOME": str(home)}
    return subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def printed(done: subprocess.CompletedProcess[str]) -> str:
    """What a command printed, without blanks at the ends of lines."""
    return "\n".join(line.rstrip() for line in done.stdout.splitlines())


def rewrite(text: str, home: Path) -> str:
    """The text with every output replaced by what its command prints over ``home`` today."""
    for step in read_steps(text):
        if step.output:
            shown = f"$ {step.command}\n{step.output}\n"
            text = text.replace(shown, f"$ {step.command}\n{printed(run_step(step, home))}\n")
    return text


if __name__ == "__main__":
    README.write_text(rewrite(README.read_text(encoding="utf-8"), Path(sys.argv[1]).resolve()), encoding="utf-8")
