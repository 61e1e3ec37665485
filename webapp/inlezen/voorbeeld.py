"""What does a table look like that is read without a question? A file to start from, with two made-up rows."""

from webapp.spreadsheet import Sheet, make_csv, make_xlsx

HEADER = (
    *("Id", "Naam", "Soort", "Omschrijving", "Leefgebieden", "Doelgroepen", "Openingstijden", "Kosten", "Talen"),
    *("Organisatie", "Telefoon", "E-mail", "Website", "Locatie", "Straat", "Huisnummer", "Postcode", "Plaats"),
    *("Rolstoel", "Gecontroleerd op"),
)
ROWS = (
    (
        *("1", "Koffie in de buurt", "inloopplek", "Loop binnen voor een kop koffie en een praatje."),
        *("sociaal netwerk; tijdsbesteding", "iedereen", "ma-vr 9.00-12.00", "gratis", "Nederlands; Turks"),
        *("Stichting Voorbeeld", "023 000 00 00", "info@voorbeeld.example", "www.voorbeeld.example"),
        *("Buurthuis Voorbeeld", "Voorbeeldstraat", "1", "2000 AA", "Haarlem", "ja", "2026-01-05"),
    ),
    (
        *("2", "Wandelgroep", "activiteit", "Samen een uur wandelen. Rustig tempo."),
        *("lichamelijke gezondheid", "ouderen", "di 10.00-11.00", "€ 1 per keer", "", "", "", "", ""),
        *("", "Voorbeeldplein", "2", "2000 AB", "Haarlem", "onbekend", ""),
    ),
)


def make_example_csv() -> bytes:
    return make_csv(HEADER, ROWS)


def make_example_xlsx() -> bytes:
    return make_xlsx([Sheet("Aanbod", HEADER, ROWS)])
