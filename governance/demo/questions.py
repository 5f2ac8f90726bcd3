"""Two questions of members: one to be heard at the next conseil, one whose answer is soon due."""

from datetime import datetime, timedelta

from governance.models import Acces, Intercommunalite
from instances.actions.questions import deposer_question
from instances.queries.questions import Depot

QUESTIONS = (
    (
        "orale",
        "Tournées de collecte en zone rurale",
        "Espacées dans six communes, quand les tournées du vendredi seront-elles rétablies ?",
        2,
    ),
    (
        "ecrite",
        "Coût du renouvellement des bus",
        "Quel est le coût complet, par véhicule, du dernier marché de renouvellement ?",
        18,
    ),
)


def preparer(intercommunalite: Intercommunalite, *, at: datetime) -> None:
    """Once; whoever has no account asks too: the service writes it down."""
    clerc = intercommunalite.acces.filter(role=Acces.Role.ASSEMBLEES).order_by("pk").first()
    membres = Depot(intercommunalite, at).membres
    auteurs = intercommunalite.elus.filter(pk__in=membres, fictif=True).order_by("pk")
    if clerc is None or intercommunalite.questions.exists():
        return
    for (nature, objet, texte, jours), auteur in zip(QUESTIONS, auteurs, strict=False):
        deposer_question(
            intercommunalite,
            auteur,
            nature=nature,
            objet=objet,
            texte=texte,
            by=clerc.user,
            at=at - timedelta(days=jours),
        )
