"""What the room sees: the point, the quorum, the result just proclaimed; names only if public."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db import connection
from django.utils.timezone import now

from deliberations.models import Candidat, Scrutin, Vote
from deliberations.queries.appels import Registre
from deliberations.queries.conduite import Console, LignePoint
from deliberations.queries.votes import appel_ouvert
from instances.models import Seance
from instances.queries.ecrans import huis_clos_en_cours
from instances.queries.parole import Orateur


@dataclass(frozen=True, kw_only=True)
class Resultat:
    """A result as it may be shown: of a public scrutin the names, of a secret one the totals."""

    ligne: LignePoint
    scrutin: Scrutin
    noms: list[tuple[str, list[str]]]
    elus: list[str]


# Asked sixty times a second by a full room: as SQL, it costs a third of what the ORM asks.
_VERSION = """
SELECT s.id, s.revision, v.nombre, v.derniere
FROM instances_ecran e
JOIN instances_seance s ON s.intercommunalite_id = e.intercommunalite_id AND s.id = e.seance_id
LEFT JOIN LATERAL (
  SELECT count(*) AS nombre, max(v.at) AS derniere
  FROM instances_point p
  JOIN deliberations_appel a ON a.intercommunalite_id = p.intercommunalite_id
    AND a.point_id = p.id AND a.clos_at IS NULL AND a.abandonne_at IS NULL
  JOIN deliberations_voix v ON v.intercommunalite_id = a.intercommunalite_id
    AND v.appel_id = a.id AND v.at < %s
  WHERE p.intercommunalite_id = s.intercommunalite_id AND p.seance_id = s.id
    AND p.etat = 'en_discussion'
) v ON true
WHERE e.intercommunalite_id = NULLIF(current_setting('app.tenant', true), '')::bigint
  AND e.empreinte = %s AND e.revoque_at IS NULL
"""


def version_a_l_ecran(empreinte: str, at: datetime) -> str:
    """What a screen compares: the séance, the voices of the second before, the revision."""
    with connection.cursor() as curseur:
        curseur.execute(_VERSION, [at.replace(microsecond=0), empreinte])
        lu = curseur.fetchone()
    if lu is None:
        return ""
    seance, revision, nombre, derniere = lu
    voix = f"-{nombre}-{derniere.timestamp():.6f}" if nombre else ""
    return f'"{seance}{voix}.{revision}"'


class Salle:
    """The room's screen: the figures of the console, without its names.

    Behind closed doors nothing is read, so that nothing can show.
    """

    def __init__(self, seance: Seance) -> None:
        self.seance, self.console = seance, Console(seance)

    @cached_property
    def huis_clos(self) -> bool:
        return huis_clos_en_cours(self.seance, self.console.courant)

    @cached_property
    def resultat(self) -> Resultat | None:
        ligne = self.console.dernier
        if ligne is None or ligne.scrutin is None:
            return None
        return Resultat(
            ligne=ligne,
            scrutin=ligne.scrutin,
            noms=noms_publics(ligne.scrutin),
            elus=[] if ligne.scrutin.issue else elus_de(ligne.scrutin),
        )

    @cached_property
    def voix(self) -> Registre | None:
        """How many voices came in, never which: the result is told at once, by the president."""
        point = self.console.courant
        appel = appel_ouvert(point) if point else None
        if point is None or appel is None:
            return None
        appel.point = point
        return Registre(appel, at=now(), faits=self.console.faits)

    @cached_property
    def orateur(self) -> Orateur | None:
        return self.console.paroles.en_cours

    @property
    def phrase(self) -> str:
        """Read aloud when the screen changes."""
        courant = self.console.courant
        debut = f"Rapport {courant.numero} en discussion. " if courant else ""
        return f"{debut}{self.console.annonce_du_quorum}".strip()


def noms_publics(scrutin: Scrutin) -> list[tuple[str, list[str]]]:
    """Who voted what, at a public scrutin, or where phones took the place of raised hands.

    Everybody sees hands: voices that nobody saw would be a secret ballot (SCR-02, SCR-07).
    """
    electronique = scrutin.appels.filter(electronique=True)
    if scrutin.mode != Scrutin.Mode.PUBLIC and not electronique.exists():
        return []
    votes = list(scrutin.votes.select_related("siegeant__elu"))
    groupes = [
        (str(sens.label), sorted(str(v.siegeant) for v in votes if v.sens == sens))
        for sens in Vote.Sens
    ]
    return [(sens, noms) for sens, noms in groupes if noms]


def elus_de(scrutin: Scrutin) -> list[str]:
    elus = Candidat.objects.filter(tour__scrutin=scrutin, proclame_elu=True)
    return [str(c) for c in elus.select_related("elu")]
