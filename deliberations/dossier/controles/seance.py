"""Dates, hours, convocations, chair and secretary.

A document is judged by the law of its own day (GEN-03): the delay of a convocation of 2018 is
that of 2018.
"""

import re
from collections.abc import Iterator
from datetime import date

from deliberations.dossier import arbre
from deliberations.dossier.noms import mots
from deliberations.dossier.reperes import Reperes
from deliberations.dossier.traduction import Traduction, regime_du_conseil
from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import JOURS, MOIS, jour_en_lettres
from instances.regles.deports import deports_par_rang
from instances.regles.faits import MotifDeport
from instances.regles.jours_francs import Contexte, francs
from instances.regles.jours_francs import manquements as manquements_du_delai
from instances.regles.presences import dresser, masques

ANNEE = re.compile(r"(?:19|20)\d\d")
QUANTIEME = re.compile(r"\d{1,2}|1er")


def anomalies(t: Traduction) -> Iterator[Manquement]:
    seance = t.dossier.seance
    if seance is not None:
        yield from _date_imprimee(seance)
        yield from _heures(seance, t)
        if seance.date is not None:
            yield from _convocations(t, seance.date)
            yield from _actes_anterieurs(t, seance.date)
            yield from _pouvoirs_posterieurs(t, seance.date)
    yield from _presidences(t)
    yield from _secretaires(t)


def _date_imprimee(seance: arbre.Seance) -> Iterator[Manquement]:
    """« Lundi 17 Décembre 2018 » against the date: weekday, day, month and year."""
    if seance.date is None or seance.date_imprimee is None:
        return
    ecrits = mots(seance.date_imprimee)
    jours = [mots(j)[0] for j in JOURS]
    mois = [mots(m)[0] for m in MOIS]
    attendus = (
        (jours, jours[seance.date.weekday()]),
        (mois, mois[seance.date.month - 1]),
    )
    faux = any(
        mot in vocabulaire and mot != attendu for vocabulaire, attendu in attendus for mot in ecrits
    )
    annees = [int(mot) for mot in ecrits if ANNEE.fullmatch(mot)]
    quantiemes = [
        int(mot.removesuffix("er")) for mot in ecrits if re.fullmatch(r"\d{1,2}|1er", mot)
    ]
    faux = faux or any(annee != seance.date.year for annee in annees)
    if faux or (quantiemes and quantiemes[0] != seance.date.day):
        yield Manquement(
            regle="COH-13",
            message=(
                f"La date imprimée («\u00a0{seance.date_imprimee}\u00a0») ne correspond pas au "
                f"{jour_en_lettres(seance.date)}."
            ),
        )


def _heures(seance: arbre.Seance, t: Traduction) -> Iterator[Manquement]:
    reperes = t.reperes
    bornee = reperes.ouverture is not None and reperes.levee is not None
    if bornee and (reperes.levee or 0) <= (reperes.ouverture or 0):
        yield _heure(
            "La séance est levée avant d’être ouverte (si elle a passé minuit, donnez date_levee)."
        )
        return
    yield from _heures_des_points(reperes)
    for suspension in seance.suspensions or ():
        debut, fin = suspension.debut, suspension.fin
        if debut is not None and fin is not None and reperes.minutes(fin) < reperes.minutes(debut):
            yield _heure("Une suspension finit avant d’avoir commencé.")
    yield from _bornes_hors_seance(t)


def _heures_des_points(reperes: Reperes) -> Iterator[Manquement]:
    precedente = reperes.ouverture
    for ordonne in reperes.points:
        if ordonne.point.heure is None:
            continue
        minutes = reperes.minutes(ordonne.point.heure)
        if precedente is not None and minutes < precedente:
            yield _heure("Ce point commence avant celui qui le précède.", ordonne.numero)
        if reperes.levee is not None and minutes > reperes.levee:
            yield _heure("Ce point commence après la levée de la séance.", ordonne.numero)
        precedente = minutes


def _bornes_hors_seance(t: Traduction) -> Iterator[Manquement]:
    reperes, seance = t.reperes, t.dossier
    for presence in seance.presences or ():
        for borne in (presence.depuis, presence.jusqua):
            if borne is None or borne.heure is None:
                continue
            minutes = reperes.minutes(borne.heure)
            trop_tot = reperes.ouverture is not None and minutes < reperes.ouverture
            trop_tard = reperes.levee is not None and minutes > reperes.levee
            if trop_tot or trop_tard:
                yield _heure(
                    f"Une borne de présence de {t.annuaire.nom(presence.membre)} "
                    f"({borne.heure:%H:%M}) tombe hors de la séance.",
                    gravite=Gravite.ALERTE,
                )


def _heure(message: str, *points: str, gravite: Gravite = Gravite.BLOQUANT) -> Manquement:
    return Manquement(regle="COH-14", message=message, points=points, gravite=gravite)


def _convocations(t: Traduction, jour: date) -> Iterator[Manquement]:
    """Each member by the best convocation that reached him (CNV-07); posters convoke nobody."""
    envois = [
        c
        for c in t.dossier.convocations or ()
        if c.date is not None and c.canal is not arbre.Canal.AFFICHAGE
    ]
    for envoi in envois:
        if envoi.date is not None and envoi.date > jour:
            yield _anterieur(f"Une convocation est datée du {jour_en_lettres(envoi.date)}", jour)
    if not regime_du_conseil(t.dossier.instance or arbre.Instance()):
        return
    generaux = [c for c in envois if c.destinataires is None]
    if generaux:
        yield from _meilleur(t, generaux, jour, ())
        return
    par_membre: dict[str, list[arbre.Convocation]] = {}
    for envoi in envois:
        for reference in envoi.destinataires or ():
            for reconnu in t.annuaire.chercher(reference):
                par_membre.setdefault(reconnu.membre, []).append(envoi)
    for membre, recus in par_membre.items():
        yield from _meilleur(t, recus, jour, (t.annuaire.nom(membre),))


def _meilleur(
    t: Traduction, envois: list[arbre.Convocation], jour: date, noms: tuple[str, ...]
) -> Iterator[Manquement]:
    utiles = [e for e in envois if e.date is not None and e.date <= jour]
    if not utiles:
        return
    envoi = max(utiles, key=lambda e: francs(e.date or jour, jour))
    epci = t.dossier.intercommunalite or arbre.Intercommunalite()
    contexte = Contexte(
        seance=jour,
        commune_de_3500=epci.commune_de_3500_habitants,
        urgence=bool(envoi.urgence),
        seconde_convocation=t.faits.regime.seconde_convocation,
    )
    for manquement in manquements_du_delai(envoi.date or jour, contexte):
        qui = f"{', '.join(noms)}\u00a0: " if noms else ""
        yield Manquement(
            regle=manquement.regle,
            article=manquement.article,
            gravite=manquement.gravite,
            message=qui + manquement.message,
        )


def _actes_anterieurs(t: Traduction, jour: date) -> Iterator[Manquement]:
    """A signature, a stamp or a publication dated before the vote it comes from."""
    for ordonne in t.reperes.points:
        point = ordonne.point
        dates = [("signature", s.date) for s in point.signatures or ()]
        dates.append(("timbre", point.timbre.recu_le if point.timbre else None))
        dates.append(("publication", point.publication.date if point.publication else None))
        for quoi, quand in dates:
            if quand is not None and quand < jour:
                yield Manquement(
                    regle="COH-20",
                    message=(
                        f"La date de {quoi} ({jour_en_lettres(quand)}) précède la séance du "
                        f"{jour_en_lettres(jour)}."
                    ),
                    points=(ordonne.numero,),
                )


def _pouvoirs_posterieurs(t: Traduction, jour: date) -> Iterator[Manquement]:
    for pouvoir in t.dossier.pouvoirs or ():
        if pouvoir.date is not None and pouvoir.date > jour:
            yield _anterieur(f"Un pouvoir est daté du {jour_en_lettres(pouvoir.date)}", jour)


def _anterieur(quoi: str, jour: date) -> Manquement:
    return Manquement(
        regle="COH-20", message=f"{quoi}, après la séance du {jour_en_lettres(jour)}."
    )


def _presidences(t: Traduction) -> Iterator[Manquement]:
    grille = dresser(t.faits)
    for presidence in t.dossier.presidences or ():
        yield from _bornes_de_presidence(t, presidence)
        reconnus = t.annuaire.chercher(presidence.membre)
        if len(reconnus) != 1:
            yield _inconnu(t, presidence.membre, "président de séance", bool(reconnus))
            continue
        certain, _possible = masques(
            t.reperes.plage(presidence.depuis, presidence.jusqua), list(grille.rangs)
        )
        present = grille.possibles.get(reconnus[0].membre, 0)
        nom = t.annuaire.nom(reconnus[0].membre)
        yield from _presidence_interdite(t, reconnus[0].membre, certain)
        if grille.connue and not present:
            yield _absent(f"{nom} préside sans figurer parmi les présents.", ())
        elif grille.connue and certain & ~present:
            points = grille.numeros(certain & ~present)
            yield _absent(f"{nom} préside ces points en son absence.", points)


def _bornes_de_presidence(t: Traduction, presidence: arbre.Presidence) -> Iterator[Manquement]:
    for borne in (presidence.depuis, presidence.jusqua):
        if nomme := t.reperes.hors_ordre(borne):
            yield Manquement(
                regle="COH-04",
                message=(
                    f"Présidence de {t.annuaire.nom(presidence.membre)}\u00a0: {nomme}, qui sert "
                    "de borne, ne figure pas dans l’ordre de passage."
                ),
            )


def _presidence_interdite(t: Traduction, membre: str, certain: int) -> Iterator[Manquement]:
    """Whoever withdraws does not chair the point; the president least of all, on his accounts."""
    deports = deports_par_rang(t.faits)
    for i, ordonne in enumerate(t.reperes.points):
        motifs = {d.motif for d in deports.get(ordonne.rang, ()) if d.membre == membre}
        if not motifs or not certain >> i & 1:
            continue
        comptes = MotifDeport.COMPTES in motifs
        quoi = "le vote de ses comptes" if comptes else "ce point malgré son déport"
        yield Manquement(
            regle="SEA-02" if comptes else "INT-02",
            article="CGCT, art. L. 2121-14" if comptes else "CGCT, art. L. 2131-11",
            gravite=Gravite.ALERTE,
            message=f"{t.annuaire.nom(membre)} préside {quoi}\u00a0: un autre doit présider.",
            points=(ordonne.numero,),
        )


def _secretaires(t: Traduction) -> Iterator[Manquement]:
    if t.dossier.secretaires == ():
        yield Manquement(
            regle="SEA-01",
            article="CGCT, art. L. 2121-15",
            gravite=Gravite.ALERTE,
            message="Aucun secrétaire de séance n’est nommé.",
        )
    presents = dresser(t.faits).possibles
    for reference in t.dossier.secretaires or ():
        reconnus = t.annuaire.chercher(reference)
        if len(reconnus) != 1:
            yield _inconnu(t, reference, "secrétaire de séance", bool(reconnus))
        elif t.faits.presences is not None and not presents.get(reconnus[0].membre):
            yield _absent(
                f"{t.annuaire.nom(reconnus[0].membre)} est secrétaire de séance sans figurer "
                "parmi les présents.",
                (),
            )


def _absent(message: str, points: tuple[str, ...]) -> Manquement:
    return Manquement(regle="COH-22", gravite=Gravite.ALERTE, message=message, points=points)


def _inconnu(t: Traduction, reference: str, role: str, ambigu: bool) -> Manquement:
    suite = "peut désigner plusieurs membres" if ambigu else "n’est le nom d’aucun membre"
    return Manquement(
        regle="COH-12" if ambigu else "COH-11",
        gravite=Gravite.ALERTE,
        message=f"«\u00a0{reference}\u00a0» ({role}) {suite} du dossier.",
    )
