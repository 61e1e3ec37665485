"""Which program may write for a gebruiker, with which secret, and what did it do? Never commits."""

import hashlib
import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.errors import InvalidFieldError, InvalidInvoerError, NotAllowedError, UnknownRecordError
from collectief.models import MAX_KORT, MAX_NAAM, Gebruiker, Token, Tokengebruik
from collectief.registreren.invoer import tidy_line
from collectief.words import Recht, Rol

PREFIX = "wb_"  # so that whoever finds one, by eye or by program, knows what it is
SECRET_BYTES = 32
DAYS = {30: timedelta(days=30), 90: timedelta(days=90), 365: timedelta(days=365)}
MAX_TOKENS = 20
WRITERS = (Rol.TEAMLID, Rol.BEHEERDER)


def add_token(
    session: Session, *, gebruiker: Gebruiker, naam: str, rechten: Collection[Recht], dagen: int, now: datetime
) -> tuple[Token, str]:
    """The token and its secret, which is not stored and can be told only now; raises InvalidInvoerError."""
    naam = tidy_line(naam)
    problems = list(_problems(naam, rechten, dagen, valid=len(valid_tokens(session, gebruiker, now=now))))
    if problems:
        raise InvalidInvoerError(problems)
    secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    token = Token(
        gebruiker=gebruiker,
        naam=naam,
        token_hash=hash_of(secret),
        rechten=sorted(rechten),
        aangemaakt_op=now,
        geldig_tot=now + DAYS[dagen],
    )
    session.add(token)
    session.flush()
    return token, secret


def _problems(naam: str, rechten: Collection[Recht], dagen: int, *, valid: int) -> list[InvalidFieldError]:
    broken = {
        InvalidFieldError("naam", "required"): not naam,
        InvalidFieldError("naam", "too_long", max=MAX_NAAM): len(naam) > MAX_NAAM,
        InvalidFieldError("rechten", "required"): not rechten,
        InvalidFieldError("dagen", "required"): dagen not in DAYS,
        InvalidFieldError("naam", "too_many_tokens", max=MAX_TOKENS): valid >= MAX_TOKENS,
    }
    return [problem for problem, is_broken in broken.items() if is_broken]


def hash_of(secret: str) -> str:
    """A secret of 256 random bits needs no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def get_token(session: Session, secret: str, *, recht: Recht, now: datetime) -> Token:
    """The valid token of this secret; raises UnknownRecordError for none, NotAllowedError without this recht."""
    token = session.scalar(select(Token).where(Token.token_hash == hash_of(secret)))
    if token is None or not is_valid(token, now):
        raise UnknownRecordError("no valid token has this secret")
    if recht not in token.rechten:
        raise NotAllowedError(f"token {token.id} may not be used for {recht}")
    return token


def is_valid(token: Token, now: datetime) -> bool:
    gebruiker = token.gebruiker
    return token.ingetrokken_op is None and now < token.geldig_tot and gebruiker.active and gebruiker.rol in WRITERS


def tokens_of(session: Session, gebruiker: Gebruiker) -> Sequence[Token]:
    """Every token that the gebruiker ever made, newest first."""
    query = select(Token).where(Token.gebruiker_id == gebruiker.id)
    return session.scalars(query.order_by(Token.aangemaakt_op.desc(), Token.id.desc())).all()


def valid_tokens(session: Session, gebruiker: Gebruiker, *, now: datetime) -> list[Token]:
    return [token for token in tokens_of(session, gebruiker) if is_valid(token, now)]


def revoke_token(session: Session, token_id: int, *, gebruiker: Gebruiker, now: datetime) -> Token:
    """Raises UnknownRecordError for a token that is not the gebruiker's own."""
    token = session.get(Token, token_id)
    if token is None or token.gebruiker_id != gebruiker.id:
        raise UnknownRecordError(f"token {token_id}")
    token.ingetrokken_op = token.ingetrokken_op or now
    return token


def log_use(session: Session, token: Token, *, vraag: str, antwoord: int, now: datetime) -> None:
    """Write down which request was made and how it ended: never what was sent."""
    session.add(Tokengebruik(token_id=token.id, op=now, vraag=vraag[:MAX_KORT], antwoord=antwoord))


def latest_uses(session: Session, tokens: Collection[Token], *, limit: int) -> Sequence[Tokengebruik]:
    """What was last done with these tokens, newest first."""
    query = select(Tokengebruik).where(Tokengebruik.token_id.in_([token.id for token in tokens]))
    return session.scalars(query.order_by(Tokengebruik.op.desc(), Tokengebruik.id.desc()).limit(limit)).all()
