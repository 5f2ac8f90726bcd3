"""The rows of what was discussed and decided: points, votes, acts."""

from typing import Any

from deliberations.dossier import arbre
from deliberations.dossier.format import vers_json
from deliberations.dossier.lignes import Chantier
from deliberations.dossier.reperes import PointOrdonne
from deliberations.models import Candidat, Deliberation, Projet, Scrutin, Tour, Vote
from instances.models import Deport, Point, Seance
from instances.regles.faits import Cle, MotifDeport, TypePoint
from instances.regles.presences import presents_au

TEXTES = ("inscription_budgetaire", "resume", "expose", "dispositif")
COMPTEURS = ("pour", "contre", "abstention", "ne_prend_pas_part", "blancs", "nuls", "demandeurs")
TIMBRE = ("prefecture", "recu_imprime", "mention", "identifiant")


def ecrire_les_points(chantier: Chantier) -> None:
    """All of them first: bounds of presences name points that come later."""
    numeros: set[str] = set()
    places: dict[int, Point] = {}
    for ordonne, place in chantier.ordonnes():
        point = _point(chantier, ordonne, _libre(ordonne, numeros))
        point.save()
        chantier.points[ordonne.rang] = point
        if place is not None:
            places[place] = point
    chantier.noter("points", [places[i] for i in range(len(chantier.dossier.points or ()))])


def _libre(ordonne: PointOrdonne, numeros: set[str]) -> str:
    """A point without number is called by its rank, unless another bears that number."""
    numero = ordonne.numero
    while numero in numeros:
        numero += "*"
    numeros.add(numero)
    return numero


def _point(chantier: Chantier, ordonne: PointOrdonne, numero: str) -> Point:
    dit = ordonne.point
    levee = chantier.seance.etat == Seance.Etat.LEVEE
    traite = Point.Etat.TRAITE if levee else Point.Etat.INSCRIT
    return Point(
        **chantier.commun,
        seance=chantier.seance,
        numero=numero,
        rang=ordonne.rang,
        titre=dit.titre or dit.titre_deliberation or "",
        type=dit.type or TypePoint.DELIBERATION,
        commission=dit.commission or "",
        rapporteur_libelle=", ".join(filter(None, [dit.rapporteur, dit.qualite_rapporteur])),
        compte_administratif=bool(dit.comptes),
        etat=Point.Etat.RETIRE if dit.retire else traite,
        mis_en_discussion_at=chantier.a(dit.heure),
    )


def ecrire_les_decisions(chantier: Chantier) -> None:
    for ordonne, place in chantier.ordonnes():
        if place is not None:
            point, chemin = chantier.points[ordonne.rang], f"points.{place}"
            _projet(chantier, point, ordonne.point)
            _deports(chantier, point, ordonne.point, chemin)
            _votes(chantier, point, ordonne.point, chemin)
            _elections(chantier, point, ordonne.point, chemin)
            _acte(chantier, point, ordonne.point, chemin)


def _projet(chantier: Chantier, point: Point, dit: arbre.Point) -> None:
    textes = {champ: getattr(dit, champ) or "" for champ in TEXTES}
    titre = dit.titre_deliberation or ""
    if titre or any(textes.values()):
        Projet.objects.create(**chantier.commun, point=point, titre=titre, **textes)


def _deports(chantier: Chantier, point: Point, dit: arbre.Point, chemin: str) -> None:
    lignes: dict[int, Deport] = {}
    ordre: list[Deport | None] = []
    for deport in dit.deports or ():
        siege = chantier.siege(deport.membre)
        assert siege is not None
        if siege.pk not in lignes:
            motif = deport.motif or MotifDeport.INTERET
            lignes[siege.pk] = Deport.objects.create(
                **chantier.commun, point=point, siegeant=siege, motif=motif
            )
            ordre.append(lignes[siege.pk])
        else:
            ordre.append(None)
    chantier.noter(f"{chemin}.deports", ordre)


def _votes(chantier: Chantier, point: Point, dit: arbre.Point, chemin: str) -> None:
    lignes = []
    for i, vote in enumerate(dit.votes or ()):
        scrutin = Scrutin.objects.create(
            **chantier.commun,
            **{champ: getattr(vote, champ) for champ in COMPTEURS},
            point=point,
            ordre=i + 1,
            objet=vote.objet or "",
            mode=vote.mode or "",
            voix_du_president=vote.voix_du_president or "",
            issue=vote.resultat or "",
        )
        lignes.append(scrutin)
        _voix(chantier, scrutin, vote, f"{chemin}.votes.{i}")
    chantier.noter(f"{chemin}.votes", lignes)


def _voix(chantier: Chantier, scrutin: Scrutin, vote: arbre.Vote, chemin: str) -> None:
    """A member named twice keeps one voice in the rows: the first that is printed."""
    presents = _presents(chantier, scrutin.point.rang)
    vus: set[str] = set()
    lignes: list[Vote | None] = []
    for voix in vote.voix or ():
        (reconnu,) = chantier.traduction.annuaire.chercher(voix.membre)
        lignes.append(None)
        if reconnu.membre not in vus:
            lignes[-1] = Vote.objects.create(
                **chantier.commun,
                scrutin=scrutin,
                siegeant=chantier.siegeants[reconnu.membre],
                sens=voix.sens,
                par_mandataire=presents is not None and reconnu.membre not in presents,
            )
        vus.add(reconnu.membre)
    chantier.noter(f"{chemin}.voix", lignes)


def _presents(chantier: Chantier, rang: int) -> frozenset[Cle] | None:
    """Unknown, too, at a point that the ordre de passage leaves out (COH-19)."""
    faits = chantier.traduction.faits
    connu = faits.presences is not None and rang in {p.rang for p in faits.points}
    return frozenset(presents_au(faits, rang)) if connu else None


def _elections(chantier: Chantier, point: Point, dit: arbre.Point, chemin: str) -> None:
    lignes = []
    for i, election in enumerate(dit.elections or ()):
        scrutin = Scrutin.objects.create(
            **chantier.commun,
            point=point,
            ordre=len(dit.votes or ()) + i + 1,
            objet=election.objet or "",
            mode=election.mode or "",
        )
        lignes.append(scrutin)
        _tours(chantier, scrutin, election, f"{chemin}.elections.{i}")
    chantier.noter(f"{chemin}.elections", lignes)


def _tours(chantier: Chantier, scrutin: Scrutin, election: arbre.Election, chemin: str) -> None:
    """Two rounds under one number (COH-25): the second is the document's alone."""
    vus: set[int] = set()
    lignes: list[Tour | None] = []
    for i, tour in enumerate(election.tours or ()):
        lignes.append(None)
        if tour.tour not in vus:
            ligne = Tour.objects.create(
                **chantier.commun,
                scrutin=scrutin,
                numero=tour.tour,
                votants=tour.votants,
                blancs=tour.blancs,
                nuls=tour.nuls,
                exprimes=tour.exprimes,
            )
            lignes[-1] = ligne
            candidats = [_candidat(chantier, ligne, tour, c) for c in tour.candidats or ()]
            Candidat.objects.bulk_create(candidats)
            chantier.noter(f"{chemin}.tours.{i}.candidats", candidats)
        vus.add(tour.tour)
    chantier.noter(f"{chemin}.tours", lignes)


def _candidat(chantier: Chantier, ligne: Tour, tour: arbre.Tour, dit: arbre.Candidat) -> Candidat:
    """A list has no row of its own, nor a candidate who is no member: the name then suffices."""
    reconnus = chantier.traduction.annuaire.chercher(dit.nom)
    membre = reconnus[0] if len(reconnus) == 1 and not reconnus[0].par_suppleant else None
    return Candidat(
        **chantier.commun,
        tour=ligne,
        elu=chantier.siegeants[membre.membre].elu if membre else None,
        libelle=dit.nom,
        voix=dit.voix,
        proclame_elu=None if tour.elus is None else dit.nom in tour.elus,
    )


def _acte(chantier: Chantier, point: Point, dit: arbre.Point, chemin: str) -> None:
    """The act that the register holds; an issue that is not printed stays empty."""
    issues = [v.resultat for v in dit.votes or () if v.resultat is not None]
    if dit.deliberation is None and not (point.type == TypePoint.DELIBERATION and issues):
        return
    signature = dit.signatures[0] if dit.signatures else arbre.Signature()
    acte = Deliberation.objects.create(
        **chantier.commun,
        seance=chantier.seance,
        point=point,
        numero=dit.deliberation or "",
        titre=dit.titre_deliberation or dit.titre or f"Rapport {point.numero}",
        etat=issues[-1] if issues else "",
        adoptee_on=chantier.jour,
        signataire=signature.nom or "",
        signataire_qualite=signature.qualite or "",
        signataire_fonction=signature.fonction or "",
        recue_en_prefecture_on=dit.timbre.recu_le if dit.timbre else None,
        mentions=_mentions(dit),
    )
    if dit.signatures:
        chantier.noter(f"{chemin}.signatures", [acte, *[None] * (len(dit.signatures) - 1)])


def _mentions(dit: arbre.Point) -> dict[str, Any]:
    """What the extrait prints as published: the stamp line by line, the annexes by their title."""
    timbre = dit.timbre or arbre.Timbre()
    lignes = {champ: getattr(timbre, champ) for champ in TIMBRE}
    lignes |= {"annexes": vers_json(dit.annexes or ()), "publication": vers_json(dit.publication)}
    return {cle: valeur for cle, valeur in lignes.items() if valeur}
