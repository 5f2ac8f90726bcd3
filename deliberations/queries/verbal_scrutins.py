"""The votes of a séance as its procès-verbal tells them, those annulled with their reason."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.timezone import localtime

from deliberations.models import Scrutin
from deliberations.queries.elections import Resultat, resultat_de
from deliberations.regles.majorite import Issue, Majorite
from deliberations.regles.scrutin import DE_QUOI, Decompte, accorder, chiffres, mention
from instances.models import Seance
from instances.queries.composition import cle_de_famille

COMPTEURS = ("pour", "contre", "abstention", "ne_prend_pas_part", "blancs", "nuls")


@dataclass(frozen=True, kw_only=True)
class ScrutinVu:
    """A vote, in words; names only where the mode lets them be written (SCR-02, SCR-07).

    ``resultat``: of a scrutin of persons, its rounds, voices and who is elected.
    """

    scrutin: Scrutin
    phrase: str
    chiffres: str
    mode: str
    annulation: str
    noms: dict[str, list[str]] = field(default_factory=dict)
    resultat: Resultat | None = None

    @property
    def en_vigueur(self) -> bool:
        return self.scrutin.annule_at is None

    @property
    def conclut(self) -> bool:
        """Whether it is a result on the text, or persons named, that stands."""
        return self.en_vigueur and self.scrutin.sur_le_texte

    @property
    def public(self) -> bool:
        return self.en_vigueur and self.scrutin.mode == Scrutin.Mode.PUBLIC


def scrutins_par_point(seance: Seance) -> dict[int, list[ScrutinVu]]:
    lus = (
        seance.intercommunalite.scrutins.filter(point__seance=seance)
        .select_related("amendement")
        .prefetch_related("votes__siegeant__elu", "tours__candidats__elu")
        .order_by("point_id", "ordre")
    )
    trouves: dict[int, list[ScrutinVu]] = defaultdict(list)
    for scrutin in lus:
        if not _a_venir(scrutin):
            trouves[scrutin.point_id].append(_vu(scrutin))
    return trouves


def _a_venir(scrutin: Scrutin) -> bool:
    """Candidates are noted, and no round was held: nothing happened yet."""
    tours = list(scrutin.tours.all())
    return bool(tours) and scrutin.proclame_at is None and all(t.votants is None for t in tours)


def _vu(scrutin: Scrutin) -> ScrutinVu:
    noms: dict[str, list[str]] = {}
    if scrutin.mode != Scrutin.Mode.SECRET:
        for vote in scrutin.votes.all():
            noms.setdefault(str(vote.get_sens_display()), []).append(str(vote.siegeant))
    for sieges in noms.values():
        sieges.sort(key=cle_de_famille)
    resultat = resultat_de(scrutin) if scrutin.tours.all() else None
    return ScrutinVu(
        scrutin=scrutin,
        phrase=_phrase(scrutin) if resultat is None else _election(resultat),
        chiffres=chiffres({nom: getattr(scrutin, nom) for nom in COMPTEURS}),
        mode=_mode(scrutin),
        annulation=_annulation(scrutin),
        noms=noms,
        resultat=resultat,
    )


def _mode(scrutin: Scrutin) -> str:
    """« scrutin secret, demandé par 4 membres présents » (PVB-02)."""
    if not scrutin.mode:
        return ""
    mode = f"scrutin {scrutin.get_mode_display().lower()}"
    if not scrutin.demandeurs:
        return mode
    membres = accorder(scrutin.demandeurs, "membre présent", "membres présents")
    return f"{mode}, demandé par {membres}"


def _annulation(scrutin: Scrutin) -> str:
    if scrutin.annule_at is None:
        return ""
    heure = f"{localtime(scrutin.annule_at):%H\u00a0h\u00a0%M}"
    motif = f"\u00a0: {scrutin.annule_motif}" if scrutin.annule_motif else ""
    return f"Résultat annulé à {heure}, vote repris{motif}"


def _election(resultat: Resultat) -> str:
    return resultat.conclusion if resultat.elus else "Personne n’est élu"


def _phrase(scrutin: Scrutin) -> str:
    if scrutin.pour is None or scrutin.contre is None or not scrutin.issue:
        return str(scrutin.get_issue_display() or scrutin.objet or scrutin.get_mode_display())
    decompte = Decompte(**{nom: getattr(scrutin, nom) or 0 for nom in COMPTEURS})
    dit = mention(decompte, Issue(scrutin.issue))
    if scrutin.majorite in DE_QUOI:
        dit += f", à la majorité {DE_QUOI[Majorite(scrutin.majorite)]}"
    return f"{scrutin.objet}\u00a0: {dit.removeprefix('Rapport ')}" if scrutin.objet else dit
