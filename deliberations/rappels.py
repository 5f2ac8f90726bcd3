"""The visas that are awaited: recalled to who signs, or to who signs in his place."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse

from deliberations.models import Visa
from governance.models import Acces
from instances.queries.rappels import Contexte, Nature, Prevu, inscrire
from instances.regles.dates_en_lettres import jour_en_lettres
from instances.regles.rappels import Palier, quand


@inscrire
def visas(contexte: Contexte) -> Iterator[Prevu]:
    """The working day before the date, that day, then when it is late."""
    if not contexte.reglage.visas:
        return
    ici = contexte.intercommunalite
    attendus = ici.visas.filter(etat=Visa.Etat.ATTENDU, due_on__isnull=False)
    lus = list(attendus.select_related("projet__point", "viseur__user").order_by("due_on", "pk"))
    if not lus:
        return
    delegues = {
        d.titulaire_id: d.delegue
        for d in ici.delegations_visa.filter(
            starts_on__lte=contexte.jour, ends_on__gte=contexte.jour
        ).select_related("delegue__user")
    }
    for visa in lus:
        yield from _du_visa(contexte, visa, delegues.get(visa.viseur_id, visa.viseur))


def _du_visa(contexte: Contexte, visa: Visa, signataire: Acces) -> Iterator[Prevu]:
    limite = visa.due_on
    if signataire.ferme_at is not None or limite is None:
        return
    jour = jour_en_lettres(limite, repere=contexte.jour)
    fin = limite + timedelta(days=90)
    for palier in quand(limite, jours=1, horaires=contexte.horaires, fin=fin):
        mot = "était attendu" if palier.code == "echu" else "est attendu"
        yield Prevu(
            cle=f"visa/{visa.pk}/{limite}/{palier.code}/{signataire.pk}",
            nature=Nature.VISA,
            # A visa never wakes anyone: it waits for the digest.
            palier=Palier(code=palier.code, debut=palier.debut, fin=palier.fin),
            phrase=f"« {visa.projet} »\u00a0: votre visa ({visa.libelle}) {mot} le {jour}.",
            chemin=reverse("tableau-de-bord", args=[contexte.intercommunalite.slug]),
            acces=signataire,
        )
