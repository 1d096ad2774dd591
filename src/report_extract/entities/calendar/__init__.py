"""Date expressions: found by form, resolved to TIMEX3 values against the text before and the report's date."""

from report_extract.entities.calendar.expressions import Expression, find
from report_extract.entities.calendar.resolving import Resolver

__all__ = ["Expression", "Resolver", "find"]
