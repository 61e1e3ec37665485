"""What happens to who ends an address with a slash too many? The page is at one address, and that is where they go."""

from typing import Any

from flask import Flask, current_app, redirect, request, url_for
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.wrappers import Response

MOVED_FOR_GOOD = 308


def init_app(app: Flask) -> None:
    app.before_request(_leave_out_slash)


def _leave_out_slash() -> Response | None:
    """Build the address from its route, so that a path of somebody else's making never becomes another host."""
    adapter = current_app.create_url_adapter(request)
    if adapter is None or not isinstance(request.routing_exception, NotFound) or not request.path.endswith("/"):
        return None
    try:
        endpoint, values = adapter.match(request.path.rstrip("/"))
    except HTTPException:
        return None
    asked: dict[str, Any] = request.args.to_dict(flat=False) | dict(values)
    return redirect(url_for(endpoint, **asked), MOVED_FOR_GOOD)
