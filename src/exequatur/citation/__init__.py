"""Case numbers of Chinese courts: parse, format, find, resolve. Knows nothing of law.

    register = read_register(directory)          # or build_register(courts=rows, …)
    register.parse("(2017) Hu 01 Xie Wai Ren No. 16")
    register.find(text)                          # a Mention for every number, with its status

`casenumber` holds the grammar and needs no tables; everything that names a court or a type comes from the tables.
"""

from .casenumber import CaseNumber, CaseNumberError, compact, is_valid
from .casetypes import CaseType, TypeTable
from .courts import Court, CourtTable
from .mention import NOTES, Candidate, CitedCourt, CitedType, Mention, Reading, Resolution
from .pinyin import Spelling
from .register import Register
from .tables import build_register, read_register

__all__ = [
    "NOTES",
    "Candidate",
    "CaseNumber",
    "CaseNumberError",
    "CaseType",
    "CitedCourt",
    "CitedType",
    "Court",
    "CourtTable",
    "Mention",
    "Reading",
    "Register",
    "Resolution",
    "Spelling",
    "TypeTable",
    "build_register",
    "compact",
    "is_valid",
    "read_register",
]
