"""Which addresses stand for each route, in tests that walk all of them? `{eigen}` and `{ander}` are ids of entries."""

# Of a link in a mail that asked about the entry `eigen`.
SECRET = "geheim" * 7 + "!"

# Pages, as people read them.
PAGES: dict[str, tuple[str, ...]] = {
    "bewoner.start": ("/",),
    "bewoner.inloop": ("/inloop?q=2037", "/inloop?q=", "/inloop?q=nergens+te+vinden", "/inloop?nabij=4.66,52.36"),
    "wijken.wijken": ("/wijken", "/wijken?q=meerwijk", "/wijken?q=nergens+te+vinden"),
    "wijken.gebied": (
        "/wijken/GM0392",
        "/wijken/WK039221",
        "/wijken/BU03922107",
        "/wijken/boerhaavewijk-meerwijk",
        "/wijken/WK039221?gewicht=wonen:2",
    ),
    "wijken.cijfer": (
        "/wijken/WK039221/cijfers/pct_koopwoningen?jaar=2022",
        "/wijken/BU03922107/cijfers/inwoners",
        "/wijken/centrum-rozenprieel/cijfers/inwoners_per_km2",
        "/wijken/GM0392/cijfers/stedelijkheid",
    ),
    "wijken.themascore": (
        "/wijken/WK039221/scores/wonen?jaar=2022&referentie=nl",
        "/wijken/BU03922107/scores/inkomen",
        "/wijken/centrum-rozenprieel/scores/totaal?gewicht=wonen:2&gewicht=werk:0",
    ),
    "zoeken.zoeken": (
        "/aanbod",
        "/aanbod?q=koffie&gratis=ja&soort=initiatief&open=nu",
        "/aanbod?q=wandelgroeb&gebied=WK039221",
        "/aanbod?q=nergens+te+vinden",
        "/aanbod?nabij=4.66,52.36&straal=2000&sorteer=afstand&pagina=2",
    ),
    "kaart.kaart": (
        "/kaart",
        "/kaart?gebied=boerhaavewijk-meerwijk&soort=inloopplek",
        "/kaart?indicator=pct_koopwoningen",
        "/kaart?indicator=pct_koopwoningen&niveau=teamgebied&toon=score&sorteer=waarde&plekken=ja",
        "/kaart?indicator=pct_koopwoningen&niveau=buurt",
        "/kaart?indicator=inwoners&jaar=1999",
    ),
    "vergelijk.vergelijk": (
        "/vergelijk",
        "/vergelijk?gebied=WK039221",
        "/vergelijk?zoek=meerwijk",
        "/vergelijk?gebied=WK039221&gebied=BU03922107&gebied=boerhaavewijk-meerwijk&gebied=GM0392&thema=wonen",
        "/vergelijk?gebied=WK039221&gebied=WK039212&indicator=pct_koopwoningen&sorteer=-pct_koopwoningen",
    ),
    "profieltaarten.profieltaarten": (
        "/profieltaarten",
        "/profieltaarten?gebied=GM0392&soort=buurt",
        "/profieltaarten?soort=teamgebied&sorteer=-wonen",
        "/profieltaarten?gebied=GM0392&sorteer=totaal&gewicht=wonen:2",
        "/profieltaarten?gebied=GM0392&keuze=2015",
        "/profieltaarten?gebied=WK039221",
    ),
    "aanbod.aanbod": ("/aanbod/{eigen}", "/aanbod/{ander}"),
    "organisaties.organisatie": ("/organisaties/1",),
    "locaties.locatie": ("/locaties/1",),
    "contactpersonen.toestemming": ("/toestemming/00000000-0000-4000-8000-000000000000",),
    "melden.klopt_niet": ("/aanbod/{eigen}/klopt-niet",),
    "melden.melden": ("/melden",),
    "privacy.privacy": ("/privacy",),
    "melden.bedankt": ("/melden/bedankt", "/melden/bedankt?aanbod={eigen}"),
    "controle.vraag": tuple(
        f"/controle/{SECRET}?antwoord={antwoord}" for antwoord in ("klopt", "aangepast", "gestopt")
    ),
    "controle.bedankt": ("/controle/bedankt?antwoord=klopt",),
    "ogc.landing": ("/ogc/?f=html",),
    "ogc.conformance": ("/ogc/conformance?f=html",),
    "ogc.api": ("/ogc/api?f=html",),
    "ogc.collections": ("/ogc/collections?f=html",),
    "ogc.collection": ("/ogc/collections/gebieden?f=html",),
    "ogc.gebieden": ("/ogc/collections/gebieden/items?f=html&limit=10",),
    "ogc.aanbod": ("/ogc/collections/aanbod/items?f=html&limit=10",),
    "ogc.gebied": ("/ogc/collections/gebieden/items/WK039221?f=html",),
    "ogc.entry": ("/ogc/collections/aanbod/items/{eigen}?f=html",),
    "feeds.insluiten": ("/insluiten?gebied=WK039221",),
    "feeds.meenemen": ("/meenemen", "/meenemen?gebied=WK039221&soort=inloopplek"),
    "open_data.open_data": ("/open-data/",),
    "hsds.profiel": ("/hsds/profiel",),
    "recept.recept": ("/recept", "/recept?aanbod={eigen}&aanbod={ander}&aanbod=999999"),
    "security.login": ("/inloggen",),
}
# Pages for who is signed in as a teamlid.
TEAM_PAGES: dict[str, tuple[str, ...]] = {
    "werkvoorraad.werkvoorraad": (
        *("/team/", "/team/?lijst=controleren", "/team/?lijst=voorstellen", "/team/?lijst=plek"),
        *("/team/?lijst=tijden&vanaf=25", "/team/?lijst=contact", "/team/?lijst=dubbel"),
    ),
    "werkvoorraad.aanbod": ("/team/aanbod", "/team/aanbod?q=nergens"),
    "tokens.tokens": ("/account/tokens",),
    "team.nieuw": ("/team/aanbod/nieuw",),
    "voorstellen.lijst": ("/team/voorstellen", "/team/voorstellen?aanbod={eigen}"),
    "voorstellen.voorstel": ("/team/voorstellen/{voorstel}", "/team/voorstellen/{nieuw}"),
    "geschiedenis.geschiedenis": ("/team/aanbod/{eigen}/geschiedenis",),
    "team.wijzig": ("/team/aanbod/{eigen}/wijzig",),
    "plekken.plekken": ("/team/aanbod/{eigen}/plekken",),
    "vertalingen.vertalingen": ("/team/aanbod/{eigen}/vertalingen", "/team/aanbod/{eigen}/vertalingen?taal=ar"),
    "contactpersonen.contactpersoon": ("/team/aanbod/{eigen}/contactpersoon",),
    "afbeeldingen.afbeeldingen": ("/team/aanbod/{eigen}/afbeeldingen",),
    "organisaties.wijzig": ("/team/organisaties/1/wijzig",),
    "locaties.wijzig": ("/team/locaties/{plek}/wijzig",),
    "dubbelen.lijst": ("/team/dubbelen",),
    "dubbelen.samenvoegen": ("/team/dubbelen/{eigen}/{tweede}",),
    "dubbelen.uit_elkaar": ("/team/aanbod/{opgegaan}/samenvoeging",),
}
# Pages for who is signed in as a beheerder.
BEHEER_PAGES: dict[str, tuple[str, ...]] = {
    "beheer.teamgebieden": (
        "/beheer/teamgebieden",
        "/beheer/teamgebieden?op=2016-05-01",
        "/beheer/teamgebieden?op=1999-01-01",
        "/beheer/teamgebieden?terug=2016-05-01",
    ),
    "synoniemen.lijst": ("/beheer/synoniemen",),
    "beheer.nieuw_team": ("/beheer/teams/nieuw",),
    "beheer.wijzig_team": ("/beheer/teams/noord-noord/wijzig",),
    "bronnen.bronnen": ("/beheer/bronnen",),
    "bronnen.nieuw": ("/beheer/bronnen/nieuw",),
    "bronnen.bron": ("/beheer/bronnen/{bron}",),
    "bronnen.inlezing": ("/beheer/bronnen/{bron}/inlezingen/{inlezing}",),
}
# What a beheerder downloads.
BEHEER_DATA: dict[str, tuple[str, ...]] = {
    "synoniemen.bestand": ("/beheer/synoniemen/synoniemen.csv",),
    "bronnen.voorbeeld_csv": ("/beheer/bronnen/voorbeeld.csv",),
    "bronnen.voorbeeld_xlsx": ("/beheer/bronnen/voorbeeld.xlsx",),
}
# What programs read.
DATA: dict[str, tuple[str, ...]] = {
    "rapport.profiel": ("/wijken/WK039221/profiel.pdf",),
    "rapport.vergelijk": ("/vergelijk.pdf?gebied=WK039221&gebied=GM0392",),
    "wijken.profieltaart": ("/wijken/WK039221/profieltaart.svg",),
    "kaart.grenzen": ("/kaart/grenzen/GM0392/wijk.geojson",),
    "kaart.svg": ("/kaart.svg?indicator=inwoners",),
    "kaart.png": ("/kaart.png?indicator=inwoners",),
    "kaart.bestand": ("/kaart/bestand.html?indicator=inwoners",),
    "vergelijk.csv": ("/vergelijk.csv?gebied=WK039221&gebied=GM0392",),
    "vergelijk.xlsx": ("/vergelijk.xlsx?gebied=WK039221&gebied=GM0392",),
    "afbeeldingen.bestand": ("/afbeeldingen/0000000000000000000000000000000000000000.webp",),
    "api.aanbod": ("/api/aanbod",),
    "api.profiel": ("/api/gebieden/WK039221/profiel",),
    "feeds.agenda": ("/agenda.ics", "/agenda.ics?gebied=WK039221&leefgebied=sociaal_netwerk"),
    "feeds.nieuws": ("/nieuw.rss",),
    "feeds.bestand": ("/aanbod.csv?gebied=WK039221", "/aanbod.gpkg?gebied=WK039221"),
    "api_writing.lees": ("/api/aanbod/{eigen}",),
    "api.openapi": ("/api/openapi.json",),
    "recept.qr": ("/recept/qr.svg?aanbod={eigen}",),
    "hsds.base": ("/hsds/",),
    "hsds.openapi": ("/hsds/openapi.json",),
    "hsds.services": ("/hsds/services",),
    "hsds.service": ("/hsds/services/00000000-0000-4000-8000-000000000000",),
    "hsds.service_at_locations": ("/hsds/service_at_locations",),
    "hsds.service_at_location": ("/hsds/service_at_locations/00000000-0000-4000-8000-000000000000",),
    "hsds.organizations": ("/hsds/organizations",),
    "hsds.organization": ("/hsds/organizations/3b902033-9693-53d4-a95a-5b500fe455cd",),
    "hsds.taxonomies": ("/hsds/taxonomies",),
    "hsds.taxonomy": ("/hsds/taxonomies/f9d90587-1f26-5d33-b61e-7c2930cd9c17",),
    "hsds.taxonomy_terms": ("/hsds/taxonomy_terms",),
    "hsds.taxonomy_term": ("/hsds/taxonomy_terms/0e35e3c7-11f3-5b0b-9720-8c9b6ca531c3",),
    "open_data.catalogus": ("/open-data/catalogus.jsonld",),
    "open_data.bestand": ("/open-data/GM0392/gebieden.gpkg", "/open-data/GM0392/aanbod.csv"),
    "operation.healthz": ("/healthz",),
    "operation.robots": ("/robots.txt",),
    "static": ("/static/img/icon.svg",),
}
TEAM_DATA: dict[str, tuple[str, ...]] = {
    "team.plaats": ("/team/plaats?q=2037",),
    "plekken.plaats": ("/team/aanbod/plaats?q=2037",),
    "team.openingstijden": ("/team/openingstijden?openingstijden=ma+9.00-12.00",),
}
# Addresses at which something is wrong: these pages keep the same rules.
FAULTY_PAGES = (
    "/bestaat-niet",
    "/wijken/WK999999",
    "/aanbod/999999",
    "/controle/onbekend",
    "/kaart?soort=groen",
    "/vergelijk?gebied=WK039221@later",
)
