"""A briefing to take along: one self-contained HTML file, Markdown, CSV or JSON, every claim with its words, span and chain."""

from collections.abc import Callable

from briefing.dashboard.export.html import to_html
from briefing.dashboard.export.markdown import to_markdown
from briefing.dashboard.export.rows import to_csv, to_json

# name → its bytes; the second argument says that the summary is that of an earlier day, without later reports
EXPORTS: dict[str, Callable[..., bytes]] = {
    "html": to_html,
    "md": to_markdown,
    "csv": to_csv,
    "json": to_json,
}
MEDIA_TYPES = {"html": "text/html", "md": "text/markdown", "csv": "text/csv", "json": "application/json"}
