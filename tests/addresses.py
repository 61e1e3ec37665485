"""Which addresses stand for each route, in tests that walk all of them? `{eigen}` and `{ander}` are ids of entries."""

# Pages, as people read them.
PAGES: dict[str, tuple[str, ...]] = {
    "bewoner.start": ("/",),
    "bewoner.inloop": ("/inloop?q=2037", "/inloop?q=", "/inloop?q=nergens+te+vinden", "/inloop?nabij=4.66,52.36"),
    "wijken.wijken": ("/wijken", "/wijken?q=meerwijk", "/wijken?q=nergens+te+vinden"),
    "wijken.gebied": ("/wijken/GM0392", "/wijken/WK039221", "/wijken/BU03922107", "/wijken/boerhaavewijk-meerwijk"),
    "wijken.cijfer": (
        "/wijken/WK039221/cijfers/pct_koopwoningen?jaar=2022",
        "/wijken/BU03922107/cijfers/inwoners",
        "/wijken/centrum-rozenprieel/cijfers/inwoners_per_km2",
        "/wijken/GM0392/cijfers/stedelijkheid",
    ),
    "kaart.kaart": ("/kaart", "/kaart?gebied=boerhaavewijk-meerwijk&soort=inloopplek"),
    "aanbod.aanbod": ("/aanbod/{eigen}", "/aanbod/{ander}"),
    "security.login": ("/inloggen",),
}
# Pages for who is signed in as a teamlid.
TEAM_PAGES: dict[str, tuple[str, ...]] = {
    "team.overzicht": ("/team/",),
    "team.nieuw": ("/team/aanbod/nieuw",),
    "team.wijzig": ("/team/aanbod/{eigen}/wijzig",),
}
# What programs read.
DATA: dict[str, tuple[str, ...]] = {
    "wijken.profieltaart": ("/wijken/WK039221/profieltaart.svg",),
    "kaart.grenzen": ("/kaart/grenzen/GM0392/wijk.geojson",),
    "api.aanbod": ("/api/aanbod",),
    "api.profiel": ("/api/gebieden/WK039221/profiel",),
    "api.openapi": ("/api/openapi.json",),
    "operation.healthz": ("/healthz",),
    "operation.robots": ("/robots.txt",),
    "static": ("/static/img/icon.svg",),
}
TEAM_DATA: dict[str, tuple[str, ...]] = {
    "team.plaats": ("/team/plaats?q=2037",),
    "team.openingstijden": ("/team/openingstijden?tekst=ma+9.00-12.00",),
}
# Addresses at which something is wrong: these pages keep the same rules.
FAULTY_PAGES = ("/bestaat-niet", "/wijken/WK999999", "/aanbod/999999", "/kaart?soort=groen")
