"""Planted defects of the prose: leftovers, copies within a form, figures that the form does not bear out."""

from __future__ import annotations

from tests.rules.planting import Case, both, make, on_field, write

_SAME = "对城区河道开展日常打捞、岸坡清理和垃圾清运，分段包干到人。"
_SHARED = "城区河道漂浮物较多，影响水质和沿岸居民生活，"

PROSE_CASES = (
    Case(
        "forms.narrative_too_short",
        write(2, annual_goal="河道干净。"),
        write(2, annual_goal="全年保洁河道水面清洁岸坡整洁没有垃圾。"),
        on_field(2, "annual_goal"),
        ("4",),
    ),
    Case(
        "forms.narrative_duplicate",
        write(2, long_term_goal=_SAME),
        write(2, long_term_goal=_SAME[:-5] + "，长期坚持。"),
        on_field(2, "long_term_goal"),
        ("项目实施内容", "中长期目标", "26"),
    ),
    Case(
        "forms.narrative_overlap",
        write(2, feasibility=f"{_SHARED}因此方案可行，人员设备均已落实。"),
        write(2, feasibility="城区河道漂浮物较多，影响水质，因此方案可行，人员设备均已落实到位。"),
        on_field(2, "feasibility"),
        ("立项必要性", "实施可行性", "20"),
    ),
    Case(
        "forms.stale_year",
        write(2, content="2023年继续对城区河道开展日常打捞、岸坡清理和垃圾清运。"),
        write(2, content="2022年起对城区河道开展日常打捞，2024年继续分段包干到人。"),
        on_field(2, "content"),
        ("2024", "2023"),
    ),
    Case(
        "forms.past_year_mentioned",
        write(2, necessity="2022年城区河道漂浮物较多，影响水质和沿岸居民生活，需要常年打捞。"),
        write(2, necessity="按照《2022年全市河道整治方案》（松政办〔2022〕8号），需要常年打捞保洁。"),
        on_field(2, "necessity"),
        ("2022", "2024"),
    ),
    Case(
        "forms.amount_in_text_exceeds_budget",
        write(2, content="分段包干到人，全年需保洁经费75万元，按月考核后支付。"),
        write(2, content="分段包干到人，每人每年保洁经费75万元以下，全年需经费60万元；全市税收75亿元。"),
        on_field(2, "content"),
        ("75.00", "60.00"),
    ),
    Case(
        "forms.amount_below_stated_floor",
        write(2, feasibility="上级文件要求河道保洁专项资金每年不少于80万元，机制成熟可行。"),
        write(2, feasibility="上级文件要求河道保洁专项资金每年不少于60万元，机制成熟可行。"),
        on_field(2, "feasibility"),
        ("80.00", "60.00"),
    ),
    Case(
        "forms.goal_quantity_without_indicator",
        write(2, annual_goal="全年保洁河道120公里，清理岸坡垃圾点35处，沿线群众普遍满意。"),
        write(2, annual_goal="全年保洁河道120公里，约35处岸坡垃圾点随时清理，2024年12月底前完成。"),
        on_field(2, "annual_goal"),
        ("35处",),
    ),
    Case(
        "forms.markup_in_text",
        write(2, content="<p>对城区河道开展日常打捞、岸坡清理和垃圾清运。</p>"),
        write(2, content="水深<2米且宽>5米的城区河道，日常打捞、岸坡清理和垃圾清运。"),
        on_field(2, "content"),
        ("<p>",),
    ),
    Case(
        "forms.placeholder_text",
        write(2, implementing_unit="XX市XX局"),
        write(2, content="对城区河道开展日常打捞，清理断面尺寸3×5米，垃圾清运，使用XXL号防护服。"),
        on_field(2, "implementing_unit"),
        ("XX",),
    ),
    Case(
        "forms.document_number_format",
        write(2, feasibility="依据《松澜市河道管理办法》（松政发(2022)15号），机制成熟可行。"),
        write(2, feasibility="依据《松澜市河道管理办法》（松政发〔2022〕15号）和(2022)年的实践，机制成熟可行。"),
        on_field(2, "feasibility"),
        ("(2022)15号",),
    ),
    Case(
        "forms.repealed_regulation",
        write(2, feasibility="按照《中华人民共和国合同法》签订保洁合同，分段包干、按月考核。"),
        both(write(2, feasibility="按照《松澜市信访条例》和《民法典》签订保洁合同，分段包干、按月考核。")),
        on_field(2, "feasibility"),
        ("合同法", "2021-01-01"),
    ),
    Case(
        "forms.repealed_regulation",
        write(2, feasibility="按照国务院《信访条例》处理群众来信，分段包干、按月考核。"),
        both(write(2, feasibility="按照国务院《信访条例》处理群众来信，分段包干、按月考核。"), make(2, year=2022)),
        on_field(2, "feasibility"),
        ("信访条例", "2022-05-01"),
        name="from the year after on",
    ),
    Case(
        "forms.other_department_name",
        write(2, implementing_unit="江临县水务局"),
        write(2, implementing_unit="松澜市青塬区水务局"),
        on_field(2, "implementing_unit"),
        ("江临县", "松澜市"),
    ),
    Case(
        "forms.other_department_name",
        write(2, necessity="我院承担城区河道保洁工作，漂浮物较多，需要安排专人常年打捞。"),
        write(2, necessity="我局承担城区河道保洁工作，漂浮物较多，需要安排专人常年打捞。"),
        on_field(2, "necessity"),
        ("我院", "松澜市水务局"),
        name="the name that the unit gives itself",
    ),
    Case(
        "forms.headcount_inconsistent",
        write(1, organisation="内设办公室、规划科、河道科四个职能科室，行政编制28名。"),
        write(1, organisation="内设办公室、规划科、河道科等四个职能科室，行政编制28名。"),
        on_field(1, "organisation"),
        ("4", "3"),
    ),
    Case(
        "forms.headcount_inconsistent",
        write(1, organisation="行政编制28名，其中局长1名、副局长4名、科员25名。"),
        write(1, organisation="行政编制28名，其中局长1名、副局长4名，购买服务人员另有25名。"),
        on_field(1, "organisation"),
        ("28", "30"),
        name="parts and their sum",
    ),
)
