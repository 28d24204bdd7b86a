"""Why nothing came from an address, in plain words that follow it."""

_STATUSES = {
    401: "it asks for a login (401)",
    402: "it asks for money (402)",
    403: "the site refused (403 forbidden)",
    404: "it is not found there (404)",
    406: "the site refused (406)",
    410: "it is gone for good (410)",
    429: "the site wants to be asked less often (429)",
    451: "it may not be shown for legal reasons (451)",
}


def words_of_status(status: int) -> str:
    """What an answer with this number says."""
    if status in _STATUSES:
        return _STATUSES[status]
    return (
        f"the server has an error ({status})" if status >= 500 else f"it answers {status} instead of a page"
    )


def words_of_error(error: Exception, host: str) -> str:
    """What went wrong with a connection, in plain words."""
    text = f"{type(error).__name__} {error}".lower()
    if "certificate" in text:
        return f"the certificate of {host} cannot be verified"
    for sign, words in (
        ("refused", "the connection was refused"),
        ("reset", "the server cut the connection"),
        ("aborted", "the server cut the connection"),
        ("incompleteread", "it was cut off on the way"),
        ("timed out", "it did not answer in time"),
        ("ssl", "no secure connection could be made"),
        ("unreachable", "there is no way to it, or no network"),
    ):
        if sign in text:
            return words
    return f"the server does not speak HTTP as it should ({type(error).__name__})"
