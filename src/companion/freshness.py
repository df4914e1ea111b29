"""Freshness: how long a page may go unread before it must be checked again."""

from __future__ import annotations

import datetime
from typing import Any

DECAY_DAYS = {"fast": 90, "medium": 180, "slow": 365}
"""Days after which a page must be read again, by how fast its subject moves."""


def stale_since(last_validated: Any, decay: Any, today: datetime.date) -> int:
    """Days since a page was due to be read again; 0 if it is not, or if its front matter does not say."""
    if decay not in list(DECAY_DAYS) or not isinstance(last_validated, datetime.date):
        return 0
    return max(0, (today - last_validated).days - DECAY_DAYS[decay])
