"""Which problems can be mended, and how. A rule that is not here has no answer that is always right."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sitegen.contribute.fixing.cases import Case, Repair
from sitegen.contribute.fixing.keys import key_nearby, value_in_quotes
from sitegen.contribute.fixing.texts import (
    address_without_tracking,
    body_without_title,
    sign_in_place_of_entity,
    text_decoded_anew,
)
from sitegen.contribute.fixing.values import (
    date_in_edtf,
    name_from_register,
    name_once,
    value_in_its_own_form,
    value_in_list,
)

Fix = Callable[[Case], Repair | None]

# By the code of the rule. Of several fixes the first that makes the file better is taken.
FIXES: Mapping[str, tuple[Fix, ...]] = {
    "E103": (value_in_quotes,),
    "E105": (key_nearby,),
    "E107": (value_in_list, value_in_its_own_form),
    "E108": (date_in_edtf,),
    "W201": (name_from_register,),
    "W202": (name_from_register,),
    "W203": (name_from_register,),
    "W205": (name_once,),
    "W703": (body_without_title,),
    "W706": (text_decoded_anew,),
    "W707": (sign_in_place_of_entity,),
    "W801": (address_without_tracking,),
}
