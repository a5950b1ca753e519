"""Tags and filters of the face of L'Espace. None of them touches the database.

How to call each one: the first lines of its file in templates/components/, and the gallery.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet, BoundField
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common import dates, form_shapes, pictures, stacked
from common.typography import floor_of_five, format_money, french_spaces

register = template.Library()

# What a tag hands to its template, or a row handed to a tag.
Shown = dict[str, Any]

SPRITE = Path(settings.BASE_DIR) / "static" / "icones.svg"
SYMBOL = re.compile(r'<symbol id="([ip])-([a-z0-9-]+)" viewBox="([^"]+)">(.*?)</symbol>', re.S)


def _read_sprite() -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    icons, pictures = {}, {}
    for family, name, box, shape in SYMBOL.findall(SPRITE.read_text(encoding="utf-8")):
        if family == "i":
            icons[name] = (
                f'<svg class="ic" viewBox="{box}" aria-hidden="true" focusable="false">{shape}</svg>'
            )
        else:
            pictures[name] = (box, shape)
    return icons, pictures


ICONS, PICTURES = _read_sprite()

# The frame


@register.simple_tag
def html_lang() -> str:
    return "en-CA" if dates.is_english() else "fr-CA"


@register.simple_block_tag(takes_context=True)
def page_title(context: Context, content: str) -> SafeString:
    """The page first, then the site; a page that comes back with errors says so before all."""
    title = content.strip()
    if context.get("form_errors") or _came_back(context.get("form")):
        title = f"{_('Error:')} {after_colon(title)}"
    return mark_safe(f"{title} | L'Espace")  # noqa: S308 the block is already escaped


def _came_back(form: object) -> bool:
    """For the pages of others, which do not go through `common.forms.answer`."""
    return isinstance(form, BaseForm) and form.is_bound and bool(form.errors)


@register.simple_tag
def other_language() -> dict[str, str]:
    if (get_language() or "fr").startswith("en"):
        return {"code": "fr", "lang": "fr-CA", "name": "Français"}
    return {"code": "en", "lang": "en-CA", "name": "English"}


@register.simple_tag(takes_context=True)
def home_url(context: Context) -> str:
    me = context.get("me")
    return reverse(getattr(me, "home_url_name", None) or "participation:home")


@register.simple_tag(takes_context=True)
def comfort_url(context: Context) -> str:
    """Size and colours, with the way back to the page that is open; from there, the way back stays the same."""
    request = context.get("request")
    here = reverse("accounts:comfort")
    if request is None:
        return here
    back = request.GET.get("next", "") if request.path == here else request.get_full_path()
    return f"{here}?{urlencode({'next': back}, safe='/')}" if back else here


@register.inclusion_tag("components/menu.html", takes_context=True)
def menu(context: Context) -> Shown:
    """The entries come with the page (`config.menus`): this tag only marks the page that is open."""
    match = getattr(context.get("request"), "resolver_match", None)
    here = match.view_name if match else ""
    return {
        "entries": [
            {"url": reverse(name), "label": label, "is_current": name == here}
            for name, label in context.get("menu_entries") or ()
        ]
    }


# Drawings


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing that always has a word beside it; an unknown name fails at once."""
    return mark_safe(ICONS[name])  # noqa: S308 our own sprite, read from static/


@register.inclusion_tag("components/receipt.html")
def receipt(picture: str, words: Iterable[str], title: str = "", number: str = "") -> Shown:
    box, shape = PICTURES[picture]
    return {
        "picture": picture,
        "box": box,
        "shape": mark_safe(shape),  # noqa: S308 our own sprite
        "words": words,
        "title": title,
        "number": number,
    }


@register.filter
def in_fours(number: str) -> str:
    """A long number in groups that one can read aloud."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


@register.simple_tag
def receipt_picture(name: str) -> SafeString:
    """The drawing alone, its word beside it."""
    box, shape = PICTURES[name]
    drawing = f'<svg class="pic" viewBox="{box}" aria-hidden="true" focusable="false">{shape}</svg>'
    return mark_safe(drawing)  # noqa: S308 our own sprite


@register.inclusion_tag("components/steps.html")
def steps(current: int, total: int, word: str = "question") -> Shown:
    return {
        "current": current,
        "total": total,
        "word": word,
        "width": 34 * total,
        "marks": [{"x": 1 + 34 * n, "is_on": n < current} for n in range(total)],
    }


@register.inclusion_tag("components/bars.html", takes_context=True)
def bars(context: Context, rows: Iterable[Shown], total: int, family: str = "", small: bool = False) -> Shown:
    """Lengths are whole percents of `total`; the number and its word stand beside."""
    return pictures.bars(rows, total=total, family=family, name=_drawing(context)) | {"small": small}


@register.inclusion_tag("components/stacks.html", takes_context=True)
def stacks(
    context: Context, rows: Iterable[Shown], parts: Iterable[Shown], title: str = "", head: str = ""
) -> Shown:
    """One line each, cut in parts that add up; the longest line is the whole width."""
    return stacked.stacks(rows, parts, title=title, head=head, name=_drawing(context))


@register.inclusion_tag("components/stakes.html", takes_context=True)
def stakes(context: Context, territories: Iterable[Shown], yes: str = "", no: str = "") -> Shown:
    """The MRCs from west to east, one stake each, all of one height."""
    return pictures.stakes(territories, yes=yes, no=no, name=_drawing(context))


@register.inclusion_tag("components/timeline.html", takes_context=True)
def timeline(context: Context, items: Iterable[Shown], narrow: bool = False) -> Shown:
    """Items: title, state ("done", "now" or "later"), on (a date) or when (words), url, detail."""
    return pictures.timeline(items, is_narrow=narrow, name=_drawing(context))


def _drawing(context: Context) -> str:
    return pictures.numbered(context.get("request") or context)


# Forms


@register.simple_tag
def field(bound_field: BoundField, question: bool | None = None) -> str:
    """One field with its label, hint and error. `question` makes the label the title of the page."""
    if question is None:
        question = getattr(bound_field.form, "question", None) == bound_field.name
    return get_template("components/field.html").render(form_shapes.field_context(bound_field, question))


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm | None) -> Shown:
    return form_shapes.summary(form)


@register.inclusion_tag("components/error_summary.html")
def formset_summary(formset: BaseFormSet[BaseForm]) -> Shown:
    return form_shapes.formset_summary(formset)


@register.filter
def hint_of(hints: Shown, value: object) -> str:
    return hints.get(str(value), "") if hints else ""


@register.filter
def after_colon(sentence: object) -> str:
    """« Écris une phrase. » becomes « écris une phrase. » after « Erreur : »."""
    text = str(sentence)
    if len(text) > 1 and (text[1].islower() or text[1] in "'’ "):
        return text[0].lower() + text[1:]
    return text


@register.inclusion_tag("components/pairs.html")
def pairs(rows: Iterable[Shown]) -> Shown:
    """Rows: label, value, and for « Changer »: change_url and change_what."""
    return {"rows": rows}


@register.inclusion_tag("components/five.html")
def five(rows: Iterable[Shown]) -> Shown:
    """At most five rows: icon, label, text."""
    return {"rows": list(rows)[:5]}


@register.inclusion_tag("components/facts.html")
def facts(rows: Iterable[Shown]) -> Shown:
    """Two to four rows: label, value, detail."""
    return {"rows": rows}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page) -> Shown:
    """Numbered pages of a Paginator page; the other query parameters are kept."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    kept = query.urlencode()
    return {
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "kept": f"&{kept}" if kept else "",
    }


# Dates, money, small counts


@register.filter
def day(value: dates.Moment | None, today: dates.Moment | None = None) -> str:
    return dates.day(value, today) if value else ""


@register.filter
def day_time(value: datetime | None, today: dates.Moment | None = None) -> str:
    return dates.day_time(value, today) if value else ""


@register.filter
def clock_time(value: datetime | None) -> str:
    return dates.clock_time(value) if value else ""


@register.filter
def short(value: dates.Moment | None) -> str:
    return dates.short(value) if value else ""


@register.filter
def in_days(value: dates.Moment | None, today: dates.Moment | None = None) -> str:
    return dates.in_days(value, today) if value else ""


@register.filter
def duration(value: int | None) -> str:
    return dates.duration(value) if value is not None else ""


@register.filter
def money(cents: int | None) -> str:
    return format_money(cents) if cents is not None else ""


@register.filter
def floor5(count: int | None) -> str:
    return floor_of_five(count) if count is not None else ""


@register.filter
def in_one_piece(text: object) -> SafeString:
    """A phone number on a button: no line ends inside it, however large the letters."""
    return format_html('<span class="num">{}</span>', french_spaces(str(text)))


@register.filter(is_safe=True)
def nbsp(text: object) -> str:
    return french_spaces(str(text))
