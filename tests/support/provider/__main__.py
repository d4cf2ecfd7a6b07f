"""Runs the provider until it is stopped, and prints how to tell the portal about it."""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Any


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.support.provider", description=__doc__)
    parser.add_argument("--port", type=int, default=9000)
    parser.add_argument("--portal", action="append", help="address of the portal; repeatable")
    parser.add_argument("--folder", type=Path, help="empty: a new one that is removed at the end")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="provider-") as new:
        portals = given.portal or ["http://localhost:8000"]
        serve(given.folder or Path(new), given.port, portals)


def serve(folder: Path, port: int, portals: list[str]) -> None:
    issuer = f"http://localhost:{port}"
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "tests.support.provider.settings",
        "PROVIDER_FOLDER": str(folder),
        "PROVIDER_ISSUER": issuer,
    }
    import django
    from django.core.management import call_command
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    fill(portals)
    server = ThreadedWSGIServer(("127.0.0.1", port), WSGIRequestHandler)
    server.set_app(get_wsgi_application())
    sys.stdout.write(settings_for(issuer))
    sys.stdout.flush()
    server.serve_forever()


def fill(portals: list[str]) -> None:
    """Make the holders and the portal's registration."""
    from django.contrib.auth import get_user_model
    from oauth2_provider.models import get_application_model

    from tests.support.provider.people import (
        CALLBACK,
        CLIENT_ID,
        CLIENT_SECRET,
        HOLDERS,
        PASSWORD,
    )

    users: Any = get_user_model().objects
    for holder in HOLDERS:
        users.create_user(
            holder.login,
            holder.email,
            PASSWORD,
            first_name=holder.name,
            is_staff=holder.confirmed,
        )
    get_application_model().objects.create(
        name="Shanghai Entry & Exit Services",
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        client_type="confidential",
        authorization_grant_type="authorization-code",
        algorithm="RS256",
        redirect_uris=" ".join(f"{portal}{CALLBACK}" for portal in portals),
    )


def settings_for(issuer: str) -> str:
    """Return the portal's settings for this provider, ready to paste, and who can sign in."""
    from tests.support.provider.people import CLIENT_ID, CLIENT_SECRET, HOLDERS, PASSWORD

    people = ", ".join(holder.login for holder in HOLDERS)
    return (
        f"export OIDC_ISSUER='{issuer}' OIDC_CLIENT_ID='{CLIENT_ID}' "
        f"OIDC_CLIENT_SECRET='{CLIENT_SECRET}' "
        "OIDC_LABEL_EN='City Identity' OIDC_LABEL_ZH='城市统一认证'\n"
        f"People: {people}; password: {PASSWORD}\n"
    )


if __name__ == "__main__":
    main()
