"""Shares of which whole percents would say too little."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "share.few": "fewer than {least}",
    "share.most": "more than {most}",
    "share.few-short": "<{least}",
    "share.most-short": ">{most}",
}
