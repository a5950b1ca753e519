"""What the lists of the technical administration need beside the face of the site."""

from django import template
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def row_head(cell: SafeString) -> SafeString:
    """Django writes `<th class=…>` for the first cell of a row: say that it is the head of its row."""
    if not cell.startswith("<th"):
        return cell
    return SafeString(cell.replace("<th", '<th scope="row"', 1))
