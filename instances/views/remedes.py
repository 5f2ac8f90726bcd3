"""Where each breach is mended: the page, down to the field, where the click puts it right.

A rule says which reports, which field or which row it is about; only a view knows addresses.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse

from governance.models import Acces
from governance.regles import Manquement
from instances.models import Seance
from instances.permissions import can_composer

MONTRES = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Lien:
    libelle: str
    url: str


# Field of the breach → route, anchor, words. A field of the form is the anchor itself.
DU_RAPPORT = {
    "note_de_synthese": ("point-modifier", "Rédiger la note"),
    "matiere": ("point-modifier", "Revoir la matière"),
    "type": ("point-modifier", "Revoir la nature"),
    "titre": ("point-modifier", "Revoir le titre"),
    "numero": ("point-modifier", "Changer le numéro"),
    "rapporteur": ("point-modifier", "Changer le rapporteur"),
    "communique_on": ("point-modifier", "Noter la date de communication"),
    "commune_concernee": ("point-modifier", "Revoir la commune concernée"),
    "commune_nommee": ("point-detail", "Répondre"),
    "pieces": ("point-detail", "Voir les pièces"),
    "avis": ("point-detail", "Noter l’avis"),
}
DE_LA_SEANCE = {
    "starts_at": ("id_heure", "Compléter la séance"),
    "date": ("id_jour", "Changer la date"),
    "lieu": ("id_lieu", "Indiquer le lieu"),
    "urgence_motif": ("id_urgence_motif", "Écrire le motif"),
    "visioconference": ("id_visioconference", "Modifier la séance"),
}
A_INSCRIRE = {"urgence": "Inscrire le vote sur l’urgence", "delegations": "Inscrire ce point"}
AILLEURS = {
    "signataire": ("elu-liste", "Tenir les mandats"),
    "composition": ("composition", "Voir la composition"),
}


def remedes(
    seance: Seance, acces: Acces, manquement: Manquement, points: Mapping[str, int]
) -> tuple[Lien, ...]:
    """``points``: the row of each report number. Several reports, several links."""
    if manquement.objet:
        return tuple(_de_la_personne(seance, acces, manquement))
    if manquement.points:
        return tuple(_des_rapports(seance, manquement, points))
    return tuple(_de_la_seance(seance, manquement))


def _adresse(seance: Seance, route: str, *args: int, suite: str = "") -> str:
    return reverse(f"instances:{route}", args=[seance.intercommunalite.slug, *args]) + suite


def _de_la_personne(seance: Seance, acces: Acces, manquement: Manquement) -> Iterator[Lien]:
    genre, _, cle = manquement.objet.partition("/")
    if genre != "elu":
        yield Lien(libelle="Voir les invités", url=f"{seance.get_absolute_url()}#invites")
    elif not can_composer(acces):
        yield Lien(libelle="Voir sa fiche", url=_adresse(seance, "elu-detail", int(cle)))
    elif manquement.champ == "canal":
        yield Lien(libelle="Régler son canal", url=_adresse(seance, "elu-canal", int(cle)))
    else:
        url = _adresse(seance, "elu-modifier", int(cle), suite="#id_courriel")
        yield Lien(libelle="Saisir l’adresse", url=url)
        yield Lien(libelle="Prévoir un papier", url=_adresse(seance, "elu-canal", int(cle)))


def _des_rapports(
    seance: Seance, manquement: Manquement, points: Mapping[str, int]
) -> Iterator[Lien]:
    route, libelle = DU_RAPPORT.get(manquement.champ, ("point-detail", "Voir le rapport"))
    champ = manquement.champ
    suite = f"?champ={champ}#id_{champ}" if route == "point-modifier" else ""
    connus = [n for n in manquement.points if n in points]
    for rang, numero in enumerate(connus[:MONTRES]):
        seul = len(connus) == 1
        yield Lien(
            libelle=libelle if seul else f"{libelle}\u00a0: {numero}" if rang == 0 else numero,
            url=_adresse(seance, route, seance.numero, points[numero], suite=suite),
        )


def _de_la_seance(seance: Seance, manquement: Manquement) -> Iterator[Lien]:
    champ = manquement.champ
    if champ in DE_LA_SEANCE:
        ancre, libelle = DE_LA_SEANCE[champ]
        url = _adresse(seance, "seance-modifier", seance.numero, suite=f"#{ancre}")
        yield Lien(libelle=libelle, url=url)
    elif champ in A_INSCRIRE:
        url = _adresse(seance, "point-creer", seance.numero, suite=f"?usage={champ}")
        yield Lien(libelle=A_INSCRIRE[champ], url=url)
    elif champ in AILLEURS:
        route, libelle = AILLEURS[champ]
        yield Lien(libelle=libelle, url=_adresse(seance, route))
    elif manquement.regle in ("CNV-02", "INS-04"):
        url = _adresse(seance, "point-creer", seance.numero)
        yield Lien(libelle="Ajouter un rapport", url=url)
