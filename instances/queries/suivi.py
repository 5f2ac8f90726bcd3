"""Where each convocation stands, member by member: the ledger as its page and the API read it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import F, Max
from django.utils.timezone import localdate

from governance.models import Acces, Envoi, Scelle
from governance.regles import Manquement
from instances.models import Convocation, Remise, Seance
from instances.queries import preuve
from instances.queries.delai import contexte_du_delai
from instances.queries.receptions import receptions_prouvees
from instances.regles import envois as regles
from instances.regles.dates_en_lettres import compte
from instances.regles.envois import Canal, EnvoiAuMembre
from instances.regles.jours_francs import Contexte

Etat = Envoi.Etat

# What a state is called, in which tone, and under which filter it is found.
ETATS: dict[str, tuple[str, str, str]] = {
    Etat.A_ENVOYER: ("time", "Départ en cours", "attente"),
    Etat.DIFFERE: ("warn", "Différé, nouvel essai en cours", "attente"),
    Etat.REMIS: ("ok", "Remis au serveur", "parti"),
    Etat.REFUSE: ("stop", "Envoi refusé", "regler"),
    Etat.SUR_PAPIER: ("warn", "À remettre sur papier", "regler"),
    Etat.DEPOSE: ("ok", "Pli remis", "parti"),
    Etat.RETOURNE: ("stop", "Revenu non distribué", "regler"),
}
EN_COURS = frozenset({Etat.A_ENVOYER, Etat.DIFFERE})
PARTIS = frozenset({Etat.REMIS, Etat.DEPOSE})
# What the server refused, at once or later: the member is not reached.
PERDUS = frozenset({Etat.REFUSE, Etat.RETOURNE})
A_REMETTRE = frozenset({Etat.SUR_PAPIER}) | PERDUS


@dataclass(frozen=True, kw_only=True, slots=True)
class Ligne:
    """One person of the table."""

    envoi: Envoi
    nom: str
    commune: str
    qualite: str
    ton: str
    mot: str
    filtre: str
    regulier: bool
    recu_on: date | None = None
    lecture: preuve.Lecture = preuve.RIEN_LU

    @property
    def quand(self) -> datetime | None:
        return self.envoi.sent_at

    @property
    def detail(self) -> str:
        """The server's words where something is to be settled; they help to correct."""
        return self.envoi.reponse if self.envoi.etat not in PARTIS else ""

    @property
    def jour_seul(self) -> bool:
        """A postmark gives a day; only a server gives an hour."""
        return self.envoi.etat == Etat.DEPOSE

    @property
    def a_prouver(self) -> bool:
        """Late or gone astray: only the proof of a receipt in time mends it (CNV-08)."""
        titulaire = self.qualite == Remise.Qualite.TITULAIRE
        return titulaire and not self.regulier and self.envoi.etat not in EN_COURS

    @property
    def a_remettre(self) -> bool:
        return self.envoi.etat in A_REMETTRE

    @property
    def a_renvoyer(self) -> bool:
        return self.envoi.etat in PERDUS


@dataclass(frozen=True, kw_only=True)
class Suivi:
    convocation: Convocation
    lignes: tuple[Ligne, ...]
    manquements: tuple[Manquement, ...] = field(default=())
    scelle: Scelle | None = None

    @property
    def titulaires(self) -> list[Ligne]:
        return [ligne for ligne in self.lignes if ligne.qualite == Remise.Qualite.TITULAIRE]

    @property
    def reguliers(self) -> int:
        return sum(ligne.regulier for ligne in self.titulaires)

    @property
    def en_cours(self) -> bool:
        """Whether the page has anything left to wait for."""
        return self.horodatage_demande or any(ligne.envoi.etat in EN_COURS for ligne in self.lignes)

    @property
    def horodatage_demande(self) -> bool:
        """Asked for, without an answer yet: a refusal is waited out elsewhere."""
        scelle = self.scelle
        return scelle is not None and scelle.jeton_id is None and not scelle.erreur

    @property
    def a_regler(self) -> int:
        return sum(ligne.filtre == "regler" for ligne in self.lignes)

    @property
    def plis(self) -> int:
        """Letters to print: asked for on paper, or to be handed for want of a mailbox."""
        return sum(
            ligne.envoi.canal == Envoi.Canal.PAPIER or ligne.a_renvoyer for ligne in self.lignes
        )

    @property
    def plis_a_dater(self) -> int:
        return sum(ligne.envoi.etat == Etat.SUR_PAPIER for ligne in self.lignes)

    @property
    def phrase(self) -> str:
        total = len(self.titulaires)
        fin = "est régulièrement convoqué" if self.reguliers < 2 else "sont régulièrement convoqués"
        phrase = f"{compte(self.reguliers, 'membre')} sur {total} {fin}."
        restent = sum(ligne.envoi.etat in EN_COURS for ligne in self.lignes)
        return f"{phrase} {compte(restent, 'message')} en cours." if restent else phrase

    @property
    def delai(self) -> str:
        """« 6 jours francs laissés, 5 exigés. », as computed when it left."""
        francs, requis = self.convocation.francs, self.convocation.delai_requis
        if francs is None or requis is None:
            return ""
        accord = "laissé" if francs < 2 else "laissés"
        return f"{compte(francs, 'jour franc', 'jours francs')} {accord}, {requis} exigés."

    @property
    def figures(self) -> list[dict[str, Any]]:
        suppleants = sum(ligne.qualite == Remise.Qualite.SUPPLEANT for ligne in self.lignes)
        plis = sum(ligne.envoi.canal == Envoi.Canal.PAPIER for ligne in self.lignes)
        return [
            {
                "valeur": self.reguliers,
                "sur": len(self.titulaires),
                "libelle": "régulièrement convoqués",
            },
            {"valeur": suppleants, "libelle": "suppléants informés"},
            {"valeur": plis, "libelle": "sur papier"},
            {"valeur": self.a_regler, "libelle": "à régler"},
        ]


def suivi(seance: Seance, version: int | None = None) -> Suivi | None:
    """One version, the latest unless told, and its recipients; ``None`` before it leaves."""
    versions = seance.convocations.select_related("pdf", "ics").order_by("version")
    if version is not None:
        versions = versions.filter(version=version)
    convocation = versions.last()
    if convocation is None:
        return None
    contexte = _contexte(convocation, contexte_du_delai(seance))
    communes, recues = _communes(seance), receptions_prouvees(convocation)
    lectures = preuve.lectures_de(convocation)
    lignes = tuple(
        replace(
            _ligne(
                remise, communes.get(remise.elu_id or 0, ""), contexte, recues.get(remise.envoi_id)
            ),
            lecture=lectures.get(remise.envoi_id, preuve.RIEN_LU),
        )
        for remise in convocation.remises.select_related("elu", "envoi").order_by("id")
    )
    return Suivi(
        convocation=convocation,
        lignes=lignes,
        manquements=_a_signaler(lignes, contexte),
        scelle=preuve.scelles_de(convocation).filter(nature=preuve.CONVOCATION).first(),
    )


def _contexte(convocation: Convocation, contexte: Contexte) -> Contexte:
    """A rectificative that adds nothing to decide has no delay: it is enough that it leaves."""
    rectifie = convocation.nature == Convocation.Nature.RECTIFICATIVE
    if rectifie and convocation.delai_requis is None:
        return replace(contexte, regime_du_conseil=False, delai_du_reglement=None)
    return contexte


def _communes(seance: Seance) -> dict[int, str]:
    sieges = seance.siegeants.values_list("elu_id", "suppleant_id", "commune")
    par_elu: dict[int, str] = {}
    for elu, suppleant, commune in sieges:
        par_elu |= {cle: commune for cle in (suppleant, elu) if cle is not None}
    return par_elu


def _ligne(remise: Remise, commune: str, contexte: Contexte, recu: date | None) -> Ligne:
    envoi = remise.envoi
    ton, mot, filtre = ETATS[envoi.etat]
    return Ligne(
        envoi=envoi,
        nom=str(remise.elu or remise.personne),
        commune=commune,
        qualite=remise.qualite,
        ton=ton,
        mot=mot,
        filtre=filtre,
        regulier=regles.membre_regulierement_convoque(vu_par_la_regle(envoi, recu), contexte),
        recu_on=recu,
    )


def vu_par_la_regle(envoi: Envoi, recu: date | None = None) -> EnvoiAuMembre:
    """The channel chosen was frozen with the message; a refused e-mail may end by hand (CNV-07).

    ``recu``: the day of receipt, where it was proven (CNV-08).
    """
    papier = envoi.canal == Envoi.Canal.PAPIER
    voulu = Canal.POSTAL if papier else Canal.ELECTRONIQUE
    parti = envoi.etat in PARTIS and envoi.sent_at is not None
    par_main = envoi.etat == Etat.DEPOSE and not papier
    return EnvoiAuMembre(
        membre=envoi.destinataire,
        canal=(Canal.REMISE if par_main else voulu) if parti else None,
        canal_voulu=voulu,
        envoi=localdate(envoi.sent_at) if parti else None,
        reception=recu,
    )


def _a_signaler(lignes: Iterable[Ligne], contexte: Contexte) -> tuple[Manquement, ...]:
    """Members whose case is settled badly; those still on their way are not breaches yet."""
    regles_pour = [
        vu_par_la_regle(ligne.envoi, ligne.recu_on)
        for ligne in lignes
        if ligne.qualite == Remise.Qualite.TITULAIRE and ligne.envoi.etat in PARTIS | PERDUS
    ]
    return regles.manquements_par_membre(regles_pour, contexte)


@dataclass(frozen=True, kw_only=True, slots=True)
class Revenus:
    """What the clerk must settle: messages of the last version that reached nobody."""

    seance: Seance
    nombre: int

    @property
    def phrase(self) -> str:
        messages = compte(self.nombre, "message revenu", "messages revenus")
        return f"{messages}\u00a0: à remettre autrement."


def revenus(seances: Iterable[Seance]) -> list[Revenus]:
    """By séance, for the dashboard. One query."""
    par_pk = {seance.pk: seance for seance in seances}
    remises = Remise.objects.filter(convocation__seance__in=par_pk, envoi__etat__in=PERDUS)
    derniere = Max("convocation__seance__convocations__version")
    lus = remises.annotate(derniere=derniere).filter(convocation__version=F("derniere"))
    nombres = Counter(lus.values_list("convocation__seance", flat=True))
    return [Revenus(seance=par_pk[pk], nombre=n) for pk, n in sorted(nombres.items())]


def est_destinataire(acces: Acces, convocation: Convocation) -> bool:
    return convocation.remises.filter(elu__acces=acces).exists()
