"""From what a document says to the facts that the rules compute with.

Nothing is guessed on the way: a name that cannot be read leaves an unknown, and the same
rules then judge the dossier as they judge a séance being held.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from deliberations.dossier import arbre
from deliberations.dossier.noms import Annuaire, Reconnu, membres_cites, mots, nom_complet
from deliberations.dossier.reperes import PointOrdonne, Reperes
from deliberations.dossier.reperes import dresser as dresser_reperes
from governance.regles import Manquement
from instances.regles.faits import (
    Absence,
    Deport,
    Faits,
    Membre,
    MotifDeport,
    Point,
    Pouvoir,
    Presence,
    Regime,
    RegleQuorum,
)

T = TypeVar("T")

CONSEILS_SANS_LOI = frozenset({"territoire", "developpement", "exploitation", "surveillance"})
TYPES_DU_REGIME_LEGAL = frozenset({"conseil", "bureau"})


@dataclass(frozen=True, kw_only=True)
class Traduction:
    dossier: arbre.Dossier
    annuaire: Annuaire
    reperes: Reperes
    faits: Faits
    anomalies: tuple[Manquement, ...]


@dataclass(kw_only=True)
class _Traducteur:
    dossier: arbre.Dossier
    annuaire: Annuaire
    reperes: Reperes
    anomalies: list[Manquement] = field(default_factory=list)

    def reconnaitre(self, reference: str, role: str, *points: str) -> Reconnu | None:
        trouves = self.annuaire.chercher(reference)
        if len(trouves) == 1:
            return trouves[0]
        if trouves:
            noms = " ou ".join(self.annuaire.nom(t.membre) for t in trouves)
            message = (
                f"«\u00a0{reference}\u00a0» ({role}) peut désigner {noms}\u00a0: précisez lequel."
            )
        else:
            message = f"«\u00a0{reference}\u00a0» ({role}) n’est le nom d’aucun membre du dossier."
        regle = "COH-12" if trouves else "COH-11"
        self.anomalies.append(Manquement(regle=regle, message=message, points=points))
        return None

    def cle(self, reference: str | None, role: str, *points: str) -> str | None:
        if reference is None:
            return None
        reconnu = self.reconnaitre(reference, role, *points)
        return None if reconnu is None else reconnu.membre

    def bornes(self, sujet: str, *bornes: arbre.Borne | None) -> None:
        for borne in bornes:
            if nomme := self.reperes.hors_ordre(borne):
                self.anomalies.append(
                    Manquement(
                        regle="COH-04",
                        message=(
                            f"{sujet}\u00a0: {nomme}, qui sert de borne, ne figure pas dans "
                            "l’ordre de passage."
                        ),
                    )
                )


def traduire(dossier: arbre.Dossier) -> Traduction:
    if dossier.membres is None:
        dossier = replace(dossier, membres=membres_cites(dossier))
    traducteur = _Traducteur(
        dossier=dossier, annuaire=Annuaire(dossier), reperes=dresser_reperes(dossier)
    )
    faits = _faits(traducteur)
    return Traduction(
        dossier=dossier,
        annuaire=traducteur.annuaire,
        reperes=traducteur.reperes,
        faits=faits,
        anomalies=tuple(traducteur.anomalies),
    )


def _faits(t: _Traducteur) -> Faits:
    absences = list(_absences(t))
    connues = t.dossier.absents is not None or t.dossier.excuses is not None
    entieres = tuple(cle for cle, absence in absences if _sans_borne(absence))
    return Faits(
        regime=_regime(t.dossier),
        points=tuple(_point(p) for p in t.reperes.points),
        membres=tuple(_membre(m) for m in t.dossier.membres or ()),
        presences=_ou_inconnu(t.dossier.presences, lambda: tuple(_presences(t))),
        pouvoirs=_ou_inconnu(t.dossier.pouvoirs, lambda: tuple(_pouvoirs(t))),
        absents=entieres if connues else None,
        absences_partielles=tuple(
            Absence(membre=cle, plage=t.reperes.plage(a.depuis, a.jusqua))
            for cle, a in absences
            if not _sans_borne(a)
        ),
        deports=tuple(_deports(t)),
        president=t.cle(t.dossier.president, "président"),
        effectif_legal=t.dossier.effectif_legal,
        en_exercice=t.dossier.en_exercice,
    )


def _ou_inconnu(
    liste: tuple[object, ...] | None, traduite: Callable[[], tuple[T, ...]]
) -> tuple[T, ...] | None:
    return None if liste is None else traduite()


def _regime(dossier: arbre.Dossier) -> Regime:
    instance = dossier.instance or arbre.Instance()
    seance = dossier.seance or arbre.Seance()
    epci = dossier.intercommunalite or arbre.Intercommunalite()
    regle, nombre = _quorum(instance)
    return Regime(
        date=seance.date,
        quorum=regle,
        quorum_fixe=nombre,
        deliberante=deliberante(instance),
        pouvoirs_admis=instance.pouvoirs_admis is not False,
        pouvoir_en_seance=instance.pouvoir_en_seance,
        suppleance_avant_pouvoir=bool(instance.suppleance_avant_pouvoir),
        suppleant_peut_porter_pouvoir=bool(instance.suppleant_peut_porter_pouvoir),
        visioconference=seance.visioconference,
        seconde_convocation=bool(seance.seconde_convocation),
        droit_local=bool(epci.droit_local),
    )


def _quorum(instance: arbre.Instance) -> tuple[RegleQuorum | None, int | None]:
    """The rule that the document states; the law’s own for a body that the law governs."""
    if instance.quorum is not None and instance.quorum.regle is not None:
        return instance.quorum.regle, instance.quorum.nombre
    return (RegleQuorum.MAJORITE_EN_EXERCICE if regime_du_conseil(instance) else None), None


def regime_du_conseil(instance: arbre.Instance) -> bool:
    """The conseil, and a bureau that délibère: the law sets their quorum and their delays."""
    if instance.type is not None:
        connu = mots(instance.type)[:1]
        legal = bool(connu) and connu[0] in TYPES_DU_REGIME_LEGAL
        return legal and instance.deliberante is not False
    nom = mots(instance.nom)
    legal = nom[:1] == ("conseil",) and CONSEILS_SANS_LOI.isdisjoint(nom)
    return legal and instance.deliberante is not False


def deliberante(instance: arbre.Instance) -> bool:
    if instance.deliberante is not None:
        return instance.deliberante
    return regime_du_conseil(instance)


def _membre(membre: arbre.Membre) -> Membre:
    siege = membre.voix is not arbre.Voix.CONSULTATIVE
    return Membre(
        id=membre.id,
        nom=nom_complet(membre),
        commune=membre.commune or "",
        vote=siege,
        compte_au_quorum=siege,
    )


def _point(ordonne: PointOrdonne) -> Point:
    point = ordonne.point
    totaux = point.totaux or arbre.Totaux()
    return Point(
        numero=ordonne.numero,
        rang=ordonne.rang,
        type=point.type,
        retire=bool(point.retire),
        comptes=bool(point.comptes),
        reprise=bool(point.reprise),
        en_exercice=point.en_exercice,
        presents_annonces=totaux.presents,
        pouvoirs_annonces=totaux.pouvoirs,
    )


def _presences(t: _Traducteur) -> Iterator[Presence]:
    """An ambiguous name may be any of several members: each of them may have been there."""
    for presence in t.dossier.presences or ():
        t.bornes(f"Présence de {t.annuaire.nom(presence.membre)}", presence.depuis, presence.jusqua)
        plage = t.reperes.plage(presence.depuis, presence.jusqua)
        reconnu = t.reconnaitre(presence.membre, "présent")
        if reconnu is not None:
            yield Presence(
                membre=reconnu.membre,
                plage=plage,
                par_suppleant=reconnu.par_suppleant or presence.represente_par is not None,
                a_distance=bool(presence.a_distance),
            )
            continue
        peut_etre = t.reperes.plage(arbre.Borne(), arbre.Borne())
        for candidat in t.annuaire.chercher(presence.membre):
            yield Presence(membre=candidat.membre, plage=peut_etre)


def _absences(t: _Traducteur) -> Iterator[tuple[str, arbre.Absence]]:
    for role, liste in (("absent", t.dossier.absents), ("excusé", t.dossier.excuses)):
        for absence in liste or ():
            t.bornes(f"Absence de {t.annuaire.nom(absence.membre)}", absence.depuis, absence.jusqua)
            cle = t.cle(absence.membre, role)
            if cle is not None:
                yield cle, absence


def _sans_borne(absence: arbre.Absence) -> bool:
    return absence.depuis is None and absence.jusqua is None


def _pouvoirs(t: _Traducteur) -> Iterator[Pouvoir]:
    for pouvoir in t.dossier.pouvoirs or ():
        sujet = f"Pouvoir de {t.annuaire.nom(pouvoir.mandant or 'mandant inconnu')}"
        t.bornes(sujet, pouvoir.depuis, pouvoir.jusqua)
        yield Pouvoir(
            mandant=t.cle(pouvoir.mandant, "mandant"),
            mandataire=t.cle(pouvoir.mandataire, "mandataire"),
            plage=t.reperes.plage(pouvoir.depuis, pouvoir.jusqua),
        )


def _deports(t: _Traducteur) -> Iterator[Deport]:
    for ordonne in t.reperes.points:
        for deport in ordonne.point.deports or ():
            cle = t.cle(deport.membre, "déport", ordonne.numero)
            if cle is not None:
                yield Deport(
                    membre=cle, rang=ordonne.rang, motif=deport.motif or MotifDeport.INTERET
                )
