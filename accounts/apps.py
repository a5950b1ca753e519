from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from common import triggers


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People and mandates")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        triggers.keep("accounts")
