"""From a plain clone to a working environment. Standard library only: it runs before the rest.

``bin/portal ACTION`` calls it: it makes ``.venv`` from the hash-locked files, installs missing
system libraries where it may, compiles the translations, then becomes the wanted command.
Each step leaves a stamp, so that a second start takes no time.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from portal.progress import step

BASE_DIR = Path(__file__).resolve().parent.parent
VENV = BASE_DIR / ".venv"
PYTHON = VENV / "bin" / "python"
RUN_LOCKS = ("requirements.lock",)
ALL_LOCKS = ("requirements.lock", "requirements-dev.lock")
PANGO = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
PANGO_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
TEST_WORKERS = str(min(max(os.cpu_count() or 2, 2), 4))  # each with a database and a browser
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class SetupError(RuntimeError):
    """One sentence: what is missing and what to do."""


def say(text: str) -> None:
    """Tell the person what takes the time."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def run(command: Sequence[str], *, trouble: str) -> None:
    """Run a step quietly; on failure show its last lines and raise ``trouble``."""
    done = subprocess.run(  # noqa: S603 - our own commands
        command, cwd=BASE_DIR, text=True, capture_output=True, check=False
    )
    if done.returncode:
        say("\n".join((done.stdout + done.stderr).splitlines()[-12:]))
        raise SetupError(trouble)


def digest(names: Sequence[str], base: Path = BASE_DIR) -> str:
    """Fingerprint of some files and of this Python."""
    total = hashlib.sha256(f"{sys.version_info[:2]} {base}".encode())
    for name in names:
        total.update((base / name).read_bytes())
    return total.hexdigest()


def ensure_packages(locks: Sequence[str], stamp: Path) -> None:
    """Make ``.venv`` and install exactly what the lock files name, checked by hash."""
    wanted = digest(locks)
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    if not PYTHON.exists():
        say("First start: this takes one to three minutes; later ones take seconds.")
        with step("Python environment (.venv)"):
            create_venv()
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    pip += ["--require-hashes", "--no-deps", "--no-compile"]
    for lock in locks:
        pip += ["-r", lock]
    with step(f"Packages ({', '.join(locks)})"):
        run(pip, trouble="The packages could not be installed: check the network and try again.")
    stamp.write_text(wanted)


def create_venv() -> None:
    """Create the virtual environment, with Debian's extra package if it is missing."""
    command = [sys.executable, "-m", "venv", str(VENV)]
    if subprocess.run(command, cwd=BASE_DIR, check=False, capture_output=True).returncode == 0:  # noqa: S603
        return
    shutil.rmtree(VENV, ignore_errors=True)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    install_system((f"python{version}-venv",))
    run(command, trouble="Python's venv module does not work: install python3-venv and try again.")


def has_library(name: str) -> bool:
    """Whether the dynamic linker finds a shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_pango() -> bool:
    """The libraries that draw the PDFs; elsewhere than Linux their names differ, so they pass."""
    return sys.platform != "linux" or all(has_library(name) for name in PANGO)


def browser_path() -> str | None:
    """Where the Chromium of the browser tests is, if there is one."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def has_browser() -> bool:
    """Whether there is one."""
    return browser_path() is not None


def apt_prefix() -> list[str] | None:
    """How to run apt: directly as root, by sudo without a password, or not at all."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if sudo and subprocess.run([sudo, "-n", "true"], check=False, **quiet).returncode == 0:  # type: ignore[call-overload]  # noqa: S603
        return [sudo, "-n"]
    return None


def install_system(packages: Sequence[str]) -> None:
    """Install Debian packages.

    Raises:
        SetupError: we may not, or it failed; names the command to run.
    """
    names = " ".join(packages)
    by_hand = f"Install these system packages and try again: {names}."
    prefix = apt_prefix()
    if prefix is None:
        raise SetupError(by_hand)
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq"]
    with step(f"System packages ({names})"):
        run([*prefix, "apt-get", "update", "-qq"], trouble=by_hand)
        run([*prefix, *quiet, "--no-install-recommends", *packages], trouble=by_hand)


def ensure_system(*, developing: bool) -> None:
    """Install what the PDFs need from the system; for tests and checks a browser and gettext."""
    missing: list[str] = []
    if not has_pango():
        missing += PANGO_PACKAGES
    if developing and not has_browser():
        missing += ["chromium"]
    if developing and not (shutil.which("xgettext") and shutil.which("msgmerge")):
        missing += ["gettext"]
    if missing:
        install_system(missing)


def setup_for_running() -> None:
    """All that `make run` needs."""
    ensure_packages(RUN_LOCKS, VENV / ".run-stamp")
    ensure_system(developing=False)


def setup_for_developing() -> None:
    """All that tests and checks need on top."""
    ensure_packages(ALL_LOCKS, VENV / ".all-stamp")
    ensure_system(developing=True)
    command = [str(PYTHON), "-m", "portal.translations", "compile"]
    run(command, trouble="The translations could not be compiled; see the lines above.")


ACTIONS: dict[str, tuple[Callable[[], None], tuple[str, ...]]] = {
    "run": (setup_for_running, ("manage.py", "serve")),
    "manage": (setup_for_running, ("manage.py",)),
    "test": (setup_for_developing, ("-m", "pytest", "-n", TEST_WORKERS, "--dist", "worksteal")),
    "check": (setup_for_developing, ("-m", "portal.checking")),
    "bench": (setup_for_developing, ("-m", "benchmarks")),
    "setup": (setup_for_developing, ("-c", "")),
}


def main(arguments: list[str]) -> int:
    """Set up what the action needs, then become it. Returns only when that fails."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file also runs on a stranger's Python
        say("Python 3.11 or newer is needed: install it, or name it in PYTHON=...")
        return 1
    action, *rest = arguments or ["run"]
    if action not in ACTIONS:
        say(f"Unknown action {action!r}: one of {', '.join(ACTIONS)}.")
        return 2
    prepare, command = ACTIONS[action]
    try:
        prepare()
    except SetupError as error:
        say(f"error: {error}")
        return 1
    except OSError as error:
        say(f"error: {BASE_DIR} cannot be written ({error.strerror}): make room or allow it.")
        return 1
    os.chdir(BASE_DIR)
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), *command, *rest])  # noqa: S606
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
