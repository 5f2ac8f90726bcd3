"""What changes once a convocation has left, and what a rectificative must respect.

CGCT, art. L. 2121-10 : « Toute convocation est faite par le maire. Elle indique les questions
portées à l'ordre du jour. » Adding one is convening again: the added point has the whole delay of
art. L. 2121-12, counted from the day of the rectificative; those already announced keep theirs,
and withdrawing one is free (CNV-13). Another day is not a correction: the séance is reportée.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from governance.regles import Gravite, Manquement
from instances.regles import convocation, jours_francs, ordre_du_jour, rapports
from instances.regles.dates_en_lettres import jour_en_lettres
from instances.regles.faits import TypePoint
from instances.regles.jours_francs import Contexte

ARTICLE = ordre_du_jour.ARTICLE_RECTIFICATIVE

# What a report says, and how a change of it is called.
PARTIES = {
    "titre": "titre",
    "nature": "nature",
    "rapporteur": "rapporteur",
    "note": "note de synthèse",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class PointAnnonce:
    """A point as it was announced. Long texts are known by their hash.

    ``annexes``: (title, hash) of each document. ``delibere``: something is to be decided.
    """

    cle: int
    numero: str
    titre: str
    nature: str
    rapporteur: str = ""
    note: str = ""
    annexes: tuple[tuple[str, str], ...] = ()

    @property
    def nom(self) -> str:
        return f"{self.numero}, {self.titre}" if self.titre else self.numero

    @property
    def delibere(self) -> bool:
        return TypePoint(self.nature).delibere


@dataclass(frozen=True, kw_only=True, slots=True)
class Annonce:
    """What one version of the convocation tells the élus. ``debut``: where the council sits."""

    debut: datetime
    lieu: str
    visioconference: bool = False
    points: tuple[PointAnnonce, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Ecart:
    """Between the version that is out and what is prepared."""

    avant: Annonce
    apres: Annonce

    @property
    def ajoutes(self) -> tuple[PointAnnonce, ...]:
        connus = {p.cle for p in self.avant.points}
        return tuple(p for p in self.apres.points if p.cle not in connus)

    @property
    def retires(self) -> tuple[PointAnnonce, ...]:
        restes = {p.cle for p in self.apres.points}
        return tuple(p for p in self.avant.points if p.cle not in restes)

    @property
    def gardes(self) -> Iterator[tuple[PointAnnonce, PointAnnonce]]:
        anciens = {p.cle: p for p in self.avant.points}
        return ((anciens[p.cle], p) for p in self.apres.points if p.cle in anciens)

    @property
    def modifies(self) -> tuple[PointAnnonce, ...]:
        return tuple(apres for avant, apres in self.gardes if avant != apres)

    @property
    def deplacee(self) -> bool:
        """Whether the hour or the place changes."""
        avant, apres = self.avant, self.apres
        return (avant.debut, avant.lieu, avant.visioconference) != (
            apres.debut,
            apres.lieu,
            apres.visioconference,
        )


# What changes, as the élus read it ------------------------------------------------------------


def changements(ecart: Ecart) -> tuple[str, ...]:
    return (*_de_la_seance(ecart), *_des_points(ecart))


def _de_la_seance(ecart: Ecart) -> Iterator[str]:
    avant, apres = ecart.avant, ecart.apres
    if avant.debut != apres.debut:
        ancienne, nouvelle = _heure(avant.debut), _heure(apres.debut)
        yield f"Heure\u00a0: la séance s’ouvre à {nouvelle}, au lieu de {ancienne}."
    if avant.lieu != apres.lieu:
        ancien = f" (auparavant\u00a0: {avant.lieu})" if avant.lieu else ""
        yield f"Nouveau lieu\u00a0: {apres.lieu or 'à préciser'}{ancien}."
    if avant.visioconference != apres.visioconference:
        yield (
            "La séance se tient en visioconférence."
            if apres.visioconference
            else "La séance ne se tient plus en visioconférence."
        )


def _heure(moment: datetime) -> str:
    return f"{moment.hour}\u00a0h\u00a0{moment.minute:02}"


def _des_points(ecart: Ecart) -> Iterator[str]:
    yield from (f"Point ajouté\u00a0: {p.nom}." for p in ecart.ajoutes)
    yield from (f"Point retiré\u00a0: {p.nom}." for p in ecart.retires)
    for avant, apres in ecart.gardes:
        if avant.numero != apres.numero:
            yield f"Le rapport {avant.numero} porte désormais le numéro {apres.numero}."
        parties = [mot for p, mot in PARTIES.items() if getattr(avant, p) != getattr(apres, p)]
        if parties:
            yield f"Rapport modifié\u00a0: {apres.nom} ({', '.join(parties)})."
        yield from _des_pieces(avant, apres)


def _des_pieces(avant: PointAnnonce, apres: PointAnnonce) -> Iterator[str]:
    for titre, _ in (a for a in apres.annexes if a not in avant.annexes):
        yield f"Pièce jointe au rapport {apres.numero}\u00a0: {titre}."
    for titre, _ in (a for a in avant.annexes if a not in apres.annexes):
        yield f"Pièce retirée du rapport {apres.numero}\u00a0: {titre}."


# What stands against it -----------------------------------------------------------------------


def manquements(
    faits: convocation.Faits, ecart: Ecart, *, premier_envoi: date, motif: str
) -> tuple[Manquement, ...]:
    """The séance judged as on the day it was first convened, and what is added as of today."""
    deja = convocation.manquements(replace(faits, envoi=premier_envoi))
    return (
        *_de_l_acte(ecart, motif),
        *_ajouts(faits, ecart),
        *_hors_delai(faits, ecart),
        *(m for m in deja if m.regle != "CNV-11"),
    )


def _de_l_acte(ecart: Ecart, motif: str) -> Iterator[Manquement]:
    if ecart.avant.debut.date() != ecart.apres.debut.date():
        yield _refus(
            "Changer de jour n’est pas rectifier\u00a0: reportez la séance, tous en seront "
            "informés, puis convoquez à nouveau.",
            champ="heure",
        )
    if not changements(ecart):
        yield _refus(
            "Rien n’a changé depuis la dernière convocation\u00a0: il n’y a rien à dire.",
            champ="heure",
        )
    if not motif.strip():
        yield _refus(
            "Écrivez le motif de la rectification\u00a0: les élus le lisent en tête.",
            champ="motif",
        )


def _ajouts(faits: convocation.Faits, ecart: Ecart) -> Iterator[Manquement]:
    """What is added is convened today: five days, or twelve for the budget, start again."""
    cles = {p.cle for p in ecart.ajoutes}
    ajoutees = tuple(a for a in faits.affaires if a.point.cle in cles and a.point.type.delibere)
    if not ajoutees:
        return
    contexte, numeros = contexte_de_l_ajout(faits.contexte), tuple(a.point.numero for a in ajoutees)
    for retard in jours_francs.manquements(faits.envoi, contexte):
        message = _trop_tard(numeros, contexte)
        yield replace(
            retard, regle="CNV-13", article=ARTICLE, message=message, points=numeros, champ=""
        )
    yield from rapports.budget(ajoutees, seance=faits.contexte.seance, envoi=faits.envoi)


def contexte_de_l_ajout(contexte: Contexte) -> Contexte:
    """A point that the first séance did not have takes no advantage of the second (CNV-11)."""
    return replace(contexte, seconde_convocation=False)


def _trop_tard(numeros: tuple[str, ...], contexte: Contexte) -> str:
    delai = jours_francs.delai_requis(contexte)
    seul = len(numeros) == 1
    sujet = f"du rapport {numeros[0]}" if seul else f"des rapports {', '.join(numeros)}"
    suite = f"{'retirez-le' if seul else 'retirez-les'}, pour la séance suivante."
    if delai is None:
        return f"La séance est passée\u00a0: rien ne s’y ajoute plus, {suite}"
    limite = jours_francs.dernier_jour_d_envoi(contexte.seance, delai)
    return (
        f"L’ajout {sujet} demande {delai.en_lettres} entiers\u00a0: la rectificative devait "
        f"partir au plus tard le {jour_en_lettres(limite, repere=contexte.seance)}. "
        f"{suite.capitalize()}"
    )


def _hors_delai(faits: convocation.Faits, ecart: Ecart) -> Iterator[Manquement]:
    """An hour, a place or a report that changes late: the law only asks that all be told."""
    delai = jours_francs.delai_requis(faits.contexte)
    tard = delai is not None and (
        jours_francs.francs(faits.envoi, faits.contexte.seance) < delai.plancher
    )
    if not tard:
        return
    if ecart.deplacee:
        yield _alerte(
            "L’heure ou le lieu change hors du délai\u00a0: assurez-vous que chaque membre l’a "
            "appris, téléphonez au besoin."
        )
    decides = tuple(p.numero for p in ecart.modifies if p.delibere)
    if decides:
        yield _alerte(
            "Un rapport à délibérer change hors du délai\u00a0: seul son premier texte aura été "
            "adressé à temps. Présentez plutôt le changement en séance, par amendement.",
            points=decides,
        )


def _refus(message: str, *, champ: str = "") -> Manquement:
    return Manquement(regle="CNV-13", article=ARTICLE, message=message, champ=champ)


def _alerte(message: str, *, points: tuple[str, ...] = ()) -> Manquement:
    return Manquement(
        regle="CNV-13", article=ARTICLE, gravite=Gravite.ALERTE, message=message, points=points
    )


def jusqu_a(contexte: Contexte) -> date | None:
    """The last day when a rectificative may still add a point to decide."""
    delai = jours_francs.delai_requis(contexte_de_l_ajout(contexte))
    return jours_francs.dernier_jour_d_envoi(contexte.seance, delai) if delai else None


# In séance ------------------------------------------------------------------------------------


def deliberable(*, numero: str, delibere: bool, annonce: bool) -> tuple[Manquement, ...]:
    """ODJ-01: what no convocation announced is debated at most."""
    if annonce or not delibere:
        return ()
    return (
        Manquement(
            regle="ODJ-01",
            article=ordre_du_jour.ARTICLE_ODJ,
            message=(
                f"Le rapport {numero} n’est dans aucune convocation\u00a0: il ne peut être "
                "délibéré. Inscrivez-le à la séance suivante."
            ),
            points=(numero,),
        ),
    )
