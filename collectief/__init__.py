"""What teams register and decide: tables, rules and queries; knows no web.

What stands in which room:

- `models`: every table; `migrations`: how a database gets them; `words`: the closed lists of words.
- `registreren`: what somebody types for an entry, the rules it keeps, and how it is stored.
- `inlezen`: the same for entries of others, from files and feeds.
- `plekken`: locaties, organisaties, contactpersonen, pictures, and what hides a place.
- `tijden`: opening hours, as people say them, as they are stored, and when something is open.
- `kaart`: what is shown of the aanbod, on the map and to who follows it; `zoeken`: what a question finds.
- `bereik`: which inloopplekken count for residents as a whole, and in which parts of a usual week they are open.
- `leemten`: where is need without offer that people can reach, how sure is that, and what would change it.
- `dubbelen`: which entries are one, and how they become one.
- `versheid`: whether an entry still holds, and who is asked.
- `geschiedenis`: what changed, what somebody says should change, and how a change is taken back.
- `persoonsgegevens`: what in a free text points at a person.
- `signalen`: what teams and partners noticed, who reads the texts, and when those are gone.
- `tellingen`: what others than the team itself may know of how many huishoudens were signalled.
- `patronen`: which signalen together ask for one answer, and what there is for them already.
- `collectiveren`: what people decide on patronen and signalen, voorstellen up to the map, effect, and who is told.
- `verkenning`: what a team writes of its wijk; `overleg`: what teams put forward, and what was decided on it.
- `teams`: teams, the buurten that they serve, accounts and tokens.

Beside them stands what all of them need: the database and whether anybody wrote to it (`stand`), places (`spatial`),
errors, and who may do what (`bevoegdheid`).
"""
