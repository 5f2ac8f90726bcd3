"""What each report must carry before it leaves: its note, its opinion, its documents, its voice.

CGCT, art. L. 2121-12, al. 1 : « Dans les communes de 3 500 habitants et plus, une note explicative
de synthèse sur les affaires soumises à délibération doit être adressée avec la convocation aux
membres du conseil municipal. » Applicable to every EPCI since March 2020 (art. L. 5211-1).

CGCT, art. L. 2121-13 : « Tout membre du conseil municipal a le droit, dans le cadre de sa
fonction, d'être informé des affaires de la commune qui font l'objet d'une délibération. » A
document that does not open does not inform.

The opinion of a commission is asked by the règlement, « sauf exception » : its lack never blocks
(ODJ-06).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import jour_en_lettres
from instances.regles.faits import TypePoint
from instances.regles.jours_francs import TOUT_EPCI_A_CINQ_JOURS, Contexte
from instances.regles.ordre_du_jour import PointVu

ARTICLE_NOTE = "CGCT, art. L. 2121-12"
ARTICLE_PIECES = "CGCT, art. L. 2121-13"
ARTICLE_BUDGET = "CGCT, art. L. 5217-10-4"
ARTICLE_AVIS = "Règlement intérieur, examen en commission"

JOURS_DU_BUDGET = 12
MONTRES = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Affaire:
    """A point with what must travel with it.

    ``reprise``: left over by the first séance. ``executif``: an election to the bureau.
    ``communique_le``: the day its draft was sent, when it was before the convocation.
    ``rapporteur``: named when he does not sit in the body. ``pieces_lourdes`` and
    ``pieces_illisibles``: titles of the documents above the limit, or that do not open.
    """

    point: PointVu
    note_de_synthese: bool = False
    budget_primitif: bool = False
    reprise: bool = False
    executif: bool = False
    avis: bool = False
    communique_le: date | None = None
    rapporteur_exterieur: str = ""
    pieces_lourdes: tuple[str, ...] = ()
    pieces_illisibles: tuple[str, ...] = ()

    @property
    def numero(self) -> str:
        return self.point.numero


def manquements(
    affaires: Iterable[Affaire], *, contexte: Contexte, avis_attendu: bool
) -> tuple[Manquement, ...]:
    """``avis_attendu``: the règlement has commissions examine what the body decides."""
    affaires = tuple(affaires)
    return (
        *(_notes(affaires, contexte) if contexte.regime_du_conseil else ()),
        *(_avis(affaires) if avis_attendu else ()),
        *_pieces(affaires),
        *_rapporteurs(affaires),
    )


def _notes(affaires: tuple[Affaire, ...], contexte: Contexte) -> Iterator[Manquement]:
    sans_note = tuple(
        a.numero for a in affaires if a.point.type.delibere and not a.note_de_synthese
    )
    if not sans_note:
        return
    ancien_droit = contexte.seance < TOUT_EPCI_A_CINQ_JOURS and contexte.commune_de_3500 is not True
    yield Manquement(
        regle="CNV-09",
        article=ARTICLE_NOTE,
        gravite=Gravite.ALERTE if ancien_droit else Gravite.BLOQUANT,
        message=(
            f"{rapports(sans_note)} sans note explicative de synthèse\u00a0: joignez-la, ou un "
            "rapport qui en tienne lieu."
        ),
        points=sans_note,
        champ="note_de_synthese",
    )


def rapports(numeros: tuple[str, ...]) -> str:
    """« Le rapport 1.2 est », « 3 rapports (1.2, 1.3, 2.1) sont »."""
    if len(numeros) == 1:
        return f"Le rapport {numeros[0]} est"
    montres = ", ".join(numeros[:MONTRES]) + ("…" if len(numeros) > MONTRES else "")
    return f"{len(numeros)} rapports ({montres}) sont"


def _avis(affaires: tuple[Affaire, ...]) -> Iterator[Manquement]:
    """Neither an election nor a point of every séance goes through a commission."""
    sans_avis = tuple(
        a.numero
        for a in affaires
        if a.point.type is TypePoint.DELIBERATION and not a.point.usage and not a.avis
    )
    if sans_avis:
        yield Manquement(
            regle="ODJ-06",
            article=ARTICLE_AVIS,
            gravite=Gravite.ALERTE,
            message=(
                f"{rapports(sans_avis)} sans avis de commission\u00a0: notez l’avis rendu, ou "
                "assurez-vous que l’exception se justifie."
            ),
            points=sans_avis,
            champ="avis",
        )


def _pieces(affaires: tuple[Affaire, ...]) -> Iterator[Manquement]:
    for affaire in affaires:
        for titre in affaire.pieces_illisibles:
            yield _piece(affaire, titre, "ne s’ouvre pas", "Remplacez-la par un fichier lisible")
        for titre in affaire.pieces_lourdes:
            yield _piece(affaire, titre, "dépasse la taille admise", "Réduisez-la, ou scindez-la")


def _piece(affaire: Affaire, titre: str, defaut: str, remede: str) -> Manquement:
    return Manquement(
        regle="QST-05",
        article=ARTICLE_PIECES,
        message=(
            f"Rapport {affaire.numero}\u00a0: la pièce «\u00a0{titre}\u00a0» {defaut}. {remede}."
        ),
        points=(affaire.numero,),
        champ="pieces",
    )


def _rapporteurs(affaires: tuple[Affaire, ...]) -> Iterator[Manquement]:
    for affaire in affaires:
        if affaire.rapporteur_exterieur:
            yield Manquement(
                regle="ODJ-07",
                article="Règlement intérieur, présentation des rapports",
                gravite=Gravite.ALERTE,
                message=(
                    f"{affaire.rapporteur_exterieur} ne siège pas dans cette instance au jour de "
                    f"la séance\u00a0: désignez un autre rapporteur pour le rapport "
                    f"{affaire.numero}."
                ),
                points=(affaire.numero,),
                champ="rapporteur",
            )


def budget(affaires: Iterable[Affaire], *, seance: date, envoi: date) -> Iterator[Manquement]:
    """Twelve calendar days before the séance opens, not francs, and only the budget primitif."""
    for affaire in affaires:
        communique = affaire.communique_le or envoi
        if affaire.budget_primitif and (seance - communique).days < JOURS_DU_BUDGET:
            yield Manquement(
                regle="CNV-21",
                article=ARTICLE_BUDGET,
                message=(
                    f"Rapport {affaire.numero}\u00a0: le projet de budget se communique "
                    f"{JOURS_DU_BUDGET} jours au moins avant la séance. Communiqué le "
                    f"{jour_en_lettres(communique)}, il ne peut être examiné le "
                    f"{jour_en_lettres(seance)}."
                ),
                points=(affaire.numero,),
                champ="communique_on",
            )
