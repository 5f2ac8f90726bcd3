"""What a comité votes, and the avis that travels to the report it enlightens (SEC-02, SEC-03)."""

from governance.regles import Manquement
from sectors.regles.secteurs import ARTICLE


def destination(*, delibere: bool, ouvert: bool, le_sien: bool) -> tuple[Manquement, ...]:
    """An avis goes to a report of a body that decides, not yet dealt with."""
    if le_sien:
        return (_refus("vers", "Un comité ne se donne pas d’avis à lui-même."),)
    if not delibere:
        return (_refus("vers", "Un avis éclaire un rapport soumis à décision."),)
    if not ouvert:
        return (_refus("vers", "Ce rapport est déjà traité\u00a0: l’avis viendrait trop tard."),)
    return ()


def vote(*, exprimees: int, votants: int, tenue: bool) -> tuple[Manquement, ...]:
    """One voice per seat, one guest per commune in his field; no quorum is written (SEC-03)."""
    trouves = []
    if not tenue:
        trouves.append(_refus("", "Ce comité ne s’est pas encore réuni."))
    if exprimees > votants:
        trouves.append(
            _refus(
                "pour",
                f"{exprimees} voix notées pour {votants} votants sur ce point."
                if votants
                else "Aucun vote n’est prévu ici\u00a0: laissez les voix vides.",
            )
        )
    return tuple(trouves)


def invitation(*, meme_commune: bool, deja: int, domaine: str) -> tuple[Manquement, ...]:
    """A mayor sends an élu of his commune, one for this point, for a field (SEC-03)."""
    trouves = []
    if not meme_commune:
        trouves.append(_refus("elu", "Un maire n’invite qu’un élu de sa commune."))
    if deja:
        trouves.append(_refus("elu", "Votre commune a déjà un invité sur ce point."))
    if not domaine.strip():
        trouves.append(_refus("domaine", "Dites de quel domaine il est chargé."))
    return tuple(trouves)


def _refus(champ: str, message: str) -> Manquement:
    return Manquement(regle="SEC-03", article=ARTICLE, message=message, champ=champ)
