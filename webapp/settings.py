"""Which settings does an installation have? Read from WIJKBEELD_… in the environment."""

import secrets
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Every setting has a default that is safe for the embedded set on this machine."""

    model_config = SettingsConfigDict(env_prefix="WIJKBEELD_", extra="forbid")

    data: Path = Field(PROJECT / "data" / "wijken", description="folder with one gebiedenset per gemeente")
    var: Path = Field(PROJECT / "var", description="folder for the embedded database, cached tiles and the secret")
    database_url: str = Field("", description="sqlite:///… or postgresql+psycopg://…; empty: SpatiaLite in `var`")
    secret_key: SecretStr = Field(SecretStr(""), description="signs sessions; empty: made once and kept in `var`")
    gemeente: str = Field("", description="code of the gemeente that the start page is for; empty: the first one")
    demo: bool = Field(False, description="show on every page that this is a demo, with example entries")
    https: bool = Field(True, description="cookies only over https; the demo on 127.0.0.1 switches it off")
    trusted_proxies: int = Field(
        0, ge=0, description="how many proxies of our own stand before us and tell who the visitor is; 0: none"
    )
    tiles_url: str = Field(
        "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/standaard/EPSG:3857/{z}/{x}/{y}.png",
        description="where our own tile proxy gets the background map; empty: no background map",
    )
    geocoder_url: str = Field(
        "https://api.pdok.nl/bzk/locatieserver/search/v3_1",
        description="national geocoder; empty: only postcodes and buurt names of the gebiedenset",
    )
    upstream_timeout_s: float = Field(2.0, description="how long a page may wait for another service")
    smtp_url: SecretStr = Field(
        SecretStr(""),
        description="where mail leaves: smtp://user:password@host:port?tls=starttls (or tls, or none); empty: no mail",
    )
    smtp_timeout_s: float = Field(30.0, description="how long the mail server may take for an answer")
    mail_from: str = Field("", description="who sends the mail, like Wijkbeeld <wijkbeeld@gemeente.nl>")
    public_url: str = Field("", description="where visitors find this installation, like https://kaart.gemeente.nl")

    def make_database_url(self) -> str:
        """The configured database, or the embedded one in `var`."""
        return self.database_url or f"sqlite:///{self.var / 'wijkbeeld.db'}"

    def has_database(self) -> bool:
        """Whether a database was configured, or the embedded one has been made."""
        return bool(self.database_url) or (self.var / "wijkbeeld.db").exists()

    def read_secret(self) -> str:
        """The configured secret, or one made at first use and kept where only this account can read it."""
        given = self.secret_key.get_secret_value()
        return given or _read_or_make_secret(self.var / "secret")


def _read_or_make_secret(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text()
