"""Can any database be brought up to date, from empty and back?"""

from sqlalchemy import Engine, text

from collectief.database import is_up_to_date, migrate, unmigrate


def test_a_migrated_database_is_up_to_date(engine: Engine) -> None:
    assert is_up_to_date(engine)


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    assert is_up_to_date(engine)


def test_unmigrate_drops_every_table_and_migrate_makes_them_again(engine: Engine) -> None:
    unmigrate(engine)
    assert not is_up_to_date(engine)
    migrate(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM locatie")) == 0
