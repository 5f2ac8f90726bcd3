"""The majority that an unfavourable opinion of the commune alone concerned asks for (MAJ-03)."""

from django.utils.timezone import localdate

from deliberations.queries.majorites import inscrire
from deliberations.regles.exigences import ARTICLE_COMMUNE, Exigence
from deliberations.regles.majorite import Majorite
from instances.models import Point
from instances.queries.composition import membres_en_exercice
from sectors.queries.consultations import LigneAvis, derniere_demande
from sectors.regles.avis_communes import Sens, engagements


@inscrire
def deux_tiers_des_membres(point: Point) -> Exigence | None:
    """A favourable opinion, or the silence that makes one, leaves the ordinary one (MAJ-04)."""
    seance, avis = point.seance, derniere_demande(point)
    on = localdate(seance.starts_at)
    if avis is None:
        return None
    if LigneAvis(avis=avis, on=on).acquis is not Sens.DEFAVORABLE:
        return None
    demande = avis.consultation
    return Exigence(
        majorite=Majorite.DEUX_TIERS_DES_MEMBRES,
        base=seance.en_exercice or membres_en_exercice(seance.instance, on),
        effectif_legal=seance.effectif_legal,
        raison=f"avis défavorable de {avis.commune}",
        article=ARTICLE_COMMUNE,
        engagements=engagements(
            compromis=demande.compromis, politique_adoptee=demande.politique_adoptee
        ),
    )
