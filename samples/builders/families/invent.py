"""Invented contents: places, offices and projects that do not exist; the same seed gives the same form."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from samples.builders.families.content import Form, Money, Target

QUANTITY = (("产出指标", "output"), ("数量指标", "output.quantity"))
QUALITY = (("产出指标", "output"), ("质量指标", "output.quality"))
TIMELINESS = (("产出指标", "output"), ("时效指标", "output.timeliness"))
ECONOMIC_COST = (("成本指标", "cost"), ("经济成本指标", "cost.economic"))
ECONOMIC = (("效益指标", "benefit"), ("经济效益指标", "benefit.economic"))
SOCIAL = (("效益指标", "benefit"), ("社会效益指标", "benefit.social"))
ECOLOGICAL = (("效益指标", "benefit"), ("生态效益指标", "benefit.ecological"))
SUSTAINABLE = (("效益指标", "benefit"), ("可持续影响指标", "benefit.sustainable"))
CONTENTED = (("满意度指标", "satisfaction"), ("服务对象满意度指标", "satisfaction.service_object"))

_PLACES = ("南岭县", "东川市", "云溪区", "清河县", "白石市", "青屏区")
_PROJECTS = (
    ("城区公共厕所管护", "城市管理局", "环境卫生所", "公共厕所", "座", "保洁达标率"),
    ("农村饮水管网改造", "水务局", "农村供水站", "改造管网", "公里", "水质合格率"),
    ("中小学校舍维修", "教育局", "学校后勤服务中心", "维修校舍", "栋", "工程验收合格率"),
    ("春季植树造林", "林业局", "国有林场", "造林面积", "亩", "苗木成活率"),
    ("老年人助餐服务", "民政局", "养老服务中心", "助餐服务", "人次", "餐食抽检合格率"),
    ("公共图书馆免费开放", "文化和旅游局", "图书馆", "举办阅读活动", "场", "活动按计划完成率"),
    ("动物疫病强制免疫", "农业农村局", "动物疫病预防控制中心", "免疫畜禽", "头", "免疫抗体合格率"),
    ("道路照明设施养护", "住房和城乡建设局", "路灯管理所", "养护路灯", "盏", "路灯完好率"),
)
_REASONS = ("连续降雨使工期延后，已调整施工计划", "设备到货较晚，下年提前采购", "部分点位选址变更，已重新勘察")

INDICATOR_POINTS = 90
"""Of the 100 of an evaluation; the execution rate has the others (财预〔2020〕10号)."""


class Inventor:
    """Invents forms one after the other."""

    def __init__(self, seed: int) -> None:
        """Begin with a seed."""
        self._random = random.Random(seed)

    def project_target(self, *, medium_term: bool = False, cost_first: bool = False) -> Form:
        """Invent a project's targets."""
        project, place = self._choose()
        name, office, unit, *_ = project
        total = self._amount()
        own = self._part(total)
        money = [
            Money("total", "年度资金总额：", total),
            Money("fiscal_subtotal", "其中：财政拨款", total - own),
            Money("other", "其他资金", own),
        ]
        fields = {
            "department": f"{place}{unit}",
            "project_name": name,
            "supervising_department": f"[{self._random.randint(101, 499)}]{place}{office}",
            "implementing_unit": f"{place}{unit}",
            "annual_goal": self._goal(project, "完成"),
        }
        if medium_term:
            fields["long_term_goal"] = self._goal(project, "三年内累计完成")
            long = [
                Money("medium_term_total", "中期资金总额：", 3 * total),
                Money("medium_term_fiscal", "其中：财政拨款", 3 * (total - own)),
                Money("medium_term_other", "其他资金", 3 * own),
            ]
            money = [line for pair in zip(long, money, strict=True) for line in pair]
        return Form(
            "project_target",
            "项目支出绩效目标表",
            2024,
            place,
            {**fields, "project_attribute": "延续项目"},
            tuple(money),
            self._targets(project, cost_first=cost_first),
            printed={"project_attribute": "□新增项目 ☑延续项目"},
            period=("2024年1月至2026年12月", "2024-01-01", "2026-12-31"),
        )

    def department_target(self, *, with_tasks: bool = False) -> Form:
        """Invent a department's targets."""
        project, place = self._choose()
        total = self._amount() * 10
        basic = self._part(total)
        office = f"{place}{project[1]}"
        money = (
            Money("total", "资金总额", total),
            Money("general_public_budget", "一般公共预算", total - 20),
            Money("other", "其他资金", Decimal(20)),
            Money("basic", "基本支出", basic, side="expenditure"),
            Money("project", "项目支出", total - basic, side="expenditure"),
        )
        tasks = tuple(
            Money("key_task", other[0], self._amount(), side="expenditure", task=f"{other[3]}，做到{other[5]}稳步提高")
            for other in self._random.sample(_PROJECTS, 3)
        )
        fields = {
            "department": office,
            "responsibilities": f"负责全{place[-1]}{project[0]}等工作，拟订有关规划并组织实施。",
            "annual_goal": self._goal(project, "全年"),
        }
        return Form(
            "department_target",
            "部门整体支出绩效目标表",
            2024,
            place,
            fields,
            money,
            self._targets(project),
            tasks=tasks if with_tasks else (),
        )

    def project_evaluation(self) -> Form:
        """Invent what became of a project."""
        project, place = self._choose()
        name, office, unit, *_ = project
        fields = {
            "department": f"{place}{unit}",
            "project_name": name,
            "supervising_department": f"{place}{office}",
            "implementing_unit": f"{place}{unit}",
            "annual_goal": self._goal(project, "计划完成"),
            "annual_result": self._goal(project, "实际完成"),
        }
        money = self._executed("其中：当年财政拨款")
        targets = self._evaluated(self._targets(project))
        return Form("project_evaluation", "项目支出绩效自评表", 2023, place, fields, money, targets)

    def department_evaluation(self) -> Form:
        """Invent what became of a department's plans."""
        project, place = self._choose()
        fields = {
            "department": f"{place}{project[1]}",
            "annual_goal": self._goal(project, "计划完成"),
            "annual_result": self._goal(project, "全年完成"),
        }
        targets = self._evaluated(self._targets(project))
        title = f"{place}部门整体支出绩效自评表"
        return Form("department_evaluation", title, 2023, place, fields, self._executed("财政拨款"), targets)

    def _choose(self) -> tuple[tuple[str, ...], str]:
        return self._random.choice(_PROJECTS), self._random.choice(_PLACES)

    def _amount(self) -> Decimal:
        return Decimal(self._random.randint(2000, 99999)) / 100

    def _part(self, amount: Decimal) -> Decimal:
        return (amount * self._random.randint(5, 40) / 100).quantize(Decimal("0.01"))

    def _goal(self, project: tuple[str, ...], begins: str) -> str:
        amount = self._random.randint(20, 900)
        rate = self._random.randint(90, 99)
        return f"{begins}{project[3]}{amount}{project[4]}，{project[5]}达到{rate}%，群众反映的问题及时办结。"

    def _targets(self, project: tuple[str, ...], *, cost_first: bool = False) -> tuple[Target, ...]:
        chance = self._random.randint
        cost = [Target(*ECONOMIC_COST, "项目总成本", "≤", str(chance(20, 300)), "万元")]
        targets = [
            *(cost if cost_first else []),
            Target(*QUANTITY, f"{project[3]}数量", "≥", str(chance(20, 900)), project[4]),
            Target(*QUANTITY, "开展检查次数", "≥", str(chance(4, 52)), "次"),
            Target(*QUALITY, project[5], "≥", str(chance(90, 99)), "%"),
            Target(*TIMELINESS, "按期完成率", "=", "100", "%"),
            Target(*SOCIAL, "居民生活便利程度", "定性", "有所提高"),
            Target(*ECOLOGICAL, "污水达标排放率", "≥", str(chance(85, 98)), "%"),
            Target(*CONTENTED, "服务对象满意度", "≥", str(chance(85, 97)), "%"),
        ]
        return tuple(targets)

    def _evaluated(self, targets: Sequence[Target]) -> tuple[Target, ...]:
        """Add what was reached; the points come to 100 with the 10 of the execution rate."""
        each, rest = divmod(INDICATOR_POINTS, len(targets))
        return tuple(self._reached(target, each + (at < rest)) for at, target in enumerate(targets))

    def _reached(self, target: Target, points: int) -> Target:
        target = replace(target, weight=str(points), score=str(points))
        if not target.is_number:
            return replace(target, actual="基本达到")
        if self._random.random() < 0.3:
            short = f"{float(target.value) * 0.95:.1f}".removesuffix(".0")
            score, reason = f"{points - 0.5:g}", self._random.choice(_REASONS)
            return replace(target, actual=f"{short}{target.unit}", score=score, reason=reason)
        return replace(target, actual=f"{target.value}{target.unit}")

    def _executed(self, fiscal: str) -> tuple[Money, ...]:
        initial = self._amount()
        budget = initial - self._part(initial) / 4
        carried = self._part(budget) / 2
        carried = carried.quantize(Decimal("0.01"))
        budget = budget.quantize(Decimal("0.01"))
        spent = ((budget - carried) * self._random.randint(90, 100) / 100).quantize(Decimal("0.01"))
        item = "fiscal_subtotal"

        def rate(part: Decimal, whole: Decimal) -> str:
            return f"{100 * part / whole:.2f}%"

        return (
            Money(
                "total", "年度资金总额", budget, initial, spent + carried, rate(spent + carried, budget), "10", "9.8"
            ),
            Money(item, fiscal, budget - carried, initial, spent, rate(spent, budget - carried), "—", "—"),
            Money("carried_over", "上年结转资金", carried, None, carried, "100%", "—", "—"),
            Money("other", "其他资金", weight="—", score="—"),
        )
