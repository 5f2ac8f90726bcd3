"""What must hold before a convocation leaves, told all at once.

CGCT, art. L. 2121-10 : « Toute convocation est faite par le maire. Elle indique les questions
portées à l'ordre du jour. […] Elle est transmise de manière dématérialisée ou, si les conseillers
municipaux en font la demande, adressée par écrit à leur domicile ou à une autre adresse. »

The delay itself is counted in ``jours_francs``, the ordre du jour is read in ``ordre_du_jour``,
each report in ``rapports``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time

from governance.regles import Gravite, Manquement
from instances.regles import jours_francs, ordre_du_jour, rapports
from instances.regles.dates_en_lettres import compte, jour_en_lettres
from instances.regles.faits import TypePoint
from instances.regles.jours_francs import Contexte
from instances.regles.rapports import Affaire
from instances.regles.types_de_point import Usage

ARTICLE_AUTEUR = "CGCT, art. L. 2121-10"
ARTICLE_VISIO = "CGCT, art. L. 5211-11-1"
ARTICLE_INSTALLATION = "CGCT, art. L. 2122-8 et L. 5211-2"
ARTICLE_QUORUM = "CGCT, art. L. 2121-17"
ARTICLE_FREQUENCE = "CGCT, art. L. 5211-11"


@dataclass(frozen=True, kw_only=True, slots=True)
class Destinataire:
    """Somebody to convene. ``papier_demande_le``: the dated request the law asks for.

    ``objet``: the row to mend when the address lacks, as the caller names it.
    """

    nom: str
    objet: str = ""
    papier: bool = False
    papier_demande_le: date | None = None
    adresse: str = ""
    suppleant: bool = False
    invite: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Prevision:
    """What the answers announce: people in the room, not pouvoirs (QUO-03)."""

    presents: int
    quorum: int
    sans_reponse: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Visio:
    """``presentiel_du_semestre``: one meeting of the semester was held in one place."""

    prevue_au_reglement: bool
    presentiel_du_semestre: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Faits:
    """A séance about to be convened.

    ``signataire``: who convenes, empty when nobody may. ``suppleants_attendus``: suppléants the
    composition knows, called or not. ``avis_attendu``: the règlement has commissions examine
    the reports. ``derniere_reunion``: previous meeting of the conseil, ``None`` when unknown.
    """

    contexte: Contexte
    conseil: bool = True
    envoi: date
    heure: time | None
    lieu: str
    lieu_habituel: str = ""
    signataire: str
    affaires: tuple[Affaire, ...]
    destinataires: tuple[Destinataire, ...]
    suppleants_attendus: frozenset[str] = frozenset()
    urgence_motif: str = ""
    visio: Visio | None = None
    avis_attendu: bool = False
    prevision: Prevision | None = None
    derniere_reunion: date | None = None


def manquements(faits: Faits) -> tuple[Manquement, ...]:
    controles = (
        _auteur,
        _contenu,
        _lieu,
        _urgence,
        _installation,
        _destinataires,
        _papier,
        _suppleants,
        _seconde_convocation,
        _visioconference,
        _quorum_prevu,
        _frequence,
    )
    return (
        *jours_francs.manquements(faits.envoi, faits.contexte),
        *ordre_du_jour.manquements(
            [a.point for a in faits.affaires],
            urgence=faits.contexte.urgence,
            regime_du_conseil=faits.contexte.regime_du_conseil,
            conseil=faits.conseil,
        ),
        *rapports.manquements(
            faits.affaires, contexte=faits.contexte, avis_attendu=faits.avis_attendu
        ),
        *rapports.budget(faits.affaires, seance=faits.contexte.seance, envoi=faits.envoi),
        *(m for controle in controles for m in controle(faits)),
    )


def _auteur(faits: Faits) -> Iterator[Manquement]:
    if not faits.signataire.strip():
        yield Manquement(
            regle="CNV-01",
            article=ARTICLE_AUTEUR,
            message=(
                "Personne ne peut signer la convocation\u00a0: saisissez le mandat du président, "
                "ou désignez son remplaçant."
            ),
            champ="signataire",
        )


def _contenu(faits: Faits) -> Iterator[Manquement]:
    for manque, champ, quoi in (
        (faits.heure is None, "starts_at", "l’heure"),
        (not faits.lieu.strip(), "lieu", "le lieu"),
    ):
        if manque:
            yield Manquement(
                regle="CNV-02",
                article=ARTICLE_AUTEUR,
                message=f"La convocation ne dit pas {quoi} de la séance\u00a0: complétez-la.",
                champ=champ,
            )


def _lieu(faits: Faits) -> Iterator[Manquement]:
    """The seat, or a place chosen by délibération in a member commune (CNV-18)."""
    habituel, choisi = faits.lieu_habituel.strip(), faits.lieu.strip()
    if not faits.conseil or not habituel or not choisi or habituel == choisi:
        return
    yield Manquement(
        regle="CNV-18",
        article=ARTICLE_FREQUENCE,
        gravite=Gravite.ALERTE,
        message=(
            f"La séance ne se tient pas au lieu habituel ({habituel})\u00a0: ailleurs qu’au siège, "
            "le lieu est choisi par délibération dans une commune membre."
        ),
        champ="lieu",
    )


def _urgence(faits: Faits) -> Iterator[Manquement]:
    if faits.contexte.urgence and not faits.urgence_motif.strip():
        yield Manquement(
            regle="CNV-10",
            article=jours_francs.ARTICLE_URGENCE,
            message=(
                "Écrivez les motifs de l’urgence\u00a0: le président en rend compte à l’ouverture "
                "et le conseil se prononce."
            ),
            champ="urgence_motif",
        )


def _installation(faits: Faits) -> Iterator[Manquement]:
    """Nothing is decided before a président is elected to preside over it (INS-04)."""
    if not faits.contexte.installation or not faits.conseil:
        return
    affaires = [a for a in faits.affaires if a.point.usage not in (Usage.SECRETAIRE, Usage.URGENCE)]
    avant = []
    for affaire in sorted(affaires, key=lambda a: a.point.rang):
        if affaire.executif:
            break
        avant += [affaire.numero] if affaire.point.type.delibere else []
    else:
        yield _hors_d_ordre(
            "Cette séance installe le conseil\u00a0: inscrivez l’élection du président."
        )
        return
    if avant:
        yield _hors_d_ordre(
            f"Cette séance installe le conseil\u00a0: placez l’élection du président avant "
            f"{'le rapport' if len(avant) == 1 else 'les rapports'} {', '.join(avant)}.",
            points=tuple(avant),
        )


def _hors_d_ordre(message: str, *, points: tuple[str, ...] = ()) -> Manquement:
    return Manquement(regle="INS-04", article=ARTICLE_INSTALLATION, message=message, points=points)


def _destinataires(faits: Faits) -> Iterator[Manquement]:
    if all(d.invite for d in faits.destinataires):
        yield Manquement(
            regle="CNV-07",
            article=ARTICLE_AUTEUR,
            message="Aucun membre à convoquer\u00a0: vérifiez la composition de l’instance.",
            champ="composition",
        )
    for membre in faits.destinataires:
        if not membre.adresse.strip():
            quoi = "adresse postale" if membre.papier else "adresse électronique"
            qui = f"{membre.nom}, sur invitation," if membre.invite else membre.nom
            yield Manquement(
                regle="CNV-07",
                article=ARTICLE_AUTEUR,
                gravite=_gravite_par_membre(faits, membre),
                message=(
                    f"{qui} est sans {quoi}\u00a0: saisissez-la, ou prévoyez une remise en main "
                    "propre."
                ),
                champ="canal" if membre.papier else "courriel",
                objet=membre.objet,
            )


def _papier(faits: Faits) -> Iterator[Manquement]:
    for membre in faits.destinataires:
        if membre.papier and membre.papier_demande_le is None:
            yield Manquement(
                regle="CNV-03",
                article=ARTICLE_AUTEUR,
                gravite=Gravite.ALERTE,
                message=(
                    f"{membre.nom} reçoit la convocation sur papier sans demande datée\u00a0: la "
                    "voie électronique est la règle, notez la date de sa demande."
                ),
                champ="canal",
                objet=membre.objet,
            )


def _gravite_par_membre(faits: Faits, membre: Destinataire) -> Gravite:
    """Each member must be convened; a suppléant is only informed (MEM-04), a guest invited."""
    exige = faits.contexte.regime_du_conseil and not membre.suppleant and not membre.invite
    return Gravite.BLOQUANT if exige else Gravite.ALERTE


def _suppleants(faits: Faits) -> Iterator[Manquement]:
    oublies = faits.suppleants_attendus - {d.nom for d in faits.destinataires}
    if oublies:
        yield Manquement(
            regle="MEM-04",
            article="CGCT, art. L. 5211-6",
            gravite=Gravite.ALERTE,
            message=(
                f"{', '.join(sorted(oublies))}\u00a0: tout suppléant reçoit la convocation et ses "
                "annexes, même s’il n’est pas appelé à siéger."
            ),
        )


def _seconde_convocation(faits: Faits) -> Iterator[Manquement]:
    """The dispense of quorum only covers points of the first séance; others need five days."""
    if not faits.contexte.seconde_convocation:
        return
    nouveaux = tuple(
        a.point.numero for a in faits.affaires if a.point.type.delibere and not a.reprise
    )
    if not nouveaux:
        return
    en_retard = jours_francs.francs(faits.envoi, faits.contexte.seance) < 5
    yield Manquement(
        regle="CNV-11",
        article=jours_francs.ARTICLE_SECONDE,
        gravite=Gravite.BLOQUANT if en_retard else Gravite.ALERTE,
        message=(
            "Une seconde convocation reprend les points de la première séance. Les autres "
            f"({', '.join(nouveaux)}) demandent cinq jours francs et le quorum."
        ),
        points=nouveaux,
    )


def _visioconference(faits: Faits) -> Iterator[Manquement]:
    visio = faits.visio
    if visio is None:
        return
    if not faits.contexte.regime_du_conseil:
        yield Manquement(
            regle="CNV-20",
            article=ARTICLE_VISIO,
            gravite=Gravite.ALERTE,
            message=(
                "Aucun texte ne prévoit clairement la visioconférence hors du conseil\u00a0: un "
                "vote à distance y est fragile, réunissez l’instance en salle s’il y a un vote."
                + ("" if visio.prevue_au_reglement else " Le règlement n’en dit rien.")
            ),
        )
        return
    if not visio.prevue_au_reglement:
        yield _refus_de_visio("le règlement intérieur n’en fixe pas les modalités")
    if visio.presentiel_du_semestre is False:
        yield _refus_de_visio("aucune réunion du semestre ne s’est tenue en un seul lieu")
    interdits = tuple(
        a.point.numero
        for a in faits.affaires
        if a.budget_primitif or a.point.type is TypePoint.ELECTION
    )
    if interdits:
        yield _refus_de_visio(
            f"élections et budget primitif se votent en un seul lieu ({', '.join(interdits)})",
            points=interdits,
        )


def _refus_de_visio(motif: str, *, points: tuple[str, ...] = ()) -> Manquement:
    return Manquement(
        regle="CNV-19",
        article=ARTICLE_VISIO,
        message=f"Pas de visioconférence pour cette séance\u00a0: {motif}.",
        points=points,
        champ="visioconference",
    )


def _quorum_prevu(faits: Faits) -> Iterator[Manquement]:
    prevision = faits.prevision
    if prevision is None or prevision.presents >= prevision.quorum:
        return
    annoncees = compte(prevision.presents, "présence annoncée", "présences annoncées")
    attendues = compte(prevision.sans_reponse, "réponse attendue", "réponses attendues")
    yield Manquement(
        regle="QUO-01",
        article=ARTICLE_QUORUM,
        gravite=Gravite.ALERTE,
        message=(
            f"Quorum prévu\u00a0: {annoncees}, {prevision.quorum} nécessaires\u00a0; {attendues}. "
            "Les pouvoirs ne comptent pas."
        ),
        champ="reponses",
    )


def _frequence(faits: Faits) -> Iterator[Manquement]:
    if faits.derniere_reunion is None or not faits.contexte.regime_du_conseil:
        return
    manques = trimestres_sans_reunion([faits.derniere_reunion, faits.contexte.seance])
    if manques:
        yield Manquement(
            regle="CNV-17",
            article=ARTICLE_FREQUENCE,
            gravite=Gravite.ALERTE,
            message=(
                f"Aucune réunion depuis le {jour_en_lettres(faits.derniere_reunion)}\u00a0: il en "
                "faut une par trimestre au moins."
            ),
        )


def trimestres_sans_reunion(reunions: Iterable[date]) -> tuple[tuple[int, int], ...]:
    """Civil quarters (year, 1 to 4) left empty between the first and the last meeting."""
    rangs = sorted({jour.year * 4 + (jour.month - 1) // 3 for jour in reunions})
    if not rangs:
        return ()
    tenus = set(rangs)
    return tuple((n // 4, n % 4 + 1) for n in range(rangs[0], rangs[-1]) if n not in tenus)
