from datetime import UTC, date, datetime, timedelta

import pytest

from common import clock


def test_now_is_aware_and_about_now():
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_frozen_clock_stands_still_and_starts_again():
    at = datetime(2025, 3, 4, 12, tzinfo=UTC)

    with clock.frozen(at):
        assert clock.now() == at

    assert clock.now() != at


def test_today_is_the_date_in_the_region_not_in_london():
    with clock.frozen(datetime(2025, 3, 5, 3, tzinfo=UTC)):
        assert clock.today() == date(2025, 3, 4)


def test_a_clock_cannot_be_frozen_at_a_moment_without_time_zone():
    with pytest.raises(ValueError, match="aware"), clock.frozen(datetime(2025, 3, 5)):
        pass
