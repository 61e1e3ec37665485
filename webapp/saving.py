"""Does a visitor ask to be sent as little as possible?"""

from flask import Flask, Response, g, request

HEADER = "Save-Data"


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(bespaart_data=asks_to_save_data)
    app.after_request(_say_what_it_depends_on)


def asks_to_save_data() -> bool:
    """By a setting of their browser; scripts look at how quick the network is besides. Their page is for them alone."""
    depend_on_save_data()
    return is_asked_to_save_data()


def is_asked_to_save_data() -> bool:
    """The same, for what does not change the page."""
    return request.headers.get(HEADER, "").strip().lower() == "on"


def depend_on_save_data() -> None:
    g.depends_on_save_data = True


def depends_on_save_data() -> bool:
    """Whether this page would be another for who asks it, or would not."""
    return bool(g.get("depends_on_save_data"))


def _say_what_it_depends_on(response: Response) -> Response:
    if depends_on_save_data():
        response.vary.add(HEADER)
    return response
