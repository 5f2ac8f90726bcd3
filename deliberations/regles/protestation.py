"""Until when an election of the executive may be contested, and until when it is posted.

Code électoral, art. R. 119, for the élections of the maire and of the adjoints (CGCT, art.
D. 2122-2, by art. L. 5211-2) : protests are lodged « au plus tard à dix-huit heures le cinquième
jour qui suit l'élection ». Art. L. 2122-13 : « L'élection du maire et des adjoints peut être
arguée de nullité dans les conditions, formes et délais prescrits pour les réclamations contre les
élections du conseil municipal. » The shortest reading is kept: neither Sunday nor holiday
prolongs it (ELE-06).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from governance.regles import Gravite, Manquement

ARTICLE = "Code électoral, art. R. 119 ; CGCT, art. L. 2122-13 et D. 2122-2"
JOURS = 5
HEURE = time(18)
AFFICHAGE = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True, slots=True)
class Delais:
    """``proclamee``: in local time, as what follows."""

    proclamee: datetime

    @property
    def affichage(self) -> datetime:
        return self.proclamee + AFFICHAGE

    @property
    def dernier_jour(self) -> date:
        return self.proclamee.date() + timedelta(days=JOURS)

    def ouvert(self, maintenant: datetime) -> bool:
        fin = datetime.combine(self.dernier_jour, HEURE, tzinfo=self.proclamee.tzinfo)
        return maintenant <= fin


def manquements(
    delais: Delais, *, affiche: datetime | None, maintenant: datetime
) -> list[Manquement]:
    """ELE-06: posted within twenty-four hours, and noted."""
    if affiche is not None and affiche <= delais.affichage:
        return []
    if affiche is None and maintenant <= delais.affichage:
        message = "Affichez le résultat dans les vingt-quatre heures, puis notez-le ici."
    elif affiche is None:
        message = "Le résultat devait être affiché dans les vingt-quatre heures\u00a0: affichez-le."
    else:
        message = "Le résultat a été affiché plus de vingt-quatre heures après la proclamation."
    return [Manquement(regle="ELE-06", article=ARTICLE, gravite=Gravite.ALERTE, message=message)]
