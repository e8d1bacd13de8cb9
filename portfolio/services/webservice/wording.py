"""What a learning system reads about its document as a whole, in Dutch, French and English."""

from typing import NamedTuple

from portfolio.services.webservice.documents import DocumentRefused, Fault


class Sentence(NamedTuple):
    """The same sentence in each language of the service."""

    nl: str
    fr: str
    en: str

    def say(self, language: str, **values: str) -> str:
        text: str = getattr(self, language)
        return text.format(**values)


STRUCTURE = Sentence("Ongeldige structuur: {what}", "Structure non valide : {what}", "Invalid structure: {what}")
IN_ROW = Sentence("Rij {row}: {what}", "Ligne {row} : {what}", "Row {row}: {what}")
NO_ACCESS = Sentence(
    "Geen toegang: de sleutel hoort niet bij deze gebruiker en organisatie, of er waren te veel mislukte pogingen. "
    "Controleer userID, userRole, userKey en orgID; probeer het na een kwartier opnieuw.",
    "Accès refusé : la clé ne correspond pas à cet utilisateur et à cette organisation, ou il y a eu trop de "
    "tentatives manquées. Vérifiez userID, userRole, userKey et orgID ; réessayez après un quart d'heure.",
    "No access: the key does not match this user and organisation, or there were too many failed attempts. "
    "Check userID, userRole, userKey and orgID; try again after a quarter of an hour.",
)
TOO_MANY_CALLS = Sentence(
    "Te veel aanroepen in korte tijd; er is niets verwerkt. Stuur dit bericht over een minuut opnieuw.",
    "Trop d'appels en peu de temps ; rien n'a été traité. Renvoyez ce message dans une minute.",
    "Too many calls in a short time; nothing was processed. Send this message again in a minute.",
)
NOT_BY_GET = Sentence(
    "Dit adres neemt geen berichten aan in de adresregel (GET), want daarin staat een sleutel. Gebruik POST.",
    "Cette adresse n'accepte pas de messages dans l'URL (GET), car ils contiennent une clé. Utilisez POST.",
    "This address takes no messages in the address line (GET), since they hold a key. Use POST.",
)
FAILED = Sentence(
    "Er ging bij ons iets mis; er is niets half vastgelegd. Stuur dit bericht later opnieuw.",
    "Une erreur s'est produite chez nous ; rien n'a été enregistré à moitié. Renvoyez ce message plus tard.",
    "Something went wrong on our side; nothing was half recorded. Send this message again later.",
)

FAULTS: dict[Fault, Sentence] = {
    Fault.NOT_XML: Sentence(
        "dit is geen leesbare XML, of er staat een documenttype (DTD) in.",
        "ceci n'est pas du XML lisible, ou il contient un type de document (DTD).",
        "this is no readable XML, or it has a document type (DTD).",
    ),
    Fault.TOO_LARGE: Sentence(
        "het bericht is te groot. Verdeel de rijen over meer berichten.",
        "le message est trop grand. Répartissez les lignes sur plusieurs messages.",
        "the message is too large. Spread the rows over several messages.",
    ),
    Fault.NO_DOCUMENT: Sentence(
        "de parameter sXML ontbreekt of is leeg.",
        "le paramètre sXML est absent ou vide.",
        "the parameter sXML is missing or empty.",
    ),
    Fault.ENVELOPE: Sentence(
        "dit is geen SOAP-bericht met ProcessXML en daarin sXML als tekst.",
        "ceci n'est pas un message SOAP avec ProcessXML contenant sXML comme texte.",
        "this is no SOAP message with ProcessXML and in it sXML as a text.",
    ),
    Fault.ROOT: Sentence(
        "het hoofdelement is niet Entry, zonder namespace, maar {name}.",
        "l'élément racine n'est pas Entry, sans espace de noms, mais {name}.",
        "the root element is not Entry, without a namespace, but {name}.",
    ),
    Fault.NO_ROWS: Sentence(
        "er is geen element Attendance.", "il n'y a pas d'élément Attendance.", "there is no element Attendance."
    ),
    Fault.TOO_MANY_ROWS: Sentence(
        "er zijn meer dan 100 elementen Attendance. Verdeel ze over meer berichten.",
        "il y a plus de 100 éléments Attendance. Répartissez-les sur plusieurs messages.",
        "there are more than 100 elements Attendance. Spread them over several messages.",
    ),
    Fault.UNKNOWN_ELEMENT: Sentence(
        "het element {name} is hier niet bekend; let op hoofdletters en namespaces.",
        "l'élément {name} n'est pas connu ici ; attention aux majuscules et aux espaces de noms.",
        "the element {name} is not known here; mind capitals and namespaces.",
    ),
    Fault.REPEATED_ELEMENT: Sentence(
        "het element {name} staat er meer dan één keer.",
        "l'élément {name} figure plus d'une fois.",
        "the element {name} is there more than once.",
    ),
    Fault.MISSING_ELEMENT: Sentence(
        "het verplichte element {name} ontbreekt.",
        "l'élément obligatoire {name} manque.",
        "the required element {name} is missing.",
    ),
    Fault.UNEXPECTED_TEXT: Sentence(
        "er staat tekst tussen de elementen van {name}.",
        "il y a du texte entre les éléments de {name}.",
        "there is text between the elements of {name}.",
    ),
    Fault.UNEXPECTED_ATTRIBUTE: Sentence(
        "het attribuut {name} is niet bekend.", "l'attribut {name} n'est pas connu.", "the attribute {name} is unknown."
    ),
    Fault.WRONG_TYPE: Sentence(
        "het element {name} heeft geen geldige waarde.",
        "l'élément {name} n'a pas de valeur valide.",
        "the element {name} has no valid value.",
    ),
    Fault.LANGUAGES_DIFFER: Sentence(
        "languageID en defaultLanguageID zijn niet gelijk.",
        "languageID et defaultLanguageID ne sont pas égaux.",
        "languageID and defaultLanguageID are not equal.",
    ),
}


def about_document(refused: DocumentRefused) -> str:
    """Why nothing of the document was processed."""
    what = FAULTS[refused.fault].say(refused.language, name=refused.name)
    text = STRUCTURE.say(refused.language, what=what)
    return IN_ROW.say(refused.language, row=str(refused.row), what=text) if refused.row else text
