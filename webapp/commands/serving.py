"""How is the service started?"""

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from webapp.app import create_app
from webapp.beside import serve_beside, stop_beside
from webapp.demo import PASSWORD, demo_settings, seed_demo
from webapp.ready import make_ready_app
from webapp.settings import Settings
from webapp.warm import start_warming_up

LOOPBACK = "127.0.0.1"
LONGEST_ADDRESS = 8190  # as much as gunicorn takes: the application itself says what is too long
PORT = click.option("--port", default=8000, show_default=True, envvar="PORT", type=click.IntRange(1, 65535))


class Server(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    """Gunicorn with threads, set up from here and not from a file; each worker makes and warms its own application."""

    def __init__(self, settings: Settings, **options: object) -> None:
        self.settings = settings
        usual = {
            "worker_class": "gthread",
            "keepalive": 5,
            "control_socket_disable": True,
            "limit_request_line": LONGEST_ADDRESS,
        }
        hooks = {
            "post_worker_init": lambda worker: start_warming_up(worker.wsgi),
            "worker_exit": lambda _server, _worker: stop_beside(),
        }
        self.options = {**usual, **hooks, **options}
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        app = create_app(self.settings)
        serve_beside(app, self.settings)
        return app


@click.command()
@click.option("--host", default=LOOPBACK, show_default=True)
@PORT
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1))
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1))
def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serve the website and the API; brings the database up to date first."""
    settings = Settings()
    if settings.demo:
        raise click.UsageError("WIJKBEELD_DEMO is set: use `wijkbeeld demo`, which listens on this machine only")
    make_ready_app(settings)
    click.echo(f"Wijkbeeld: http://{host}:{port}")
    Server(settings, bind=f"{host}:{port}", workers=workers, threads=threads).run()


@click.command()
@PORT
def demo(port: int) -> None:
    """Serve the embedded set with example entries and demo accounts, on this machine only."""
    settings = demo_settings(Settings())
    accounts = seed_demo(make_ready_app(settings))
    click.echo(f"Wijkbeeld demo: http://{LOOPBACK}:{port}")
    click.echo(f"Accounts, all with password {PASSWORD}:")
    for account in accounts:
        click.echo(f"  {account.rol:<10} {account.email}")
    Server(settings, bind=f"{LOOPBACK}:{port}", workers=1, threads=4).run()
