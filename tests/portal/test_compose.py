"""The deployment file says what the processes are, and each of its commands really runs."""

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from portal.env import BASE_DIR, Environment
from portal.processes import WORKERS, beat_arguments, web_arguments, worker_arguments
from tests.support.stack import broker_url, database_url, free_port, wait_until

COMPOSE: dict[str, Any] = yaml.safe_load((BASE_DIR / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OWN = [name for name, service in SERVICES.items() if "portal" in service["image"]]
BIN = Path(sys.executable).parent


def test_every_process_of_the_portal_is_a_service() -> None:
    assert set(OWN) == {"web", "beat", "migrate", *WORKERS}


@pytest.mark.parametrize("name", WORKERS)
def test_workers_consume_the_queues_that_the_code_says(name: str) -> None:
    command = SERVICES[name]["command"]
    concurrency = int(command[command.index("--concurrency") + 1])
    expected = worker_arguments(name, concurrency=concurrency)
    assert command == ["celery", *expected]


def test_web_and_beat_start_as_they_do_here() -> None:
    assert SERVICES["web"]["command"] == ["gunicorn", *web_arguments()]
    assert SERVICES["web"]["deploy"]["replicas"] == 2
    assert SERVICES["beat"]["command"] == ["celery", *beat_arguments("/tmp/beat")]  # noqa: S108


def test_every_service_that_stays_has_a_health_check() -> None:
    lasting = {name for name, service in SERVICES.items() if service.get("restart") != "no"}
    assert {name for name in lasting if "healthcheck" not in SERVICES[name]} == set()


@pytest.mark.parametrize("name", OWN)
def test_services_run_without_privileges_on_settings_that_exist(name: str) -> None:
    service = SERVICES[name]
    known = {str(field.validation_alias) for field in Environment.model_fields.values()}
    assert set(service["environment"]) <= known | {"FORWARDED_ALLOW_IPS"}
    assert service["cap_drop"] == ["ALL"]
    assert service["read_only"]


def test_the_image_runs_as_an_ordinary_user_and_its_build_commands_exist() -> None:
    lines = (BASE_DIR / "Dockerfile").read_text()
    assert "\nUSER portal\n" in lines
    assert "--require-hashes" in lines
    assert "portal.translations compile" in lines


def test_the_proxy_sends_to_the_port_the_image_serves() -> None:
    assert "dynamic a web 8000" in (BASE_DIR / "deploy" / "Caddyfile").read_text()
    assert "WEB_BIND=0.0.0.0:8000" in (BASE_DIR / "Dockerfile").read_text()


@pytest.fixture
def production(transactional_db: None, tmp_path: Path) -> dict[str, str]:
    """A production environment on the test's database and broker."""
    return {
        **os.environ,
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PORTAL_MODE": "production",
        "SECRET_KEY": "only-for-this-test-" * 4,
        "DATABASE_URL": database_url(),
        "REDIS_URL": broker_url(),
        "PORTAL_BASE_URL": "https://portal.example",
        "ALLOWED_HOSTS": "portal.example",
        "EMAIL_URL": "smtp://mail.example",
        "EMAIL_FROM": "a@b.example",
        "PORTAL_DATA_DIR": str(tmp_path),
        "PYTHONUNBUFFERED": "1",
    }


def run(command: str | list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    words = ["sh", "-c", command] if isinstance(command, str) else command
    return subprocess.run(
        words, cwd=BASE_DIR, env=environment, text=True, capture_output=True, check=False
    )


@pytest.fixture
def started(production: dict[str, str], tmp_path: Path) -> Iterator[Any]:
    """Starts a service's command as the container would; ends it afterwards."""
    running: list[subprocess.Popen[bytes]] = []

    def start(name: str, **environment: str) -> Path:
        log = tmp_path / f"{name}.log"
        with log.open("wb") as output:
            running.append(
                subprocess.Popen(
                    SERVICES[name]["command"],
                    cwd=BASE_DIR,
                    env={**production, **environment},
                    stdout=output,
                    stderr=output,
                )
            )
        return log

    yield start
    for process in running:
        process.terminate()
        process.wait(60)


def test_migrate_runs(production: dict[str, str]) -> None:
    done = run(["python", *SERVICES["migrate"]["command"][1:]], production)
    assert done.returncode == 0, done.stderr


def test_web_runs_in_production_and_its_health_check_passes(
    production: dict[str, str], started: Any
) -> None:
    port = free_port()
    log = started("web", WEB_BIND=f"127.0.0.1:{port}", WEB_CONCURRENCY="1")
    check = [word.replace("8000", str(port)) for word in SERVICES["web"]["healthcheck"]["test"][1:]]
    assert run(check, production).returncode == 1, "nothing listens yet"
    wait_until(lambda: run(check, production).returncode == 0, what="healthy")
    assert '"event"' in log.read_text() or "Listening" in log.read_text()


@pytest.mark.broker
def test_a_worker_runs_and_its_health_check_passes(
    production: dict[str, str], started: Any
) -> None:
    log = started("scan")
    wait_until(lambda: "ready" in log.read_text(), what="worker ready")
    command = SERVICES["scan"]["healthcheck"]["test"][1].replace("$$", "$")
    done = run(command, production)
    assert done.returncode == 0, done.stdout + done.stderr + log.read_text()
    assert "pong" in done.stdout


def test_beats_health_check_sees_a_fresh_and_an_old_timetable(
    production: dict[str, str], tmp_path: Path
) -> None:
    command = SERVICES["beat"]["healthcheck"]["test"][1].replace("/tmp", shlex.quote(str(tmp_path)))  # noqa: S108
    assert run(command, production).returncode == 1
    state = tmp_path / "beat.db"
    state.write_text("")
    assert run(command, production).returncode == 0
    old = time.time() - 11 * 60
    os.utime(state, (old, old))
    assert run(command, production).returncode == 1
