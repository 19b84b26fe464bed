"""One way of saying what offices say in many: 预决算是否及时公开 and 预决算公开及时率 come out nearly the same.

Takes and gives comparison forms (label.py); both names of a comparison go through it, so what it loses is lost in both.
"""

from __future__ import annotations

import re
from functools import lru_cache

from gongbiao.normalizers.vocabulary import vocabulary

_TIMELY = "及时|按时|按期|准时|如期|限时|限期内?|期限内|规定时间内?"
_ENDING = "[率性]|比率|比例|情况|程度|\\Z"
_QUESTION = re.compile(r"是否|有无|能否|可否|有没有|([一-鿿])不\1")
_REWRITES: tuple[tuple[re.Pattern[str], str], ...] = (
    # 支出是否控制在预算内 is the 控制率
    (re.compile(r"(?:支出)?(?:是否)?控制在.{0,5}(?:以内|之内|内|范围)\Z"), "控制率"),
    # questions: 立项依据是否充分, 有无…
    (_QUESTION, r"\1"),
    # 制度全不全
    (re.compile(r"(?<![健齐完安])全\Z"), "健全"),
    (re.compile("支出(?=控制率)"), ""),
    (re.compile("得到|得以|予以|做到|应当|按照?(?:规定|要求)"), ""),
    # 游客满意度测评结果
    (re.compile(r"(?<=满意[度率])(?:调查|测评|评价|评议|问卷|抽查|统计|得分|达标率?|结果|情况|水平|指标)+\Z"), ""),
    # 信访群众对办理结果的满意率 is the 信访群众满意率
    (re.compile(r"\A(.{2,10}?)对.{1,12}?(满意(?:程度|情况|[度率])?)\Z"), r"\1\2"),
    # 对地方经济发展的促进作用 is 促进地方经济发展
    (re.compile(r"\A对(.{2,10}?)的?(促进|推动|带动|改善|提升|影响)(?:作用|程度|效果|情况)?\Z"), r"\2\1"),
    # 按期答复率 is the 答复及时率
    (re.compile(rf"(?:{_TIMELY})([一-鿿]{{2}})(?={_ENDING})"), r"\1及时"),
    (re.compile(rf"(?:{_TIMELY})(?=[一-鿿])"), "及时"),
)
_REWRITTEN = re.compile(
    rf"{_TIMELY}|控制|是否|有无|[能可]否|有没有|不|全\Z|得到|得以|予以|做到|应当|按照?规定|按照?要求|满意|对"
)
"""What every text holds that one of them rewrites."""


@lru_cache(65536)
def plain_form(form: str) -> str:
    """Return a comparison form in plain words: statements for questions, one word for each group of synonyms."""
    text = form
    for pattern, replacement in _REWRITES if _REWRITTEN.search(form) else ():
        text = pattern.sub(replacement, text)
    words = vocabulary()
    return words.synonym.sub(lambda found: words.synonyms[found[0]], text) or form


def is_question(form: str) -> bool:
    """Tell whether a comparison form asks: 项目立项有无充分的政策法规依据."""
    return _QUESTION.search(form) is not None
