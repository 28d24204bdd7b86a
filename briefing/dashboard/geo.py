"""Which pieces of the globe the map shows: one to three panels side by side in which every pin can be told from its neighbour."""

import math
from dataclasses import dataclass, replace

from briefing.dashboard.pins import HIGHEST, Pin, anywhere_in, drawable, join, position, radius, seat, weight
from briefing.dashboard.projection import Projection, apart, around, whole_world
from briefing.dashboard.regions import title
from briefing.model import PlaceCard

MOST_PANELS = 3
TELL_APART = 64  # pixels between pins from which both pin and name are read without effort
PANEL_COST = 0.06  # a further panel must make the map this much more legible, of 1
MIXED_COST = 0.1  # as must a last panel put together from what lies far apart
LEAST_GAP = 3.5  # degrees, about 390 km: groups nearer than this would show one country twice
LEAST_SHARE = (
    0.1  # of all claims, from which a far group has a panel of its own; a lighter one is told in words
)
POLAR_COST = 0.3  # a map of the whole world stretches its poles to lines
LEAST_HEIGHT = {
    "point": 0.2,
    "region": 0.3,
    "country": 0.5,
}  # of a panel beside others, in radii of the globe …
ALONE = {"point": 0.06, "region": 0.12, "country": 0.5}  # … and of the only one: some 400 km around a town
CREDIT = "Outlines: Natural Earth. Boundaries follow UN General Assembly resolution 68/262; no endorsement is meant."


@dataclass(frozen=True, slots=True)
class Panel:
    """One piece of the map: its title in our own words, its projection, its share of the width, its pins, largest first."""

    title: str
    projection: Projection
    share: float
    pins: tuple[Pin, ...] = ()


def branches(cards: list[PlaceCard]) -> list[tuple[float, int, int]]:
    """The shortest links that tie all places together (Prim 1957), longest link first: cut them from the front for clusters."""
    near = {i: (apart(position(cards[0]), position(card)), 0) for i, card in enumerate(cards) if i}
    links = []
    while near:
        i = min(near, key=lambda j: (near[j][0], j))
        links.append((near[i][0], near[i][1], i))
        del near[i]
        for j in near:
            away = apart(position(cards[i]), position(cards[j]))
            if away < near[j][0]:
                near[j] = (away, i)
    return sorted(links, reverse=True)


def clusters(cards: list[PlaceCard], links, pieces: int) -> list[list[PlaceCard]]:
    """The places in so many pieces, heaviest piece first."""
    owner = list(range(len(cards)))

    def root(i):
        while owner[i] != i:
            i = owner[i]
        return i

    for _, i, j in links[pieces - 1 :]:
        owner[root(j)] = root(i)
    groups: dict[int, list[PlaceCard]] = {}
    for i, card in enumerate(cards):
        groups.setdefault(root(i), []).append(card)
    return sorted(groups.values(), key=lambda group: (-sum(map(weight, group)), group[0].place.id))


def gather(groups: list[list[PlaceCard]], most: int) -> list[list[PlaceCard]]:
    """At most so many groups: the lightest are put together into one last panel, which then shows more of the globe."""
    if len(groups) <= most:
        return groups
    return groups[: most - 1] + [[card for group in groups[most - 1 :] for card in group]]


def project(group: list[PlaceCard], aspect: float, alone: bool) -> Projection:
    """The projection for a group in a panel about `aspect` times as wide as high; the vaguer the place, the more of its surroundings are shown."""
    least = min((ALONE if alone else LEAST_HEIGHT)[card.place.precision] for card in group)
    return around([position(card) for card in group], least, aspect)


def shares(projections: list[Projection], pins: list[int]) -> list[float]:
    """Parts of the width, adding up to 1: wide pieces and those with many pins get more, none less than it needs for a name."""
    wants = []
    for projection, many in zip(projections, pins):
        x0, y0, x1, y1 = projection.bounds()
        wants.append(
            max(0.9, min(1.7, (x1 - x0) / (y1 - y0) if many > 1 else 0))
            * (0.3 + 0.7 * math.sqrt(many / max(pins)))
        )
    least = {1: 1.0, 2: 0.26, 3: 0.17}[len(wants)]
    parts = [want / sum(wants) for want in wants]
    lacking = sum(max(0.0, least - part) for part in parts)
    spare = sum(max(0.0, part - least) for part in parts) or 1.0
    return [round(max(part, least) - max(0.0, part - least) / spare * lacking, 3) for part in parts]


def legibility(groups: list[list[PlaceCard]], width: float, height: float) -> float:
    """0 to 1: how far each pin is from its neighbour, weighed, less the cost of panels."""
    projections = [project(group, width / height / len(groups), len(groups) == 1) for group in groups]
    total = told = 0.0
    for group, projection, share in zip(
        groups, projections, shares(projections, [len(group) for group in groups])
    ):
        fitted = projection.fitted(width * share, height)
        spots = [fitted(*position(card)) for card in group]
        for i, (card, spot) in enumerate(zip(group, spots)):
            away = min(
                (math.dist(spot, other) for j, other in enumerate(spots) if j != i), default=TELL_APART
            )
            told += math.sqrt(weight(card)) * min(1.0, away / TELL_APART)
            total += math.sqrt(weight(card))
    polar = sum(
        projection.kind == "equalEarth" and any(abs(card.place.lat) > HIGHEST - 8 for card in group)
        for projection, group in zip(projections, groups)
    )
    return told / total - PANEL_COST * (len(groups) - 1) - POLAR_COST * polar


def most_legible(links, shaping: list[PlaceCard], width: float, height: float) -> list[list[PlaceCard]]:
    """The places in as many groups as make the map most legible."""
    best = None
    for pieces in range(1, min(6, len(shaping)) + 1):
        if pieces > 1 and links[pieces - 2][0] < LEAST_GAP:
            break
        groups = gather(clusters(shaping, links, pieces), MOST_PANELS)
        score = legibility(groups, width, height) - MIXED_COST * (pieces > MOST_PANELS)
        if best is None or score > best[0] + 1e-9:
            best = (score, groups)
    return best[1]


def fit_panels(cards, width: float = 960, height: float = 420) -> list[Panel]:
    """One to three panels for these places at about this size; without a place to draw, one panel of the whole world."""
    known = sorted(
        {card.place.id: card for card in cards if drawable(card)}.values(),
        key=lambda card: (-weight(card), card.place.id),
    )
    if not known:
        return [Panel("World", whole_world([(-168.0, -44.0), (-169.0, 71.0)], 11.0), 1.0)]
    groups = add_neighbours(group(known, width, height), known)
    projections = [project(group, width / height / len(groups), len(groups) == 1) for group in groups]
    parts = shares(projections, [len(group) for group in groups])
    most = max(len(card.claims) for card in known)
    rows = [
        seat(group, projection, width * part, height, most, len(known))
        for group, projection, part in zip(groups, projections, parts)
    ]
    for card in known:
        if not any(card in group for group in groups):
            join(card, rows, projections, [width * part for part in parts], height, most, len(known))
    panels = [
        Panel(
            title([(card.place.country, *position(card), weight(card)) for card in group]),
            projection,
            part,
            tuple(sorted(row, key=lambda pin: (-pin.radius, pin.id))),
        )
        for row, group, projection, part in zip(rows, groups, projections, parts)
    ]
    return sorted(distinct(panels), key=lambda panel: (panel.projection.lon + 25) % 360)


def group(known: list[PlaceCard], width: float, height: float) -> list[list[PlaceCard]]:
    """Where things happen, in the most legible number of groups: a place that is merely named opens no panel."""
    exact = [card for card in known if not anywhere_in(card) and not only_around(card, known)] or known
    happening = [card for card in exact if card.role != "named" or card.always][:120] or exact[:120]
    passing = [
        card
        for card in happening
        if card.place.precision == "country" and len(card.claims) < 2 and not card.always
    ]
    if 3 * len(passing) <= len(
        happening
    ):  # "as in the war in Syria": a country of one claim shapes no panel, and is drawn where it widens none
        happening = [card for card in happening if card not in passing]
    main, *others = clusters(happening, branches(happening), far_apart(happening))
    heavy = main + [card for some in others if counts(some, happening) for card in some]
    return most_legible(branches(heavy), heavy, width, height)


def only_around(card: PlaceCard, cards: list[PlaceCard]) -> bool:
    """Whether a country has places within it where things happen, and less is told of it than of such places: they show how much of it the map needs."""
    if card.place.precision != "country" or card.always:
        return False
    exact = [other for other in cards if other.place.precision != "country" and other.role == "event"]
    return any(other.place.country == card.place.country for other in exact) and len(card.claims) <= len(
        {claim for other in exact for claim in other.claims}
    )


def far_apart(cards: list[PlaceCard]) -> int:
    """In how many groups the places fall that lie further from each other than LEAST_GAP."""
    return 1 + sum(link[0] >= LEAST_GAP for link in branches(cards))


def counts(some: list[PlaceCard], cards: list[PlaceCard]) -> bool:
    """Whether a far group is worth a panel: asked for by the editor, or a tenth of all claims, told by two reports."""
    if any(card.always for card in some):
        return True
    told, all_told = ({claim for card in chosen for claim in card.claims} for chosen in (some, cards))
    reports, all_reports = ({claim.partition(":")[0] for claim in claims} for claims in (told, all_told))
    return len(told) >= LEAST_SHARE * len(all_told) and len(reports) >= min(2, len(all_reports))


def add_neighbours(groups: list[list[PlaceCard]], known: list[PlaceCard]) -> list[list[PlaceCard]]:
    """The same groups with the places that are merely named, or a country of one claim, as long as showing them shrinks the rest by a tenth at most."""
    left = [
        card
        for card in known
        if not any(card in group for group in groups)
        and not anywhere_in(card)
        and not only_around(card, known)
    ]
    alone = len(groups) == 1
    most = [1.1 * size_of(group, alone) for group in groups]
    for card in left[:20]:
        nearest = min(
            range(len(groups)),
            key=lambda i: min(apart(position(card), position(other)) for other in groups[i]),
        )
        wider = groups[nearest] + [card]
        if size_of(wider, alone) < most[nearest]:
            groups = [wider if i == nearest else group for i, group in enumerate(groups)]
    return groups


def size_of(group: list[PlaceCard], alone: bool) -> float:
    """Height plus width of what a group shows, on a globe of radius 1."""
    x0, y0, x1, y1 = project(group, 1.0, alone).bounds()
    return x1 - x0 + y1 - y0


def distinct(panels: list[Panel]) -> list[Panel]:
    """The same panels; of two with one title the lighter is called "Elsewhere"."""
    seen, out = set(), []
    for panel in panels:
        out.append(replace(panel, title="Elsewhere") if panel.title in seen else panel)
        seen.add(panel.title)
    return out


def with_cards(panels, cards) -> list[Panel]:
    """The same panels, frames and spots, with only the pins of these cards that have words or are always shown, sized by their claims."""
    now = {card.place.id: card for card in cards if card.claims or card.spans or card.always}
    most, many = (
        max((len(card.claims) for card in now.values()), default=1),
        sum(len(panel.pins) for panel in panels),
    )
    pins = lambda panel: (
        replace(pin, card=now[pin.id], radius=radius(now[pin.id], most, many))
        for pin in panel.pins
        if pin.id in now
    )
    return [
        replace(panel, pins=tuple(sorted(pins(panel), key=lambda pin: (-pin.radius, pin.id))))
        for panel in panels
    ]


def not_drawn(cards, panels) -> list[PlaceCard]:
    """Places without a pin, for a line under the map: no coordinates, or told of once and far from everything else."""
    drawn = {pin.id for panel in panels for pin in panel.pins}
    return [card for card in cards if card.place.id not in drawn]
