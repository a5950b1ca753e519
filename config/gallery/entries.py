"""The table of the gallery: each piece, what it is for, what it is not for, and the files that draw it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Entry:
    """One piece. `draws` names files of `templates/components/`; its example is `gallery/pieces/NAME.html`."""

    name: str
    title: "_StrPromise"
    use: "_StrPromise"
    avoid: "_StrPromise"
    draws: tuple[str, ...] = field(default=())

    @property
    def example(self) -> str:
        return f"gallery/pieces/{self.name}.html"


PARTS: "dict[str, tuple[_StrPromise, tuple[Entry, ...]]]" = {
    "actions": (
        _("Buttons and ways"),
        (
            Entry("button", _("Button"), _("The one main act of a page."), _("Two main acts side by side.")),
            Entry("link_btn", _("Link button"), _("Print, change, add, keep for later."), _("A way inside a sentence.")),
            Entry("confirm", _("Confirm page"), _("An act that one does not take back."), _("Each small act."), ("confirm",)),
            Entry("crumb", _("Way back"), _("The page before this one."), _("A path of five links."), ("crumb",)),
            Entry("door", _("Doors"), _("The four big acts."), _("More than four."), ("door",)),
            Entry("pagination", _("Pages"), _("Long lists, with « Next page »."), _("A list without end."), ("pagination",)),
            Entry("listen", _("Listen"), _("Hear the page, sentence by sentence."), _("The highlight of a search.")),
        ),
    ),
    "champs": (
        _("Fields"),
        (
            Entry(
                "fields",
                _("Fresh fields"),
                _("A question: its label, its hint, then the box."),
                _("An example inside the box."),
                ("field", "fields", "field_words", "field_choices", "choice", "form_words", "one_field", "formset"),
            ),
            Entry("date", _("Date"), _("A day, in three parts."), _("A calendar to open."), ("field_date",)),
            Entry("pin", _("NIP"), _("A NIP, which one may see while typing."), _("Any other secret."), ("pin",)),
            Entry(
                "errors",
                _("Fields that come back"),
                _("What to fix, said on top and at each field."),
                _("A success."),
                ("error_summary",),
            ),
            Entry("form", _("Whole form"), _("Fields and one button that says the act."), _("Two acts."), ("form",)),
            Entry("steps", _("Steps"), _("Question 2 of 4."), _("Votes already cast."), ("steps",)),
            Entry("remarks", _("Help to write"), _("A gentle idea, on a check page."), _("A block."), ("remarks",)),
            Entry("care", _("A gentle look"), _("Before publishing: what tells who somebody is."), _("A block."), ("care",)),
            Entry("help_lines", _("Numbers to call"), _("Words that say danger."), _("Ordinary help."), ("help_lines",)),
            Entry("pairs", _("Words and answers"), _("Check pages, details."), _("A table of numbers."), ("pairs",)),
        ),
    ),
    "etats": (
        _("States and news"),
        (
            Entry("note", _("Alert"), _("One thing to know, with its family."), _("Two in a row."), ("note", "messages")),
            Entry("pill", _("State"), _("The state of a thing, icon and words."), _("A count."), ("pill",)),
            Entry(
                "role_badge",
                _("Role"),
                _("Everyone who does not vote."),
                _("Citizens: they are the norm."),
                ("role_badge",),
            ),
            Entry("verdict", _("Outcome"), _("One sentence that says the outcome."), _("A warning."), ("verdict",)),
            Entry("checks", _("Rules of a vote"), _("A rule and its result."), _("Tasks."), ("checks",)),
            Entry("progress", _("Long work"), _("Where a long work is, in words."), _("Steps of days."), ("progress",)),
            Entry("empty", _("Nothing to show"), _("An empty list, and what comes next."), _("An error."), ("empty_state",)),
        ),
    ),
    "listes": (
        _("Things and lists"),
        (
            Entry("card", _("Card"), _("One thing that one can open."), _("Each paragraph."), ("card",)),
            Entry("message", _("Message"), _("What people say in a thread."), _("Private notes.")),
            Entry("board", _("Board by step"), _("Things by step."), _("Moving things by hand.")),
            Entry("details", _("Details"), _("Help, one answer each."), _("What one needs to decide."), ("details",)),
            Entry("table", _("Table of lines"), _("Lines of money."), _("Placing things on a page."), ("table",)),
            Entry("facts", _("Facts"), _("Two to four numbers with their word."), _("More than four."), ("facts",)),
            Entry("five", _("Five lines"), _("The five lines that open an initiative."), _("More than five."), ("five",)),
            Entry(
                "queue",
                _("Thing with a deadline"),
                _("Things sorted by the time left."),
                _("A list by number of supports."),
                ("queue_item",),
            ),
        ),
    ),
    "temps": (
        _("Time and counts"),
        (
            Entry("timeline", _("Line of time"), _("What is done, where we are, what comes."), _("A bar in percent."), ("timeline",)),
            Entry("next_step", _("Next step"), _("What comes, with its date."), _("A wait without a date."), ("next_step",)),
            Entry("bars", _("Counts of a vote"), _("Counts, each with its number and word."), _("Comparing people."), ("bars", "same_data")),
            Entry("stacks", _("Parts that add up"), _("Counts over time, cut in parts."), _("Counts of people."), ("stacks",)),
            Entry("stakes", _("The eight MRCs"), _("The MRCs from west to east."), _("Anything but MRCs."), ("stakes",)),
            Entry("receipt", _("Receipt"), _("The receipt of a vote."), _("The NIP: it is written nowhere."), ("receipt",)),
            Entry("versions", _("Versions"), _("What changed in a text, with signs."), _("Showing mistakes.")),
            Entry("words_24", _("Words and codes"), _("A phrase of 24 words, a long number."), _("A code to type again.")),
        ),
    ),
    "cadre": (
        _("Frame and paper"),
        (
            Entry(
                "frame",
                _("Frame"),
                _("The same head and foot on each page."),
                _("A second menu."),
                (
                    *("header", "brand", "mark", "me", "menu", "tools", "help_line", "comfort"),
                    *("footer", "shore", "help", "urgent", "clear", "language"),
                ),
            ),
            Entry("skip", _("Skip link"), _("Going past the head with one key."), _("Hiding a menu.")),
            Entry("scene", _("Landscape"), _("The home pages. It is hidden from ears."), _("Saying something."), ("scene",)),
            Entry("sheet", _("Sheet of paper"), _("What is printed: black on white."), _("Screens.")),
            Entry("print", _("Print button"), _("A page made to be printed."), _("Any other page."), ("print_button",)),
            Entry("icons", _("Icons and pictures"), _("Always with a word beside."), _("An icon alone.")),
        ),
    ),
}  # fmt: skip

ENTRIES = tuple(entry for _title, entries in PARTS.values() for entry in entries)
