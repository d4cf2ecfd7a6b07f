"""Settings from the environment, typed and checked at start. The README lists each of them."""

from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

BASE_DIR = Path(__file__).resolve().parent.parent


class Environment(BaseSettings):
    """Every value that a deployment can set. Names are the variables' names in lower case."""

    model_config = SettingsConfigDict(env_file=None, extra="ignore")

    mode: Literal["demo", "production"] = Field("demo", validation_alias="PORTAL_MODE")
    secret_key: str = Field("demo-only-not-a-secret", validation_alias="SECRET_KEY")
    database_url: str = Field("", validation_alias="DATABASE_URL")
    redis_url: str = Field("", validation_alias="REDIS_URL")
    allowed_hosts: str = Field("localhost,127.0.0.1,[::1]", validation_alias="ALLOWED_HOSTS")
    base_url: str = Field("", validation_alias="PORTAL_BASE_URL")
    port: int = Field(8000, validation_alias="PORT", ge=1, le=65535)
    data_dir: Path = Field(BASE_DIR / ".data", validation_alias="PORTAL_DATA_DIR")
    trusted_proxy_count: int = Field(0, validation_alias="TRUSTED_PROXY_COUNT")
    email_url: str = Field("", validation_alias="EMAIL_URL")
    email_from: str = Field("no-reply@portal.example", validation_alias="EMAIL_FROM")
    security_contact: str = Field(
        "mailto:security@portal.example", validation_alias="SECURITY_CONTACT"
    )
    clamav_address: str = Field("", validation_alias="CLAMAV_ADDRESS")
    seal_pkcs12: str = Field("", validation_alias="SEAL_PKCS12")
    seal_pkcs12_password: str = Field("", validation_alias="SEAL_PKCS12_PASSWORD")
    signing_key_pem: str = Field("", validation_alias="SIGNING_KEY_PEM")
    log_format: Literal["console", "json"] = Field("console", validation_alias="LOG_FORMAT")

    @model_validator(mode="after")
    def _default_base_url(self) -> "Environment":
        self.base_url = (self.base_url or f"http://localhost:{self.port}").rstrip("/")
        return self

    @property
    def is_demo(self) -> bool:
        return self.mode == "demo"


env = Environment()  # type: ignore[call-arg]
