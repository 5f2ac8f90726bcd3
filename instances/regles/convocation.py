"""What must hold before a convocation leaves, told all at once.

CGCT, art. L. 2121-10 : « Toute convocation est faite par le maire. Elle indique les questions
portées à l'ordre du jour. […] Elle est transmise de manière dématérialisée ou, si les conseillers
municipaux en font la demande, adressée par écrit à leur domicile ou à une autre adresse. »

CGCT, art. L. 2121-12, al. 1 : « Dans les communes de 3 500 habitants et plus, une note explicative
de synthèse sur les affaires soumises à délibération doit être adressée avec la convocation aux
membres du conseil municipal. » Applicable to every EPCI since March 2020 (art. L. 5211-1).

The delay itself is counted in ``jours_francs``, the ordre du jour is read in ``ordre_du_jour``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time

from governance.regles import Gravite, Manquement
from instances.regles import jours_francs, ordre_du_jour
from instances.regles.dates_en_lettres import jour_en_lettres
from instances.regles.faits import TypePoint
from instances.regles.jours_francs import TOUT_EPCI_A_CINQ_JOURS, Contexte
from instances.regles.ordre_du_jour import PointVu

ARTICLE_AUTEUR = "CGCT, art. L. 2121-10"
ARTICLE_NOTE = "CGCT, art. L. 2121-12"
ARTICLE_VISIO = "CGCT, art. L. 5211-11-1"
ARTICLE_BUDGET = "CGCT, art. L. 5217-10-4"
ARTICLE_FREQUENCE = "CGCT, art. L. 5211-11"

JOURS_DU_BUDGET = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Affaire:
    """A point with what must travel with it. ``reprise``: left over by the first séance."""

    point: PointVu
    note_de_synthese: bool = False
    budget_primitif: bool = False
    reprise: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Destinataire:
    """A member to convene. ``papier_demande_le``: the dated request the law asks for."""

    nom: str
    papier: bool = False
    papier_demande_le: date | None = None
    adresse: str = ""
    suppleant: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Visio:
    """``presentiel_du_semestre``: one meeting of the semester was held in one place."""

    prevue_au_reglement: bool
    presentiel_du_semestre: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Faits:
    """A séance about to be convened.

    ``signataire``: who convenes, empty when nobody may. ``suppleants_attendus``: suppléants the
    composition knows, called or not. ``budget_communique_le``: first day the draft was sent.
    ``derniere_reunion``: previous meeting of the conseil, ``None`` when unknown.
    """

    contexte: Contexte
    conseil: bool = True
    envoi: date
    heure: time | None
    lieu: str
    signataire: str
    affaires: tuple[Affaire, ...]
    destinataires: tuple[Destinataire, ...]
    suppleants_attendus: frozenset[str] = frozenset()
    urgence_motif: str = ""
    visio: Visio | None = None
    budget_communique_le: date | None = None
    derniere_reunion: date | None = None


def manquements(faits: Faits) -> tuple[Manquement, ...]:
    controles = (
        _auteur,
        _contenu,
        _urgence,
        _notes,
        _destinataires,
        _suppleants,
        _seconde_convocation,
        _visioconference,
        _budget,
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


def _notes(faits: Faits) -> Iterator[Manquement]:
    if not faits.contexte.regime_du_conseil:
        return
    sans_note = tuple(
        a.point.numero for a in faits.affaires if a.point.type.delibere and not a.note_de_synthese
    )
    if not sans_note:
        return
    ancien_droit = (
        faits.contexte.seance < TOUT_EPCI_A_CINQ_JOURS
        and faits.contexte.commune_de_3500 is not True
    )
    yield Manquement(
        regle="CNV-09",
        article=ARTICLE_NOTE,
        gravite=Gravite.ALERTE if ancien_droit else Gravite.BLOQUANT,
        message=(
            f"{_rapports(sans_note)} sans note explicative de synthèse\u00a0: joignez-la, ou un "
            "rapport qui en tienne lieu."
        ),
        points=sans_note,
    )


def _rapports(numeros: tuple[str, ...]) -> str:
    if len(numeros) == 1:
        return f"Le rapport {numeros[0]} est"
    montres = ", ".join(numeros[:8]) + ("…" if len(numeros) > 8 else "")
    return f"{len(numeros)} rapports ({montres}) sont"


def _destinataires(faits: Faits) -> Iterator[Manquement]:
    if not faits.destinataires:
        yield Manquement(
            regle="CNV-07",
            article=ARTICLE_AUTEUR,
            message="Aucun membre à convoquer\u00a0: vérifiez la composition de l’instance.",
        )
    for membre in faits.destinataires:
        if not membre.adresse.strip():
            quoi = "l’adresse postale" if membre.papier else "l’adresse électronique"
            yield Manquement(
                regle="CNV-07",
                article=ARTICLE_AUTEUR,
                gravite=_gravite_par_membre(faits, membre),
                message=(
                    f"{membre.nom} ne peut être convoqué\u00a0: saisissez {quoi}, ou prévoyez une "
                    "remise en main propre."
                ),
            )
        if membre.papier and membre.papier_demande_le is None:
            yield Manquement(
                regle="CNV-03",
                article=ARTICLE_AUTEUR,
                gravite=Gravite.ALERTE,
                message=(
                    f"{membre.nom} reçoit la convocation sur papier sans demande datée\u00a0: la "
                    "voie électronique est la règle, notez la date de sa demande."
                ),
            )


def _gravite_par_membre(faits: Faits, membre: Destinataire) -> Gravite:
    """Each member must be convened; a suppléant is only informed (MEM-04)."""
    exige = faits.contexte.regime_du_conseil and not membre.suppleant
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


def _budget(faits: Faits) -> Iterator[Manquement]:
    """Twelve calendar days before the séance opens, not francs, and only the budget primitif."""
    points = tuple(a.point.numero for a in faits.affaires if a.budget_primitif)
    if not points:
        return
    communique = faits.budget_communique_le or faits.envoi
    if (faits.contexte.seance - communique).days >= JOURS_DU_BUDGET:
        return
    yield Manquement(
        regle="CNV-21",
        article=ARTICLE_BUDGET,
        message=(
            f"Le projet de budget se communique {JOURS_DU_BUDGET} jours au moins avant la séance"
            f"\u00a0: communiqué le {jour_en_lettres(communique)}, il ne peut être examiné le "
            f"{jour_en_lettres(faits.contexte.seance)}."
        ),
        points=points,
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
