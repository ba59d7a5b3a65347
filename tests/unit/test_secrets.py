"""Secrets stay out of logs, pages, run records and errors."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError
from rich.console import Console

from flows.cli.doctor import _print_settings, examine
from flows.run.failures import one_line
from flows.schedule import night_parameters
from flows.settings import Settings
from warehouse.connect import WarehouseError
from warehouse.masking import mask_secrets

NEWSLEDGER = Path(sys.executable).parent / "newsledger"
HOOK = "https://hooks.example/services/T0/B0/s3cretpath?token=s3crettoken"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("GET https://me:pw@host.example/a failed", "GET https://***@host.example/a failed"),
        ("postgresql+psycopg://user:p@ss:w0rd@db/x", "postgresql+psycopg://***@db/x"),
        ("https://ghp_token@git.example/r.git", "https://***@git.example/r.git"),
        ("http://h/a?token=abc", "http://h/a?token=***"),
        ("http://h/a?b=1&access_token=abc#c", "http://h/a?b=1&access_token=***#c"),
        ("http://h/a?api_key=abc&b=2", "http://h/a?api_key=***&b=2"),
        (
            "http://h/?X-Amz-Signature=abc&X-Amz-Credential=AK%2F1&n=1",
            "http://h/?X-Amz-Signature=***&X-Amz-Credential=***&n=1",
        ),
        ("http://h/?key=abc", "http://h/?key=***"),
        ("http://h/?sig=abc&x-auth=1&accessToken=2", "http://h/?sig=***&x-auth=***&accessToken=***"),
        ("<td>http://h/?b=1&amp;token=abc</td>", "<td>http://h/?b=1&amp;token=***</td>"),
        ("Authorization: Bearer abc.def", "Authorization: Bearer ***"),
        ("'HTTPS://ME:PW@HOST/'", "'HTTPS://***@HOST/'"),
    ],
)
def test_logins_and_tokens_are_masked(text: str, masked: str) -> None:
    assert mask_secrets(text) == masked
    assert mask_secrets(masked) == masked


@pytest.mark.parametrize(
    "text",
    [
        "https://news.example/2025/11/a?id=7&page=2#top",
        "http://h/?keyword=oil&design=1&signed=no",
        "write to desk@news.example, see https://news.example/",
        "https://news.example/@desk/112",
        "Tokens: 5; passwords expired; the key = 4",
        "https://news.example/a?author=moreno&monkey=1",
        "at 10:30 he said: hello@all",
        "/data/articles/2025-11-06/a.jsonl:17: no text",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert mask_secrets(text) == text


def test_masking_takes_time_in_proportion_to_the_text() -> None:
    import time

    for piece in ("a://", "?token", "http://aaaa", "&a.b-c", "?access_token_"):
        started = time.perf_counter()
        mask_secrets(piece * 40_000)
        assert time.perf_counter() - started < 3, piece


def test_no_dump_of_the_settings_holds_the_secret(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, on_failure=SecretStr(HOOK))
    told = [repr(settings), str(settings), settings.model_dump_json(), json.dumps(night_parameters([], settings))]
    told.append(str(settings.model_dump()))
    assert all("s3cret" not in text for text in told)
    assert settings.on_failure is not None
    assert settings.on_failure.get_secret_value() == HOOK


def test_a_night_that_a_schedule_starts_reads_the_secret_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parameters = night_parameters([], Settings(home=tmp_path, on_failure=SecretStr(HOOK), batch_size=7))
    monkeypatch.setenv("NEWSLEDGER_ON_FAILURE", HOOK)
    again = Settings.model_validate(parameters["settings"])
    assert again.batch_size == 7
    assert again.on_failure is not None
    assert again.on_failure.get_secret_value() == HOOK


@pytest.mark.parametrize("wrong", ["https:///s3cret", "tell 's3cret", "https://[s3cret"])
def test_a_wrong_secret_is_not_repeated(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Settings(home=tmp_path, on_failure=SecretStr(wrong))
    assert "s3cret" not in str(caught.value)
    line = one_line(caught.value)
    assert line is not None
    assert line.startswith("a setting is wrong: NEWSLEDGER_ON_FAILURE: ")
    assert "s3cret" not in line


def test_a_wrong_setting_is_named_as_the_user_writes_it(tmp_path: Path) -> None:
    with pytest.raises(ValidationError) as caught:
        Settings(home=tmp_path, workers=0, gates="maybe")  # type: ignore[arg-type]
    line = one_line(caught.value)
    assert line is not None
    assert "NEWSLEDGER_WORKERS: Input should be greater than or equal to 1" in line
    assert "NEWSLEDGER_GATES: Input should be 'enforce', 'warn' or 'off'" in line


def test_an_expected_failure_is_masked() -> None:
    assert one_line(WarehouseError("no answer from https://me:pw@db/x")) == "no answer from https://***@db/x"


def test_doctor_tells_that_an_alert_is_set_and_not_to_whom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://me:s3cret@127.0.0.1:9/api")
    settings = Settings(home=tmp_path, on_failure=SecretStr(HOOK))
    found = {name: (passed, finding) for name, passed, finding in examine(settings) if name != "model"}
    assert found["on_failure"] == (True, "a web address is told of a failed night")
    assert "s3cret" not in str(found)
    with Console(record=True, width=200, file=open(os.devnull, "w")) as console:  # noqa: PTH123
        _print_settings(settings, console)
    shown = console.export_text()
    assert "on_failure" in shown
    assert "s3cret" not in shown
    gone = settings.model_copy(update={"on_failure": SecretStr("/no/such/command")})
    assert {name: passed for name, passed, _ in examine(gone) if name != "model"}["on_failure"] is False


@pytest.mark.slow
def test_a_defect_is_printed_without_secrets(tmp_path: Path) -> None:
    program = (
        "import sys; from flows import cli\n"
        "def raise_defect(*_, **__): raise RuntimeError('GET https://me:s3cret@h/?token=s3cret')\n"
        "cli.describe = raise_defect\n"
        "import warehouse.status; warehouse.status.read_status = raise_defect\n"
        f"sys.argv = ['newsledger', 'status', '--home', {str(tmp_path)!r}]; cli.main()"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "RuntimeError: GET https://***@h/?token=***" in done.stderr
    assert "s3cret" not in done.stderr + done.stdout


@pytest.mark.slow
def test_the_command_names_a_wrong_secret_without_it(tmp_path: Path) -> None:
    environment = os.environ | {"NEWSLEDGER_ON_FAILURE": "https:///s3cret"}
    command = [NEWSLEDGER, "status", "--home", tmp_path]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "NEWSLEDGER_ON_FAILURE" in done.stderr
    assert "s3cret" not in done.stderr
