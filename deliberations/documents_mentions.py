"""The legal mentions of an extrait (EXT-01): convocation, quorum, scrutin, déports, recours."""

from django.utils.formats import date_format
from django.utils.timezone import localtime

from deliberations.models import Deliberation, Scrutin
from instances.models import Point
from instances.queries.deports import phrase_du_deport
from instances.regles.dates_en_lettres import compte
from instances.regles.seance import PointEvalue


def mentions(
    acte: Deliberation, evalue: PointEvalue, scrutin: Scrutin | None
) -> list[dict[str, str]]:
    """What the law asks since 2018 (EXT-01), only where it is known; nothing on a published act."""
    seance = acte.seance
    if seance.dossier is not None:
        return []
    lignes = [("Convocation", _convocation(acte.point)), ("Quorum", _quorum(evalue))]
    lignes += [("Scrutin", _scrutin(scrutin)), ("Déports", _deports(acte))]
    lignes.append(("Transmission", _transmission(acte.point)))
    lignes.append(("Recours", _recours(acte.point)))
    secretaires = ", ".join(str(s.elu) for s in seance.secretaires.select_related("elu"))
    lignes.append(("Signature", f"le secrétaire de séance, {secretaires}" if secretaires else ""))
    return [{"titre": titre, "texte": texte} for titre, texte in lignes if texte]


def _recours(point: Point) -> str:
    """The election of the executive is contested as an election is: within days, not months."""
    if point.scrutin_de_personnes == Point.Personnes.EXECUTIF:
        return "protestation devant le tribunal administratif, dans les cinq jours de l’élection"
    return "devant le tribunal administratif, dans les deux mois de la publication"


def _convocation(point: Point) -> str:
    """The version that announced the point; the first, where none remembers (CNV-13)."""
    seance = point.seance
    convocation = point.convocation or seance.convocations.order_by("version").first()
    if convocation is None:
        return ""
    seconde = "seconde convocation, " if seance.premiere_seance_id else ""
    return f"{seconde}envoyée le {date_format(localtime(convocation.sent_at), 'j F Y')}"


def _quorum(evalue: PointEvalue) -> str:
    if evalue.presents is None or evalue.quorum_requis is None:
        return ""
    suite = ""
    if evalue.pouvoirs is not None and evalue.votants_max is not None:
        suite = (
            f" ; {compte(evalue.pouvoirs, 'représenté')} ; {compte(evalue.votants_max, 'votant')}"
        )
    presents = f"{compte(evalue.presents, 'présent')} à l’examen du rapport"
    return f"{presents}, {compte(evalue.quorum_requis, 'nécessaire')}{suite}"


def _scrutin(scrutin: Scrutin | None) -> str:
    if scrutin is None or not scrutin.mode:
        return ""
    demande = f", demandé par {scrutin.demandeurs} membres" if scrutin.demandeurs else ""
    return f"{scrutin.get_mode_display().lower()}{demande}"


def _deports(acte: Deliberation) -> str:
    """Those said in séance, and whether they left the room (INT-06)."""
    dits = acte.point.deports.exclude(confirme_at=None).select_related("siegeant__elu")
    return " ; ".join(phrase_du_deport(d) for d in dits) or "aucun"


def _transmission(point: Point) -> str:
    """The accounts are sent by whoever presided over their vote, not by their author."""
    if not point.compte_administratif:
        return ""
    presidences = point.seance.presidences.select_related("elu", "debut_point").order_by("-ordre")
    for presidence in presidences:
        debut = presidence.debut_point
        if debut is None or debut.rang <= point.rang:
            return f"par le président de séance, {presidence.elu}"
    return ""
