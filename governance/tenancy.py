"""All multi-tenancy, on one page.

Each request, task or command works inside one intercommunalité: a transaction whose
local setting ``app.tenant`` is what PostgreSQL's row security compares every row with.
The scope is entered in three places only: ``TenancyMiddleware``, ``TenantTask`` and
``TenantCommand``. Outside of it a tenant table answers with no row at all.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from celery import Task
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, models, transaction
from django.db.models import CharField, Func, Value
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from governance.validators import MOTS_RESERVES


class TenantModel(models.Model):
    """A row of one intercommunalité. The tenant's key comes first in every index."""

    intercommunalite = models.ForeignKey(
        "governance.Intercommunalite",
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        db_index=False,
        editable=False,
        verbose_name="intercommunalité",
    )

    class Meta:
        abstract = True


def cle_tenant(related_name: str) -> Any:
    """The tenant's key, where « the class name and an s » is not the French plural."""
    return models.ForeignKey(
        "governance.Intercommunalite",
        on_delete=models.PROTECT,
        related_name=related_name,
        db_index=False,
        editable=False,
        verbose_name="intercommunalité",
    )


def _lire(noms: Iterable[str]) -> dict[str, str]:
    """Transaction-local settings as they stand."""
    lus = list(noms)
    champs = ", ".join(["coalesce(current_setting(%s, true), '')"] * len(lus))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {champs}", [f"app.{nom}" for nom in lus])
        return dict(zip(lus, cursor.fetchone(), strict=True))


def _poser(**reglages: object) -> None:
    couples = [v for nom, valeur in reglages.items() for v in (f"app.{nom}", str(valeur or ""))]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(["set_config(%s, %s, true)"] * len(reglages)), couples)


@contextmanager
def _portee(**reglages: object) -> Iterator[None]:
    emboitee = connection.in_atomic_block
    with transaction.atomic():
        # The end of a transaction, or a rolled-back savepoint, restores the settings by itself;
        # a released savepoint does not.
        anciens = _lire(reglages) if emboitee else {}
        _poser(**reglages)
        yield
        if emboitee:
            _poser(**anciens)


@contextmanager
def entrer(intercommunalite: Any, user: Any = None) -> Iterator[None]:
    """Work inside one intercommunalité (an object or its id), in its civil time."""
    ident = getattr(intercommunalite, "pk", intercommunalite)
    with _portee(tenant=ident, user=getattr(user, "pk", None)):
        if not hasattr(intercommunalite, "fuseau"):
            from governance.models import Intercommunalite

            intercommunalite = Intercommunalite.objects.get(pk=ident)
        with timezone.override(intercommunalite.fuseau):
            yield


@contextmanager
def ordonnanceur() -> Iterator[None]:
    """See which intercommunalités exist and have work due: the scheduler and provisioning only."""
    with _portee(ordonnanceur="oui"):
        yield


@contextmanager
def compte(user: Any) -> Iterator[None]:
    """Let an account see its own accesses and the intercommunalités they open."""
    with _portee(user=user.pk):
        yield


class TenantTask(Task):  # type: ignore[misc]  # Celery is untyped
    """A task whose first argument is the intercommunalité it works in."""

    abstract = True

    def __call__(self, intercommunalite_id: int, *args: Any, **kwargs: Any) -> Any:
        with entrer(intercommunalite_id):
            return self.run(intercommunalite_id, *args, **kwargs)


class TenantCommand(BaseCommand):
    """A command that acts inside the intercommunalité named by ``--intercommunalite``."""

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--intercommunalite", required=True, metavar="SLUG")

    def handle(self, *args: Any, **options: Any) -> Any:
        slug = options.pop("intercommunalite")
        intercommunalite = trouver(slug)
        if intercommunalite is None:
            raise CommandError(f"Aucune intercommunalité « {slug} ».")
        with entrer(intercommunalite):
            return self.executer(intercommunalite, **options)

    def executer(self, intercommunalite: Any, **options: Any) -> Any:
        raise NotImplementedError


def trouver(slug: str) -> Any | None:
    """The intercommunalité whose exact slug is known; naming it is what makes it visible."""
    from governance.models import Intercommunalite

    with _portee(slug=slug):
        return Intercommunalite.objects.filter(slug=slug).first()


PORTEE = Func(
    Value("app.tenant"), Cast("pk", CharField()), Value(True),
    function="set_config", output_field=CharField(),
)  # fmt: skip


class TenancyMiddleware:
    """Resolve the intercommunalité of the path, check the access, open the transaction.

    It wraps view and template in one transaction (``ATOMIC_REQUESTS`` would close it before
    the errors' middlewares) and rolls back when the answer is a failure.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        slug = request.path_info.lstrip("/").split("/", 1)[0]
        if not slug or slug in MOTS_RESERVES:
            return self.get_response(request)
        with transaction.atomic():
            refus = self._entrer(request, slug)
            if refus is not None:
                return refus
            with timezone.override(request.intercommunalite.fuseau):
                response = self.get_response(request)
            if response.status_code >= 500 or getattr(response, "annuler", False):
                transaction.set_rollback(True)
            return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        # The path named the intercommunalité; views read it from the request.
        if hasattr(request, "intercommunalite"):
            kwargs.pop("slug", None)
        if getattr(request, "acces", None) is not None:
            from governance.permissions import can_ouvrir, require

            require(can_ouvrir(request.acces, request.resolver_match.view_name))

    def _entrer(self, request: Any, slug: str) -> HttpResponse | None:
        from governance.models import Acces, Intercommunalite, Jeton

        _poser(user=request.user.pk, slug=slug)
        # Read and entered at once: the row just named sets the scope by itself.
        nommees = Intercommunalite.objects.filter(slug=slug)
        intercommunalite = nommees.annotate(portee=PORTEE).first()
        if _est_public(request):
            return self._entrer_sans_compte(request, intercommunalite)
        jeton = Jeton.presente(request) if _est_de_l_api(request) else None
        if jeton is None and not request.user.is_authenticated:
            return _se_connecter(request)
        if intercommunalite is None:
            return _refuser_le_jeton(request) if jeton else _introuvable()
        acces = (
            Jeton.acces_ouvert(intercommunalite, jeton)
            if jeton
            else Acces.objects.en_vigueur()
            .filter(intercommunalite=intercommunalite, user=request.user)
            .select_related("user")
            .first()
        )
        if acces is None:
            return _refuser_le_jeton(request) if jeton else _introuvable()
        request.intercommunalite = acces.intercommunalite = intercommunalite
        request.acces = acces
        request.user = acces.user
        request.par_jeton = jeton is not None
        return None

    def _entrer_sans_compte(self, request: Any, intercommunalite: Any) -> HttpResponse | None:
        """A personal link or the room's screen: the view itself authorises, by its secret."""
        if intercommunalite is None:
            return _introuvable()
        request.intercommunalite, request.acces, request.par_jeton = intercommunalite, None, False
        return None


def _introuvable() -> HttpResponse:
    raise Http404


def _est_de_l_api(request: HttpRequest) -> bool:
    """A token speaks to the API only: it opens no page."""
    return request.path_info.split("/")[2:3] == ["api"]


def _est_public(request: HttpRequest) -> bool:
    """« /<slug>/public/… »: pages that need no account."""
    return request.path_info.split("/")[2:3] == ["public"]


def _se_connecter(request: HttpRequest) -> HttpResponse:
    if _est_de_l_api(request) and "text/html" not in request.headers.get("Accept", ""):
        return JsonResponse({"detail": "Identifiez-vous avec un jeton d’accès."}, status=401)
    return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}")


def _refuser_le_jeton(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"detail": "Ce jeton n’ouvre pas cette intercommunalité."}, status=401)


def contexte(request: Any) -> dict[str, Any]:
    """What every page of an intercommunalité shows: whose it is, and what one may open."""
    from governance.navigation import menu_du_compte, navigation

    return {
        "demo": settings.DEMO,
        "intercommunalite": getattr(request, "intercommunalite", None),
        "acces": getattr(request, "acces", None),
        "navigation": navigation(request),
        "menu_du_compte": menu_du_compte(request),
    }
