"""``make check``: everything that can be wrong without running a test. One line a step."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable
AT_ONCE = 2  # the types take half of the time, on one core
# A complete production environment that connects to nothing: only its form is checked.
PRODUCTION = {
    "PORTAL_MODE": "production",
    "SECRET_KEY": "only-for-checking-the-form-of-the-settings-0123456789-abcdefghij",
    "DATABASE_URL": "postgresql://portal@postgres/portal",
    "REDIS_URL": "redis://redis:6379/0",
    "PORTAL_BASE_URL": "https://portal.example",
    "ALLOWED_HOSTS": "portal.example",
    "EMAIL_URL": "smtp+tls://portal@mail.example",
    "EMAIL_FROM": "portal@mail.example",
    "CLAMAV_ADDRESS": "clamav:3310",
    "SEAL_PKCS12": "/run/secrets/seal.p12",
    "SIGNING_KEY_PEM": "checked by the documents room when it is used",
}


@dataclass(frozen=True)
class Step:
    """One check: a command that fails when something is wrong."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


STEPS = (
    Step("formatting", (f"{BIN}/ruff", "format", "--check", ".")),
    Step("lint", (f"{BIN}/ruff", "check", ".")),
    Step("types", (f"{BIN}/mypy", ".")),
    Step("imports", (f"{BIN}/lint-imports",)),
    Step("migrations", (PYTHON, "manage.py", "makemigrations", "--check", "--dry-run")),
    Step("api schema", (PYTHON, "manage.py", "api_schema", "--check")),
    Step("translations", (PYTHON, "-m", "portal.translations", "check")),
    Step("files", (PYTHON, "-m", "portal.tree")),
    Step(
        "compose",
        (f"{BIN}/check-jsonschema", "--builtin-schema=vendor.compose-spec", "docker-compose.yml"),
    ),
    Step(
        "deployment",
        (PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        PRODUCTION,
    ),
)


@dataclass(frozen=True)
class Outcome:
    """How a step went, and what it said."""

    ok: bool
    seconds: float
    said: str


def run(step: Step) -> Outcome:
    """Run one step to its end."""
    started = time.monotonic()
    done = subprocess.run(  # noqa: S603 - our own commands
        step.command,
        cwd=BASE_DIR,
        env={**os.environ, **step.environment},
        text=True,
        capture_output=True,
        check=False,
    )
    seconds = time.monotonic() - started
    return Outcome(done.returncode == 0, seconds, (done.stdout + done.stderr).strip())


def show(step: Step, found: Outcome) -> None:
    """Print a step's line and, when it failed, the end of what it said."""
    sys.stdout.write(f"{step.name:<14}{'ok' if found.ok else 'FAILED':<8}{found.seconds:5.1f} s\n")
    if not found.ok:
        sys.stdout.writelines(f"    {line}\n" for line in found.said.splitlines()[-40:])
    sys.stdout.flush()


def main(names: list[str]) -> int:
    """Run all steps, or those named, two at a time; returns the exit code."""
    wanted = [step for step in STEPS if not names or step.name in names]
    failed = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for step, found in zip(wanted, pool.map(run, wanted), strict=True):
            show(step, found)
            failed += [] if found.ok else [step.name]
    sys.stdout.write(f"failed: {', '.join(failed)}\n" if failed else "everything is in order\n")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
