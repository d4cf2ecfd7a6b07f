"""What lies in static/face was built from what lies in frontend."""

import hashlib

from portal.env import BASE_DIR

FRONTEND = BASE_DIR / "frontend"


def test_the_compiled_files_belong_to_their_sources() -> None:
    names = [
        f"{folder}/{f.name}"
        for folder in ("styles", "scripts")
        for f in (FRONTEND / folder).iterdir()
    ]
    names += ["build.mjs", "package-lock.json"]
    lines = [
        f"{hashlib.sha256((FRONTEND / name).read_bytes()).hexdigest()}  {name}"
        for name in sorted(names)
    ]
    built = (BASE_DIR / "static" / "face" / "sources.sha256").read_text().splitlines()
    assert built == lines, "run `npm run build` in frontend/ and commit static/face/"


def test_the_lock_file_names_no_registry() -> None:
    text = (FRONTEND / "package-lock.json").read_text()
    assert '"resolved"' not in text
    assert "http://" not in text.replace("http://www.", "")
