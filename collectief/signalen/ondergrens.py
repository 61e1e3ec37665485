"""Of how many huishoudens are signalen at least? For the database to add up."""

from sqlalchemy import ColumnElement, case

from collectief.models import Signaal
from collectief.signaalwoorden import Huishoudens


def ondergrens() -> ColumnElement[int]:
    """The lower bound of what one signaal says."""
    return case({one: one.ondergrens for one in Huishoudens}, value=Signaal.huishoudens)
