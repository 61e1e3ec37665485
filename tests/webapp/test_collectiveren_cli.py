"""Do signalen lead to a patroon, a voorstel and its effect without a browser, and is what cannot be refused by name?"""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import func, select

from collectief.collectiveren.effectcijfers import comparable_buurten
from collectief.models import Besluitregel, Signaal, SignaalLezing, SignaalTekst, Team, Voorstel
from collectief.signaalwoorden import Fase
from collectief.teams.teams import find_team
from tests.builders import GEMEENTE, build_signaal, build_voorstel
from tests.cast import BUURTEAMLID, TEAMLID, Person, add_cast
from webapp.cli import main
from webapp.context import gebiedensets, now, session, today

HERE, BESIDE = "BU03922106", "BU03922004"  # of the two teams, and they adjoin
SAID = {"--soort": "vraag", "--leefgebied": "huisvesting", "--doelgroep": "gezinnen", "--vindplaats": "inloop"}
COMMANDS = ("signaleren", "patronen", "collectiveren", "cleaning")
MONTH = timedelta(days=31)


@pytest.fixture
def service(empty_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """What the commands run: an application with teams and accounts, in which nobody signalled yet."""
    with empty_app.app_context():
        add_cast(session())
        session().commit()
    return run_by(empty_app, monkeypatch)


def run_by(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    for name in COMMANDS:
        monkeypatch.setattr(f"webapp.commands.{name}.make_ready_app", lambda _settings: app)
    return app


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words, prog_name="wijkbeeld")


def told(*words: str) -> Any:
    """What a command prints as JSON."""
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def signal(**options: str) -> tuple[str, ...]:
    """The words of a command that adds a signaal, with everything right but for `options`."""
    right = {"--buurt": HERE, "--tekst": "voorbeeld", **SAID}
    given = right | {f"--{name.replace('_', '-')}": value for name, value in options.items()}
    return "add", "signaal", *(word for pair in given.items() for word in pair)


def count(model: type[Signaal | SignaalTekst | SignaalLezing | Besluitregel | Voorstel]) -> int:
    return session().scalars(select(func.count()).select_from(model)).one()


def add_signalen(person: Person, buurt: str, many: int) -> list[dict[str, Any]]:
    return [told(*signal(buurt=buurt, door=person.email)) for _ in range(many)]


def test_twelve_signalen_of_two_teams_become_a_patroon_a_voorstel_and_an_effect(service: Flask) -> None:
    added = add_signalen(TEAMLID, HERE, 6) + add_signalen(BUURTEAMLID, BESIDE, 6)
    assert {one["team"] for one in added} == {TEAMLID.team, BUURTEAMLID.team}
    assert all("tekst" not in one for one in added)

    (patroon,) = told("patronen")["patronen"]
    assert (patroon["leefgebied"], patroon["doelgroep"]) == ("huisvesting", "gezinnen")
    assert {buurt["code"] for buurt in patroon["buurten"]} == {HERE, BESIDE}

    answers = ("--patroon", str(patroon["id"]), "--trekker", "opbouwwerker", "--eerste-keer", str(today()))
    voorstel = told("add", "voorstel", "--door", TEAMLID.email, *answers)
    assert (voorstel["patroon"], set(voorstel["buurten"])) == (patroon["id"], {HERE, BESIDE})
    with service.app_context():
        assert count(Besluitregel) == 1

    early = told("effect", str(voorstel["id"]))
    assert (early["oordeel"], early["lijken"]) == ("te_vroeg", None)


def team_of(person: Person) -> Team:
    team = find_team(session(), str(person.team), gemeente=GEMEENTE)
    assert team is not None
    return team


def add_before_and_after(buurt: str, team: Team, voor: int, na: int, *, first_time: date) -> None:
    """Signalen of two months before and two months after a day, on what a voorstel is about."""
    for op in [first_time - 2 * MONTH] * voor + [first_time + 2 * MONTH] * na:
        build_signaal(session(), team=team, buurtcode=buurt, op=op, tekst="")


def test_months_later_the_effect_has_counts(service: Flask) -> None:
    first_time = today() - 7 * MONTH
    with service.app_context():
        voorstel_id = build_voorstel(
            session(),
            team=team_of(TEAMLID),
            buurtcodes={HERE},
            fase=Fase.LOOPT,
            trekker="opbouwwerker",
            eerste_keer_op=first_time,
        ).id
        alike = comparable_buurten(gebiedensets().get(GEMEENTE), {HERE}).buurtcodes[:6]
        add_before_and_after(HERE, team_of(TEAMLID), 120, 20, first_time=first_time)
        for buurt in alike:
            add_before_and_after(buurt, team_of(BUURTEAMLID), 20, 18, first_time=first_time)
        session().commit()
    effect = told("effect", str(voorstel_id))
    assert effect["oordeel"] == "minder"
    assert effect["huishoudens"] == {
        "voor": {"ondergrens": 110, "bovengrens": 130},
        "na": {"ondergrens": 10, "bovengrens": 30},
    }
    assert effect["huishoudens_vergeleken"] == {
        "voor": {"ondergrens": 110, "bovengrens": 130},
        "na": {"ondergrens": 100, "bovengrens": 120},
    }
    assert effect["lijken"] is False
    assert 0 < effect["schatting"]["ondergrens"] < 0.2 < effect["schatting"]["bovengrens"] < 1
    assert set(effect["schatting"]["spreiding"]) == {"tussen_buurten", "per_signaal"}


def test_what_is_added_twice_with_one_key_is_stored_once(service: Flask) -> None:
    key = str(uuid4())
    first, second = (told(*signal(uuid=key, door=TEAMLID.email)) for _ in range(2))
    assert first["id"] == second["id"]
    with service.app_context():
        assert (count(Signaal), count(SignaalTekst)) == (1, 1)


def test_what_was_kept_long_enough_is_gone_and_the_counts_stay(service: Flask) -> None:
    with service.app_context():
        for days in (89, 90, 400):
            moment = now() - timedelta(days=days)
            signaal = build_signaal(session(), team=team_of(TEAMLID), op=moment.date(), tekst="voorbeeld")
            session().add(SignaalLezing(signaal_id=signaal.id, op=moment))
        session().commit()
    result = run("cleanup")
    assert result.exit_code == 0, result.output
    assert "cleanup: 2 texts of signalen deleted, kept 90 days; the signalen stay" in result.stdout
    with service.app_context():
        assert (count(Signaal), count(SignaalTekst), count(SignaalLezing)) == (3, 1, 2)


@pytest.fixture
def quiet(reading_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """What is refused changes nothing, so that all of these can be asked of one application."""
    return run_by(reading_app, monkeypatch)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"tekst": "Bel 0612345678"}, "tekst: Hier kan iets staan dat naar een persoon wijst: telefoonnummer."),
        ({"tekst": "111222333"}, "tekst: Hier kan iets staan dat naar een persoon wijst: "),
        (
            {"tekst": "06-\u200b1234\u00ad5678"},
            "tekst: Hier kan iets staan dat naar een persoon wijst: telefoonnummer.",
        ),
        ({"tekst": "x" * 50_000}, "tekst: Dit is te lang: het mag 500 tekens zijn."),
        ({"buurt": "BU03630000"}, "--buurt or --gemeente: nothing is known of a gemeente GM0363"),
        ({"buurt": "BU03630000", "door": TEAMLID.email}, "buurtcode: Deze buurt ligt niet in de gemeente."),
        ({"op": "2999-01-01"}, "op: Deze dag moet nog komen."),
        ({"op": "2001-01-01"}, "op: Dit is langer dan een jaar geleden."),
        ({"op": "gisteren"}, "'--op'"),
        ({"soort": "klacht"}, "'--soort'"),
        ({"door": "niemand@haarlem.example"}, "--door"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_signaal_that_breaks_a_rule_is_refused_by_the_name_of_its_field(
    quiet: Flask, options: dict[str, str], said: str
) -> None:
    with quiet.app_context():
        before = count(Signaal)
    result = run(*signal(**options))
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    with quiet.app_context():
        assert count(Signaal) == before


@pytest.mark.usefixtures("quiet")
def test_a_refusal_does_not_repeat_what_points_at_a_person() -> None:
    assert "0612345678" not in run(*signal(tekst="Bel 0612345678")).output


def test_of_a_text_that_nobody_can_see_nothing_is_kept(service: Flask) -> None:
    assert told(*signal(tekst=" \u200b\u2060\u3164 "))["tekst_tot"] is None
    with service.app_context():
        assert count(SignaalTekst) == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "titel: Schrijf in een paar woorden waar het over gaat."),
        ({"patroon": "1", "titel": "Bel 0612345678"}, "titel: Hier kan iets staan dat naar een persoon wijst"),
        ({"patroon": "1", "buurt": "BU03630000"}, "--buurt"),
        ({"patroon": "1", "buurt": "BU03929999"}, "--buurt"),
        ({"patroon": "1", "buurt": BESIDE}, "buurtcodes: Daar werkt uw team niet (meer): "),
        ({"patroon": "1", "titel": "x" * 50_000}, "titel: Dit is te lang: het mag 120 tekens zijn."),
        ({"patroon": "1", "titel": "\u200b\u2060\u3164"}, "titel: Schrijf in een paar woorden waar het over gaat."),
        ({"patroon": "1", "doel": "06-\u200b1234\u00ad5678"}, "doel: Hier kan iets staan dat naar een persoon wijst"),
        ({"patroon": "1", "eerste-keer": "2100-01-01"}, "eerste_keer_op: Deze dag kan niet kloppen."),
        ({"patroon": "1", "kosten": "1e400"}, "'--kosten'"),
        ({"patroon": "1", "kosten": "nan"}, "kosten: Vul een getal in van 0 tot en met 10000000."),
        ({"patroon": "999"}, "--patroon: there is no patroon 999"),
        ({"patroon": "9" * 20}, "'--patroon'"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_voorstel_that_breaks_a_rule_is_refused_by_the_name_of_its_field(
    quiet: Flask, options: dict[str, str], said: str
) -> None:
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    result = run("add", "voorstel", "--door", TEAMLID.email, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    with quiet.app_context():
        assert count(Voorstel) == 1


def test_a_voorstel_added_twice_with_one_key_is_stored_once(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    run_by(app, monkeypatch)
    words = ("add", "voorstel", "--door", TEAMLID.email, "--patroon", "1", "--uuid", str(UUID(int=7)))
    assert told(*words) == told(*words)
    with app.app_context():
        assert (count(Voorstel), count(Besluitregel)) == (2, 1)


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("number", ["999", "9" * 20, "x"])
def test_the_effect_of_what_is_not_there_is_one_clear_sentence(number: str) -> None:
    result = run("effect", number, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "ID" in result.stderr.splitlines()[-1]
