"""Taking over a séance held elsewhere: rows for all that rows hold, the document kept beside.

What live pages, quorum and extrait need is written as rows, as if the séance had been held
here. What rows cannot say as printed (« Reçu le 21 DEC. 2018 », an hour that nobody knows, a
total that does not add up) stays in ``Seance.dossier``, which keeps ``source``, the dossier
itself; ``releve``, what the rows said once written; ``cles``, ``membres`` and ``president``,
which row answers for which item. The export compares today's rows with ``releve``: untouched,
the source comes back to the letter; corrected, the correction is what is exported.

An unknown hour of opening leaves the séance at midnight with ``ouverte_at`` empty; no channel of
convocation, mandate or birth date is invented.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from deliberations.dossier import arbre, placement
from deliberations.dossier.exportation import exporter
from deliberations.dossier.format import vers_json
from deliberations.dossier.lecture import Erreur
from deliberations.dossier.lignes import Chantier
from deliberations.dossier.noms import mots
from deliberations.dossier.personnes import Personnes
from deliberations.dossier.points import ecrire_les_decisions, ecrire_les_points
from deliberations.dossier.releve import relever
from deliberations.dossier.seance import (
    ecrire_la_seance,
    ecrire_les_presences,
    ecrire_les_sieges,
)
from deliberations.dossier.traduction import regime_du_conseil, traduire
from deliberations.regles.numerotation import numero_dans_la_serie
from governance import audit
from governance.compteurs import avancer, prochain
from governance.db import lock
from governance.models import Intercommunalite, User
from instances.models import Instance, Seance

ARTICLES = frozenset({"le", "la", "les", "l"})
PROVENANCE_MAX = 250


class DossierRefuse(Exception):
    """A dossier that has no place here: every error, each with its JSON path."""

    def __init__(self, erreurs: Iterable[Erreur]) -> None:
        self.erreurs = tuple(erreurs)
        super().__init__(" ".join(f"{e.chemin}\u00a0: {e.message}" for e in self.erreurs))


@transaction.atomic
def importer(
    intercommunalite: Intercommunalite, dossier: arbre.Dossier, *, by: User | None, at: datetime
) -> Seance:
    """All or nothing. The same dossier twice gives the séance already there.

    Raises ``DossierRefuse``.
    """
    traduction = traduire(dossier)
    instance = trouver_l_instance(intercommunalite, dossier)
    _refuser(_sans_instance(dossier, instance), placement.erreurs(dossier, traduction))
    assert instance is not None
    lock(instance)
    deja = _deja_importee(instance, dossier)
    if deja is not None:
        return deja
    _refuser(_deja_au_registre(intercommunalite, dossier))
    provenance = _provenance(dossier)
    chantier = Chantier(
        dossier=dossier,
        traduction=traduction,
        seance=_seance(instance, dossier, at, provenance),
        personnes=Personnes(intercommunalite, provenance=provenance),
    )
    seance = _ecrire(chantier)
    _avancer_la_serie(intercommunalite, chantier)
    audit.record("dossier_importer", seance, by=by, at=at, source=provenance)
    return seance


def trouver_l_instance(
    intercommunalite: Intercommunalite, dossier: arbre.Dossier
) -> Instance | None:
    """By its name, alone or in a sentence; failing that, the body of the type that is stated."""
    voulue = dossier.instance or arbre.Instance()
    jour = dossier.seance.date if dossier.seance else None
    toutes = list(
        intercommunalite.instances.select_related("type_instance", "intercommunalite").order_by(
            "-starts_on", "pk"
        )
    )
    en_vigueur = [i for i in toutes if jour is not None and _en_vigueur(i, jour)]
    for candidates in (en_vigueur, toutes):
        for trouve in (_par_le_nom(candidates, voulue), _par_le_type(candidates, voulue)):
            if trouve is not None:
                return trouve
    return None


def _en_vigueur(instance: Instance, jour: Any) -> bool:
    return (instance.starts_on is None or instance.starts_on <= jour) and (
        instance.ends_on is None or instance.ends_on >= jour
    )


def _par_le_nom(candidates: list[Instance], voulue: arbre.Instance) -> Instance | None:
    nom = _sans_article(voulue.nom)
    return next(
        (
            i
            for i in candidates
            if nom and nom in (_sans_article(i.nom), _sans_article(i.nom_dans_la_phrase))
        ),
        None,
    )


def _sans_article(nom: str | None) -> tuple[str, ...]:
    lus = mots(nom)
    return lus[1:] if lus and lus[0] in ARTICLES else lus


def _par_le_type(candidates: list[Instance], voulue: arbre.Instance) -> Instance | None:
    """One body only may answer to a type; « Conseil de Communauté » is the conseil."""
    genre = voulue.type
    if genre is None and (voulue.nom is None or regime_du_conseil(voulue)):
        genre = "conseil"
    trouvees = [i for i in candidates if genre in (i.type_instance.code, i.type_instance.modele)]
    return trouvees[0] if len(trouvees) == 1 else None


def _sans_instance(dossier: arbre.Dossier, instance: Instance | None) -> list[Erreur]:
    if instance is not None:
        return []
    nom = dossier.instance.nom if dossier.instance and dossier.instance.nom else "Le conseil"
    message = (
        f"«\u00a0{nom}\u00a0» n’est pas une instance de cette intercommunalité\u00a0: créez-la, ou "
        "corrigez son nom."
    )
    return [Erreur(chemin="$.instance.nom", message=message)]


def _refuser(*listes: Iterable[Erreur]) -> None:
    erreurs = [erreur for liste in listes for erreur in liste]
    if erreurs:
        raise DossierRefuse(erreurs)


def _deja_importee(instance: Instance, dossier: arbre.Dossier) -> Seance | None:
    """Among the séances imported for that day, the one that this very dossier describes."""
    assert dossier.seance is not None
    importees = instance.seances.filter(dossier__isnull=False).order_by("pk")
    du_jour = (s for s in importees if localdate(s.starts_at) == dossier.seance.date)
    return next((s for s in du_jour if exporter(s) == dossier), None)


def _deja_au_registre(intercommunalite: Intercommunalite, dossier: arbre.Dossier) -> list[Erreur]:
    chemins = {
        p.deliberation: f"$.points[{i}].deliberation"
        for i, p in enumerate(dossier.points or ())
        if p.deliberation is not None
    }
    actes = intercommunalite.deliberations.filter(numero__in=list(chemins))
    pris = actes.values_list("numero", flat=True)
    return [
        Erreur(
            chemin=chemins[numero],
            message=f"La délibération {numero} figure déjà au registre\u00a0: vérifiez ce numéro.",
        )
        for numero in pris
    ]


def _provenance(dossier: arbre.Dossier) -> str:
    intitule = dossier.source.intitule if dossier.source else None
    return (intitule or "Dossier de séance importé")[:PROVENANCE_MAX]


def _seance(instance: Instance, dossier: arbre.Dossier, at: datetime, provenance: str) -> Seance:
    dite = dossier.seance or arbre.Seance()
    return Seance(
        intercommunalite_id=instance.intercommunalite_id,
        instance=instance,
        numero=prochain(instance.intercommunalite_id, "seances"),
        etat=_etat(dossier, at),
        lieu=dite.lieu or "",
        visioconference=bool(dite.visioconference),
        urgence=any(c.urgence for c in dossier.convocations or ()),
        effectif_legal=dossier.effectif_legal,
        en_exercice=dossier.en_exercice,
        provenance=provenance,
    )


def _etat(dossier: arbre.Dossier, at: datetime) -> Seance.Etat:
    """Held, as soon as the document says what happened there, or when its day is past."""
    dite = dossier.seance or arbre.Seance()
    votee = any(p.votes or p.elections for p in dossier.points or ())
    passee = dite.date is not None and dite.date < localdate(at)
    if dite.levee or dossier.presences or votee or passee:
        return Seance.Etat.LEVEE
    return Seance.Etat.CONVOQUEE if dossier.convocations else Seance.Etat.PREPARATION


def _ecrire(chantier: Chantier) -> Seance:
    seance = chantier.seance
    ecrire_la_seance(chantier)
    ecrire_les_sieges(chantier)
    ecrire_les_points(chantier)
    ecrire_les_presences(chantier)
    ecrire_les_decisions(chantier)
    president = chantier.siege(chantier.dossier.president)
    seance.dossier = {
        "source": vers_json(chantier.dossier),
        "membres": {str(s.pk): cle for cle, s in chantier.siegeants.items()},
        "cles": chantier.cles,
        "president": president.pk if president else None,
    }
    seance.dossier["releve"] = relever(seance)
    seance.save(update_fields=["dossier"])
    return seance


def _avancer_la_serie(intercommunalite: Intercommunalite, chantier: Chantier) -> None:
    """The next act numbered here follows those numbered elsewhere that year (REG-01)."""
    annee, gabarit = chantier.jour.year, intercommunalite.gabarit_numero
    publics = [p.deliberation for p in chantier.dossier.points or () if p.deliberation]
    lus = (numero_dans_la_serie(p, gabarit=gabarit, annee=annee) for p in publics)
    if connus := [numero for numero in lus if numero is not None]:
        avancer(intercommunalite.pk, f"deliberations/{annee}", au_moins=max(connus))
