"""What courses are about, and what each brings in which register: words and units of those registers' regulations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Credit:
    """A course of this theme brings one of `amounts`, by its length, in this register."""

    register: str
    category: str
    unit: str
    amounts: tuple[int, int, int]
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    title: str
    credits: tuple[Credit, ...]
    english: bool = False


def care(*amounts: int) -> Credit:
    return Credit("venvn", "accredited", "point", _three(amounts))


def youth(*amounts: int, category: str = "training") -> Credit:
    return Credit("skj-professional", category, "hour" if category == "reflection" else "point", _three(amounts))


def client(*amounts: int, tags: str, category: str = "formal") -> Credit:
    words = tuple(f"c-{tag}" for tag in tags.split())
    return Credit("leerregister-klantmanagers", category, "hour", _three(amounts), words)


def mediation(*amounts: int, category: str = "knowledge", tags: tuple[str, ...] = ()) -> Credit:
    return Credit("mfn", category, "point", _three(amounts), tags)


def law(*amounts: int, category: str = "legal", field: str = "") -> Credit:
    return Credit("nova", category, "hour", _three(amounts), (field,) if field else ())


def dental(*amounts: int, outcome: str) -> Credit:
    return Credit("gdc", "verifiable", "hour", _three(amounts), (f"outcome-{outcome}",))


def _three(amounts: tuple[int, ...]) -> tuple[int, int, int]:
    short, middle, long = amounts
    return short, middle, long


THEMES = (
    Theme("Palliatieve zorg", (care(6, 12, 24),)),
    Theme("Wondzorg", (care(4, 8, 16),)),
    Theme("Medicatieveiligheid", (care(3, 6, 8),)),
    Theme("Reanimatie en AED", (care(3, 4, 5), dental(3, 4, 5, outcome="c"))),
    Theme("Diabeteszorg", (care(5, 10, 20),)),
    Theme("Dementie en onbegrepen gedrag", (care(5, 8, 18),)),
    Theme("Klinisch redeneren", (care(8, 16, 30),)),
    Theme("Voorbehouden handelingen", (care(4, 7, 14),)),
    Theme("Infectiepreventie", (care(3, 5, 8), dental(2, 4, 6, outcome="c"))),
    Theme("Acute zorg bij ouderen", (care(6, 10, 16),)),
    Theme("Methodisch werken in de wijk", (care(4, 8, 12),)),
    Theme("Suïcidepreventie", (care(4, 6, 10), youth(5, 8, 12))),
    Theme("Motiverende gespreksvoering", (care(6, 12, 18), youth(6, 12, 18), client(6, 12, 16, tags="dialogue"))),
    Theme("Meldcode huiselijk geweld en kindermishandeling", (care(3, 5, 8), youth(4, 6, 10))),
    Theme("Omgaan met agressie", (care(4, 6, 12), youth(4, 6, 12), client(4, 6, 12, tags="dialogue ethics"))),
    Theme("Autisme bij kinderen en jongeren", (youth(6, 12, 24),)),
    Theme("Systeemgericht werken", (youth(8, 16, 30),)),
    Theme("Traumasensitief opvoeden", (youth(6, 10, 20),)),
    Theme("Gehechtheid en pleegzorg", (youth(5, 10, 18),)),
    Theme("Samenwerken in het gedwongen kader", (youth(6, 12, 20),)),
    Theme("Beroepsethiek voor jeugdprofessionals", (youth(4, 8, 12),)),
    Theme("Complexe scheidingen", (youth(6, 12, 18), mediation(4, 6, 12), law(4, 6, 10, field="family"))),
    Theme("Intervisie voor jeugdprofessionals", (youth(8, 12, 16, category="reflection"),)),
    Theme("Congres Jeugd in beweging", (youth(5, 6, 8, category="free"),)),
    Theme("Methodisch werken in de jeugdhulp", (youth(6, 10, 16, category="free"),)),
    Theme("Participatiewet actueel", (client(4, 8, 16, tags="law"),)),
    Theme("Methodisch werken als klantmanager", (client(6, 12, 20, tags="methodical"),)),
    Theme("Schuldenproblematiek herkennen", (client(3, 6, 12, tags="law network"),)),
    Theme("Regie voeren in het sociaal domein", (client(6, 10, 16, tags="network methodical"),)),
    Theme("Moreel beraad in de uitvoering", (client(3, 4, 8, tags="ethics dialogue"),)),
    Theme("Landelijke dag klantmanagement", (client(5, 6, 7, tags="network", category="informal"), mediation(2, 3, 4))),
    Theme("Mediation bij arbeidsconflicten", (mediation(4, 6, 12), law(4, 6, 8, field="employment"))),
    Theme("Onderhandelen zonder verliezers", (mediation(4, 8, 12), law(3, 5, 8, category="general"))),
    Theme("Herstelgerichte praktijk", (mediation(3, 6, 10),)),
    Theme("Verdieping familiemediation", (mediation(6, 12, 18), law(4, 6, 12, field="family"))),
    Theme("Begeleide intervisie", (mediation(3, 6, 9, category="practice-exchange", tags=("intervision",)),)),
    Theme("Personen- en familierecht actueel", (law(3, 5, 10, field="family"),)),
    Theme("Arbeidsrecht: rechtspraak van het jaar", (law(3, 5, 10, field="employment"),)),
    Theme("Letselschade", (law(4, 6, 10, field="tort"),)),
    Theme("Huurrecht in de praktijk", (law(3, 5, 8, field="tenancy"),)),
    Theme("Strafprocesrecht", (law(4, 6, 10, field="criminal"),)),
    Theme("Kantoororganisatie en kwaliteit", (law(2, 4, 6, category="general"),)),
    Theme("Overtuigend pleiten", (law(3, 6, 8, category="general"),)),
    Theme("Radiography update", (dental(3, 5, 8, outcome="c"),), english=True),
    Theme("Periodontology", (dental(4, 8, 14, outcome="c"),), english=True),
    Theme("Consent and communication", (dental(2, 4, 6, outcome="a"),), english=True),
    Theme("Leading a dental team", (dental(3, 6, 8, outcome="b"),), english=True),
    Theme("Standards and complaints", (dental(2, 3, 5, outcome="d"),), english=True),
    Theme("Endodontics hands-on", (dental(7, 14, 20, outcome="c"),), english=True),
)

FORMS = {
    False: (
        ("{}", 1),
        ("{}: de basis", 0),
        ("{}: verdieping", 2),
        ("{} in de praktijk", 1),
        ("Opfrisdag {}", 0),
        ("Leergang {}", 2),
    ),
    True: (("{}", 1), ("{}: essentials", 0), ("{}: advanced", 2), ("{} in practice", 1)),
}
"""Titles, and which of the three amounts such a course brings."""

TOWNS = """
Utrecht 14, Amsterdam 10, Rotterdam 8, Zwolle 7, Eindhoven 7, Amersfoort 6, Arnhem 6, Groningen 5, Den Bosch 5,
Nijmegen 4, Den Haag 5, Leeuwarden 3, Breda 3, Maastricht 3, Apeldoorn 3, Assen 2, Hengelo 2, Middelburg 2, Haarlem 2,
Ede 2, Almere 2
"""

PROVIDERS = (
    "Academie Vakwerk",
    "Leerhuis De Vaart",
    "Opleidingen Noordzij",
    "Studiecentrum Het Baken",
    "Scholingshuis Meander",
    "Nascholing Oost",
    "De Leerkamer",
    "Instituut Praktijkkennis",
    "Kennishuis Rivierenland",
    "Collegium Westerlicht",
    "Atelier voor Leren",
    "Opleidingspraktijk Zuid",
)
