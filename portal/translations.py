"""The catalogue of Chinese texts: compile it, tidy it, find what is missing.

``python -m portal.translations compile`` writes the ``.mo`` file without msgfmt; ``tidy`` empties
what makemessages only guessed.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

BASE_DIR = Path(__file__).resolve().parent.parent
CATALOGUE = BASE_DIR / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
COLLECT = (
    *("makemessages", "-l", "zh_Hans", "--no-location", "--no-obsolete", "--no-wrap"),
    *("-i", ".venv", "-i", "node_modules", "-i", ".data", "-i", "tests", "-i", "staticfiles"),
)
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


def compile_catalogue(path: Path = CATALOGUE) -> None:
    """Write the ``.mo`` file beside the ``.po``, unless it is newer."""
    compiled = path.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
        return
    polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


def tidy(path: Path = CATALOGUE) -> int:
    """Empty the fuzzy entries: a guess is no translation. Returns how many there were.

    Sorted by text: in the order of the sources, a moved template would move hundreds of entries.
    """
    catalogue = polib.pofile(str(path), wrapwidth=0)
    guesses = catalogue.fuzzy_entries()
    for entry in guesses:
        entry.flags.remove("fuzzy")
        entry.msgstr = ""
        entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "")
        entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None
    catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    catalogue.save(str(path))
    return len(guesses)


def problems(catalogue: polib.POFile) -> list[str]:
    """Entries that are empty, only guessed, or whose placeholders differ."""
    found = []
    for entry in catalogue:
        if entry.obsolete:
            continue
        texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
        if entry.fuzzy:
            found.append(f"fuzzy: {entry.msgid!r}")
        elif not all(texts):
            found.append(f"not translated: {entry.msgid!r}")
        elif any(_placeholders(text) != _placeholders(entry.msgid) for text in texts):
            wanted = _placeholders(entry.msgid_plural or entry.msgid)
            if any(_placeholders(text) != wanted for text in texts):
                found.append(f"placeholders differ: {entry.msgid!r}")
    return found


def _placeholders(text: str) -> set[str]:
    return {match.group(0) for match in PLACEHOLDER.finditer(text)}


def stale(path: Path = CATALOGUE) -> list[str]:
    """Texts of the sources that the catalogue lacks, and entries that no source has any more.

    Collects into the real file, because that is what makemessages does, and puts it back.
    """
    before = {entry.msgid for entry in polib.pofile(str(path)) if not entry.obsolete}
    with tempfile.TemporaryDirectory() as folder:
        kept = shutil.copy2(path, folder)
        try:
            subprocess.run(  # noqa: S603
                [sys.executable, "manage.py", *COLLECT], cwd=BASE_DIR, check=True, stdout=2
            )
            after = {entry.msgid for entry in polib.pofile(str(path)) if not entry.obsolete}
        finally:
            shutil.copy2(kept, path)
    missing = [f"not in the catalogue (run make messages): {text!r}" for text in after - before]
    surplus = [f"in no source any more (run make messages): {text!r}" for text in before - after]
    return sorted(missing + surplus)


def main(action: str) -> int:
    """Run one action; returns the exit code."""
    if action == "compile":
        compile_catalogue()
    elif action == "tidy":
        sys.stdout.write(f"{tidy()} guesses emptied\n")
    else:
        found = problems(polib.pofile(str(CATALOGUE))) + stale()
        sys.stdout.writelines(f"{line}\n" for line in found)
        return bool(found)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if sys.argv[1:] else "check"))
