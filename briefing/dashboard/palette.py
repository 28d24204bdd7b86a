"""Colours, marks and plain words for stances, roles and precision, in light and dark.

Contrast (WCAG 2.2): every stance ≥ 4.5:1 as text on the page and ≥ 3:1 as a mark on land, sea and tile. The six hues stay
apart for deuteranopes, protanopes and tritanopes (Machado 2009), and each has a mark of its own: never by colour alone.
"""

PALETTE = {
    "light": dict(
        page="#fbfaf7",
        tile="#ffffff",
        ink="#1c1b1a",
        quiet="#5b5852",
        line="#cfc9bc",
        land="#f0ece3",
        country="#e3dccb",
        sea="#e4edf3",
        border="#bfb7a6",
        halo="#fbfaf7",
        arrow="#3d3a36",
        none="#736f6e",
    ),
    "dark": dict(
        page="#14171a",
        tile="#20252a",
        ink="#edebe8",
        quiet="#b3b0aa",
        line="#4a5157",
        land="#2b3136",
        country="#394047",
        sea="#191e22",
        border="#4a5258",
        halo="#14171a",
        arrow="#d5d2cc",
        none="#8f949b",
    ),
}
STANCE_COLOURS = {
    "light": dict(
        confirmed="#06333f",
        claimed="#1f5fd0",
        denied="#bf4a06",
        unconfirmed="#736f6e",
        planned="#8f1d92",
        considering="#5c3d06",
    ),
    "dark": dict(
        confirmed="#62dfa4",
        claimed="#4f9ff5",
        denied="#e2704a",
        unconfirmed="#8f949b",
        planned="#ebcdf7",
        considering="#f2bb35",
    ),
}
# Drawn with a round pen inside a pin of radius 1; a plain pin is "claimed", by far the most frequent.
STANCE_SHAPES = {
    "confirmed": "M-.42,.04L-.1,.36L.46,-.32",
    "claimed": "",
    "denied": "M-.34,-.34L.34,.34M.34,-.34L-.34,.34",
    "unconfirmed": "M-.26,-.22C-.26,-.62,.3,-.62,.3,-.22C.3,.06,0,.02,0,.24M0,.54L0,.55",
    "planned": "M-.46,0L.44,0M.12,-.34L.46,0L.12,.34",
    "considering": "M-.42,0L-.41,0M0,0L.01,0M.42,0L.43,0",
}
STANCE_MARKS = {
    "confirmed": "✓",
    "claimed": "●",
    "denied": "✕",
    "unconfirmed": "?",
    "planned": "→",
    "considering": "…",
}
STANCE_WORDS = {
    "confirmed": "confirmed",
    "claimed": "said",
    "denied": "denied",
    "unconfirmed": "not confirmed",
    "planned": "planned",
    "considering": "being considered",
    None: "no claim yet",
}

ROLE_SHAPES = {"event": "circle", "meeting": "square", "named": "diamond"}
ROLE_WORDS = {
    "event": "something is reported to happen here",
    "meeting": "people meet here",
    "named": "merely named",
}
PRECISION_WORDS = {
    "point": "exact place",
    "region": "somewhere in this region",
    "country": "somewhere in this country",
}


def theme(dark: bool) -> str:
    """Name of the half of each table to use."""
    return "dark" if dark else "light"


def stance_colour(stance: str | None, dark: bool) -> str:
    """Colour of a stance as mark or text; grey where nothing is claimed."""
    return STANCE_COLOURS[theme(dark)].get(stance or "", PALETTE[theme(dark)]["none"])
