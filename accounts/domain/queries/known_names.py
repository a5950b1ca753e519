"""Names that anybody may tell: places and groups. Never a person's."""

from accounts.models import Organisation, Territory


def places_and_groups() -> list[str]:
    """The MRC, the town of each, and every organisation that the Espace knows, by its long and short names."""
    names = [name for place in Territory.objects.order_by("pk") for name in (place.name, place.seat)]
    names += [
        name for group in Organisation.objects.order_by("pk") for name in (group.name, group.short_name)
    ]
    return [name for name in names if name]
