"""The droit d'alerte on the dashboard: its door for a mayor, and where his own alert stands."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate

from deliberations.queries.annonces import Annonce, inscrire
from governance.models import Acces
from instances.regles.dates_en_lettres import jour_en_lettres
from sectors.models import Alerte
from sectors.permissions import can_alerter, textes_a_ecrire
from sectors.queries.alertes import regime
from sectors.queries.attentes import attentes_du_territoire
from sectors.queries.commissions import a_remplacer

Etat = Alerte.Etat
CLOSES = (Etat.CLOSE, Etat.RETIREE)


@inscrire
def alertes(acces: Acces, at: datetime) -> Iterator[Annonce]:
    """Nothing to who may not alert: two queries for him, whatever the alerts of others."""
    on = localdate(at)
    if acces.role not in {Acces.Role.MAIRE, Acces.Role.ELU} or not can_alerter(acces, on):
        return
    ici = acces.intercommunalite
    if not regime(ici, on).ouvert:
        return
    yield from _a_signer(acces)
    miennes = list(
        ici.alertes.filter(auteur__acces=acces)
        .exclude(etat__in=CLOSES)
        .select_related("point__seance__instance")
        .order_by("-id")
    )
    for alerte in miennes:
        yield Annonce(
            phrase=_ou_en_est(alerte), url=_url(alerte, "sectors:alerte-detail"), libelle="Suivre"
        )
    if not miennes:
        yield Annonce(
            phrase="Une situation vous semble gravement injuste ou dangereuse pour votre "
            "commune\u00a0: le règlement vous donne un droit d’alerte.",
            url=reverse("sectors:alerte-liste", args=[ici.slug]),
            libelle="Droit d’alerte",
        )


@inscrire
def remplacements(acces: Acces, at: datetime) -> Iterator[Annonce]:
    """COM-04: a member of his commune will not come, and nobody goes in his place."""
    if acces.role not in {Acces.Role.MAIRE, Acces.Role.ELU}:
        return
    for siege in a_remplacer(acces, at):
        jour = jour_en_lettres(localdate(siege.seance.starts_at))
        yield Annonce(
            phrase=f"{siege.elu} ne viendra pas à {siege.seance.instance} du {jour}\u00a0: vous "
            "pouvez désigner un remplaçant.",
            url=reverse(
                "sectors:remplacement-designer",
                args=[acces.intercommunalite.slug, siege.seance.numero],
            ),
            libelle="Désigner",
        )


@inscrire
def textes_attendus(acces: Acces, at: datetime) -> Iterator[Annonce]:
    """EXP-02: the text that his sector or his group, or himself, has not handed in."""
    if acces.role not in {Acces.Role.MAIRE, Acces.Role.ELU}:
        return
    attendus = textes_a_ecrire(acces, localdate(at)).filter(remis_at=None)
    for texte in attendus.select_related("numero", "rubrique").order_by("numero__avant_on", "pk"):
        yield Annonce(
            phrase=f"{texte.numero} du bulletin\u00a0: {texte.rubrique.plafond} signes pour "
            f"{texte.rubrique}, attendus le {jour_en_lettres(texte.numero.avant_on)}.",
            url=reverse(
                "sectors:texte-ecrire",
                args=[acces.intercommunalite.slug, texte.numero.rang, texte.pk],
            ),
            libelle="Écrire",
            ton="time",
        )


def _a_signer(acces: Acces) -> Iterator[Annonce]:
    demandees = acces.intercommunalite.signataires_alertes.filter(
        elu__acces=acces, at=None, alerte__etat=Etat.BROUILLON
    )
    for demandee in demandees.select_related("alerte__auteur", "alerte__intercommunalite"):
        yield Annonce(
            phrase=f"{demandee.alerte.auteur} vous demande de signer son alerte "
            f"«\u00a0{demandee.alerte}\u00a0».",
            url=_url(demandee.alerte, "sectors:alerte-cosigner"),
            libelle="Lire et signer",
            ton="time",
        )


def _ou_en_est(alerte: Alerte) -> str:
    nom = f"Votre alerte «\u00a0{alerte}\u00a0»"
    if alerte.etat == Etat.BROUILLON:
        return f"{nom} est en brouillon\u00a0: vous seul la voyez."
    if alerte.etat == Etat.INSCRITE and alerte.point is not None:
        jour = jour_en_lettres(localdate(alerte.point.seance.starts_at))
        return f"{nom} sera débattue\u00a0: {alerte.point.seance.instance} du {jour}."
    return f"{nom}\u00a0: {alerte.get_etat_display().lower()}."


def _url(alerte: Alerte, route: str) -> str:
    return reverse(route, args=[alerte.intercommunalite.slug, alerte.numero])


@inscrire
def attentes(acces: Acces, at: datetime) -> list[Annonce]:
    """What the territory expects of this reader: opinions of his commune, requests to read."""
    if acces.role not in {Acces.Role.MAIRE, Acces.Role.ELU}:
        return []
    return [
        Annonce(
            phrase=f"{a.phrase} ({a.detail}).",
            url=a.lien,
            libelle=a.bouton,
            ton="time" if a.presse else "info",
            icone="clock" if a.presse else "info",
        )
        for a in attentes_du_territoire(acces, localdate(at))
    ]
