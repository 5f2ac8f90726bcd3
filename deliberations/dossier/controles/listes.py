"""The lists of a document against its totals, and against each other."""

from collections import Counter
from collections.abc import Iterator

from deliberations.dossier import arbre
from deliberations.dossier.noms import mots, nom_complet
from deliberations.dossier.traduction import Traduction
from governance.regles import Gravite, Manquement
from instances.regles.seance import PointEvalue


def anomalies(t: Traduction, evalues: tuple[PointEvalue, ...]) -> Iterator[Manquement]:
    yield from _membres_en_double(t.dossier)
    yield from _absents_en_double(t)
    yield from _suppleances(t)
    yield from _pouvoirs_incomplets(t)
    yield from _tous_presents(t.dossier)
    yield from _totaux_de_la_seance(t, evalues)
    for ordonne, evalue in zip(t.reperes.points, evalues, strict=True):
        if ordonne.point.totaux is not None:
            yield from _totaux_du_point(ordonne.point.totaux, evalue)


def _membres_en_double(dossier: arbre.Dossier) -> Iterator[Manquement]:
    vus: dict[tuple[tuple[str, ...], ...], arbre.Membre] = {}
    for membre in dossier.membres or ():
        cle = (mots(membre.prenom), mots(membre.nom), mots(membre.commune))
        if cle in vus:
            yield Manquement(
                regle="COH-17",
                message=f"{nom_complet(membre)} figure deux fois parmi les membres.",
            )
        vus.setdefault(cle, membre)


def _absents_en_double(t: Traduction) -> Iterator[Manquement]:
    for liste in (t.dossier.absents, t.dossier.excuses):
        cites: Counter[str] = Counter()
        for absence in liste or ():
            if absence.depuis is None and absence.jusqua is None:
                cites.update(r.membre for r in t.annuaire.chercher(absence.membre))
        for cle, nombre in cites.items():
            if nombre > 1:
                yield Manquement(
                    regle="COH-17",
                    gravite=Gravite.ALERTE,
                    message=f"{t.annuaire.nom(cle)} figure deux fois parmi les absents.",
                )


def _suppleances(t: Traduction) -> Iterator[Manquement]:
    """Only a commune with one seat has a suppléant (MEM-02)."""
    sieges = Counter(
        m.commune
        for m in t.dossier.membres or ()
        if m.commune is not None and m.voix is not arbre.Voix.CONSULTATIVE
    )
    for presence in t.dossier.presences or ():
        reconnus = t.annuaire.chercher(presence.membre)
        supplee = presence.represente_par is not None or any(r.par_suppleant for r in reconnus)
        if not supplee or len(reconnus) != 1:
            continue
        membre = t.annuaire.membres[reconnus[0].membre]
        if membre.commune is not None and sieges[membre.commune] > 1:
            yield Manquement(
                regle="MEM-02",
                article="CGCT, art. L. 5211-6",
                message=(
                    f"Un suppléant représente {nom_complet(membre)}, mais "
                    f"{membre.commune} a {sieges[membre.commune]} sièges\u00a0: seule une commune "
                    "qui n’en a qu’un a un suppléant."
                ),
            )


def _pouvoirs_incomplets(t: Traduction) -> Iterator[Manquement]:
    for pouvoir in t.dossier.pouvoirs or ():
        if pouvoir.mandataire is None:
            qui = "un inconnu" if pouvoir.mandant is None else _nom(t, pouvoir.mandant)
            yield Manquement(
                regle="COH-09",
                article="CGCT, art. L. 2121-20",
                message=f"Le pouvoir donné par {qui} n’a pas de mandataire désigné.",
            )
        if pouvoir.mandant is None:
            qui = "un inconnu" if pouvoir.mandataire is None else _nom(t, pouvoir.mandataire)
            yield Manquement(
                regle="COH-10",
                article="CGCT, art. L. 2121-20",
                message=f"Le pouvoir que porte {qui} n’a pas de mandant désigné.",
            )


def _nom(t: Traduction, reference: str) -> str:
    reconnus = t.annuaire.chercher(reference)
    return t.annuaire.nom(reconnus[0].membre) if len(reconnus) == 1 else reference


def _tous_presents(dossier: arbre.Dossier) -> Iterator[Manquement]:
    """A clerk’s slip: the total of the members printed as the total of those present."""
    totaux = dossier.totaux or arbre.Totaux()
    if dossier.excuses or dossier.absents or totaux.excuses or totaux.absents:
        yield from _tout_l_effectif(totaux, {dossier.en_exercice, dossier.effectif_legal}, ())


def _tout_l_effectif(
    totaux: arbre.Totaux, effectifs: set[int | None], points: tuple[str, ...]
) -> Iterator[Manquement]:
    if totaux.presents is not None and totaux.presents in effectifs:
        yield Manquement(
            regle="COH-07",
            message=(
                f"{totaux.presents} présents sont annoncés, soit tout l’effectif, alors que des "
                "membres sont absents ou excusés."
            ),
            points=points,
        )


def _totaux_de_la_seance(t: Traduction, evalues: tuple[PointEvalue, ...]) -> Iterator[Manquement]:
    totaux = t.dossier.totaux
    if totaux is None:
        return
    yield from _somme(totaux, ())
    presents, pouvoirs = totaux.presents, totaux.pouvoirs
    if t.faits.presences is not None and presents is not None:
        noms = {p.membre for p in t.faits.presences}
        possibles: set[int | None] = {len(noms), *(e.presents for e in evalues)}
        if presents not in possibles and None not in possibles:
            yield _ecart("présents", presents, len(noms))
    if t.dossier.pouvoirs is not None and pouvoirs is not None:
        possibles = {len(t.dossier.pouvoirs), *(e.pouvoirs for e in evalues)}
        if pouvoirs not in possibles and None not in possibles:
            yield _ecart("pouvoirs", pouvoirs, len(t.dossier.pouvoirs))
    votants = {e.votants_max for e in evalues}
    if totaux.votants is not None and votants and votants.isdisjoint({None, totaux.votants}):
        yield _ecart("votants", totaux.votants, evalues[0].votants_max or 0)
    yield from _absents(t, totaux)
    yield from _effectif(t, totaux)


def _absents(t: Traduction, totaux: arbre.Totaux) -> Iterator[Manquement]:
    """« Absents » may or may not include the excused ones: both readings pass."""
    absents, excuses = t.dossier.absents, t.dossier.excuses
    if excuses is not None and totaux.excuses is not None and len(excuses) != totaux.excuses:
        yield _ecart("excusés", totaux.excuses, len(excuses))
    if absents is not None and totaux.absents is not None:
        tous = {a.membre for a in absents} | {e.membre for e in excuses or ()}
        if totaux.absents not in {len(absents), len(tous)}:
            yield _ecart("absents", totaux.absents, len(absents))


def _effectif(t: Traduction, totaux: arbre.Totaux) -> Iterator[Manquement]:
    en_exercice = t.faits.en_exercice
    if en_exercice is None or totaux.presents is None:
        return
    if totaux.presents > en_exercice:
        yield Manquement(
            regle="COH-06",
            message=(
                f"{totaux.presents} présents sont annoncés pour {en_exercice} membres en exercice."
            ),
        )
    elif totaux.absents is not None:
        connus = totaux.presents + totaux.absents
        autres = (totaux.excuses or 0, totaux.pouvoirs or 0)
        lectures = {connus, connus + autres[0], connus + autres[1], connus + sum(autres)}
        if en_exercice not in lectures:
            yield Manquement(
                regle="COH-06",
                message=(
                    f"{totaux.presents} présents et {totaux.absents} absents ne font pas "
                    f"{en_exercice} membres en exercice."
                ),
            )


def _totaux_du_point(totaux: arbre.Totaux, evalue: PointEvalue) -> Iterator[Manquement]:
    yield from _somme(totaux, (evalue.numero,))
    couples = (
        ("présents", totaux.presents, evalue.presents),
        ("pouvoirs", totaux.pouvoirs, evalue.pouvoirs),
        ("votants", totaux.votants, evalue.votants_max),
    )
    for quoi, annonce, calcule in couples:
        if annonce is not None and calcule is not None and annonce != calcule:
            yield _ecart(quoi, annonce, calcule, evalue.numero)
    if totaux.absents or totaux.excuses:
        yield from _tout_l_effectif(totaux, {evalue.en_exercice}, (evalue.numero,))


def _somme(totaux: arbre.Totaux, points: tuple[str, ...]) -> Iterator[Manquement]:
    if totaux.presents is None or totaux.pouvoirs is None or totaux.votants is None:
        return
    if totaux.presents + totaux.pouvoirs != totaux.votants:
        yield Manquement(
            regle="COH-06",
            message=(
                f"{totaux.presents} présents et {totaux.pouvoirs} pouvoirs ne font pas "
                f"{totaux.votants} votants."
            ),
            points=points,
        )


def _ecart(quoi: str, annonce: int, calcule: int, *points: str) -> Manquement:
    return Manquement(
        regle="COH-06",
        message=f"{annonce} {quoi} sont annoncés\u00a0; les listes en donnent {calcule}.",
        points=points,
    )
