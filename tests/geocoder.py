"""What stands in for the national geocoder? One that knows a single address, in the teamgebied of the teamlid."""

from typing import Any

from flask import Flask, request

ADDRESS = "Voorbeeldlaan 1, 2037AA Haarlem"
PLACE = "POINT(4.6665 52.3557)"


def make_geocoder() -> Flask:
    app = Flask("geocoder")

    @app.get("/free")
    def free() -> dict[str, Any]:
        docs = [{"weergavenaam": ADDRESS, "centroide_ll": PLACE}] if "voorbeeldlaan" in request.args["q"] else []
        return {"response": {"docs": docs}}

    return app
