"""Parameters of web addresses that tell only by which way a reader came."""

from __future__ import annotations

import re

# Those of campaigns, advertisements, newsletters and social networks, by names that mean nothing else.
_SURE = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|mc_[ce]id|_ga|_gl|_hs(?:enc|mi)|"
    r"ncid|cmpid|ito|ns_(?:campaign|fee|linkname|mchannel|source)|at_(?:campaign|medium|custom\d?)|ref_?src|"
    r"ref_url|__twitter_impression|smid|smtyp|xtor|wt_?mc\w*|guccounter|guce_\w+|oly_\w+|vero_\w+|s_cid|ftag)",
    re.IGNORECASE,
)
# Mostly the same, but on some sites the number of a page.
_LIKELY = re.compile(r"(?:cmp|cid|icid|ocid|ns_\w+|spm|trk)", re.IGNORECASE)


def is_tracking(name: str) -> bool:
    """True for the name of a parameter without which an address leads to the same page, on any site."""
    return bool(_SURE.fullmatch(name))


def is_likely_tracking(name: str) -> bool:
    """True for these, and for names that on most sites mean the same."""
    return is_tracking(name) or bool(_LIKELY.fullmatch(name))
