"""From what the clerk notes of a vote to the result the president proclaims.

CGCT, art. L. 2121-21 : the ballot is public when a quarter of the members present ask for it,
secret when a third do. Otherwise hands are raised: only the exceptions are noted, by name or by
number, and everybody else has voted for. Art. L. 5211-11-1: held remotely, a séance votes in
public only (CNV-19).

Whoever left after the point came up counts as abstaining (QUO-04); so does whoever had given
him a pouvoir. The clerk may still note the hand that he had raised before leaving.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from deliberations.regles import depouillement, exigences
from deliberations.regles.demandes import Demande, mode_demande, mode_impose
from deliberations.regles.depouillement import CHOIX, Releve, concordent, decompte_du_texte
from deliberations.regles.exigences import ORDINAIRE, Exigence
from deliberations.regles.majorite import (
    Issue,
    ModeScrutin,
    Sens,
    issue,
    partage,
    seuil_scrutin_public,
    seuil_scrutin_secret,
)
from deliberations.regles.scrutin import Decompte, decompter, exceptions_sans_voix
from governance.regles import Manquement
from instances.regles.faits import Cle

ARTICLE_SCRUTINS = "CGCT, art. L. 2121-21"
EXCEPTIONS = (Sens.CONTRE, Sens.ABSTENTION, Sens.NE_PREND_PAS_PART)


@dataclass(frozen=True, kw_only=True, slots=True)
class Assemblee:
    """Who has a voice on the point: members present and voices carried, less the déports."""

    presents: frozenset[Cle]
    votants: frozenset[Cle]
    partis: frozenset[Cle] = frozenset()
    president: Cle | None = None
    visioconference: bool = False
    noms: Mapping[Cle, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Saisie:
    """What was noted. ``non_nommees``: voices counted without a name, by hand vote only.

    ``releves`` are the two counts of a secret ballot, read from the paper; ``demandeurs`` how many
    members present asked for that mode as the vote is noted; ``demandes`` those recorded before.
    """

    mode: ModeScrutin = ModeScrutin.ORDINAIRE
    exceptions: Mapping[Cle, Sens] = field(default_factory=dict)
    non_nommees: Mapping[Sens, int] = field(default_factory=dict)
    releves: tuple[Releve, ...] = ()
    demandeurs: int | None = None
    voix_du_president: Sens | None = None
    comptes: bool = False
    exigence: Exigence = ORDINAIRE
    demandes: tuple[Demande, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Resultat:
    """What is proclaimed. ``voix``: the voices that have a name."""

    decompte: Decompte
    issue: Issue
    voix: Mapping[Cle, Sens]
    voix_du_president: Sens | None


def resultat(assemblee: Assemblee, saisie: Saisie) -> Resultat:
    """The result of an admissible vote; call ``manquements`` first."""
    decompte = compter(assemblee, saisie)
    voix = _voix(assemblee, saisie)
    president = voix_du_president(assemblee, saisie)
    return Resultat(
        decompte=decompte,
        issue=_issue(decompte, saisie, president),
        voix=voix,
        voix_du_president=president,
    )


def _issue(decompte: Decompte, saisie: Saisie, president: Sens | None) -> Issue:
    if saisie.exigence.qualifiee:
        return exigences.issue_exigee(saisie.exigence, pour=decompte.pour, contre=decompte.contre)
    return issue(
        pour=decompte.pour,
        contre=decompte.contre,
        secret=saisie.mode is ModeScrutin.SECRET,
        voix_du_president=president,
        comptes=saisie.comptes,
    )


def compter(assemblee: Assemblee, saisie: Saisie) -> Decompte:
    if saisie.mode is ModeScrutin.SECRET:
        return decompte_du_texte(saisie.releves, votants=len(assemblee.votants))
    nomme = decompter(assemblee.votants, _exceptions(assemblee, saisie))
    autres = {sens: saisie.non_nommees.get(sens, 0) for sens in EXCEPTIONS}
    return Decompte(
        pour=nomme.pour - sum(autres.values()),
        contre=nomme.contre + autres[Sens.CONTRE],
        abstention=nomme.abstention + autres[Sens.ABSTENTION],
        ne_prend_pas_part=nomme.ne_prend_pas_part + autres[Sens.NE_PREND_PAS_PART],
    )


def voix_du_president(assemblee: Assemblee, saisie: Saisie) -> Sens | None:
    """The chair's own vote: as noted, else as stated; unknown behind voices without a name."""
    if saisie.mode is ModeScrutin.SECRET or not _preside_et_vote(assemblee):
        return None
    exceptions = _exceptions(assemblee, saisie)
    if assemblee.president in exceptions:
        return exceptions[assemblee.president]
    return saisie.voix_du_president if any(saisie.non_nommees.values()) else Sens.POUR


def _preside_et_vote(assemblee: Assemblee) -> bool:
    """Nobody has a casting vote who has no vote: a tie is then a rejection."""
    return assemblee.president is not None and assemblee.president in assemblee.votants


def _exceptions(assemblee: Assemblee, saisie: Saisie) -> dict[Cle, Sens]:
    partis = dict.fromkeys(assemblee.partis & assemblee.votants, Sens.ABSTENTION)
    return partis | dict(saisie.exceptions)


def _voix(assemblee: Assemblee, saisie: Saisie) -> dict[Cle, Sens]:
    """A secret ballot keeps no name; a public one keeps them all (SCR-02, SCR-07)."""
    if saisie.mode is ModeScrutin.SECRET:
        return {}
    exceptions = _exceptions(assemblee, saisie)
    if saisie.mode is ModeScrutin.PUBLIC:
        return dict.fromkeys(assemblee.votants, Sens.POUR) | exceptions
    return exceptions


def manquements(assemblee: Assemblee, saisie: Saisie) -> list[Manquement]:
    """Everything that stands against proclaiming this vote, all at once."""
    return [
        *_mode(assemblee, saisie),
        *exceptions_sans_voix(assemblee.votants, saisie.exceptions, assemblee.noms),
        *_total(assemblee, saisie),
        *_partage(assemblee, saisie),
        *_voix_du_president_sans_nom(assemblee, saisie),
    ]


def _mode(assemblee: Assemblee, saisie: Saisie) -> list[Manquement]:
    presents = len(assemblee.presents)
    trouves = [
        *_demandeurs(saisie.demandeurs or 0, presents),
        *_a_distance(saisie.mode, visioconference=assemblee.visioconference),
    ] or _impose(assemblee, saisie)
    if saisie.mode is ModeScrutin.SECRET:
        return trouves or _secret(saisie, presents)
    if saisie.mode is ModeScrutin.PUBLIC and any(saisie.non_nommees.values()):
        message = "Au scrutin public, chaque voix a un nom\u00a0: nommez celles qui n’en ont pas."
        trouves.append(Manquement(regle="SCR-02", article=ARTICLE_SCRUTINS, message=message))
    if saisie.releves:
        message = "Un dépouillement n’appartient qu’au scrutin secret\u00a0: notez les exceptions."
        trouves.append(Manquement(regle="VOT-08", message=message))
    return trouves


def _impose(assemblee: Assemblee, saisie: Saisie) -> list[Manquement]:
    """A demand that was admitted holds, whatever is noted (SCR-02 to SCR-04)."""
    ici = Demande(
        mode=saisie.mode, demandeurs=saisie.demandeurs or 0, presents=len(assemblee.presents)
    )
    demandes = (*saisie.demandes, ici) if saisie.demandeurs and ici.se_demande else saisie.demandes
    return list(mode_demande(saisie.mode, demandes, visio=assemblee.visioconference))


def _a_distance(mode: ModeScrutin, *, visioconference: bool) -> list[Manquement]:
    if not visioconference or mode is ModeScrutin.PUBLIC:
        return []
    suite = "choisissez «\u00a0Public\u00a0»."
    if mode is ModeScrutin.SECRET:
        suite = "reportez ce rapport à une séance tenue en un seul lieu."
    return [
        Manquement(
            regle="CNV-19",
            article="CGCT, art. L. 5211-11-1",
            message=f"La séance se tient à distance\u00a0: le vote y est public\u00a0; {suite}",
        )
    ]


def _demandeurs(demandeurs: int, presents: int) -> list[Manquement]:
    """Fewer than a quarter do not impose a public ballot; the president may still call for it."""
    if demandeurs <= presents:
        return []
    return [
        Manquement(
            regle="SCR-02",
            article=ARTICLE_SCRUTINS,
            message=f"{demandeurs} membres ne peuvent demander un scrutin à {presents} présents.",
            champ="demandeurs",
        )
    ]


def _secret(saisie: Saisie, presents: int) -> list[Manquement]:
    trouves = []
    seuil = seuil_scrutin_secret(presents)
    admise = mode_impose(saisie.demandes) is ModeScrutin.SECRET
    if not admise and (saisie.demandeurs or 0) < seuil:
        trouves.append(
            Manquement(
                regle="SCR-03",
                article=ARTICLE_SCRUTINS,
                message=(
                    f"Le scrutin secret n’est de droit que si {seuil} des {presents} présents "
                    "le demandent\u00a0: indiquez combien l’ont demandé, ou votez à main levée."
                ),
                champ="demandeurs",
            )
        )
    if saisie.exceptions:
        trouves.append(
            Manquement(
                regle="SCR-07",
                article=ARTICLE_SCRUTINS,
                message=(
                    "Un scrutin secret ne garde le nom de personne\u00a0: retirez les voix nommées."
                ),
            )
        )
    return trouves


def _total(assemblee: Assemblee, saisie: Saisie) -> list[Manquement]:
    if saisie.mode is ModeScrutin.SECRET:
        return _depouillement(saisie.releves, votants=len(assemblee.votants))
    votants, decompte = len(assemblee.votants), compter(assemblee, saisie)
    negatif = min(decompte.pour, *(saisie.non_nommees.values() or (0,))) < 0
    if not negatif and decompte.total == votants:
        return []
    notees = votants - decompte.pour
    message = f"{notees} voix sont notées pour {votants} votants\u00a0: retirez celles en trop."
    return [Manquement(regle="VOT-08", message=message)]


def _depouillement(releves: tuple[Releve, ...], *, votants: int) -> list[Manquement]:
    """Two people counted, their statements agree, and the papers add up (ELE-02, VOT-08)."""
    trouves = concordent(releves, CHOIX)
    return trouves or depouillement.manquements(releves[0], votants=votants)


def _partage(assemblee: Assemblee, saisie: Saisie) -> list[Manquement]:
    """A tie waits for the chair's own vote, where it decides and cannot be read."""
    decompte = compter(assemblee, saisie)
    decide = _preside_et_vote(assemblee) and saisie.mode is not ModeScrutin.SECRET
    sans_partage = saisie.comptes or saisie.exigence.qualifiee
    if sans_partage or not decide or not partage(pour=decompte.pour, contre=decompte.contre):
        return []
    if voix_du_president(assemblee, saisie) is not None:
        return []
    return [
        Manquement(
            regle="VOT-04",
            article="CGCT, art. L. 2121-20",
            message=(
                "Les voix sont également partagées\u00a0: indiquez le vote du président de séance, "
                "qui est prépondérant."
            ),
            champ="voix_du_president",
        )
    ]


def _voix_du_president_sans_nom(assemblee: Assemblee, saisie: Saisie) -> list[Manquement]:
    """The chair cannot have cast a voice that nobody cast."""
    sens = voix_du_president(assemblee, saisie)
    nommee = assemblee.president in _exceptions(assemblee, saisie)
    if sens is None or sens is Sens.POUR or nommee or saisie.non_nommees.get(sens):
        return []
    return [
        Manquement(
            regle="VOT-04",
            article="CGCT, art. L. 2121-20",
            message=(
                "Aucune voix non nommée n’est notée dans le sens que vous donnez au président de "
                "séance\u00a0: nommez la sienne."
            ),
            champ="voix_du_president",
        )
    ]


def seuils(presents: Collection[Cle]) -> tuple[int, int]:
    """Members who must ask for a public ballot, and for a secret one."""
    return seuil_scrutin_public(len(presents)), seuil_scrutin_secret(len(presents))


def demandeurs_admis(saisie: Saisie) -> int | None:
    """How many asked for the mode in which the vote was taken, when they were enough."""
    admises = [d.demandeurs for d in saisie.demandes if d.admise and d.mode is saisie.mode]
    return max(admises, default=None)
