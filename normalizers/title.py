"""What stands above a form: its title, the year, and the region in its names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongbiao.normalizers.date import parse_year
from gongbiao.normalizers.text import repair, squash

_YEAR_TEXT = r"(?:20\d{2}|二[〇○零O][一二三四五六七八九〇○零O]{2})年?度?"
_YEAR_LINE = re.compile(rf"\(?{_YEAR_TEXT}\)?")
_FORM_TITLE = re.compile(r"绩效(目标|自评|监控|评价|运行)?.{0,8}表(\(.{1,12}\))?$")
_LEADING = re.compile(r"^([(（]?20\d{2}年?度?[)）]?|中共|中国共产党)")
_NAMES_FAMILY = re.compile(r"项目|整体|部门|单位|专项|资金|转移支付|政策")
_ENDS_IN_PLACE = re.compile(r"[省市县区州盟旗级]$")
_YEAR_TEXT_AT_START = re.compile(_YEAR_TEXT)
_OTHER_TABLE = re.compile(r"表[一二三四五六七八九十\d]*(?:\(.{0,12}\))?$")
"""The title of some table: 收支总表."""
_LINES_OF_HEADING = 6
"""Lines that may stand between a form's title and its table: year, office, date, unit."""
_LONGEST_OF_HEADING = 45
"""Characters of such a line; longer ones are prose."""
_MAX_TITLE = 60
"""Characters: a longer line is prose that happens to end in 表."""

_PROVINCE = r"[一-鿿]{2,3}?(?:省|自治区)|[一-鿿]{2,5}?自治区"
_NOT_ADMINISTRATIVE = r"(?![级场政区属直容民区])"
_IN_CITY = "(?:(?![区县])[一-鿿])"
"""No name of a city holds one of a district: 云溪区城市管理局."""
_CITY = (
    rf"[一-鿿]{{2,7}}?(?:自治州|地区|盟)|{_IN_CITY}{{1,5}}?市{_NOT_ADMINISTRATIVE}|{_IN_CITY}{{1,5}}?市(?=[级本]|区级)"
)
_TRAPS = (
    "城市|都市|超市|集市|市区|县区|开发区|园区|管理区|功能区|示范区|试验区|合作区|社区|小区|地区|景区|校区|辖区|城区|库区|林区|牧区|灾区|片区|郊区"
    "|山区|街区|军区|保护区|工业区|保税区|高新区|新区"
)
_COUNTY = r"[一-鿿]{1,6}?(?:自治县|自治旗|区|县|旗|市)"
_REGION = re.compile(rf"(?P<province>{_PROVINCE})?(?P<city>{_CITY})?(?P<county>{_COUNTY})?")
_ENDS_IN_TRAP = re.compile(rf"(?:{_TRAPS})$")


@dataclass(frozen=True, slots=True)
class Heading:
    """What the lines above a form say."""

    title: str | None
    """Without its year line, spaces removed."""
    year: int | None
    is_near: bool = True
    """Whether the title belongs to the table for certain: nothing but the form's own lines stands between them."""


def read_heading(lines: Sequence[str], *, is_near: bool = True) -> Heading:
    """Return the heading that stands in the lines above a form, the nearest title winning.

    A title that is broken over two lines is put together.
    """
    keys = [squash(line) for line in lines]
    for end in range(len(lines), 0, -1):
        whole = is_form_title(keys[end - 1])
        halves = end > 1 and is_form_title(keys[end - 2] + keys[end - 1]) and _is_broken(keys[end - 2], keys[end - 1])
        if not whole and not halves:
            continue
        start = end - 2 if halves else end - 1
        title = "".join(repair((line,)) for line in lines[start:end]).replace(" ", "")
        return Heading(_drop_year_line(title) or None, _first_year(keys[start:]), is_near)
    return Heading(None, _first_year([key for key in keys if _YEAR_LINE.fullmatch(key)]))


def stands_over(lines: Sequence[str]) -> bool:
    """Tell whether the last lines above a table, on its page, are a form's title and what belongs to it.

    That is its year, its office, the unit: short lines, few, and not the title of another table.
    """
    keys = [key for line in lines if (key := squash(line))]
    for count, key in enumerate(reversed(keys)):
        above = keys[-count - 2] if count + 1 < len(keys) else ""
        if is_form_title(key) or (above and is_form_title(above + key) and _is_broken(above, key)):
            return not key[:1].isdigit() or _YEAR_TEXT_AT_START.match(key) is not None
        if count == _LINES_OF_HEADING or len(key) > _LONGEST_OF_HEADING or _OTHER_TABLE.search(key):
            return False
    return False


def _is_broken(first: str, second: str) -> bool:
    """Tell whether a title is broken over two lines: the second alone lacks what is being targeted, or where."""
    if _is_other(first):
        return False
    return not _NAMES_FAMILY.search(second) or bool(_ENDS_IN_PLACE.search(first))


def is_form_title(text: str) -> bool:
    """Tell whether a text is the title of a performance form, known or not: … 绩效目标表, … 绩效自评表."""
    key = squash(text)
    return len(key) <= _MAX_TITLE and bool(_FORM_TITLE.search(_drop_year_line(key)))


def _is_other(key: str) -> bool:
    """A line that is complete in itself is not the first half of a title."""
    complete = _FORM_TITLE.search(key) or _YEAR_LINE.fullmatch(key)
    return bool(complete) or key.startswith("附") or ":" in key or "." in key


def _drop_year_line(title: str) -> str:
    return re.sub(rf"[(（]{_YEAR_TEXT}[)）]$", "", title)


def _first_year(lines: Sequence[str]) -> int | None:
    return next((year for year in map(parse_year, lines) if year is not None), None)


def region_of(*names: str | None) -> str | None:
    """Return the longest administrative prefix (…省…市…区/县/市) of the first name that begins with one.

    ``如皋市市级部门…`` gives 如皋市; 市场, 市级 and 开发区 are no regions.
    """
    for name in names:
        if name is None:
            continue
        text = _LEADING.sub("", repair((name,)))
        region = _region_prefix(text)
        if region:
            return region
    return None


def _region_prefix(text: str) -> str | None:
    match = _REGION.match(text)
    assert match is not None  # every part is optional
    county = match["county"] or ""
    if county and (_ENDS_IN_TRAP.search(county) or not _administrative(text[match.start("county") :], county)):
        county = ""
    return ((match["province"] or "") + (match["city"] or "") + county) or None


def _administrative(rest: str, county: str) -> bool:
    """A county ends before the name of an office or form; 市场 or 区划 go on with another meaning."""
    return not re.match(r"[场容划域块县]|级[^部单财项]", rest[len(county) :])
