"""Every factory under one name: ``factories.SeanceFactory``, wherever it is written."""

from tests.factories.debats import *  # noqa: F403  # as below
from tests.factories.preparation import *  # noqa: F403  # the package is the list
from tests.factories.seances import *  # noqa: F403  # as above
from tests.factories.socle import *  # noqa: F403  # as above
from tests.factories.territoire import *  # noqa: F403  # as above
from tests.factories.voix import *  # noqa: F403  # as above
