"""Which table stands in a file of a source, whatever it is called?"""

from collectief.errors import BronbestandError
from collectief.inlezen.csv_bestand import read_csv
from collectief.inlezen.hsds_bestand import BOM, read_hsds
from collectief.inlezen.tabel import Tabel, check_size
from collectief.inlezen.xlsx_bestand import read_xlsx

ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def read_tabel(data: bytes) -> Tabel:
    """By what is in it, for names of files and types of answers are often wrong; raises BronbestandError."""
    check_size(len(data))
    begin = data[:200].removeprefix(BOM).lstrip()
    if not begin:
        raise BronbestandError("leeg")
    if data.startswith(ZIP):
        return read_xlsx(data)
    if data.startswith(OLD_EXCEL):
        raise BronbestandError("oud_excel")
    if begin.startswith(b"<"):
        raise BronbestandError("webpagina")
    return read_hsds(data) if begin.startswith((b"{", b"[")) else read_csv(data)
