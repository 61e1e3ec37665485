"""Which figures do the files of CBS, PDOK and gemeenten hold? One small reader for each format.

Where to begin: `read_reading` in `sniff` looks at a file or folder and gives a `Reading`.

- formats: `kwb`, `statline`, `municipal`, `odata_v3`, `odata_v4`, `features`; of a `table`, a `draft` of its figures
- files: `formats`, `csv_table`, `workbook`, `json_page`, `gdal`, `folder`
- cells: `columns` (gebied, name, year), `figures` (numbers and marks), `faults`
"""

from geo.readers.reading import Reading
from geo.readers.sniff import read_reading

__all__ = ["Reading", "read_reading"]
