"""Is only what is really a picture kept, with nothing in it but what is seen, and no longer than somebody shows it?"""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker

from collectief.errors import InvalidInvoerError, NotAllowedError
from collectief.models import Aanbod, Afbeelding, Gebruiker
from collectief.plekken.afbeeldingen import (
    MAX_PER_AANBOD,
    aanbod_with_bestand,
    add_afbeelding,
    delete_unused_files,
    remove_afbeelding,
)
from collectief.plekken.pictures import MAX_BYTES, MAX_SIDE_PX, make_picture
from collectief.words import Rol, Status
from tests.builders import LATER, build_aanbod, build_gebruiker

GPS, ORIENTATION = 0x8825, 0x0112


def picture(*, size: tuple[int, int] = (40, 30), kind: str = "JPEG", colour: str = "teal", **saved: object) -> bytes:
    body = BytesIO()
    Image.new("RGB", size, colour).save(body, kind, **saved)
    return body.getvalue()


def broken_rule(data: bytes) -> str:
    with pytest.raises(InvalidInvoerError) as refused:
        make_picture(data)
    (problem,) = refused.value.problems
    return problem.rule


def bomb() -> bytes:
    """A PNG of a few bytes that says it is 40,000 by 40,000."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
GIF = picture(kind="GIF")


@pytest.mark.parametrize("data", [b"", b"<html>", SVG, b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", picture()[:300], GIF])
def test_what_is_no_picture_that_we_know_is_refused(data: bytes) -> None:
    assert broken_rule(data) == "no_picture"


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_made() -> None:
    assert broken_rule(bomb()) == "too_many_pixels"


def test_a_file_that_is_too_large_is_not_even_looked_at() -> None:
    assert broken_rule(b"\xff" * (MAX_BYTES + 1)) == "too_large"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_made_anew_no_larger_than_a_page_needs(kind: str) -> None:
    made = make_picture(picture(size=(4_000, 2_000), kind=kind))
    assert (made.breedte_px, made.hoogte_px) == (MAX_SIDE_PX, MAX_SIDE_PX // 2)
    with Image.open(BytesIO(made.body)) as image:
        assert (image.format, image.size) == ("WEBP", (MAX_SIDE_PX, MAX_SIDE_PX // 2))


def test_where_it_was_taken_is_left_out_and_it_is_the_right_way_up() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # a quarter turn
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 22.0, 0.0), 3: "E", 4: (4.0, 38.0, 0.0)})
    taken = picture(size=(40, 30), exif=exif.tobytes(), comment=b"bij mij thuis")
    with Image.open(BytesIO(taken)) as before:
        assert before.getexif().get_ifd(GPS)
    made = make_picture(taken)
    with Image.open(BytesIO(made.body)) as image:
        assert (image.size, dict(image.getexif()), image.info.keys() & {"exif", "xmp", "icc_profile"}) == (
            (30, 40),
            {},
            set(),
        )
    assert b"thuis" not in made.body


def test_what_is_hidden_behind_a_picture_does_not_come_along() -> None:
    made = make_picture(picture() + b"<script>alert(1)</script>PK\x03\x04")
    assert b"script" not in made.body


def test_what_is_transparent_becomes_white() -> None:
    body = BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(body, "PNG")
    with Image.open(BytesIO(make_picture(body.getvalue()).body)) as image:
        assert min(image.convert("L").tobytes()) > 250


# With an entry


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "afbeeldingen"


@pytest.fixture
def teamlid(session: Session) -> Gebruiker:
    return build_gebruiker(session)


@pytest.fixture
def aanbod(session: Session) -> Aanbod:
    return build_aanbod(session)


def add(
    session: Session, aanbod: Aanbod, door: Gebruiker, folder: Path, *, alt: str = "De gevel", colour: str = "teal"
) -> Afbeelding:
    data = picture(colour=colour)
    return add_afbeelding(session, aanbod, data, alt=alt, folder=folder, door=door, now=LATER)


def test_a_picture_needs_words_for_who_cannot_see_it(
    session: Session, aanbod: Aanbod, teamlid: Gebruiker, folder: Path
) -> None:
    with pytest.raises(InvalidInvoerError, match="alt: required"):
        add(session, aanbod, teamlid, folder, alt="  ")
    assert not folder.exists()


def test_an_entry_has_so_many_pictures_at_most(
    session: Session, aanbod: Aanbod, teamlid: Gebruiker, folder: Path
) -> None:
    for number in range(MAX_PER_AANBOD):
        add(session, aanbod, teamlid, folder, alt=f"Nummer {number}")
    assert [afbeelding.alt[-1] for afbeelding in aanbod.afbeeldingen] == ["0", "1", "2", "3", "4"]
    with pytest.raises(InvalidInvoerError, match="too_many"):
        add(session, aanbod, teamlid, folder)


def test_a_hidden_place_is_not_pictured(session: Session, teamlid: Gebruiker, folder: Path) -> None:
    hidden = build_aanbod(session, verborgen=True, bereikbaar_via="Bel", punt=None, buurtcode="")
    with pytest.raises(InvalidInvoerError, match="hidden_place"):
        add(session, hidden, teamlid, folder)


def test_beleid_adds_no_pictures(session: Session, aanbod: Aanbod, folder: Path) -> None:
    with pytest.raises(NotAllowedError):
        add(session, aanbod, build_gebruiker(session, Rol.BELEID), folder)


def test_who_shows_a_file_is_found_by_its_name(
    session: Session, aanbod: Aanbod, teamlid: Gebruiker, folder: Path
) -> None:
    concept = build_aanbod(session, naam="Concept", status=Status.CONCEPT)
    bestand = add(session, concept, teamlid, folder).bestand
    add(session, aanbod, teamlid, folder)
    assert aanbod_with_bestand(session, bestand) == [aanbod, concept]
    assert aanbod_with_bestand(session, "../wijkbeeld.db") == []


def test_a_file_goes_with_the_last_entry_that_shows_it(engine: Engine, folder: Path) -> None:
    sessions = sessionmaker(engine)
    delete_unused_files(sessions, folder)
    with sessions() as session:
        teamlid, both = build_gebruiker(session), [build_aanbod(session), build_aanbod(session, naam="Ander")]
        pictures = [add(session, aanbod, teamlid, folder) for aanbod in both]
        session.commit()
        left = []
        for aanbod, afbeelding in zip(both, pictures, strict=True):
            remove_afbeelding(session, aanbod, afbeelding.id, door=teamlid, now=LATER)
            left.append(len(list(folder.iterdir())))
            session.commit()
            left.append(len(list(folder.iterdir())))
        assert left == [1, 1, 1, 0]


def test_a_change_that_is_taken_back_deletes_no_file(engine: Engine, folder: Path) -> None:
    sessions = sessionmaker(engine)
    delete_unused_files(sessions, folder)
    with sessions() as session:
        teamlid, aanbod = build_gebruiker(session), build_aanbod(session)
        afbeelding = add(session, aanbod, teamlid, folder)
        session.commit()
        remove_afbeelding(session, aanbod, afbeelding.id, door=teamlid, now=LATER)
        session.rollback()
        session.commit()
        assert len(session.scalars(select(Afbeelding)).all()) == len(list(folder.iterdir())) == 1
