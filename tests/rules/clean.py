"""Clean forms as rows: the controls, in which amounts add up and every target is one that a person would accept."""

from __future__ import annotations

from decimal import Decimal

from tests.rules.drafts import Draft, Line, Money

OFFICE = "松澜市水务局"
PROJECTS = (("河道日常保洁经费", "60", "26"), ("泵站机电设备更新", "40.50", "17.25"))
"""Name, budget and half-year plan in 万元."""
_INCOME = (
    ("fiscal_subtotal", "财政拨款小计"),
    ("general_public_budget", "一般公共预算资金"),
    ("government_fund_budget", "政府性基金预算"),
    ("state_capital_budget", "国有资本经营预算"),
    ("carried_over", "上年结转资金"),
    ("other", "其他资金"),
)
_FILLED = ("fiscal_subtotal", "general_public_budget")


def income(total: str) -> list[Money]:
    """Return the income lines of a form whose money all comes from the general public budget."""
    lines = [Money("income", item, label, total if item in _FILLED else None) for item, label in _INCOME]
    return [Money("income", "total", "资金总额", total), *lines]


def department() -> Draft:
    """Return a department form: income in lines 1 to 7, expenditure in lines 8 to 12."""
    (first, a, half_a), (second, b, half_b) = PROJECTS
    return Draft(
        form_type="department_target",
        title="松澜市市级部门整体预算绩效目标表",
        year=2024,
        region="松澜市",
        fields={
            "department": OFFICE,
            "responsibilities": "负责保障水资源的合理开发利用；负责河道、湖泊和水利设施的管理与保护。",
            "organisation": "内设办公室、规划科、河道科三个职能科室，行政编制28名，其中科长3名、副科长5名。",
            "long_term_goal": "水环境质量持续改善，水利设施安全运行，群众对河湖的满意度稳步提高。",
            "annual_goal": "全市河道保洁覆盖率达到95%以上，泵站完好率不低于98%，按期完成设备更新。",
        },
        money=[
            *income("1000.50"),
            Money("expenditure", "total", "资金总额", "1000.50", "482.10"),
            Money("expenditure", "basic", "基本支出", "900", "438.85"),
            Money("expenditure", "project", "项目支出", "100.50", "43.25"),
            Money("expenditure", "project_item", f"其中：项目1：{first}", a, half_a, first),
            Money("expenditure", "project_item", f"项目2：{second}", b, half_b, second),
        ],
        lines=[
            Line("决策指标", "计划制定", "中长期规划健全性", "健全", "健全"),
            Line("过程指标", "预算执行", "预算执行率", "≥95%", "≥45%"),
            Line("过程指标", "预算执行", "预算调整率", "≤5%", "≤5%"),
            Line("履职指标", "职能指标", "河道保洁覆盖率", "≥95%", "≥95%", more=_duty("水环境整治", first)),
            Line("履职指标", "职能指标", "泵站完好率", "≥98%", "≥98%", more=_duty("设备更新", second)),
            Line("效益指标", "社会效益指标", "防洪保护人口", "≥30万人", "≥30万人"),
            Line("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "≥90%"),
        ],
    )


def project(number: int = 1) -> Draft:
    """Return one of the two projects' forms: income in lines 1 to 7, expenditure in line 8."""
    name, full, half = PROJECTS[number - 1]
    prose, output = (_CLEANING, _CLEANED) if number == 1 else (_RENEWAL, _RENEWED)
    return Draft(
        form_type="project_target",
        title="松澜市市级项目预算绩效目标表",
        year=2024,
        region="松澜市",
        fields={
            "department": OFFICE,
            "project_name": name,
            "supervising_department": OFFICE,
            "implementing_unit": OFFICE,
            "project_attribute": "常年安排",
            "project_tier": "市本级",
            "project_category": "特定目标类",
            "start_date": "2024-01-01",
            "end_date": "2024-12-31",
            "contact": "王明 0513-12345678",
            **prose,
        },
        money=[*income(full), Money("expenditure", "total", "资金总额", full, half)],
        lines=[
            Line("决策指标", "项目立项", "指标1：立项程序规范性", "规范", "规范", "定性"),
            Line("过程指标", "资金管理", "指标1：资金使用合规性", "合规", "合规", "定性"),
            Line("过程指标", "资金管理", "指标2：资金到位率", "≥100%", "≥50%", "数值"),
            *output,
            Line("满意度指标", "服务对象满意度指标", "指标1：群众满意度", "≥90%", "≥90%", "数值"),
        ],
    )


def evaluation() -> Draft:
    """Return an evaluation of the first project: total in money line 1; three indicators, 90 points."""
    name = PROJECTS[0][0]
    spent = {"execution_rate": 95.0, "score_weight": 10.0, "score": 9.5}
    total = Money("income", "total", "年度资金总额", "60", more={"executed": Decimal(57), **spent})
    return Draft(
        form_type="project_evaluation",
        title="2024年度项目支出绩效自评表",
        year=2024,
        region="松澜市",
        fields={
            "department": OFFICE,
            "project_name": name,
            "annual_goal": "全年保洁河道120公里，打捞漂浮物及时，沿线群众满意。",
        },
        money=[total],
        lines=[
            Line("产出指标", "数量指标", "保洁河道长度", "≥120公里", more=_scored("125公里", 50, 50)),
            Line(
                "效益指标",
                "社会效益指标",
                "水质达标率",
                "≥90%",
                more=_scored("88%", 30, 28, "汛期来水浑浊，已加密打捞。"),
            ),
            Line("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", more=_scored("93%", 10, 10)),
        ],
        half_year=False,
        totals={"score": 97.5},
    )


def _duty(task: str, name: str) -> dict[str, str]:
    return {"task": task, "funding_project": name}


def _scored(actual: str, weight: float, score: float, reason: str | None = None) -> dict[str, object]:
    return {"actual_value": actual, "score_weight": weight, "score": score, "deviation_reason": reason}


_CLEANING = {
    "necessity": "城区河道漂浮物较多，影响水质和沿岸居民生活，需要安排专人常年打捞保洁。",
    "feasibility": "依据《松澜市河道管理办法》（松政发〔2022〕15号），已形成分段包干、按月考核的成熟机制。",
    "content": "对城区河道开展日常打捞、岸坡清理和垃圾清运，分段包干到人。",
    "long_term_goal": "河道长期保持水面清洁、岸坡整洁，建立长效管护机制。",
    "annual_goal": "全年保洁河道120公里，漂浮物打捞及时，沿线群众普遍满意。",
}
_CLEANED = (
    Line("产出指标", "数量指标", "指标1：保洁河道长度", "≥120公里", "≥60公里", "数值"),
    Line("产出指标", "质量指标", "指标1：水面清洁达标率", "≥95%", "≥95%", "数值"),
    Line("产出指标", "时效指标", "指标1：漂浮物打捞及时率", "≥98%", "≥98%", "数值"),
    Line("产出指标", "成本指标", "指标1：每公里保洁成本", "≤0.5万元", "≤0.5万元", "数值"),
    Line("效益指标", "社会效益指标", "指标1：河道环境投诉下降率", "≥10%", "≥5%", "数值"),
)
_RENEWAL = {
    "necessity": "三座泵站的水泵和电机已使用二十年，能耗高、故障多，汛期存在安全隐患。",
    "feasibility": "设备选型和招标方案已通过专家评审，施工安排在非汛期，技术路线成熟可靠。",
    "content": "更换老旧水泵、电机和配电柜，完成安装调试并组织验收。",
    "long_term_goal": "泵站排涝能力恢复到设计标准，运行能耗明显降低。",
    "annual_goal": "更新水泵6台，设备一次验收合格，汛前全部投入运行。",
}
_RENEWED = (
    Line("产出指标", "数量指标", "指标1：更新水泵台数", "6台", "2台", "="),
    Line("产出指标", "质量指标", "指标1：设备验收合格率", "≥100%", "≥100%", "数值"),
    Line("产出指标", "时效指标", "指标1：汛前完成率", "≥100%", "≥30%", "数值"),
    Line("产出指标", "成本指标", "指标1：单台更新成本", "≤6.75万元", "≤6.75万元", "数值"),
    Line("效益指标", "社会效益指标", "指标1：受益农田面积", "≥3000亩", "≥3000亩", "数值"),
)
