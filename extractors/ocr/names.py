"""Names of engines that are no engine's own; no library is loaded for them."""

from __future__ import annotations

AUTO = "auto"
"""The fastest engine that is installed."""
NONE = "none"
"""No engine: scans stay unread, and are reported."""
