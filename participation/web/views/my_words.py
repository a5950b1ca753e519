"""« Ce ne sont pas mes mots » : the person does not recognise what was written for them."""

from django.contrib import messages as flashes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.doors import entered
from common import clock
from common.forms import answer, posted
from participation.domain import helping
from participation.domain.queries import notices as queries
from participation.domain.queries.concerns import helped_by
from participation.web.desk_forms import NotMineForm
from participation.web.pages import helped as pages


@entered
def not_mine(request: HttpRequest, pk: int) -> HttpResponse:
    """Take them back now, or ask for a call; either way, facilitation is alerted."""
    one = queries.written_for_one(pk, request.user)
    form = NotMineForm(posted(request))
    if request.method == "POST" and form.is_valid():
        helping.not_my_words(
            by=request.user, contribution=one, wish=form.cleaned_data["wish"], now=clock.now()
        )
        flashes.success(request, _("We know. Somebody else than the one who wrote calls you."))
        return redirect("participation:news")
    return answer(
        request,
        "participation/telling/not_mine.html",
        form,
        label=helped_by(one),
        words=pages.words_of(one),
        back_url=reverse("participation:news"),
    )
