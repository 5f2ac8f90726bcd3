"""Which breach may be passed over, by whom is entitled and with a written reason.

Nothing in the code général des collectivités territoriales lets a delay or a formality be waived
by decision. A derogation only says that the rule, here, is satisfied another way, or does not
apply: the reason is written, dated, signed, and travels with the proof of the sending. It answers
one breach as it was worded: if the facts move, the sentence moves, and it answers nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import jour_en_lettres

LONGUEUR_DU_MOTIF = 20

PERMISES: dict[str, str] = {
    "CNV-09": "Un dossier complet peut tenir lieu de note de synthèse.",
    "CNV-21": "Le projet a pu être communiqué autrement, ou le budget ne relève pas de la M57.",
    "QST-05": "La pièce a pu être remise, ou être consultée, sous une autre forme.",
    "MAJ-01": "Les effets sur une seule commune s’apprécient étroitement.",
    "MAJ-02": "L’avis peut encore parvenir avant la séance, où le rapport sera retiré à défaut.",
}

JAMAIS: dict[str, str] = {
    "CNV-01": "Une convocation sans auteur n’existe pas.",
    "CNV-02": "Sans date, lieu ni ordre du jour, personne n’est convoqué.",
    "CNV-04": "Le délai ne s’abrège que par l’urgence, que le conseil apprécie.",
    "INS-02": "L’installation se convoque à cinq jours francs.",
    "CNV-07": "Un membre non convoqué vicie toute la séance : prévoyez une remise en main propre.",
    "CNV-10": "Sous un jour franc, sans motif ou sans vote en tête, il n’y a pas d’urgence.",
    "CNV-11": "La dispense de quorum ne couvre que les points repris.",
    "CNV-13": "Ce qui est parti ne repart pas.",
    "CNV-19": "Un vote à distance hors du cadre légal est annulable.",
    "CNV-22": "Une séance passée ne se convoque plus.",
    "INS-04": "Rien ne se décide avant l’élection du président.",
    "ODJ-01": "Ce qui n’est pas inscrit ne se délibère pas.",
    "ODJ-02": "Rien ne s’ajoute en séance.",
    "ODJ-03": "Les questions diverses ne décident rien : changez la nature du point.",
    "ODJ-05": "Un numéro se change.",
    "BUR-02": "Le conseil ne peut déléguer ces matières.",
    "BUR-05": "Une instance qui ne délibère pas ne peut y être autorisée.",
    "ETA-01": "L’état de la séance est un fait.",
    "ETA-02": "L’état du point est un fait.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Accordee:
    """A derogation as it was recorded."""

    regle: str
    manquement: str
    motif: str
    par: str
    le: date

    def couvre(self, manquement: Manquement) -> bool:
        return (
            possible(manquement)
            and self.regle == manquement.regle
            and self.manquement == manquement.message
        )


def possible(manquement: Manquement) -> bool:
    return manquement.bloquant and manquement.regle in PERMISES


def demande(
    *, regle: str, phrase: str, motif: str, constates: Iterable[Manquement]
) -> Iterator[Manquement]:
    """What stands against granting it. ``constates``: what stands against the sending now."""
    vises = [m for m in constates if m.regle == regle and m.message == phrase]
    if not vises:
        yield Manquement(
            regle="ETA-01",
            message="Ce manquement n’existe plus tel quel\u00a0: relisez les contrôles.",
        )
    elif not possible(vises[0]):
        pourquoi = JAMAIS.get(regle, "Ce manquement ne bloque pas l’envoi.")
        yield Manquement(
            regle=regle,
            article=vises[0].article,
            message=f"Aucune dérogation n’est possible ici. {pourquoi}",
        )
    if len(motif.strip()) < LONGUEUR_DU_MOTIF:
        yield Manquement(
            regle="SAISIE",
            message=(
                f"Écrivez le motif en {LONGUEUR_DU_MOTIF} caractères au moins\u00a0: il sera lu "
                "par qui contestera l’envoi."
            ),
            champ="motif",
        )


def couvrir(
    manquements: Iterable[Manquement], accordees: Iterable[Accordee]
) -> tuple[Manquement, ...]:
    """The same breaches; those covered no longer block, and say who answers for them."""
    accordees = tuple(accordees)
    return tuple(_couvert(m, accordees) for m in manquements)


def _couvert(manquement: Manquement, accordees: tuple[Accordee, ...]) -> Manquement:
    for accordee in accordees:
        if accordee.couvre(manquement):
            return replace(
                manquement,
                gravite=Gravite.INFO,
                message=f"{manquement.message} {mention(accordee)}",
            )
    return manquement


def mention(accordee: Accordee) -> str:
    return (
        f"Dérogation accordée le {jour_en_lettres(accordee.le)} par {accordee.par}\u00a0: "
        f"«\u00a0{accordee.motif}\u00a0»."
    )
