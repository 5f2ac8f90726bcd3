"""Parameters of the séance itself: débats, presence, quorum, pouvoirs, votes, procès-verbal."""

from datetime import date

from instances.regles.reglement.fabrique import exactement, fabrique, jamais
from instances.regles.reglement.types import Droit, Parametre, Section, Type

# Ordonnance n° 2021-1310: procès-verbal, liste des délibérations, registre.
ORD_2021 = date(2022, 7, 1)

PERTE_DU_QUORUM = {
    "attendre": "Attendre qu’il se reconstitue",
    "poursuivre": "Poursuivre les points non délibérés",
    "suspendre_puis_lever": "Suspendre, puis lever",
    "lever": "Lever la séance",
}

_s = Section.SEANCE
SEANCE: tuple[Parametre, ...] = (
    fabrique(_s, Type.CHOIX)(
        "secretaire",
        "Secrétaire de séance",
        choix={
            "nomme_sur_proposition": "Nommé sur proposition du président",
            "tournant": "À tour de rôle",
        },
        regle="SEA-01",
        article="CGCT, art. L. 2121-15",
    ),
    fabrique(_s, Type.ENTIER)(
        "intervention_minutes", "Durée d’une intervention", unite="minutes", regle="SEA-05"
    ),
    fabrique(_s, Type.ENTIER)(
        "fait_personnel_minutes", "Fait personnel", unite="minutes", regle="SEA-05"
    ),
    fabrique(_s, Type.CHOIX)(
        "ordre_orateurs",
        "Ordre des orateurs",
        choix={"president": "Fixé par le président", "inscription": "Ordre d’inscription"},
    ),
    fabrique(_s, Type.ENTIER)(
        "suspension_demande",
        "Suspension mise aux voix à la demande de",
        unite="membres présents",
        regle="SEA-06",
    ),
    fabrique(_s, Type.BOOLEEN)("vote_separe", "Vote séparé sur demande", regle="SEA-07"),
    fabrique(_s, Type.CHOIX)(
        "amendements",
        "Amendements",
        choix={
            "discussion_rejet_ou_renvoi": "Discussion, rejet ou renvoi en commission",
            "votes_avant_le_texte": "Votés avant le texte",
            "depot_prealable_en_commission": "Dépôt préalable en commission",
        },
        droit=jamais("depot_prealable_en_commission"),
        regle="AMD-01",
        article="CAA Paris, 12 février 1998, Tavernier",
    ),
    fabrique(_s, Type.CHOIX)(
        "renvoi_pour_etude",
        "Renvoi pour étude",
        choix={"majorite_du_conseil": "Majorité du conseil", "president": "Le président"},
        regle="AMD-05",
    ),
    fabrique(_s, Type.ENTIER)(
        "huis_clos_demande",
        "Huis clos à la demande de",
        unite="membres",
        defaut=5,
        droit=(exactement(5),),
        regle="HUC-01",
        article="CGCT, art. L. 5211-11",
        aide="Le président peut aussi le demander. Trois membres est la règle des communes.",
    ),
)

_q = Section.QUORUM_ET_POUVOIRS
QUORUM_ET_POUVOIRS: tuple[Parametre, ...] = (
    fabrique(_q, Type.BOOLEEN)("presence_signature", "Présence signée à l’arrivée", regle="QUO-09"),
    fabrique(_q, Type.BOOLEEN)("signature_depart", "Départ signé", regle="QUO-09"),
    fabrique(_q, Type.BOOLEEN)(
        "quorum_par_point",
        "Quorum vérifié à chaque point délibéré",
        defaut=True,
        droit=jamais(False),
        regle="QUO-04",
        article="CGCT, art. L. 2121-17",
    ),
    fabrique(_q, Type.CHOIX)(
        "depart_en_seance",
        "Départ pendant la discussion d’un point",
        choix={"vaut_abstention": "Vaut abstention", "verifie_le_quorum": "Vérifie le quorum"},
        regle="QUO-04",
    ),
    fabrique(_q, Type.CHOIX)(
        "perte_quorum_conseil",
        "Quorum perdu en conseil",
        choix=PERTE_DU_QUORUM,
        regle="QUO-08",
    ),
    fabrique(_q, Type.CHOIX)(
        "perte_quorum_bureau",
        "Quorum perdu en bureau",
        choix=PERTE_DU_QUORUM,
        regle="QUO-08",
    ),
    fabrique(_q, Type.ENTIER)(
        "pouvoirs_par_mandataire",
        "Pouvoirs par mandataire",
        defaut=1,
        droit=(exactement(1),),
        regle="POU-02",
        article="CGCT, art. L. 2121-20",
    ),
    fabrique(_q, Type.ENTIER)(
        "pouvoir_seances",
        "Pouvoir valable pour",
        unite="séances consécutives",
        defaut=3,
        droit=(Droit(plafond=3),),
        regle="POU-04",
        article="CGCT, art. L. 2121-20",
    ),
    fabrique(_q, Type.CHOIX)(
        "depot_pouvoir",
        "Dépôt des pouvoirs",
        choix={
            "president_avant": "Au président, avant la séance",
            "secretariat_avant_ou_president_au_debut": "Au secrétariat avant, ou en séance",
        },
        regle="POU-11",
    ),
    fabrique(_q, Type.BOOLEEN)(
        "pouvoir_en_seance", "Pouvoir donné en cours de séance", regle="POU-06"
    ),
    fabrique(_q, Type.BOOLEEN)(
        "suppleance_avant_pouvoir",
        "Pas de pouvoir quand le suppléant est disponible",
        defaut=False,
        regle="MEM-01",
    ),
    fabrique(_q, Type.BOOLEEN)(
        "suppleant_peut_porter_pouvoir",
        "Un suppléant peut porter un pouvoir",
        defaut=False,
        regle="MEM-05",
    ),
)

_v = Section.VOTES
VOTES: tuple[Parametre, ...] = (
    fabrique(_v, Type.CHOIX)(
        "majorite",
        "Majorité des délibérations",
        choix={
            "majorite_des_suffrages_exprimes": "Suffrages exprimés",
            "majorite_simple_des_presents": "Élus présents",
        },
        defaut="majorite_des_suffrages_exprimes",
        droit=jamais("majorite_simple_des_presents"),
        regle="VOT-02",
        article="CGCT, art. L. 2121-20",
    ),
    fabrique(_v, Type.CHOIX)(
        "mode_vote_defaut",
        "Mode de vote ordinaire",
        choix={
            "main_levee": "Main levée",
            "public": "Appel nominal",
            "electronique": "Vote électronique",
            "secret": "Scrutin secret",
        },
        defaut="main_levee",
        droit=jamais("secret"),
        regle="SCR-03",
        article="CGCT, art. L. 2121-21",
    ),
    fabrique(_v, Type.CHOIX)(
        "scrutin_public_noms",
        "Noms d’un scrutin public, inscrits au",
        choix={"proces_verbal": "Procès-verbal", "registre": "Registre"},
        defaut="proces_verbal",
        droit=(Droit(du=ORD_2021, refuses=frozenset({"registre"})),),
        regle="SCR-02",
        article="CGCT, art. L. 2121-15 et L. 2121-21",
    ),
)

_p = Section.PROCES_VERBAL
PROCES_VERBAL: tuple[Parametre, ...] = (
    fabrique(_p, Type.CHOIX)(
        "pv_adoption",
        "Procès-verbal arrêté",
        choix={
            "seance_suivante": "À la séance suivante",
            "seance_suivant_son_etablissement": "À la séance qui suit son établissement",
        },
        defaut="seance_suivante",
        droit=(Droit(du=ORD_2021, refuses=frozenset({"seance_suivant_son_etablissement"})),),
        regle="PVB-01",
        article="CGCT, art. L. 2121-15",
    ),
    fabrique(_p, Type.CHOIX)(
        "pv_contenu",
        "Rédaction du procès-verbal",
        choix={"integral": "Intégrale", "synthese": "Teneur des discussions"},
        regle="PVB-02",
    ),
    fabrique(_p, Type.BOOLEEN)("enregistrement_audio", "Séances enregistrées", regle="SEA-03"),
    fabrique(_p, Type.BOOLEEN)(
        "lecture_deliberations", "Lecture des délibérations précédentes", regle="PVB-04"
    ),
    fabrique(_p, Type.CHOIX)(
        "registre_signature",
        "Registre signé par",
        choix={
            "president_et_secretaire": "Le président et le secrétaire",
            "tous_les_presents": "Tous les présents",
        },
        defaut="president_et_secretaire",
        droit=(Droit(du=ORD_2021, refuses=frozenset({"tous_les_presents"})),),
        regle="REG-02",
        article="CGCT, art. L. 2121-23",
    ),
    fabrique(_p, Type.CHOIX)(
        "compte_rendu",
        "Publicité de la séance",
        choix={
            "liste_des_deliberations": "Liste des délibérations, sous une semaine",
            "affiche_sous_huitaine": "Compte rendu affiché sous huitaine",
        },
        defaut="liste_des_deliberations",
        droit=(Droit(du=ORD_2021, refuses=frozenset({"affiche_sous_huitaine"})),),
        regle="LST-01",
        article="CGCT, art. L. 2121-25",
    ),
    fabrique(_p, Type.CHOIX)(
        "recueil_actes",
        "Recueil des actes",
        choix={
            "publication_electronique": "Publication électronique",
            "semestriel": "Recueil semestriel",
        },
        defaut="publication_electronique",
        droit=(Droit(du=ORD_2021, refuses=frozenset({"semestriel"})),),
        regle="PUB-01",
        article="CGCT, art. L. 2131-1 et L. 5211-3",
    ),
)
