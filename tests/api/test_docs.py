"""What docs/api.md shows is run as it stands there, line by line, against a running portal."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image

from api.management.commands.api_schema import BASE_DIR
from applications.enums import Status
from applications.models import Application, Transfer
from documents.models import Upload
from documents.services import upload_scan
from tests.factories.api import Caller
from tests.factories.transfers import at_home, partner

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
JPEG_BEGINS = b"\xff\xd8\xff"
DOCS = BASE_DIR / "docs" / "api.md"

# As much of jq as the examples use, so that nobody needs it to run the tests.
JQ = """#!{python}
import json, re, sys
raw, wish = sys.argv[1] == "-r", sys.argv[-1]
data = json.load(sys.stdin)
for path in wish.split(","):
    found = [data]
    for name, number in re.findall(r"\\.(\\w+)|\\[(\\d*)\\]", path):
        if not name and not number:
            found = [inner for one in found for inner in one]
        else:
            found = [one[name or int(number)] for one in found]
    for one in found:
        print(one if raw and isinstance(one, str) else json.dumps(one))
"""


def blocks(title: str) -> str:
    """The shell lines under the headings that begin so."""
    text = DOCS.read_text(encoding="utf-8")
    [part] = [part for part in re.split(r"^## ", text, flags=re.M) if part.startswith(title)]
    return "\n".join(re.findall(r"^```sh\n(.*?)^```", part, flags=re.M | re.S))


@pytest.fixture
def shell(tmp_path: Path, live_server: Any) -> Any:
    """Run lines of the document as this client; answers what they printed."""
    jq = tmp_path / "jq"
    jq.write_text(JQ.format(python=sys.executable))
    jq.chmod(0o755)
    for name in ("licence", "letter", "passport"):
        Image.new("RGB", (620, 877), "white").save(tmp_path / f"{name}.pdf")

    def run(caller: Caller, *parts: str) -> str:
        script = "\n".join(["set -euo pipefail", *parts])
        own = {"CLIENT_ID": str(caller.client.oauth.client_id), "CLIENT_SECRET": caller.secret}
        done = subprocess.run(
            ["/bin/bash", "-c", script.replace("http://localhost:8000", live_server.url)],
            cwd=tmp_path,
            env={**os.environ, **own, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "/api/#problem-" not in done.stdout, done.stdout
        return done.stdout

    return run


def test_getting_in_filing_and_being_told(shell: Any, specimens: None) -> None:
    caller = Caller()
    told = shell(caller, blocks("Getting in"), blocks("An invitation, from"), blocks("Being told"))
    assert caller.organisation.uscc in told
    assert '"status":"submitted"' in told.replace(" ", "")
    assert '"secret"' in told
    assert Application.objects.get().status == Status.SUBMITTED


def test_a_passport_is_typed_by_hand(shell: Any, specimens: None) -> None:
    begun = "\n\n".join(blocks("An invitation, from").split("\n\n")[:3])
    told = shell(Caller(), blocks("Getting in"), begun, blocks("A passport whose lines"))
    assert '["given_names"]' in told


def test_a_partner_office_reads_checks_and_transfers(
    shell: Any, specimens: None, tmp_path: Path
) -> None:
    case = at_home()
    for upload in Upload.objects.all():
        upload_scan(upload_id=upload.pk, now=timezone.now())
    shared = blocks("An invitation, from").split("\n\n")[0]
    getting = "\n".join(blocks("Getting in").splitlines()[:-1])  # not for offices
    told = shell(partner(), getting, shared, blocks("For partner offices"))
    assert "The register of companies was checked." in told
    row = Application.objects.get(pk=case.pk)
    assert (row.status, row.at_home) == (Status.SUBMITTED, False)
    assert Transfer.objects.get(application=case).key
    assert (tmp_path / "paper").read_bytes().startswith(JPEG_BEGINS)
    assert "repr-digest" in (tmp_path / "paper.headers").read_text().lower()
