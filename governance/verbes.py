"""The acts of the journal in French: what each verb of ``AuditEntry`` reads like on screen."""

LIBELLES = {
    "intercommunalite_creer": "Intercommunalité créée",
    "parametres_modifier": "Paramètres modifiés",
    "acces_ouvrir": "Accès ouvert",
    "acces_modifier": "Accès modifié",
    "acces_fermer": "Accès fermé",
    "acces_confier_instances": "Instances confiées",
    "acces_rattacher_elu": "Accès rattaché à un élu",
    "jeton_creer": "Jeton créé",
    "jeton_revoquer": "Jeton révoqué",
}


def libelle(verbe: str) -> str:
    return LIBELLES.get(verbe, verbe.replace("_", " ").capitalize())
