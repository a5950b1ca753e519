"""The part of the HTML standard that our pages use: which element stands where, with which attributes."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words, pictures and fields: what may stand inside a sentence.
PHRASING = _names(
    "a abbr audio b bdi bdo br button canvas cite code data datalist del dfn em embed i iframe img input ins kbd "
    "label link map mark meta meter noscript object output picture progress q ruby s samp script select slot small "
    "span strong sub sup svg template textarea time u var video wbr area rp rt source track option optgroup"
)
# Elements whose content is only words. The transparent ones (a, ins, del, noscript) follow what they stand in.
ONLY_PHRASING = _names(
    "p h1 h2 h3 h4 h5 h6 pre abbr b bdi bdo button cite code data dfn em i kbd label mark meter output progress q s "
    "samp small span strong sub sup time u var"
)
TRANSPARENT = _names("a ins del noscript map object")
# In these, headings and fieldset words are allowed too.
LOOSE = frozenset(("legend", "summary"))
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

CHILDREN = {
    "ul": {"li", "script", "template"},
    "ol": {"li", "script", "template"},
    "dl": {"dt", "dd", "div", "script", "template"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr", "script", "template"},
    "thead": {"tr", "script", "template"},
    "tbody": {"tr", "script", "template"},
    "tfoot": {"tr", "script", "template"},
    "tr": {"th", "td", "script", "template"},
    "select": {"option", "optgroup", "hr", "script", "template"},
    "optgroup": {"option", "script", "template"},
}
FIRST_CHILD = {"details": "summary"}

GLOBAL = _names(
    "accesskey autocapitalize class contenteditable dir draggable enterkeyhint hidden id inert inputmode itemid itemprop "
    "itemref itemscope itemtype lang nonce popover role slot spellcheck style tabindex title translate autofocus"
)
_FIELD = _names("disabled form name")
OWN = {
    "a": _names("href target download ping rel hreflang type referrerpolicy"),
    "audio": _names("src controls preload loop muted"),
    "base": _names("href target"),
    "blockquote": ["cite"],
    "button": [*_FIELD, *_names("formaction formenctype formmethod formnovalidate formtarget type value")],
    "col": ["span"],
    "colgroup": ["span"],
    "data": ["value"],
    "del": _names("cite datetime"),
    "details": _names("open name"),
    "fieldset": _FIELD,
    "form": _names("accept-charset action autocomplete enctype method name novalidate target rel"),
    "html": ["lang"],
    "iframe": _names("src srcdoc name sandbox allow width height loading"),
    "img": _names("alt src srcset sizes width height loading decoding usemap"),
    "input": [
        *_FIELD,
        *_names("accept alt autocomplete capture checked dirname list max maxlength min minlength multiple"),
        *_names("pattern placeholder readonly required size src step type value"),
        *_names("formaction formenctype formmethod formnovalidate formtarget"),
    ],
    "ins": _names("cite datetime"),
    "label": ["for"],
    "li": ["value"],
    "link": _names("href rel media hreflang type as sizes crossorigin integrity color disabled"),
    "meta": _names("name content charset http-equiv media"),
    "meter": _names("value min max low high optimum"),
    "ol": _names("reversed start type"),
    "optgroup": _names("disabled label"),
    "option": _names("disabled label selected value"),
    "output": _names("for form name"),
    "progress": _names("value max"),
    "q": ["cite"],
    "script": _names("src type async defer crossorigin integrity nomodule referrerpolicy"),
    "select": [*_FIELD, "autocomplete", "multiple", "required", "size"],
    "source": _names("src srcset type media sizes width height"),
    "td": _names("colspan rowspan headers"),
    "textarea": [
        *_FIELD,
        *_names("autocomplete cols dirname maxlength minlength placeholder readonly required rows wrap"),
    ],
    "th": _names("colspan rowspan headers scope abbr"),
    "time": ["datetime"],
    "video": _names("src controls poster preload loop muted width height"),
}

FIELDS = frozenset(("input", "select", "textarea"))
LABELABLE = FIELDS | {"button", "meter", "output", "progress"}
INTERACTIVE = frozenset(
    ("a", "button", "select", "textarea", "input", "label", "details", "iframe", "summary")
)
POINTERS = (
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-errormessage",
    "aria-details",
)
# An element that stands for nothing gets no name: ears would never hear it.
NAMELESS = frozenset(("div", "span", "p", "b", "i", "small", "strong", "em", "code", "label", "legend"))
