"""What citizens say of an answer of the Table: whether it answers. Who spoke and what was said stay apart."""

from django.db import models

from accounts.models import Person
from participation.enums import EchoChoice
from participation.models.transmission import TableResponse


class EchoGiven(models.Model):
    """This citizen said something of this answer: once each. What they said is not here.

    A trigger refuses whoever is not a citizen that day.
    """

    response = models.ForeignKey(TableResponse, on_delete=models.PROTECT, related_name="echoes_given")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "person"], name="one_echo_per_citizen"),
        ]

    def __str__(self) -> str:
        return f"{self.given_on}"


class Echo(models.Model):
    """What was said, without who nor when. `mark` is made of the person and a key that the database does not hold:
    it finds what one said again, to change it. A trigger refuses more of these rows than citizens who spoke.
    """

    mark = models.CharField(max_length=64, primary_key=True)
    response = models.ForeignKey(TableResponse, on_delete=models.PROTECT, related_name="echoes")
    choice = models.CharField(max_length=12, choices=EchoChoice)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_echo_is_one_of_three", condition=models.Q(choice__in=EchoChoice.values)
            ),
        ]

    def __str__(self) -> str:
        return self.get_choice_display()
