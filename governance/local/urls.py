"""Pages of the demonstration only."""

urlpatterns: list[object] = []
