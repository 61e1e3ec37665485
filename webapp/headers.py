"""What does every answer tell the browser? No other hosts, no inline code, no frames, no sniffing."""

from flask import Flask, Response, current_app, request
from flask_security import current_user

from webapp.access import IEDEREEN, who_may_use
from webapp.settings import Settings

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)


def init_app(app: Flask, *, settings: Settings) -> None:
    def add_headers(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        headers["X-Content-Type-Options"] = "nosniff"
        headers.setdefault("Referrer-Policy", "same-origin")
        headers["Permissions-Policy"] = "geolocation=(self), camera=(), microphone=()"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        if settings.https:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        if settings.demo:
            headers["X-Robots-Tag"] = "noindex"
        if current_user.is_authenticated and not _is_the_same_for_everybody(response):
            headers["Cache-Control"] = "no-store"
        return response

    app.after_request(add_headers)


def open_to_every_origin(response: Response) -> Response:
    """For the pages of any website: what is public is so there too."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _is_the_same_for_everybody(response: Response) -> bool:
    """Files and open data: no page with somebody's menu on it, and nothing that only some may see."""
    if request.endpoint == "static":
        return True
    is_open = IEDEREEN in (who_may_use(current_app, request.endpoint or "") or ())
    return is_open and bool(response.cache_control.public)
