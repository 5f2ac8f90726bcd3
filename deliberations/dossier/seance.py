"""The rows of who sat, from when to when, and for whom they voted."""

from collections.abc import Iterable
from typing import Any

from deliberations.dossier import arbre
from deliberations.dossier.lignes import Chantier, moment
from instances.models import Convocation, Pouvoir, Presence, Presidence, Secretaire, Siegeant

Annonce = Siegeant.Annonce


def ecrire_la_seance(chantier: Chantier) -> None:
    dite = chantier.dossier.seance or arbre.Seance()
    seance = chantier.seance
    seance.starts_at = moment(chantier.jour, dite.ouverture)
    seance.ouverte_at = chantier.a(dite.ouverture)
    levee = moment(dite.date_levee or chantier.jour, dite.levee) if dite.levee else None
    # A closing before the opening is a misprint (COH-14): the document keeps it, not the row.
    impossible = levee and seance.ouverte_at and levee < seance.ouverte_at
    seance.levee_at = None if impossible else levee
    seance.save()
    _convoquer(chantier)


def _convoquer(chantier: Chantier) -> None:
    """The day only: neither the hour nor the sender is printed."""
    lignes = [
        Convocation.objects.create(
            **chantier.commun,
            seance=chantier.seance,
            version=version,
            sent_at=moment(convocation.date, None),
        )
        if convocation.date is not None
        else None
        for version, convocation in enumerate(chantier.dossier.convocations or (), start=1)
    ]
    chantier.noter("convocations", lignes)


def ecrire_les_sieges(chantier: Chantier) -> None:
    """One seat a member, under the number and the name that the document gives."""
    membres = chantier.traduction.dossier.membres or ()
    annonces = _annonces(chantier)
    for ordre, membre in enumerate(membres, start=1):
        suppleant = membre.suppleant
        personnes = chantier.personnes
        siege = Siegeant(
            **chantier.commun,
            seance=chantier.seance,
            elu=personnes.titulaire(membre, membre.commune),
            suppleant=personnes.suppleant(suppleant, membre.commune) if suppleant else None,
            commune=membre.commune or "",
            qualite=membre.fonction or "",
            compte_quorum=membre.voix is not arbre.Voix.CONSULTATIVE,
            vote=membre.voix is not arbre.Voix.CONSULTATIVE,
            annonce=annonces.get(membre.id, ""),
            ordre=ordre,
        )
        chantier.siegeants[membre.id] = siege
    Siegeant.objects.bulk_create(chantier.siegeants.values())
    chantier.noter("membres", list(chantier.siegeants.values()))
    for liste in ("absents", "excuses"):
        _noter_les_absents(chantier, liste)


def _annonces(chantier: Chantier) -> dict[str, Annonce]:
    """Absent or excused for the whole séance; bounds are the document's alone."""
    dossier, annuaire = chantier.dossier, chantier.traduction.annuaire
    dits = [(a, Annonce.ABSENT) for a in dossier.absents or ()]
    dits += [(a, Annonce.EXCUSE) for a in dossier.excuses or ()]
    return {
        annuaire.chercher(absence.membre)[0].membre: annonce
        for absence, annonce in dits
        if absence.depuis is None and absence.jusqua is None
    }


def _noter_les_absents(chantier: Chantier, liste: str) -> None:
    lignes = []
    for absence in getattr(chantier.dossier, liste) or ():
        entiere = absence.depuis is None and absence.jusqua is None
        lignes.append(chantier.siege(absence.membre) if entiere else None)
    chantier.noter(liste, lignes)


def ecrire_les_presences(chantier: Chantier) -> None:
    chantier.noter("presences", list(_presences(chantier)))
    chantier.noter("pouvoirs", list(_pouvoirs(chantier)))
    chantier.noter("presidences", list(_presidences(chantier)))
    elus = {e.pk: e for e in map(chantier.elu, chantier.dossier.secretaires or ()) if e}
    for elu in elus.values():
        Secretaire.objects.create(**chantier.commun, seance=chantier.seance, elu=elu)


def _presences(chantier: Chantier) -> Iterable[Presence | None]:
    """A member counted twice to the end (COH-02) has one open presence, the earliest."""
    dites = chantier.dossier.presences or ()
    lignes = [_presence(chantier, dite) for dite in dites]
    gardees: dict[int, int] = {}
    for i, (ligne, dite) in enumerate(zip(lignes, dites, strict=True)):
        if ligne.fin_point is None and ligne.fin_at is None:
            autre = gardees.get(ligne.siegeant.ordre)
            if autre is None or _etendue(chantier, dite) < _etendue(chantier, dites[autre]):
                gardees[ligne.siegeant.ordre] = i
    for i, ligne in enumerate(lignes):
        ouverte = ligne.fin_point is None and ligne.fin_at is None
        if ouverte and gardees[ligne.siegeant.ordre] != i:
            yield None
        else:
            ligne.save()
            yield ligne


def _etendue(chantier: Chantier, dite: arbre.Presence) -> tuple[int, int, int]:
    """Certain ends first, then the earliest start."""
    plage = chantier.traduction.reperes.plage(dite.depuis, dite.jusqua)
    return -plage.fin, plage.debut, plage.possible_du


def _presence(chantier: Chantier, dite: arbre.Presence) -> Presence:
    (reconnu,) = chantier.traduction.annuaire.chercher(dite.membre)
    represente = reconnu.par_suppleant or dite.represente_par is not None
    return Presence(
        **chantier.commun,
        **chantier.intervalle(dite.depuis, dite.jusqua),
        seance=chantier.seance,
        siegeant=chantier.siegeants[reconnu.membre],
        suppleant=chantier.suppleant(reconnu.membre, dite.represente_par) if represente else None,
        a_distance=bool(dite.a_distance),
    )


def _pouvoirs(chantier: Chantier) -> Iterable[Pouvoir | None]:
    """Nobody's, or given to oneself, a pouvoir carries no voice: the document alone keeps it."""
    for dit in chantier.dossier.pouvoirs or ():
        mandant, mandataire = chantier.siege(dit.mandant), chantier.siege(dit.mandataire)
        if mandant == mandataire:
            yield None
            continue
        champs: dict[str, Any] = chantier.intervalle(dit.depuis, dit.jusqua)
        yield Pouvoir.objects.create(
            **chantier.commun,
            **champs,
            seance=chantier.seance,
            mandant=mandant,
            mandataire=mandataire,
            date_du_pouvoir=dit.date,
        )


def _presidences(chantier: Chantier) -> Iterable[Presidence]:
    for ordre, dite in enumerate(chantier.dossier.presidences or (), start=1):
        debut = chantier.intervalle(dite.depuis, None)
        yield Presidence.objects.create(
            **chantier.commun,
            seance=chantier.seance,
            elu=chantier.elu(dite.membre),
            qualite=dite.qualite or "",
            ordre=ordre,
            debut_point=debut["debut_point"],
        )
