"""The one stylesheet of a page is the small files of `styles/` put together, and stays small."""

import gzip
import re

from tools import styles

MOST_BYTES = 10 * 1024


def test_the_stylesheet_is_the_small_files_put_together():
    assert styles.BUNDLE.read_text(encoding="utf-8") == styles.bundle()


def test_the_stylesheet_is_light():
    assert len(gzip.compress(styles.BUNDLE.read_bytes(), 9)) <= MOST_BYTES


def test_every_small_file_is_in_it_once():
    files = styles.order()
    parts = set(styles.PARTS.glob("*.css"))
    asked = set(re.findall(r"@include (\w+);", "".join(path.read_text(encoding="utf-8") for path in files)))

    assert len(files) == len(set(files)) == len(set(styles.SOURCES.rglob("*.css")) - parts)
    assert asked == {path.stem for path in parts}


def test_shortening_keeps_strings_and_values():
    css = '/* why */ a > b , c{ content: "+ "; margin: 0 auto ; }\n@media (min-width:44em) and print { d{x:calc(1px + 2px);} }'

    assert styles.shortened(css) == (
        'a>b,c{content: "+ ";margin: 0 auto}@media (min-width:44em) and print{d{x:calc(1px + 2px)}}'
    )


def test_no_style_names_a_file_of_somebody_else_or_a_font():
    assert re.findall(r"url\(|@import|@font-face", styles.bundle()) == []
