"""What a build leaves to the next one of the same process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from sitegen.model import Outline
    from sitegen.plan.site import SitePlan
    from sitegen.publish.output import Output


class LastBuild(msgspec.Struct, frozen=True, kw_only=True):
    """What a build has made, for a build after it that believes that nobody else has touched the output.

    output: the output folder
    plan, outlines: what its pages were made of; as long as some are put off, what those are still made of
    keys: of the templates; see `RenderSetup`
    files: the file of each page of the plan, in the plan's order
    """

    output: Output
    plan: SitePlan
    outlines: Mapping[str, Outline]
    keys: Mapping[str, str]
    files: tuple[str, ...]
