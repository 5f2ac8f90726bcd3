"""The droit d'alerte as each règlement tunes it: no law creates it, so nothing bounds it."""

from instances.regles.reglement.fabrique import fabrique
from instances.regles.reglement.types import Parametre, Section, Type

_m = Section.MAIRES_ET_TERRITOIRE
ALERTE: tuple[Parametre, ...] = (
    fabrique(_m, Type.BOOLEEN)("droit_alerte", "Droit d’alerte", defaut=False, regle="ALR-01"),
    fabrique(_m, Type.BOOLEEN)(
        "alerte_maire_via_elu_secteur",
        "Alerte\u00a0: le maire passe par l’élu de secteur",
        defaut=False,
        regle="ALR-02",
    ),
    fabrique(_m, Type.CHOIX)(
        "alerte_formation",
        "Alerte\u00a0: débattue en",
        choix={
            "bureau": "Bureau",
            "bureau_debats": "Bureau-débats",
            "conference_des_maires": "Conférence des maires",
            "conseil": "Conseil",
        },
        defaut="bureau",
        regle="ALR-05",
    ),
    fabrique(_m, Type.CHOIX)(
        "alerte_destinataires",
        "Alerte\u00a0: adressée",
        choix={
            "president_et_elus_de_secteur": "Au Président et aux élus de secteur",
            "president": "Au Président seul",
        },
        defaut="president_et_elus_de_secteur",
        regle="ALR-04",
        aide="Sans secteurs, le Président seul\u00a0: sinon aucune alerte n’est complète.",
    ),
    fabrique(_m, Type.ENTIER)(
        "alerte_seuil_an", "Alerte\u00a0: seuil de vigilance par auteur et par an", regle="ALR-07"
    ),
    fabrique(_m, Type.CHOIX)(
        "alerte_auteurs",
        "Alerte\u00a0: ouverte à",
        choix={
            "maire_ou_comite": "Un maire ou un comité de secteur",
            "maire": "Un maire",
            "comite": "Un comité de secteur",
        },
        defaut="maire_ou_comite",
        regle="ALR-01",
    ),
    fabrique(_m, Type.ENTIER)(
        "alerte_seuil_maires",
        "Alerte\u00a0: maires qui la signent, au moins",
        unite="maires",
        defaut=1,
        regle="ALR-01",
        aide="L’auteur compte pour un.",
    ),
    fabrique(_m, Type.TEXTE)(
        "alerte_objet",
        "Alerte\u00a0: sur quoi elle porte",
        regle="ALR-03",
        aide="Tel que le règlement l’écrit\u00a0: l’auteur le lit en rédigeant, "
        "rien n’est contrôlé.",
    ),
    fabrique(_m, Type.CHOIX)(
        "alerte_effet",
        "Alerte\u00a0: effet",
        choix={
            "inscription": "Inscrite de droit et débattue",
            "avis": "Inscrite de droit, pour avis",
            "information": "Inscrite de droit, pour information",
        },
        defaut="inscription",
        regle="ALR-05",
    ),
    fabrique(_m, Type.ENTIER)(
        "alerte_patience_jours",
        "Alerte\u00a0: relance du service si elle n’est pas inscrite sous",
        unite="jours",
        defaut=7,
        regle="ALR-05",
    ),
)
