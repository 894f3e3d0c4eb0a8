"""Settings, from the environment (`TSUNAGU_…`) or `tsunagu.toml` in the working folder.

Each is described in `docs/settings.md`; a test compares the two.
"""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

Engine = Literal["pyshacl", "shacl"]
"""Names of the engines of SHACL, which are those of their packages."""


class Settings(BaseSettings):
    """What an installation can set. The environment stands before the file."""

    model_config = SettingsConfigDict(env_prefix="TSUNAGU_", toml_file="tsunagu.toml", extra="forbid")

    home: Path = Field(
        default=Path("var"), description="Folder of releases, caches and the bytes of loaded files."
    )
    cities: str = Field(default="", description="Further folders of city folders, parted as in PATH.")
    forms: str = Field(default="", description="Further folders of form folders, parted as in PATH.")
    lang: str = Field(default="ja", description="Language of messages: ja or en.")
    shacl_engine: Engine = Field(
        default="pyshacl", description="Engine that checks sheets: pyshacl, or shacl of the extra [compiled]."
    )
    workers: int = Field(default=1, gt=0, description="Server processes of `serve`.")
    query_timeout: float = Field(default=10.0, gt=0, description="Seconds after which a query is stopped.")
    query_memory: int = Field(
        default=512, ge=256, description="Memory that queries may take together, and each alone, in MiB."
    )
    query_rows: int = Field(default=100_000, gt=0, description="Most rows that one answer may have.")
    query_bytes: int = Field(default=64, gt=0, description="Largest answer, in MiB.")
    query_workers: int = Field(
        default=2, gt=0, description="Queries that run at once, and as many long ones."
    )
    query_cache: int = Field(default=64, ge=0, description="Memory for answers that are kept, in MiB.")
    endpoint: str = Field(default="", description="SPARQL server that answers queries; none: this program.")
    endpoint_user: str = Field(default="", description="User at that server; none: the password is a token.")
    endpoint_password: str = Field(default="", repr=False, description="Password at that server.")
    keep_releases: int = Field(default=5, gt=0, description="Releases that `releases prune` keeps.")
    office_token: str = Field(
        default="", repr=False, description="Token of `serve --office`; none: a new one."
    )
    office_upload: int = Field(default=256, gt=0, description="Largest upload of the officers' side, in MiB.")
    office_public: str = Field(
        default="http://127.0.0.1:8000", description="Address of the public pages, to which officers are led."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read arguments, then the environment, then `tsunagu.toml`; the first that speaks holds."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)
