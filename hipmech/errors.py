"""What can go wrong, said once: each message tells what was given, what is allowed, why, and what to try."""


class HipmechError(Exception):
    """Base of every error that hipmech raises on purpose."""


class InputError(HipmechError, ValueError):
    """A value that hipmech cannot accept."""


class UnknownQuantity(InputError, AttributeError):
    """A name that is not in the table of quantities."""


class FileError(HipmechError, OSError):
    """A file that cannot be read or written."""


class PhysiologyWarning(UserWarning):
    """A value that solves, but lies outside what has been measured in people."""
