"""What municipal councillors who do not sit are owed, and when.

CGCT, art. L. 5211-40-2 : « Les conseillers municipaux des communes membres d'un établissement
public de coopération intercommunale […] qui ne sont pas membres de son organe délibérant sont
informés des affaires de l'établissement faisant l'objet d'une délibération. Ils sont destinataires
d'une copie de la convocation adressée aux conseillers communautaires […] avant chaque réunion de
l'organe délibérant […] accompagnée, le cas échéant, de la note explicative de synthèse ».
"""

from collections.abc import Iterator
from datetime import date

from governance.regles import Gravite, Manquement
from instances.regles.renouvellement import dans_n_mois

ARTICLE = "CGCT, art. L. 5211-40-2"
# A year of séances, and the month in which the last procès-verbal is settled.
MOIS_D_OUVERTURE = 13


def copie_due(*, modele: str, choisie: bool) -> bool:
    """The conseil always; another body when the intercommunalité chose so."""
    return modele == "conseil" or choisie


def fermeture(transmise: date) -> date:
    """Last day on which the page without account still gives its documents."""
    return dans_n_mois(transmise, MOIS_D_OUVERTURE)


def manquements(*, sans_adresse: int, conseillers: int) -> Iterator[Manquement]:
    """What keeps a copy from reaching somebody. Never a reason to hold the convocation."""
    if conseillers == 0:
        yield Manquement(
            regle="CNV-15",
            article=ARTICLE,
            gravite=Gravite.ALERTE,
            message=(
                "Aucun conseiller municipal hors du conseil n’est enregistré\u00a0: importez-les "
                "pour que la copie de la convocation leur parvienne."
            ),
        )
    elif sans_adresse:
        yield Manquement(
            regle="CNV-15",
            article=ARTICLE,
            gravite=Gravite.ALERTE,
            message=(
                f"{sans_adresse} conseillers municipaux n’ont pas d’adresse électronique\u00a0: "
                "laissez-leur la copie en mairie, ou complétez leur fiche."
                if sans_adresse > 1
                else "Un conseiller municipal n’a pas d’adresse électronique\u00a0: laissez-lui la "
                "copie en mairie, ou complétez sa fiche."
            ),
        )
