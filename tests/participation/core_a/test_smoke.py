import pytest
from tests import cast
def test_smoke(db):
    from participation.domain import concerns, supports, issues, initiatives, reviews, drafts, operating_rules, stages
    c=cast.citizen(); f=cast.facilitator()
    x=concerns.start(by=c, now=cast.NOW); concerns.write(by=c, concern=x, now=cast.NOW, text="Une phrase assez longue."); concerns.submit(by=c, concern=x, now=cast.NOW)
    assert x.state=="en_discussion"
