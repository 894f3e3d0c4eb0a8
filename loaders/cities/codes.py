"""The numbers that name a municipality or an organisation, with their check digits.

全国地方公共団体コード: two digits of prefecture, three of municipality, one check digit.
法人番号: one check digit, then twelve digits.

>>> local_government_check_digit("99201")
'1'
>>> is_local_government_code("992011"), is_local_government_code("992012")
(True, False)
"""

import re

_WEIGHTS = (6, 5, 4, 3, 2)


def local_government_check_digit(five: str) -> str:
    """Return the check digit of the first five digits of a 全国地方公共団体コード.

    The last digit of 11 - (weighted sum mod 11); the weights are 6 to 2 from the left.
    """
    _require_digits(five, 5)
    total = sum(int(digit) * weight for digit, weight in zip(five, _WEIGHTS, strict=True))
    return str((11 - total % 11) % 10)


def is_local_government_code(code: str) -> bool:
    """Tell whether `code` is six ASCII digits with the right check digit."""
    return _is_digits(code, 6) and local_government_check_digit(code[:5]) == code[5]


def corporate_check_digit(twelve: str) -> str:
    """Return the check digit of the last twelve digits of a 法人番号.

    9 - (weighted sum mod 9); the weights are 1, 2, 1, 2 … from the right.
    """
    _require_digits(twelve, 12)
    total = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(twelve)))
    return str(9 - total % 9)


def is_corporate_number(number: str) -> bool:
    """Tell whether `number` is thirteen ASCII digits with the right check digit."""
    return _is_digits(number, 13) and corporate_check_digit(number[1:]) == number[0]


def local_government_of(number: str) -> str | None:
    """Return the code in the 法人番号 of a municipality; None for any other organisation.

    >>> local_government_of("8000020130001"), local_government_of("7000012050002")
    ('130001', None)
    """
    code = number[7:]
    return code if number[1:7] == "000020" and is_local_government_code(code) else None


def _is_digits(text: str, length: int) -> bool:
    return re.fullmatch(rf"[0-9]{{{length}}}", text) is not None


def _require_digits(text: str, length: int) -> None:
    if not _is_digits(text, length):
        raise ValueError(f"{length} digits expected, got {text!r}")
