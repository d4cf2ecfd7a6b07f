"""Settings from the environment, typed and checked at start. The README lists each of them.

``python -m portal.env`` prints the README's table.
"""

from pathlib import Path
from typing import Literal
from urllib.parse import urlparse

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import SettingsConfigDict

from portal.env_identity import IdentityEnvironment

BASE_DIR = Path(__file__).resolve().parent.parent
DEMO_SECRET = "demo-only-not-a-secret"  # noqa: S105 - production refuses it
DEMO_SENDER = "no-reply@portal.example"
SHORTEST_SECRET = 50


class SettingsError(SystemExit):
    """The environment is not fit to start with. The text has one sentence a problem."""


class Environment(IdentityEnvironment):
    """Every value that a deployment can set. ``validation_alias`` is the variable's name."""

    model_config = SettingsConfigDict(env_file=None, extra="ignore", env_ignore_empty=True)

    mode: Literal["demo", "production"] = Field(
        "demo",
        validation_alias="PORTAL_MODE",
        description="`production` switches the demonstration, its data and its mailbox off",
    )
    secret_key: str = Field(
        DEMO_SECRET,
        validation_alias="SECRET_KEY",
        description="signs sessions and codes; production wants 50 characters of its own",
    )
    database_url: str = Field(
        "",
        validation_alias="DATABASE_URL",
        description="PostgreSQL, `postgresql://user:password@host/name`; empty: embedded",
    )
    redis_url: str = Field(
        "",
        validation_alias="REDIS_URL",
        description="Redis or Valkey, `redis://host:6379/0`; empty: embedded",
    )
    allowed_hosts: str = Field(
        "localhost,127.0.0.1,[::1]",
        validation_alias="ALLOWED_HOSTS",
        description="host names that the site answers to, with commas between",
    )
    base_url: str = Field(
        "",
        validation_alias="PORTAL_BASE_URL",
        description="the site's own address, for links in messages and codes on documents; "
        "empty: `http://localhost:PORT`",
    )
    port: int = Field(
        8000, validation_alias="PORT", ge=1, le=65535, description="port of `make run`"
    )
    data_dir: Path = Field(
        BASE_DIR / ".data",
        validation_alias="PORTAL_DATA_DIR",
        description="uploads, documents and the embedded servers' data; shared by all nodes",
    )
    trusted_proxy_count: int = Field(
        0,
        validation_alias="TRUSTED_PROXY_COUNT",
        ge=0,
        description="how many proxies in front add to X-Forwarded-For; rate limits count by it",
    )
    email_url: str = Field(
        "",
        validation_alias="EMAIL_URL",
        description="`smtp://`, `smtp+tls://` or `smtps://user:password@host:port`; "
        "empty: the demonstration keeps letters for its mailbox page",
    )
    email_from: str = Field(
        DEMO_SENDER, validation_alias="EMAIL_FROM", description="sender of every e-mail"
    )
    security_contact: str = Field(
        "mailto:security@portal.example",
        validation_alias="SECURITY_CONTACT",
        description="where security.txt sends reports",
    )
    clamav_address: str = Field(
        "",
        validation_alias="CLAMAV_ADDRESS",
        description="ClamAV, `host:3310`; empty: only the test virus is found",
    )
    seal_pkcs12: str = Field(
        "",
        validation_alias="SEAL_PKCS12",
        description="file with the seal's certificate and key; empty: seals say SPECIMEN",
    )
    seal_pkcs12_password: str = Field(
        "", validation_alias="SEAL_PKCS12_PASSWORD", description="password of that file"
    )
    signing_key_pem: str = Field(
        "",
        validation_alias="SIGNING_KEY_PEM",
        description="EC P-256 key (PEM) that signs the QR codes; empty: made once, kept in data",
    )
    log_format: Literal["", "console", "json"] = Field(
        "",
        validation_alias="LOG_FORMAT",
        description="`console` or `json`; empty: `json` in production",
    )

    @model_validator(mode="after")
    def _fill_in(self) -> "Environment":
        """Defaults that depend on other values."""
        self.base_url = (self.base_url or f"http://localhost:{self.port}").rstrip("/")
        self.log_format = self.log_format or ("console" if self.is_demo else "json")
        return self

    @property
    def is_demo(self) -> bool:
        return self.mode == "demo"

    def problems(self) -> list[str]:
        """What the portal cannot start with, one sentence each."""
        identity = self.identity_problems(https_only=not self.is_demo)
        return identity if self.is_demo else [*identity, *self._unfit_for_production()]

    def _unfit_for_production(self) -> list[str]:
        address = urlparse(self.base_url)
        hosts = {host.strip() for host in self.allowed_hosts.split(",")}
        checks = {
            f"SECRET_KEY must be your own, with at least {SHORTEST_SECRET} characters": (
                self.secret_key == DEMO_SECRET or len(self.secret_key) < SHORTEST_SECRET
            ),
            "DATABASE_URL must name a PostgreSQL server": not self.database_url,
            "REDIS_URL must name a Redis or Valkey server": not self.redis_url,
            "PORTAL_BASE_URL must be the site's public address and begin with https://": (
                address.scheme != "https" or address.hostname in ("localhost", "127.0.0.1")
            ),
            "ALLOWED_HOSTS must name the host of PORTAL_BASE_URL": address.hostname not in hosts,
            "EMAIL_URL must name a mail server": not self.email_url,
            "EMAIL_FROM must be an address of your own": self.email_from == DEMO_SENDER,
        }
        return [sentence for sentence, wrong in checks.items() if wrong]


def load_environment() -> Environment:
    """Read and check the environment.

    Raises:
        SettingsError: a value has the wrong form, or production lacks one.
    """
    try:
        env = Environment()  # type: ignore[call-arg]
    except ValidationError as error:
        found = [f"{entry['loc'][0]}: {entry['msg']}" for entry in error.errors()]
        raise SettingsError(_sentences(found)) from None
    if problems := env.problems():
        raise SettingsError(_sentences(problems))
    return env


def _sentences(found: list[str]) -> str:
    lines = "\n".join(f"  - {sentence}." for sentence in found)
    return f"The portal cannot start with these settings (README, Settings):\n{lines}"


def settings_table() -> str:
    """The README's table: variable, default, meaning."""
    rows = ["| Variable | Default | Meaning |", "|---|---|---|"]
    fields = sorted(Environment.model_fields.items(), key=lambda pair: pair[0].startswith("oidc_"))
    for _name, field in fields:
        default = field.default
        shown = ".data" if isinstance(default, Path) else str(default)
        rows.append(
            f"| `{field.validation_alias}` | {f'`{shown}`' if shown else ''} "
            f"| {field.description} |"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    import sys

    sys.stdout.write(settings_table() + "\n")
