"""What can go wrong with an index, in words for the user (German): what, where, what to do."""


class IndexProblem(RuntimeError):  # noqa: N818 - it is shown as a message
    """The index cannot be used as it is."""


class IndexBusy(IndexProblem):
    """Another process owns the index."""
