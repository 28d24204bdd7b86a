"""The briefing as one self-contained HTML file: no script, no request, prints to a clean two-page PDF."""

from html import escape

from briefing.dashboard.contrary import others
from briefing.dashboard.export.view import View, held, read, standing, told, unchanged, visible
from briefing.dashboard.phrases import CONFLICT_WORDS, STANCE_WORDS, day, lead_in, none_detected
from briefing.model import Claim, Finding, Summary

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
PRINTED = {
    "conflicts": 3,
    "changes": 3,
    "actors": 7,
    "reports": 8,
    "readings": 3,
}  # what two pages hold; the rest is in the list of claims
STYLE = """
:root{--ink:#1c2026;--soft:#5b6570;--line:#d7d3c9;--paper:#fff;--mark:#dbe7f6}
@media (prefers-color-scheme:dark){@media screen{:root{--ink:#e9e7e2;--soft:#a9b1ba;--line:#3a4149;--paper:#15181b;--mark:#2a3d55}}}
*{box-sizing:border-box}body{margin:0 auto;max-width:60rem;padding:2rem 1.25rem;background:var(--paper);color:var(--ink);font:1rem/1.45 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
h1{font:700 1.9rem/1.15 Georgia,"Noto Serif",serif;margin:0 0 .25rem}h2{font:700 1.15rem/1.2 Georgia,"Noto Serif",serif;margin:1.2rem 0 .4rem;break-after:avoid}
p{margin:.25rem 0}.soft{color:var(--soft)}.bluf{font:1.15rem/1.45 Georgia,"Noto Serif",serif;margin:.5rem 0}
.grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(12.5rem,1fr));gap:.6rem}.tile{border:1px solid var(--line);border-radius:.4rem;padding:.5rem .7rem;break-inside:avoid}
.value{font-weight:700;font-size:1.2rem;line-height:1.2}.sides{display:grid;grid-template-columns:1fr 1fr;gap:.6rem}.side{border-left:3px solid var(--line);padding-left:.6rem}
q{quotes:none;font-family:Georgia,"Noto Serif",serif}.stance{border:1px solid currentColor;border-radius:.6rem;padding:0 .45rem;font-size:.8rem;white-space:nowrap}
table{border-collapse:collapse;width:100%}.when{white-space:nowrap}th{min-width:6.5rem}td,th{text-align:left;vertical-align:top;padding:.2rem .5rem .2rem 0;border-bottom:1px solid var(--line)}
a{color:inherit;text-decoration-color:var(--soft)}li{margin:.3rem 0}:target{background:var(--mark)}bdi{overflow-wrap:anywhere}
@page{size:A4;margin:13mm}@media print{body{padding:0;max-width:none;font-size:8.8pt}h1{font-size:17pt}.bluf{font-size:11pt}.value{font-size:11.5pt}.claims{display:none}h2{margin:.7rem 0 .25rem}a{text-decoration:none}.tile,.finding,tr{break-inside:avoid}.grid{grid-template-columns:repeat(3,1fr)}}
"""


def to_html(summary: Summary, earlier: bool = False) -> bytes:
    """The whole briefing; every value links to its words in the list of claims, which is left out in print. `earlier`: of an earlier day."""
    view = View(summary)
    return "".join(_parts(summary, view, earlier)).encode("utf-8", "backslashreplace")


def text(value: str) -> str:
    """Untrusted text: escaped, invisible characters shown, direction kept to itself."""
    return f"<bdi>{escape(visible(value))}</bdi>"


def link(claim: str, words: str) -> str:
    return f'<a href="#c{escape(claim)}">{words}</a>'


def _parts(summary: Summary, view: View, earlier: bool):
    yield (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(visible(summary.title))}</title><style>{STYLE}</style></head><body>'
    )
    origins = sum(origin.resolved for origin in summary.origins)
    yield f"<h1>{text(summary.title)}</h1><p class=soft>{escape(standing(summary, earlier)).capitalize()} · {len(summary.documents)} reports · {origins} named origins</p>"
    yield from (f"<p class=bluf>{link(line.claims[0], text(line.text))}</p>" for line in summary.bluf)
    yield from (
        f"<p class=soft>Next, {escape(day(one.date))}: {link(one.claims[0], text(one.span.quote))}</p>"
        for one in summary.next
    )
    yield from (
        f"<p class=soft>Not known: {link(one.claims[0], text(one.span.quote))}</p>" for one in summary.unknown
    )
    yield from (f"<p class=soft>Missing: {text(gap)}</p>" for gap in summary.gaps)
    yield "<h2>Headline metrics</h2><div class=grid>"
    for metric in summary.metrics:
        yield f"<div class=tile><div class=soft>{text(metric.label)}</div><div class=value>{text(metric.value)}</div>"
        for entry in metric.readings[-PRINTED["readings"] :]:
            yield f"<div>{link(entry.claim, text(read(metric, entry)))} <span class=soft>{text(held(entry))}</span></div>"
        yield "</div>"
    yield "</div>"
    found = {
        kind: [finding for finding in summary.findings if finding.kind == kind]
        for kind in ("conflict", "change")
    }
    yield from (
        _findings(view, "Where reports disagree", found["conflict"], PRINTED["conflicts"])
        if found["conflict"]
        else (f"<p>{escape(none_detected(summary))}</p>",)
    )
    yield from (
        _findings(view, "Who changed position", found["change"], PRINTED["changes"])
        if found["change"]
        else ()
    )
    yield from () if earlier else _changes(summary)
    yield "<h2>Who says what</h2><table>"
    for card in [card for card in summary.actors if card.latest][: PRINTED["actors"]]:
        claim = view.claims[card.latest]
        yield f"<tr><th>{text(card.actor.name)}</th><td class=when>{escape(view.date(claim))}</td><td>{_stance(claim)}</td><td>{text(lead_in(claim))}{link(claim.id, quoted(claim.words))}</td></tr>"
    yield "</table><h2>Where</h2><p>"
    yield (
        ", ".join(
            f"{text(card.place.name)} ({len(card.claims)})"
            for card in summary.places
            if card.claims and card.role != "named"
        )
        or "No place is reported."
    )
    yield "</p><h2>Reports</h2><table>"
    for number, card in enumerate(summary.documents):
        title = text(card.title.quote) if card.title else "no title"
        yield f"<tr{' class=claims' if number >= PRINTED['reports'] else ''}><td>{escape(card.id)}</td><td>{title}</td><td>{text(view.outlet(card.id))}</td><td class=when>{escape(told(card.published))}</td><td>{escape(card.reliability)}</td></tr>"
    yield f"</table><p class=soft>{text(summary.rule)}</p>"
    if summary.withheld:
        yield f"<p class=soft>{len(summary.withheld)} items are withheld, because they could not be traced to their words.</p>"
    yield "<section class=claims><h2>All claims with their words</h2><ol>"
    for claim in summary.claims:
        yield (
            f'<li id="c{escape(claim.id)}">{text(view.who(claim))} {_stance(claim)} {quoted(claim.words)}<br><span class=soft>Chain: {text(view.chain(claim))}. '
            f"{text(view.cited(claim))}.</span><br>Sentence: {quoted(claim.sentence.quote)}</li>"
        )
    yield "</ol></section></body></html>\n"


def _changes(summary: Summary):
    yield "<h2>Changes since the last briefing</h2>"
    yield (
        "".join(
            f"<p>{escape(change.kind)}: {text(change.text)}</p>"
            for change in summary.changes[: PRINTED["changes"]]
        )
        or f"<p>{unchanged(summary)}</p>"
    )
    if len(summary.changes) > PRINTED["changes"]:
        yield f"<p class=soft>and {len(summary.changes) - PRINTED['changes']} more</p>"


def _findings(view: View, title: str, findings: list[Finding], most: int):
    yield f"<h2>{title}</h2>"
    for finding in findings[:most]:
        yield f"<div class=finding><p class=soft>{escape(CONFLICT_WORDS.get(finding.type or '', ''))}</p><div class=sides>"
        pairs = view.laid_beside(finding)
        for claim, span in pairs[:2]:
            yield f"<div class=side>{text(view.who(claim))} {_stance(claim)}<br>{link(claim.id, quoted(span.quote))}</div>"
        yield f"</div><p class=soft>{others(finding, pairs[2:]) if finding.type == 'claim-denial' else ''}</p></div>"
    if len(findings) > most:
        yield f"<p class=soft>and {len(findings) - most} more on the page</p>"


def _stance(claim: Claim) -> str:
    return "" if claim.stance == "claimed" else f"<span class=stance>{STANCE_WORDS[claim.stance]}</span>"


def quoted(words: str) -> str:
    return f"<q>“{text(words)}”</q>"
