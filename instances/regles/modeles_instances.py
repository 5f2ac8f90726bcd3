"""Ready-made types of instance: a tenant copies one, then owns the copy.

The values follow the law where it speaks, and otherwise what the four règlements we started
from have in common. A note names the rule that the tenant may not soften.

CGCT, art. L. 5211-11, L. 5211-10, L. 5211-11-3, L. 5211-40-1, L. 2121-22, L. 2121-22-1,
L. 1411-5, L. 5211-49-1 and L. 5211-10-1.
"""

from dataclasses import dataclass
from enum import StrEnum

from instances.regles.composition import RegleDeComposition, Source, Suppleance
from instances.regles.faits import RegleQuorum, TypePoint


class NatureInstance(StrEnum):
    DELIBERANTE = "deliberante"
    CONSULTATIVE = "consultative"
    DEBAT = "debat"


@dataclass(frozen=True, kw_only=True, slots=True)
class Socle:
    """What the law imposes on this type, whatever the règlement says."""

    regle: str
    article: str
    texte: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ModeleInstance:
    """A type d'instance before anyone has changed it.

    ``regime_du_conseil``: convocation, quorum, pouvoirs and publicity « comme le conseil ».
    ``delai_francs``: ``None`` leaves the delay to the règlement, which may set none.
    ``nominative``: has members appointed by name beside those who sit by right.
    """

    code: str
    libelle: str
    nature: NatureInstance
    composition: tuple[RegleDeComposition, ...]
    points: tuple[TypePoint, ...]
    regime_du_conseil: bool = False
    publique: bool = False
    quorum: RegleQuorum = RegleQuorum.AUCUN
    quorum_fixe: int | None = None
    pouvoirs: bool = False
    suppleance: Suppleance = Suppleance.AUCUNE
    delai_francs: int | None = None
    reunions_par_an: int | None = None
    nominative: bool = False
    socle: tuple[Socle, ...] = ()


TOUT = (
    TypePoint.DELIBERATION,
    TypePoint.ELECTION,
    TypePoint.AVIS,
    TypePoint.DEBAT,
    TypePoint.INFORMATION,
)
SANS_DECISION = (TypePoint.AVIS, TypePoint.DEBAT, TypePoint.INFORMATION)
DEBATS = (TypePoint.DEBAT, TypePoint.INFORMATION)


def _socle(regle: str, article: str, texte: str) -> Socle:
    return Socle(regle=regle, article=article, texte=texte)


def _membres(*sources: Source) -> tuple[RegleDeComposition, ...]:
    return tuple(RegleDeComposition(source=source) for source in sources)


def _avis(*sources: Source) -> tuple[RegleDeComposition, ...]:
    """Votes on an avis, but no quorum is counted."""
    return tuple(RegleDeComposition(source=s, compte_quorum=False) for s in sources)


def _invites(*sources: Source) -> tuple[RegleDeComposition, ...]:
    return tuple(RegleDeComposition(source=s, compte_quorum=False, vote=False) for s in sources)


CONSEIL = ModeleInstance(
    code="conseil",
    libelle="Conseil communautaire",
    nature=NatureInstance.DELIBERANTE,
    composition=_membres(Source.CONSEILLERS_COMMUNAUTAIRES),
    points=TOUT,
    regime_du_conseil=True,
    publique=True,
    quorum=RegleQuorum.MAJORITE_EN_EXERCICE,
    pouvoirs=True,
    suppleance=Suppleance.SUPPLEANT_DE_COMMUNE,
    delai_francs=5,
    reunions_par_an=4,
    socle=(
        _socle(
            "CNV-04",
            "CGCT, art. L. 2121-12 et L. 5211-1",
            "Cinq jours francs au moins entre la convocation et la séance.",
        ),
        _socle("CNV-17", "CGCT, art. L. 5211-11", "Une réunion par trimestre au moins."),
        _socle(
            "QUO-01",
            "CGCT, art. L. 2121-17",
            "La majorité des membres en exercice doit être présente.",
        ),
        _socle("SEA-03", "CGCT, art. L. 2121-18", "Les séances sont publiques."),
    ),
)

BUREAU = ModeleInstance(
    code="bureau",
    libelle="Bureau",
    nature=NatureInstance.DELIBERANTE,
    composition=_membres(Source.BUREAU),
    points=TOUT,
    regime_du_conseil=True,
    publique=True,
    quorum=RegleQuorum.MAJORITE_EN_EXERCICE,
    pouvoirs=True,
    delai_francs=5,
    socle=(
        _socle(
            "BUR-04",
            "CGCT, art. L. 5211-10",
            "Lorsqu’il délibère par délégation, le bureau suit les règles du conseil\u00a0: "
            "convocation, quorum, majorité, pouvoirs, publicité.",
        ),
    ),
)

BUREAU_DEBATS = ModeleInstance(
    code="bureau_debats",
    libelle="Bureau-débats",
    nature=NatureInstance.DEBAT,
    composition=_avis(Source.BUREAU),
    points=DEBATS,
)

CONFERENCE_DES_VICE_PRESIDENTS = ModeleInstance(
    code="conference_des_vice_presidents",
    libelle="Conférence des vice-présidents",
    nature=NatureInstance.DEBAT,
    composition=_avis(Source.PRESIDENT, Source.VICE_PRESIDENTS),
    points=SANS_DECISION,
    reunions_par_an=24,
)

BUREAU_ELARGI = ModeleInstance(
    code="bureau_elargi",
    libelle="Bureau élargi",
    nature=NatureInstance.CONSULTATIVE,
    composition=_avis(Source.BUREAU, Source.MAIRES),
    points=SANS_DECISION,
    socle=(
        _socle(
            "BUR-07",
            "CGCT, art. L. 5211-11-3",
            "Réunir tous les maires en bureau élargi ne dispense pas d’une conférence des "
            "maires\u00a0: seul un bureau qui les comprend tous en dispense.",
        ),
    ),
)

_REMPLACEMENT = _socle(
    "COM-04",
    "CGCT, art. L. 5211-40-1",
    "Un membre empêché est remplacé, pour une réunion, par un conseiller municipal de sa "
    "commune que désigne le maire.",
)
_PRESIDENT_DE_DROIT = _socle(
    "COM-02",
    "CGCT, art. L. 2121-22",
    "Présidence de droit du président\u00a0; la commission élit son vice-président.",
)

COMMISSION_THEMATIQUE = ModeleInstance(
    code="commission_thematique",
    libelle="Commission thématique",
    nature=NatureInstance.CONSULTATIVE,
    composition=_avis(Source.PRESIDENT),
    points=SANS_DECISION,
    suppleance=Suppleance.DESIGNE_PAR_LE_MAIRE,
    delai_francs=5,
    nominative=True,
    socle=(
        _PRESIDENT_DE_DROIT,
        _REMPLACEMENT,
        _socle(
            "COM-01",
            "CGCT, art. L. 2121-22",
            "Représentation proportionnelle, un siège au moins par tendance.",
        ),
    ),
)

COMMISSION_ELARGIE = ModeleInstance(
    code="commission_elargie",
    libelle="Commission élargie",
    nature=NatureInstance.CONSULTATIVE,
    composition=_avis(Source.PRESIDENT),
    points=SANS_DECISION,
    suppleance=Suppleance.DESIGNE_PAR_LE_MAIRE,
    delai_francs=5,
    reunions_par_an=2,
    nominative=True,
    socle=(_PRESIDENT_DE_DROIT, _REMPLACEMENT),
)

COMMISSION_SPECIALE = ModeleInstance(
    code="commission_speciale",
    libelle="Commission spéciale",
    nature=NatureInstance.CONSULTATIVE,
    composition=_avis(Source.PRESIDENT),
    points=SANS_DECISION,
    suppleance=Suppleance.DESIGNE_PAR_LE_MAIRE,
    delai_francs=5,
    nominative=True,
    socle=(_PRESIDENT_DE_DROIT,),
)

CAO = ModeleInstance(
    code="cao",
    libelle="Commission d’appel d’offres",
    nature=NatureInstance.DELIBERANTE,
    composition=_membres(Source.PRESIDENT),
    points=(TypePoint.DELIBERATION, TypePoint.AVIS, TypePoint.INFORMATION),
    quorum=RegleQuorum.PLUS_DE_LA_MOITIE,
    suppleance=Suppleance.SUPPLEANT_NOMME,
    nominative=True,
    socle=(
        _socle(
            "CAO-01",
            "CGCT, art. L. 1411-5 et L. 1414-2",
            "Le président, cinq titulaires et cinq suppléants.",
        ),
        _socle(
            "CAO-02",
            "CGCT, art. L. 1411-5",
            "Plus de la moitié des membres à voix délibérative doit être présente.",
        ),
    ),
)

CONFERENCE_DES_MAIRES = ModeleInstance(
    code="conference_des_maires",
    libelle="Conférence des maires",
    nature=NatureInstance.CONSULTATIVE,
    composition=(
        RegleDeComposition(source=Source.PRESIDENT, compte_quorum=False, vote=False),
        *_avis(Source.MAIRES),
    ),
    points=SANS_DECISION,
    socle=(
        _socle(
            "CDM-01",
            "CGCT, art. L. 5211-11-3",
            "Obligatoire, sauf si le bureau comprend déjà tous les maires.",
        ),
        _socle(
            "CDM-02",
            "CGCT, art. L. 5211-11-3",
            "Réunie à la demande d’un tiers des maires, jusqu’à quatre fois par an.",
        ),
    ),
)

CONFERENCE_DES_ADJOINTS = ModeleInstance(
    code="conference_des_adjoints",
    libelle="Conférence des adjoints",
    nature=NatureInstance.DEBAT,
    composition=_invites(Source.PRESIDENT, Source.ADJOINTS),
    points=DEBATS,
)

CONSEIL_DE_TERRITOIRE = ModeleInstance(
    code="conseil_de_territoire",
    libelle="Conseil de territoire",
    nature=NatureInstance.CONSULTATIVE,
    composition=_avis(Source.ELUS_DU_PERIMETRE),
    points=SANS_DECISION,
    reunions_par_an=4,
)

COMITE_DE_SECTEUR = ModeleInstance(
    code="comite_de_secteur",
    libelle="Comité de secteur",
    nature=NatureInstance.CONSULTATIVE,
    composition=(
        *_avis(Source.CONSEILLERS_COMMUNAUTAIRES),
        *_invites(Source.SUPPLEANTS, Source.MAIRES_NON_CONSEILLERS),
    ),
    points=SANS_DECISION,
    pouvoirs=True,
    suppleance=Suppleance.SUPPLEANT_DE_COMMUNE,
    delai_francs=5,
)

CONSEIL_DE_DEVELOPPEMENT = ModeleInstance(
    code="conseil_de_developpement",
    libelle="Conseil de développement",
    nature=NatureInstance.CONSULTATIVE,
    composition=(),
    points=SANS_DECISION,
    nominative=True,
    socle=(
        _socle(
            "CDV-01",
            "CGCT, art. L. 5211-10-1",
            "Obligatoire au-delà de 50\u202f000 habitants\u00a0; aucun conseiller communautaire "
            "n’en est membre\u00a0; l’écart entre femmes et hommes n’excède pas un.",
        ),
    ),
)

COMITE_CONSULTATIF = ModeleInstance(
    code="comite_consultatif",
    libelle="Comité consultatif",
    nature=NatureInstance.CONSULTATIVE,
    composition=(),
    points=SANS_DECISION,
    nominative=True,
    socle=(
        _socle(
            "CCO-01",
            "CGCT, art. L. 5211-49-1",
            "Présidé par un membre que désigne le président\u00a0; ses avis ne lient pas.",
        ),
    ),
)

MISSION_INFORMATION = ModeleInstance(
    code="mission_information",
    libelle="Mission d’information et d’évaluation",
    nature=NatureInstance.CONSULTATIVE,
    composition=(),
    points=SANS_DECISION,
    suppleance=Suppleance.SUPPLEANT_NOMME,
    nominative=True,
    socle=(
        _socle(
            "MIE-04",
            "CGCT, art. L. 2121-22-1",
            "Six mois au plus à compter de la délibération qui la crée.",
        ),
    ),
)

COMITE_DE_PILOTAGE = ModeleInstance(
    code="comite_de_pilotage",
    libelle="Comité de pilotage",
    nature=NatureInstance.DEBAT,
    composition=(),
    points=SANS_DECISION,
    nominative=True,
)

REUNION_DES_DGS = ModeleInstance(
    code="reunion_des_dgs",
    libelle="Réunion des directeurs généraux des services",
    nature=NatureInstance.DEBAT,
    composition=(),
    points=DEBATS,
    reunions_par_an=6,
    nominative=True,
)

MODELES: dict[str, ModeleInstance] = {
    modele.code: modele
    for modele in (
        CONSEIL,
        BUREAU,
        BUREAU_DEBATS,
        CONFERENCE_DES_VICE_PRESIDENTS,
        BUREAU_ELARGI,
        COMMISSION_THEMATIQUE,
        COMMISSION_ELARGIE,
        COMMISSION_SPECIALE,
        CAO,
        CONFERENCE_DES_MAIRES,
        CONFERENCE_DES_ADJOINTS,
        CONSEIL_DE_TERRITOIRE,
        COMITE_DE_SECTEUR,
        CONSEIL_DE_DEVELOPPEMENT,
        COMITE_CONSULTATIF,
        MISSION_INFORMATION,
        COMITE_DE_PILOTAGE,
        REUNION_DES_DGS,
    )
}
