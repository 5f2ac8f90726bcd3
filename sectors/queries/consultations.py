"""Reads of consultations: who may see them, what each commune answered, what is still awaited."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.timezone import localdate

from governance.models import Acces, Intercommunalite
from governance.permissions import est_de_commune
from governance.regles import Manquement
from instances.models import Commune, Elu, Mandat, Point
from instances.regles.dates_en_lettres import compte, jour_en_lettres
from sectors.models import AvisCommune, Consultation
from sectors.regles import avis_communes as regles

MAIRE = Mandat.Nature.MAIRE


def maires_des(ici: Intercommunalite, communes: Iterable[Commune], on: date) -> dict[int, Elu]:
    """The mayor of each of them that day."""
    mandats = (
        ici.mandats.filter(nature=MAIRE, commune__in=communes)
        .au(on)
        .select_related("elu__acces__user")
    )
    return {m.commune_id: m.elu for m in mandats}


def communes_de(acces: Acces, on: date) -> QuerySet[Commune]:
    """Those for which this access answers: its mayor's, or its clerk's."""
    communes: QuerySet[Commune] = acces.intercommunalite.communes.all()
    if est_de_commune(acces):
        return communes.filter(secretariats__acces=acces)
    mandats = acces.intercommunalite.mandats.filter(nature=MAIRE, elu__acces=acces).au(on)
    return communes.filter(pk__in=mandats.values("commune"))


def secretaires_des(ici: Intercommunalite, communes: Iterable[Commune]) -> dict[int, list[Acces]]:
    """The clerks of each of them, told beside the mayor."""
    liens = ici.secretariats.filter(
        commune__in=communes, acces__role=Acces.Role.COMMUNE, acces__ferme_at=None
    )
    par_commune: dict[int, list[Acces]] = {}
    for lien in liens.select_related("acces__user").order_by("pk"):
        par_commune.setdefault(lien.commune_id, []).append(lien.acces)
    return par_commune


def limite_de(avis: AvisCommune) -> date:
    """Last day of the council's delay, from date to date."""
    return regles.expiration(avis.transmis_on, avis.consultation.delai_mois)


@dataclass(frozen=True, kw_only=True)
class LigneAvis:
    """One commune: what it answered, or until when it may."""

    avis: AvisCommune
    on: date

    @property
    def limite(self) -> date:
        return limite_de(self.avis)

    @property
    def reste(self) -> int:
        return (self.limite - self.on).days

    @property
    def rendu_le(self) -> date | None:
        recu = self.avis.recu_at
        return self.avis.delibere_on or (localdate(recu) if recu else None)

    @property
    def tardif(self) -> bool:
        return self.rendu_le is not None and self.rendu_le > self.limite

    @property
    def attendu(self) -> bool:
        return not self.avis.sens and self.avis.consultation.close_at is None

    @property
    def acquis(self) -> regles.Sens | None:
        """The opinion that counts; silence makes one only where the law reads it so."""
        avis = self.avis
        lu = regles.sens_acquis(
            regles.Avis(
                numero="",
                commune="",
                transmis_le=avis.transmis_on,
                mois=avis.consultation.delai_mois,
                sens=regles.Sens(avis.sens) if avis.sens else None,
                rendu_le=self.rendu_le,
            ),
            self.on,
        )
        expres = bool(avis.sens) and not self.tardif
        return lu if expres or avis.consultation.silence_favorable else None

    @property
    def etat(self) -> tuple[str, str]:
        """Tone and word."""
        if self.avis.sens and not self.tardif:
            ton = "ok" if self.avis.sens == regles.Sens.FAVORABLE else "stop"
            return ton, str(self.avis.get_sens_display())
        if self.tardif:
            return "warn", "Tardif, sans effet"
        if self.reste < 0:
            silence = self.avis.consultation.silence_favorable
            return ("ok", "Réputé favorable") if silence else ("", "Passé outre")
        return "time", "Attendu"

    @property
    def phrase(self) -> str:
        if self.avis.sens:
            jour = self.avis.delibere_on
            return f"délibéré le {jour_en_lettres(jour)}" if jour else ""
        if self.reste < 0:
            depuis = self.limite + timedelta(days=1)
            return f"sans réponse, depuis le {jour_en_lettres(depuis)}"
        reste = "dernier jour" if not self.reste else f"reste {compte(self.reste, 'jour')}"
        return f"jusqu’au {jour_en_lettres(self.limite)}, {reste}"


@dataclass(frozen=True, kw_only=True)
class ConsultationVue:
    """One consultation and its dashboard."""

    consultation: Consultation
    lignes: tuple[LigneAvis, ...]

    def _nombre(self, sens: regles.Sens) -> int:
        return sum(li.acquis is sens for li in self.lignes)

    @property
    def favorables(self) -> int:
        return self._nombre(regles.Sens.FAVORABLE)

    @property
    def defavorables(self) -> int:
        return self._nombre(regles.Sens.DEFAVORABLE)

    @property
    def attendus(self) -> int:
        return sum(li.attendu and li.reste >= 0 for li in self.lignes)

    @property
    def recus(self) -> int:
        return sum(bool(li.avis.sens) for li in self.lignes)

    @property
    def limite(self) -> date:
        return max(li.limite for li in self.lignes)

    @property
    def etat(self) -> tuple[str, str]:
        if self.consultation.close_at:
            return "", "Close"
        if self.attendus:
            return "time", f"{compte(self.attendus, 'avis attendu', 'avis attendus')}"
        return "ok", "Délibérable"

    @property
    def engagements(self) -> tuple[Manquement, ...]:
        """What the charte asks once a commune refused."""
        if not self.defavorables:
            return ()
        lue = self.consultation
        return regles.engagements(compromis=lue.compromis, politique_adoptee=lue.politique_adoptee)


def vues(
    consultations: QuerySet[Consultation], on: date, seules: Collection[int] | None = None
) -> list[ConsultationVue]:
    """Two queries, whatever their number."""
    lues = consultations.select_related("point__seance__instance").prefetch_related("avis__commune")
    return [vue(c, on, seules) for c in lues.order_by("close_at", "-ouverte_at", "-pk")]


def vue(
    consultation: Consultation, on: date, seules: Collection[int] | None = None
) -> ConsultationVue:
    """``seules``: the communes to which the reader is held."""
    lus = (a for a in consultation.avis.all() if seules is None or a.commune_id in seules)
    avis = sorted(lus, key=lambda a: a.commune.nom)
    for ligne in avis:
        ligne.consultation = consultation
    return ConsultationVue(
        consultation=consultation, lignes=tuple(LigneAvis(avis=a, on=on) for a in avis)
    )


def attendus(ici: Intercommunalite, on: date) -> list[LigneAvis]:
    """What councils may still answer in time."""
    avis = ici.avis_communes.filter(sens="", consultation__close_at=None)
    lus = avis.select_related("consultation", "commune").order_by("transmis_on", "pk")
    return [li for a in lus if (li := LigneAvis(avis=a, on=on)).reste >= 0]


def derniere_demande(point: Point) -> AvisCommune | None:
    """The last transmission to the one commune that the report concerns; it replaces others."""
    if point.commune_concernee_id is None:
        return None
    demandes: QuerySet[AvisCommune] = point.intercommunalite.avis_communes.filter(
        consultation__fondement=Consultation.Fondement.COMMUNE_SEULE,
        consultation__point=point,
        commune=point.commune_concernee_id,
    )
    return demandes.select_related("consultation", "commune").order_by("transmis_on", "pk").last()
