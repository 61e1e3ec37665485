"""Which table of CBS holds the kerncijfers of which year?"""

from webapp.fetching.errors import FetchError

TABELLEN = {
    2013: "82339NED",
    2014: "82931NED",
    2015: "83220NED",
    2016: "83487NED",
    2017: "83765NED",
    2018: "84286NED",
    2019: "84583NED",
    2020: "84799NED",
    2021: "85039NED",
    2022: "85318NED",
    2023: "85618NED",
    2024: "85984NED",
    2025: "86165NED",
}


def get_tabel(jaar: int, given: str | None) -> str:
    """The table that was given, or the one of the year; a table that is known to be of another year is refused."""
    tabel = (given or TABELLEN.get(jaar, "")).upper()
    if not tabel:
        raise FetchError(f"no table with kerncijfers of {jaar} is known here; name it with --tabel")
    of_year = next((year for year, code in TABELLEN.items() if code == tabel), jaar)
    if of_year != jaar:
        raise FetchError(f"{tabel} holds the kerncijfers of {of_year}, not of {jaar}")
    return tabel
