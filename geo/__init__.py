"""Gebieden and their figures: pure functions over files and frames; knows no database, no web.

Where to begin: `gebiedenset` reads the folder of one gemeente, and the rest hangs on it.

- gebieden and places: `gebieden`, `gemeente`, `grenzen`, `teamgebieden`, `roepnamen`, `point_location`, `crs`, `sketch`
- streets and postcodes: `straten`, brought in by `straten_import` and `straten_rows`
- figures of a gebied: `profiel`, made of `cijfers`, `rebuild`, `ratios`, `delen`, `totals`, `bounds`, `toelichting`, of
  what `kerncijfers` and `figures` know and `indicatoren` define; `definities` reads these (the national `catalogus/`
  and what a set adds to it)
- bereik: who can walk to a place (`lopen`), by cells of 100 m (`vakken`, `woonvakken`, and those that CBS counted:
  `vierkanten`, brought in by `vierkant_import`), and where `nieuwe_plekken` help most
- scores: `scores` of a figure, `themascores` of a thema; held against `referenties`
- beside each other: `vergelijking`, `likeness`, `tijdlijn`
- pictures: `profieltaart`, made of `taart_drawing`, `taart_legend`, `profieltaart_words`; `kaart_svg`, with classes of
  `klassen` and `kaart_legend`; both drawn with `svg`
- published files: `readers` (a package: `read_reading` gives the figures of any of them)
- new figures: `kerncijfer_import`, made of `kerncijfer_rows`, `kerncijfer_report`
- new boundaries: `importing`, made of `boundary_files`, `boundary_rows`, `import_rows`, `import_grenzen`,
  `import_land`, `coverage`, `import_report`, `swap`
- days: `schoolvakanties`, and how sure they are
- files and faults: `set_tables`, `tables`, `toml_fields`, `errors`
"""
