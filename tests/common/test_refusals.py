import pytest

from common.refusals import came_from


@pytest.mark.parametrize(
    ("page", "back"),
    [
        ("http://testserver/initiatives/8/?page=2#vote", "/initiatives/8/?page=2"),
        ("http://testserver/votes/", ""),  # the page itself: no circle
        ("https://elsewhere.example/initiatives/8/", ""),
        ("javascript:alert(1)", ""),
        ("//elsewhere.example/", ""),
        ("", ""),
    ],
)
def test_a_refusal_leads_back_to_our_page_only(rf, page, back):
    assert came_from(rf.get("/votes/", headers={"referer": page})) == back
