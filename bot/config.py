"""What the surroundings say: settings from the environment, read once by a command, never at import."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from zoneinfo import available_timezones

import platformdirs
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from rapidfuzz import process

PREFIXES = ("BATON_", "SLACK_", "TELEGRAM_")


class Settings(BaseSettings):
    """One process's settings, frozen. Secrets may come from a file named by NAME_FILE."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    database_url: str = Field(default="", validation_alias="BATON_DATABASE_URL")
    timezone: str | None = Field(default=None, validation_alias="BATON_TIMEZONE")
    language: Literal["en", "zh-TW", "zh-CN"] | None = Field(default=None, validation_alias="BATON_LANGUAGE")
    policy: Path | None = Field(default=None, validation_alias="BATON_POLICY")
    scripts: Path | None = Field(default=None, validation_alias="BATON_SCRIPTS")
    data: Path = Field(default=Path(platformdirs.user_data_dir("baton")), validation_alias="BATON_DATA")
    http_host: str = Field(default="127.0.0.1", validation_alias="BATON_HTTP_HOST")
    http_port: int = Field(default=8080, ge=1, le=65_535, validation_alias="BATON_HTTP_PORT")
    public_url: str | None = Field(default=None, validation_alias="BATON_PUBLIC_URL")
    secret_key: SecretStr | None = Field(default=None, validation_alias="BATON_SECRET_KEY")
    hook_secret: SecretStr | None = Field(default=None, validation_alias="BATON_HOOK_SECRET")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", validation_alias="BATON_LOG_LEVEL"
    )
    slack_bot_token: SecretStr | None = Field(default=None, validation_alias="SLACK_BOT_TOKEN")
    slack_signing_secret: SecretStr | None = Field(default=None, validation_alias="SLACK_SIGNING_SECRET")
    slack_app_token: SecretStr | None = Field(default=None, validation_alias="SLACK_APP_TOKEN")
    slack_api_url: str = Field(default="https://slack.com/api/", validation_alias="SLACK_API_URL")
    telegram_bot_token: SecretStr | None = Field(default=None, validation_alias="TELEGRAM_BOT_TOKEN")
    telegram_api_url: str = Field(default="https://api.telegram.org/bot", validation_alias="TELEGRAM_API_URL")
    telegram_webhook_secret: SecretStr | None = Field(
        default=None, validation_alias="TELEGRAM_WEBHOOK_SECRET"
    )

    @field_validator("timezone")
    @classmethod
    def zone_exists(cls, value: str | None) -> str | None:
        """Refuse a zone that does not exist, naming the nearest."""
        if value is not None and value not in available_timezones():
            nearest = process.extractOne(value, sorted(available_timezones()))
            raise ValueError(f"no such zone; did you mean {nearest[0]}?")
        return value

    @field_validator(
        "slack_bot_token",
        "slack_app_token",
        "slack_signing_secret",
        "telegram_bot_token",
        "secret_key",
        "hook_secret",
    )
    @classmethod
    def one_line(cls, value: SecretStr | None) -> SecretStr | None:
        """Refuse a secret with blanks or line ends: it was copied wrongly."""
        if value is not None and any(sign.isspace() for sign in value.get_secret_value().strip()):
            raise ValueError("contains blanks or line ends; copy it again")
        return value

    @property
    def url(self) -> str:
        """The database: as named, else baton.db in the data folder."""
        return self.database_url or f"sqlite:///{self.data / 'baton.db'}"


def read(environ: Mapping[str, str]) -> Settings:
    """Settings from an environment; raises pydantic's ValidationError with every fault at once."""
    values = {name: value for name, value in environ.items() if name.startswith(PREFIXES)}
    for name, path in list(values.items()):
        if name.endswith("_FILE") and name.removesuffix("_FILE") not in values:
            values[name.removesuffix("_FILE")] = Path(path).read_text("utf-8").strip()
    return Settings.model_validate({name: value for name, value in values.items() if value})


def environment() -> Mapping[str, str]:
    """This process's environment."""
    return os.environ
