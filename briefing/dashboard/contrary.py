"""The sentences of a finding in the order to show them: of a claim and its denial one of each comes first."""

from briefing.model import Claim, Finding, Span

Pair = tuple[Claim | None, Span | None]


def denies(finding: Finding, claim: Claim | None) -> bool:
    """Whether a claim is on the denying side of a finding; the last one is, also where it denies by a plain "not"."""
    return (
        finding.type == "claim-denial"
        and claim is not None
        and (claim.stance == "denied" or claim.id == finding.claims[-1])
    )


def opposed(finding: Finding, pairs: list[Pair]) -> list[Pair]:
    """The first that says so, the first that denies it, then the others; of other findings the order as it is."""
    denied = [pair for pair in pairs if denies(finding, pair[0])]
    said = [pair for pair in pairs if pair not in denied]
    return said[:1] + denied[:1] + said[1:] + denied[1:]


def shown(finding: Finding, most: int) -> int:
    """How many sentences stand side by side: of a claim and its denial the two, else at most so many."""
    return 2 if finding.type == "claim-denial" else most


def others(finding: Finding, rest: list[Pair]) -> str:
    """What is not shown of a claim and its denial: "and 3 more that say the same"."""
    denied = sum(denies(finding, claim) for claim, _ in rest)
    same = len(rest) - denied
    parts = [f"{same} more that {'says' if same == 1 else 'say'} the same"] if same else []
    parts += [f"{denied} more that {'denies' if denied == 1 else 'deny'} it"] if denied else []
    return "and " + " and ".join(parts) if parts else ""
