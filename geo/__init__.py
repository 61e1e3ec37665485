"""Gebieden and their figures: pure functions over files and frames; knows no database, no web.

Where to begin: `gebiedenset` reads the folder of one gemeente, and the rest hangs on it.

- gebieden and places: `gebieden`, `gemeente`, `grenzen`, `teamgebieden`, `point_location`, `crs`, `sketch`
- figures: `indicatoren`, `kerncijfers`, `profiel`, made of `cijfers`, `delen`, `rebuild`, `bounds`,
  `scores`, `toelichting`
- their picture: `profieltaart`, made of `taart_drawing`, `taart_legend`, `profieltaart_words`, `svg`
- new boundaries: `importing`, made of `boundary_files`, `boundary_rows`, `import_rows`, `import_grenzen`,
  `coverage`, `import_report`, `swap`
- files and faults: `set_tables`, `tables`, `toml_fields`, `errors`
"""
