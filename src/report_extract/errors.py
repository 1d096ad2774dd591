"""Everything the package raises on purpose."""


class ReportExtractError(Exception):
    """The root of the errors that the command line shows as one line."""


class InputError(ReportExtractError):
    """A report cannot be read: the message names the file and the cause."""


class RuleError(ReportExtractError):
    """A rule file or word list is wrong: the message names file, rule and key."""


class GoldError(ReportExtractError):
    """A gold file is wrong: the message names file, line and reason."""


class LoadError(ReportExtractError):
    """A database or file cannot be loaded into: the message names it, without passwords, and the cause."""


class ClusterError(ReportExtractError):
    """A cluster cannot be used, or was lost: the message names its address and the cause."""
