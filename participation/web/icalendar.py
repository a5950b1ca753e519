"""The calendar as an iCalendar file (RFC 5545). No personal data: only what the public page says."""

import datetime

from participation.web.calendar_line import Line

FOLD = 75


def file_of(lines: list[Line], *, now: datetime.datetime, host: str) -> str:
    """CRLF lines, folded at 75 octets."""
    rows = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//L'Espace//Calendrier//FR", "CALSCALE:GREGORIAN"]
    for line in lines:
        rows += _event(line, now=now, host=host)
    rows.append("END:VCALENDAR")
    return "".join(f"{_folded(row)}\r\n" for row in rows)


def _event(line: Line, *, now: datetime.datetime, host: str) -> list[str]:
    rows = ["BEGIN:VEVENT", f"UID:{line.key}@{host}", f"DTSTAMP:{_utc(now)}"]
    if line.at:
        rows.append(f"DTSTART:{_utc(line.at)}")
    else:
        after = (line.ends_on or line.on) + datetime.timedelta(days=1)
        rows += [f"DTSTART;VALUE=DATE:{line.on:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
    if line.sequence:
        rows.append(f"SEQUENCE:{line.sequence}")
    if line.is_cancelled:
        rows.append("STATUS:CANCELLED")
    rows.append(f"SUMMARY:{_escaped(line.title)}")
    if line.text:
        rows.append(f"DESCRIPTION:{_escaped(line.text)}")
    return [*rows, "END:VEVENT"]


def _utc(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())


def _folded(row: str) -> str:
    parts, part = [], ""
    for letter in row:
        if len((part + letter).encode()) > FOLD - (1 if parts else 0):
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])
