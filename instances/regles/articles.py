"""What each rule asks, in words a clerk may repeat: quoted one click away from the breach.

The catalogue of docs/regles.md names every rule; this one explains those that may stand between
a séance and its convocation, under the subject where a page gathers them.
"""

from dataclasses import dataclass
from enum import StrEnum


class Sujet(StrEnum):
    """The order of declaration is the order of display."""

    DELAI = "Délai et date"
    CONVOCATION = "Séance et convocation"
    ORDRE_DU_JOUR = "Ordre du jour"
    RAPPORTS = "Rapports et pièces"
    PERSONNES = "Personnes convoquées"
    COMMUNES = "Communes"


@dataclass(frozen=True, kw_only=True, slots=True)
class Texte:
    sujet: Sujet
    texte: str


def _du(sujet: Sujet, **textes: str) -> dict[str, Texte]:
    """``CNV_04``: an identifier is not a Python name."""
    return {
        regle.replace("_", "-"): Texte(sujet=sujet, texte=texte) for regle, texte in textes.items()
    }


EXPLICATIONS: dict[str, Texte] = {
    **_du(
        Sujet.DELAI,
        CNV_04="La convocation part cinq jours francs au moins avant la séance. Ni le jour de "
        "l’envoi ni celui de la séance ne comptent ; samedis, dimanches et jours fériés comptent. "
        "Un délai trop court rend illégales toutes les délibérations de la séance, même si les "
        "élus sont venus.",
        CNV_10="En cas d’urgence, le délai peut être abrégé, jamais sous un jour franc. Le "
        "président en rend compte dès l’ouverture, et le conseil se prononce sur l’urgence ; il "
        "peut renvoyer tout ou partie de la discussion à une séance ultérieure.",
        CNV_11="Faute de quorum, le conseil est convoqué une seconde fois, à trois jours francs au "
        "moins. Il délibère alors sans condition de quorum, mais seulement sur les affaires de la "
        "première convocation.",
        CNV_13="Ajouter une affaire après l’envoi demande une nouvelle convocation, qui respecte à "
        "nouveau tout le délai. Retirer une affaire est libre.",
        CNV_16="Le président réunit le conseil dans les trente jours lorsque la demande motivée "
        "lui en est faite par le représentant de l’État ou par le tiers des membres en exercice.",
        CNV_17="Le conseil se réunit au moins une fois par trimestre.",
        CNV_21="Le projet de budget et ses documents sont communiqués douze jours au moins avant "
        "l’ouverture de la séance où il est examiné. Ce sont des jours calendaires, et seul le "
        "budget primitif est concerné.",
        CNV_22="Les instances qui ne délibèrent pas suivent le délai de leur règlement.",
        CNV_23="Les calendriers du conseil et ceux des conseils municipaux se concertent.",
        INS_02="Le conseil renouvelé est convoqué par le président sortant, à cinq jours francs.",
        BUD_01="Le débat sur les orientations budgétaires se tient dans les dix semaines qui "
        "précèdent l’examen du budget, dans une séance distincte.",
        RGI_01="Le règlement intérieur fixe un délai plus long que la loi. Ne pas le suivre "
        "n’annule pas la convocation, mais l’expose à la critique.",
    ),
    **_du(
        Sujet.CONVOCATION,
        CNV_18="Le conseil se réunit au siège, ou dans un lieu que l’organe délibérant choisit "
        "dans une commune membre. Le lieu choisi doit figurer dans une délibération.",
        CNV_01="Toute convocation est faite par le président, ou par celui qui le remplace.",
        CNV_02="La convocation indique la date, l’heure, le lieu et les questions portées à "
        "l’ordre du jour.",
        CNV_19="Le président peut décider d’une réunion en plusieurs lieux par visioconférence, si "
        "le règlement intérieur en fixe les modalités. Elle est exclue pour l’élection du "
        "président et du bureau et pour le budget primitif ; une réunion par semestre au moins se "
        "tient en un seul lieu.",
        CNV_20="Aucun texte ne prévoit clairement la visioconférence du bureau et des commissions.",
        QUO_01="Le conseil ne délibère valablement que si la majorité de ses membres en exercice "
        "est présente. Les pouvoirs ne comptent pas.",
        ETA_01="Un acte n’est possible que dans certains états de la séance.",
    ),
    **_du(
        Sujet.ORDRE_DU_JOUR,
        INS_04="À l’installation, le conseil élit d’abord son président, puis fixe le nombre des "
        "vice-présidents, puis les élit un à un. Rien d’autre ne se décide avant.",
        ODJ_01="Seules les affaires portées à l’ordre du jour peuvent être délibérées.",
        ODJ_02="Aucune délibération ne s’ajoute en séance, même urgente et même à l’unanimité.",
        ODJ_03="Les questions diverses portent sur des sujets de faible importance : elles ne "
        "donnent lieu à aucune décision.",
        ODJ_05="Chaque rapport porte un numéro, et un seul rapport le porte.",
        ODJ_08="Lors de chaque réunion du conseil, le président rend compte des travaux du bureau "
        "et des attributions exercées par délégation.",
        ODJ_09="Le quorum vient en tête, puis l’urgence s’il y a lieu ; le règlement fixe la "
        "suite : secrétaire de séance, procès-verbal précédent.",
    ),
    **_du(
        Sujet.RAPPORTS,
        BUR_02="Le conseil ne peut déléguer ni le budget et les tarifs, ni les comptes, ni les "
        "suites d’une mise en demeure, ni les conditions initiales de l’intercommunalité, ni "
        "l’adhésion à un établissement public, ni la délégation d’un service public, ni les "
        "orientations d’aménagement, d’habitat et de politique de la ville.",
        BUR_05="Une instance qui ne délibère pas donne un avis, débat ou s’informe.",
        BUR_08="Un projet suit son circuit de visas avant d’être envoyé aux élus.",
        CNV_09="Une note explicative de synthèse sur chaque affaire soumise à délibération est "
        "adressée avec la convocation. Son absence, ou son insuffisance, rend la délibération "
        "illégale. Un dossier complet peut en tenir lieu.",
        ODJ_06="Le règlement intérieur soumet les rapports à l’examen préalable d’une commission, "
        "sauf exception. Le défaut d’avis n’annule pas la délibération.",
        ODJ_07="Le rapport est présenté par un membre de l’instance.",
        QST_05="Tout membre du conseil a le droit d’être informé des affaires qui font l’objet "
        "d’une délibération : une pièce qui ne s’ouvre pas, ou qui n’arrive pas, n’informe pas.",
    ),
    **_du(
        Sujet.PERSONNES,
        CNV_03="La convocation est transmise de manière dématérialisée ou, si le conseiller en "
        "fait la demande, adressée par écrit à son domicile ou à une autre adresse.",
        CNV_07="La régularité s’apprécie pour chaque conseiller, par le canal qui est le sien. Un "
        "seul membre non convoqué vicie les délibérations.",
        MEM_04="Le conseiller suppléant est destinataire des convocations et des documents annexés "
        "à celles-ci, même s’il ne siège pas.",
    ),
    **_du(
        Sujet.COMMUNES,
        MAJ_01="Une décision dont les effets ne concernent qu’une seule des communes membres ne "
        "peut être prise qu’après avis du conseil municipal de cette commune.",
        MAJ_02="La commune a trois mois, de date à date, pour se prononcer sur le projet qui lui "
        "est transmis. À défaut, son avis est réputé favorable. Délibérer avant est illégal ; un "
        "avis tardif est sans effet.",
        MAJ_03="Si l’avis est défavorable, la décision se prend à la majorité des deux tiers des "
        "membres du conseil.",
        MAJ_07="La charte engage le bureau à ne rien décider pour une seule commune sans l’avis "
        "favorable de son maire. C’est un engagement politique : il se motive, il ne bloque pas.",
        MAJ_05="Un projet modifié en substance n’est plus celui sur lequel la commune s’est "
        "prononcée : il lui est transmis à nouveau.",
    ),
}

PAR_DEFAUT = Sujet.CONVOCATION


def sujet_de(regle: str) -> Sujet:
    """A rule that nobody explains yet still has a place."""
    explication = EXPLICATIONS.get(regle)
    return explication.sujet if explication else PAR_DEFAUT
