"""Names of debtors are grouped for review: alike ones together, different ones apart, Chinese ones by characters and pinyin."""

from __future__ import annotations

import pytest

from exequatur.screening.portfolio.debtors import groups


@pytest.mark.parametrize(
    "names",
    [
        ["Yiwu Import & Export Co., Ltd.", "YIWU IMPORT EXPORT COMPANY LIMITED"],
        ["浙江义乌进出口有限公司", "浙江省义乌进出口有限公司"],
        ["浙江义乌进出口有限公司", "浙江义乌进出口股份有限公司"],
        ["义乌某某进出口有限公司", "Yiwu Moumou Jinchukou Co Ltd"],
        ["ＡＢＣ Trading Ltd", "ABC Trading Limited"],
        ["Ningbo Trading Holdings", "Trading Ningbo"],
    ],
)
def test_names_of_one_company_are_grouped(names: list[str]) -> None:
    (group,) = groups([*names, "Shenzhen Huaqiang Electronics", "北京城建集团有限责任公司"])
    assert sorted(group["names"]) == sorted(names) and group["alike"] >= 88


def test_different_companies_are_left_apart() -> None:
    assert (
        groups(["Shenzhen Huaqiang", "Guangzhou Huawei", "深圳华为", "上海城建", "北京城建", "Acme", "Ltd", ""]) == []
    )


def test_the_same_name_twice_is_no_group() -> None:
    assert groups(["Acme Ltd", "Acme Ltd"]) == []
