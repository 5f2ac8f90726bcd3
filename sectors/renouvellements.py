"""What the territory adds to the schedule that follows a renewal: the pacte de gouvernance."""

from collections.abc import Iterator
from datetime import date

from governance.models import Intercommunalite
from instances.queries.renouvellement import Ligne, Renouvellement, inscrire
from instances.regles.renouvellement import Echeance
from sectors.queries import pacte as queries
from sectors.regles import pacte as regles


@inscrire
def pacte(ici: Intercommunalite, lu: Renouvellement, on: date) -> Iterator[Ligne]:
    """PAC-01: both debates until they are inscribed; PAC-02: the days, from the round itself."""
    etat = queries.lire(ici, lu)
    for dit in regles.debat_du(etat.inscrits):
        du = Echeance(objet=dit.message, le=None, article=dit.article, regle=dit.regle)
        yield Ligne(echeance=du, fait_le=None, aujourd_hui=on)
    if lu.tour is None:
        return
    for objet, le, fait_le in (
        (
            "Transmettre le projet de pacte aux conseils municipaux, si le conseil en a décidé un",
            regles.transmission_au_plus_tard(lu.tour),
            etat.transmis_le,
        ),
        (
            "Adopter le pacte de gouvernance, si le conseil en a décidé un",
            regles.echeance(lu.tour),
            etat.adopte_le,
        ),
    ):
        date_du_pacte = Echeance(objet=objet, le=le, article=regles.ARTICLE, regle="PAC-02")
        yield Ligne(echeance=date_du_pacte, fait_le=fait_le, aujourd_hui=on)
