"""Parameters of what comes before a séance: meetings, convocation, ordre du jour, questions."""

from datetime import date

from instances.regles.reglement.fabrique import fabrique, jamais
from instances.regles.reglement.types import Droit, Parametre, Section, Type

LOI_2019 = date(2019, 12, 29)

CANAUX = {
    "dematerialise_sauf_demande": "Électronique, papier sur demande",
    "postal_et_dematerialise": "Postal et électronique",
    "ecrit_a_domicile": "Écrit, à domicile",
}
_c = Section.CONVOCATION
CONVOCATION: tuple[Parametre, ...] = (
    fabrique(_c, Type.FREQUENCE)(
        "frequence_conseil",
        "Réunions du conseil, au moins",
        defaut={"nombre": 1, "periode": "trimestre"},
        droit=(Droit(plancher=4),),
        unite="réunions par an",
        regle="CNV-17",
        article="CGCT, art. L. 5211-11",
    ),
    fabrique(_c, Type.CHOIX)(
        "jour_habituel",
        "Jour habituel du conseil",
        choix={
            j: j.capitalize()
            for j in ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
        },
        aide="Une valeur proposée, jamais une contrainte.",
    ),
    fabrique(_c, Type.TEXTE)("heure_habituelle", "Heure habituelle du conseil"),
    fabrique(_c, Type.TEXTE)("lieu_habituel", "Lieu habituel du conseil"),
    fabrique(_c, Type.ENTIER)(
        "delai_convocation_conseil",
        "Délai de convocation du conseil",
        unite="jours francs",
        defaut=5,
        droit=(Droit(au=date(2020, 2, 29), plancher=3), Droit(du=date(2020, 3, 1), plancher=5)),
        regle="CNV-04",
        article="CGCT, art. L. 2121-12 et L. 5211-1",
    ),
    fabrique(_c, Type.ENTIER)(
        "delai_urgence",
        "Délai de convocation en urgence",
        unite="jour franc",
        defaut=1,
        droit=(Droit(plancher=1),),
        regle="CNV-10",
        article="CGCT, art. L. 2121-12, al. 3",
    ),
    fabrique(_c, Type.CHOIX)(
        "canal_titulaires",
        "Canal de convocation des titulaires",
        choix=CANAUX,
        defaut="dematerialise_sauf_demande",
        droit=(
            Droit(du=LOI_2019, refuses=frozenset({"postal_et_dematerialise", "ecrit_a_domicile"})),
        ),
        regle="CNV-03",
        article="CGCT, art. L. 2121-10",
    ),
    fabrique(_c, Type.CHOIX)(
        "canal_suppleants",
        "Canal de convocation des suppléants",
        choix=CANAUX,
        defaut="dematerialise_sauf_demande",
        droit=(
            Droit(du=LOI_2019, refuses=frozenset({"postal_et_dematerialise", "ecrit_a_domicile"})),
        ),
        regle="CNV-03",
        article="CGCT, art. L. 2121-10 et L. 5211-6",
    ),
    fabrique(_c, Type.CHOIX)(
        "convocation_affichee",
        "Affichage de la convocation",
        choix={
            "siege": "Au siège",
            "siege_et_communes_membres": "Au siège et dans les communes membres",
            "portee_au_public": "Portée à la connaissance du public",
        },
        regle="CNV-14",
    ),
    fabrique(_c, Type.TEXTE)(
        "consultation_contrats",
        "Consultation des projets de contrat",
        aide="Où et quand\u00a0: «\u00a0au siège, aux heures ouvrables\u00a0».",
    ),
    fabrique(_c, Type.ENTIER)(
        "consultation_contrats_heures",
        "Demande de consultation d’un contrat, avant",
        unite="heures",
    ),
    fabrique(_c, Type.BOOLEEN)(
        "visioconference",
        "Séances du conseil en visioconférence",
        defaut=False,
        regle="CNV-19",
        article="CGCT, art. L. 5211-11-1",
        aide="Le règlement en fixe les modalités avant la première séance à distance.",
    ),
    fabrique(_c, Type.BOOLEEN)(
        "visioconference_bureau",
        "Bureau et commissions en visioconférence",
        defaut=False,
        droit=(Droit(deconseilles=frozenset({True})),),
        regle="CNV-20",
        article="CGCT, art. L. 5211-11-1",
        aide="Aucun texte ne l’autorise clairement\u00a0: un vote à distance y est fragile.",
    ),
    fabrique(_c, Type.CHOIX)(
        "calendrier_concerte",
        "Concertation des calendriers",
        choix={"echange_mensuel": "Échange mensuel", "calendrier_annuel": "Calendrier annuel"},
        regle="CNV-23",
    ),
    fabrique(_c, Type.CHOIX)(
        "charte_elu_local",
        "Charte de l’élu local",
        choix={
            "sept_points": "En sept points (ancien art. L. 1111-1-1)",
            "L1111-13_et_L1111-14": "Articles L. 1111-13 et L. 1111-14",
        },
        defaut="L1111-13_et_L1111-14",
        droit=(Droit(du=date(2025, 12, 24), refuses=frozenset({"sept_points"})),),
        regle="MEM-10",
        article="CGCT, art. L. 1111-13 et L. 1111-14",
    ),
)

_o = Section.ORDRE_DU_JOUR
ORDRE_DU_JOUR: tuple[Parametre, ...] = (
    fabrique(_o, Type.CHOIX)(
        "modifier_ordre",
        "Modifier l’ordre des rapports",
        choix={
            "accord_du_conseil": "Le président propose, le conseil accepte",
            "accord_de_la_majorite": "Accord de la majorité",
        },
        regle="ODJ-04",
    ),
    fabrique(_o, Type.CHOIX)(
        "retrait_point",
        "Retirer un point",
        choix={"president": "Le président seul", "conseil": "Accord du conseil"},
        regle="ODJ-04",
    ),
    fabrique(_o, Type.BOOLEEN)(
        "points_urgents_en_seance",
        "Ajouter une délibération urgente en séance",
        defaut=False,
        droit=jamais(True),
        regle="ODJ-02",
        article="CGCT, art. L. 2121-10 ; CAA Versailles, 3 mars 2011, n° 09VE03950",
    ),
    fabrique(_o, Type.BOOLEEN)(
        "points_urgents_bureau_debats", "Ajouter un point urgent en bureau-débats", defaut=True
    ),
    fabrique(_o, Type.LISTE)(
        "ordre_ouverture",
        "Ouverture de la séance, dans l’ordre",
        choix={
            "quorum": "Quorum",
            "excuses_et_pouvoirs": "Excusés et pouvoirs",
            "urgence": "Urgence",
            "secretaire": "Secrétaire de séance",
            "proces_verbal": "Procès-verbal précédent",
        },
        defaut=["quorum", "excuses_et_pouvoirs", "urgence", "secretaire", "proces_verbal"],
        regle="ODJ-09",
    ),
    fabrique(_o, Type.BOOLEEN)(
        "avis_de_commission",
        "Examen des rapports en commission avant le conseil",
        defaut=False,
        regle="ODJ-06",
        aide="« Sauf exception »\u00a0: un rapport sans avis est signalé avant l’envoi.",
    ),
    fabrique(_o, Type.ENTIER)("rapports_presentes", "Rapports présentés par commission, au plus"),
    fabrique(_o, Type.ENTIER)("presentation_minutes", "Présentation d’un rapport", unite="minutes"),
    fabrique(_o, Type.ENTIER)(
        "questions_orales_heures",
        "Dépôt des questions orales, avant la séance",
        unite="heures",
        droit=(Droit(plafond=71, alerte_au_dela=24),),
        regle="QST-02",
        article="CGCT, art. L. 2121-19 ; CAA Versailles, 3 mars 2011, n° 09VE03950",
        aide="24 heures ont été admises, 72 heures annulées, 48 heures annulées sans motif.",
    ),
    fabrique(_o, Type.BOOLEEN)(
        "questions_orales_debat", "Débat après une question orale", regle="QST-02"
    ),
    fabrique(_o, Type.ENTIER)(
        "questions_ecrites_jours",
        "Réponse aux questions écrites, sous",
        unite="jours",
        regle="QST-03",
    ),
    fabrique(_o, Type.ENTIER)(
        "debat_politique_fraction",
        "Débat de politique générale, à la demande d’un membre sur",
        defaut=10,
        droit=(Droit(du=LOI_2019, plancher=10),),
        regle="QST-04",
        article="CGCT, art. L. 2121-19",
    ),
    fabrique(_o, Type.ENTIER)(
        "voeux_heures", "Dépôt des vœux, avant la séance", unite="heures", regle="VOE-01"
    ),
    fabrique(_o, Type.ENTIER)(
        "voeux_minutes", "Intervention sur un vœu", unite="minutes", regle="VOE-01"
    ),
)
