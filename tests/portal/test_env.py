"""The settings: a wrong one is a sentence, production refuses what only a demonstration may have."""

import subprocess
import sys

import pytest

from portal.env import BASE_DIR, Environment, SettingsError, load_environment, settings_table

PRODUCTION = {
    "PORTAL_MODE": "production",
    "SECRET_KEY": "x" * 50,
    "DATABASE_URL": "postgresql://portal@db/portal",
    "REDIS_URL": "redis://redis/0",
    "PORTAL_BASE_URL": "https://portal.example",
    "ALLOWED_HOSTS": "portal.example, other.example",
    "EMAIL_URL": "smtp://mail",
    "EMAIL_FROM": "a@b.example",
}


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Environment.model_fields.values():
        monkeypatch.delenv(str(field.validation_alias), raising=False)


def test_nothing_set_is_a_demonstration_that_follows_the_port(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PORT", "8123")
    env = load_environment()
    assert env.is_demo
    assert env.base_url == "http://localhost:8123"
    assert env.log_format == "console"


def test_a_whole_production_environment_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in PRODUCTION.items():
        monkeypatch.setenv(name, value)
    env = load_environment()
    assert not env.is_demo
    assert env.log_format == "json"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "demo-only-not-a-secret", "SECRET_KEY must be your own"),
        ("SECRET_KEY", "short", "SECRET_KEY must be your own"),
        ("DATABASE_URL", "", "DATABASE_URL must name a PostgreSQL server."),
        ("REDIS_URL", "", "REDIS_URL must name"),
        ("PORTAL_BASE_URL", "http://portal.example", "begin with https://"),
        ("PORTAL_BASE_URL", "https://localhost", "PORTAL_BASE_URL must be the site's public"),
        ("ALLOWED_HOSTS", "localhost", "ALLOWED_HOSTS must name the host"),
        ("EMAIL_URL", "", "EMAIL_URL must name a mail server"),
        ("EMAIL_FROM", "no-reply@portal.example", "EMAIL_FROM must be an address of your own"),
        ("PORTAL_MODE", "test", "PORTAL_MODE: Input should be 'demo' or 'production'"),
        ("PORT", "0", "PORT: Input should be greater than or equal to 1"),
        ("LOG_FORMAT", "xml", "LOG_FORMAT: Input should be"),
    ],
)
def test_production_refuses(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    for variable, good in {**PRODUCTION, name: value}.items():
        monkeypatch.setenv(variable, good)
    with pytest.raises(SettingsError, match=r"cannot start with these settings") as refused:
        load_environment()
    assert sentence in str(refused.value)


IDENTITY = {
    "OIDC_ISSUER": "https://id.example/realms/city",
    "OIDC_CLIENT_ID": "portal",
    "OIDC_CLIENT_SECRET": "secret",
    "OIDC_LABEL_EN": "Suishenban",
    "OIDC_LABEL_ZH": "随申办",
}


@pytest.mark.parametrize("mode", ["demo", "production"])
def test_the_identity_provider_is_named_whole(monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    for variable, value in {**PRODUCTION, **IDENTITY, "PORTAL_MODE": mode}.items():
        monkeypatch.setenv(variable, value)
    assert load_environment().identity == {
        "issuer": "https://id.example/realms/city",
        "client_id": "portal",
        "client_secret": "secret",
        "label_en": "Suishenban",
        "label_zh": "随申办",
    }


@pytest.mark.parametrize("mode", ["demo", "production"])
@pytest.mark.parametrize("name", IDENTITY)
def test_half_an_identity_provider_is_refused(
    monkeypatch: pytest.MonkeyPatch, mode: str, name: str
) -> None:
    for variable, value in {**PRODUCTION, **IDENTITY, "PORTAL_MODE": mode, name: " "}.items():
        monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as refused:
        load_environment()
    lines = str(refused.value).splitlines()
    assert len(lines) == 2, "one sentence"
    assert lines[1].endswith(f"OIDC_LABEL_ZH or none; missing: {name}.")


@pytest.mark.parametrize(
    ("mode", "issuer", "fits"),
    [
        ("production", "http://id.example", False),
        ("demo", "http://localhost:9000", True),
        ("demo", "ftp://id.example", False),
        ("demo", "id.example", False),
        ("demo", "https://", False),
        ("demo", "https://[::1", False),
        ("demo", "https://id.example/?tenant=1", False),
        ("demo", "https://id.example/#x", False),
        ("demo", "https://user@id.example", False),
        ("demo", f"https://id.example/{'x' * 200}", False),
    ],
)
def test_the_issuer_is_an_address(
    monkeypatch: pytest.MonkeyPatch, mode: str, issuer: str, fits: bool
) -> None:
    given = {**PRODUCTION, **IDENTITY, "PORTAL_MODE": mode, "OIDC_ISSUER": issuer}
    for variable, value in given.items():
        monkeypatch.setenv(variable, value)
    if fits:
        assert load_environment().identity
        return
    with pytest.raises(SettingsError, match="OIDC_ISSUER must be an address"):
        load_environment()


def test_without_an_identity_provider_there_is_none() -> None:
    assert load_environment().identity is None


def test_a_command_prints_the_sentence_and_no_traceback() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=BASE_DIR,
        env={"PORTAL_MODE": "production", "PATH": "/usr/bin:/bin"},
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert "DATABASE_URL must name a PostgreSQL server." in done.stderr
    assert "Traceback" not in done.stderr


def test_the_readme_lists_every_setting() -> None:
    assert settings_table() in (BASE_DIR / "README.md").read_text(), "python -m portal.env"
