"""Names of made-up people, about as often as one meets them in the Netherlands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random

GIVEN = """
Maria 9, Anna 8, Johanna 6, Emma 6, Sophie 5, Julia 5, Lisa 6, Sanne 6, Anouk 4, Fleur 3, Femke 4, Marieke 5, Ingrid 4,
Monique 4, Esther 4, Petra 3, Saskia 4, Wilma 3, Linda 5, Annemarie 3, Marloes 3, Eline 4, Roos 3, Iris 4, Noor 4,
Zoë 3, Chloë 1, Loïs 1, Anaïs 1, Renée 2, Desirée 2, Daniëlle 3, Mariëlle 2, Michèle 1, Inés 1, Hélène 1, Maaike 3,
Nynke 2, Tjitske 1, Wietske 1, Joke 3, Truus 2, Ria 2, Fatima 3, Khadija 2, Samira 2, Naima 2, Yasmina 2, Aïcha 1,
Fatma 2, Ayşe 2, Özlem 1, Gül 1, Çiğdem 1, Agnieszka 2, Małgorzata 1, Priya 1, Shanti 1, Mei 1, Thị Hoa 1, Chantal 2,
Jan 8, Johannes 6, Peter 5, Hans 4, Kees 4, Henk 4, Daan 5, Sem 3, Lucas 4, Thomas 5, Mark 5, Erik 4, Jeroen 4,
Bas 4, Maarten 4, Martijn 3, Wouter 3, Sjoerd 3, Wiebe 1, Douwe 1, Jelle 3, Pieter 4, Willem 4, Gerrit 3, Frank 3,
Ruud 3, Joost 3, Bram 3, Tijn 2, René 3, André 2, Daniël 3, Michaël 1, Joël 2, Noël 1, Raphaël 1, Israël 1, José 1,
Mohamed 4, Youssef 3, Ahmed 3, Bilal 2, Karim 2, Mehmet 2, Mustafa 2, Ömer 1, Çağatay 1, Łukasz 1, Piotr 1, Ravi 1,
Kevin 3, Dennis 3, Jean-Pierre 1, Jan Willem 2, Anne-Fleur 1, Marie-José 1
"""

# A slash divides the prefix (tussenvoegsel) from the name.
FAMILY = """
de/Jong 20, Jansen 19, de/Vries 18, van den/Berg 15, van/Dijk 14, Bakker 14, Janssen 13, Visser 12, Smit 11, Meijer 10,
de/Boer 10, Mulder 9, de/Groot 9, Bos 8, Vos 7, Peters 7, Hendriks 7, van/Leeuwen 7, Dekker 6, Brouwer 6, de/Wit 6,
Dijkstra 6, Smits 5, de/Graaf 5, van der/Meer 5, van der/Linden 5, Kok 5, Jacobs 5, de/Haan 5, Vermeulen 5,
van den/Heuvel 4, van der/Veen 4, van den/Broek 4, de/Bruijn 4, de/Bruin 4, van der/Heijden 4, Schouten 4, van/Beek 4,
Willems 4, van/Vliet 4, van de/Ven 3, Hoekstra 4, Maas 4, Verhoeven 4, Koster 4, van/Dam 4, van der/Wal 3, Prins 3,
Blom 3, Huisman 3, Peeters 3, de/Jonge 3, Kuipers 3, van/Veen 3, Postma 3, Kuiper 3, Veenstra 3, Kramer 3,
van den/Brink 3, Scholten 3, van/Wijk 3, Martens 3, van de/Velde 2, van ’t/Hoff 1, van ’t/Veer 1, ’t/Hart 2,
in ’t/Veld 2, ’t/Hoen 1, ter/Horst 2, ter/Braak 1, ten/Brink 2, ten/Cate 1, ter/Haar 1, op de/Beek 1, op ’t/Veld 1,
von/Bönninghausen 1, von/Weiler 1, zu/Castell 1, van der/Poel 2, uit den/Bogaard 1, den/Hartog 2, den/Ouden 2,
El/Amrani 2, El/Idrissi 2, El/Khattabi 1, Ben/Salah 1, Bouzid 1, Aït/Ouali 1, Yılmaz 3, Şahin 2, Öztürk 2, Çelik 2,
Kaya 2, Demir 2, Özdemir 1, Müller 2, Böhmer 1, Schröder 1, Größer 1, Coenradie 1, Coëlho 1, Noordhoek 1,
Wiśniewska 1, Kowalski 1, Nguyễn 2, Trần 1, Ramdin 1, Jaggernath 1, Sital 1, da/Silva 2, dos/Santos 1, d’/Hondt 1,
Pronk 2, Terpstra 2, Zijlstra 2, Wiersma 2, Boonstra 2, Haanstra 1, Bijlsma 1, Kuijpers 2, Geurts 2, Timmermans 2
"""

# Letters that no decomposition turns into plain ones.
PLAIN = str.maketrans({"ł": "l", "Ł": "L", "ı": "i", "ß": "ss", "ø": "o", "’": "", "'": ""})


@dataclass(frozen=True, slots=True)
class Name:
    given: str
    prefix: str
    family: str

    @property
    def address(self) -> str:
        """What an e-mail address makes of the name."""
        return f"{plain(self.given)}.{plain(self.prefix).replace('-', '')}{plain(self.family)}"


def draw_name(chance: Random) -> Name:
    given = _GIVEN[int(chance.random() * len(_GIVEN))]
    prefix, family = _FAMILY[int(chance.random() * len(_FAMILY))]
    if chance.random() < 0.03:  # partners who carry both names
        other_prefix, other = _FAMILY[int(chance.random() * len(_FAMILY))]
        family = f"{family}-{other_prefix} {other}" if other_prefix else f"{family}-{other}"
    return Name(given, prefix, family)


@lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """Small letters, digits, dots and dashes only."""
    bare = unicodedata.normalize("NFKD", text.translate(PLAIN)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9.]+", "-", bare.lower()).strip("-")


def _repeated(text: str) -> Sequence[str]:
    """Each name as often as its figure says, so that drawing one is taking any."""
    drawn: list[str] = []
    for part in text.replace("\n", " ").strip().split(","):
        name, _, times = part.strip().rpartition(" ")
        drawn += [name] * int(times)
    return drawn


_GIVEN = _repeated(GIVEN)
_FAMILY = [
    (prefix, family) for prefix, slash, family in (n.rpartition("/") for n in _repeated(FAMILY)) if slash or not prefix
]
