"""What a clause says of a body of the upper level: that one reports to it, obeys it, that it said or issued something;
and who acts in it. By the words around it alone, in plain patterns; docgen.levels.occurrences decides what follows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

# report: 上报至省局; obey: 按照省局部署; serve: 配合省局; under: 在省局指导下; approve: 经省局同意;
# issued: 省局印发的办法; drafted: 省局印发《办法》; said: 省局强调;
# done: 2026年1月，省委组织督查; relay: 报省局，由|省局|汇总报|省政府
Relation = Literal["", "report", "relay", "obey", "serve", "under", "approve", "issued", "drafted", "said", "done"]
# issuer: the office that receives the plan; renamed: one that is renamed itself; other: anyone else
Doer = Literal["issuer", "renamed", "other"]

_REPORTED = re.compile(
    r"(?:上报|报送|发送|呈报|呈送|报告|汇报|反馈|上传|提交|移送|移交|抄报|抄送|报备|请示|申报|推荐|推送|(?<!通)报)(?:给|至|到|送|往|于|请|由)?$"
)
_SPEAKS_TO = re.compile(
    r"^[^，。；！？]{0,24}?(?:报告|汇报|请示|反馈|报送|报备|备案|申请|申报|提出|提交|推荐|上报|移交|移送|说明|述职)"
)
_BY_LEAVE = re.compile(r"^[^，。；！？]{0,14}?(?:批准|同意|审核|审定|审批|核准|审查|认定|验收|许可|批复|审议)")
_OBEYING = re.compile(
    r"(?:按照|根据|依据|依照|遵照|按|贯彻|落实|执行|遵守|遵循|围绕|对照|对标|响应|传达|学习|领会|完成|聚焦|结合|符合)"
    r"(?:好|了|实|细)?[^，。；：！？]{0,20}$"
)
_OF_ORDERS = r"(?:的|关于[^，。；]{0,40}?的?|有关|相关|统一|总体|重大|最新|具体)*"
_ORDERS = re.compile(
    rf"^(?:[、和与及][一-鿿]{{2,24}}?)?{_OF_ORDERS}[一-鿿、“”（）]{{0,8}}?(?:部署|要求|安排|决策|决定|精神|意见|规定|指示|批示|通知|任务|文件|标准|方案|"
    r"计划|规划|政策|目标|口径|办法|制度|措施|清单|细则|规程|规范|目录|《)"
)
_ORDERED = re.compile(
    rf"^{_OF_ORDERS}(?:工作|决策|中心)?(?:部署|要求|决策|精神|指示|批示|规定|交办|下达|(?<=统一)安排)"
)
_SERVING = re.compile(r"(?:配合|协助|服从|接受|迎接|参加|参与|争取|承接|对接|响应)(?:好|了)?$")
_JOINING = re.compile(r"^[^，。；！？]{0,8}?(?:对接|沟通|衔接|联系|汇报)")
_UNDER = re.compile(r"^[一-鿿、]{0,8}?(?:指导|领导|组织|统筹|部署|支持|帮助)下")
_ISSUES = r"(?:印发|下发|制定|出台|发布|制发|编制|公布|转发|修订|颁布)"
_ISSUED = re.compile(rf"^(?:(?:已|已经|近日|日前|此前|近期|联合){_ISSUES}|(?:联合)?{_ISSUES}(?:的|了))")
_DRAFTED = re.compile(rf"^(?:联合)?{_ISSUES}《")
_SAID = re.compile(
    r"^(?:多次|专门|一直|历来|始终|主要领导|主要负责同志|领导)?(?:高度重视|十分重视|重视|指出|强调|批示|作出|决定|充分肯定|肯定|关心|审议|"
    r"授予|评为|提出要求|(?:要求|部署|下达|交办)(?=各))"
)
_DONE = re.compile(
    r"(?:(?:\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|去年|近日|日前|近期|前不久|此前|刚才|近年来|今年以来|\d{4}年以来)[，,]?)$"
)
_PLANNED = re.compile(r"^[^，。；]{0,6}?(?:将|要|拟|计划|应|须|年底前|底前)")
_OTHERS = re.compile(
    r"各(?:级|地|单位|部门|有关|相关|责任|成员|县|区|乡|镇|街道|学校|医院|企业|定点|经办|医疗|基层|村|社区)|"
    r"(?:牵头|责任|成员|有关|相关|所属|下属)(?:单位|部门)|定点[一-鿿]{2,6}?(?:机构|药店|医院)|经办机构|县（市、区）|"
    r"(?:企业|学校|医院|医疗机构)(?=要|应|须|每|定期|将|把|于)"
)
_OBJECT_OF = re.compile(
    r"(?:向|对|按|按照|根据|给|经|与|同|配合|协助|会同|汇总|收集|调度|考核|通报|检查|将|把|从|在|为|以|依托|报|至|到|送|落实|贯彻|执行|商|报请|"
    r"提请|接受|参加|迎接)$"
)
_OWNED = re.compile(
    r"^(?:的|情况|进展|数据|名单|台账|实际|经验|做法|问题|信息|材料|部署|要求|统一|印发|下发|范围|系统内)"
)
_INSIDE = re.compile(r"(?:处|科|股|室|办公室|机关党委|领导小组|工作专班|专班|局领导|厅领导|班子)$")


def relation(before: str, after: str) -> Relation:
    """What a sentence says of the bodies that stand between `before` and `after`."""
    if before.endswith(("报经", "经", "提请", "报请")) and _BY_LEAVE.match(after):
        return "approve"
    if _REPORTED.search(before) or (before.endswith("向") and _SPEAKS_TO.match(after)):
        return "report"
    if _ISSUED.match(after):
        return "issued"
    if _OBEYING.search(before) and _ORDERS.match(after):
        return "obey"
    if _UNDER.match(after) and re.search(r"在[^，。；]{0,12}$", before):
        return "under"
    if _SERVING.search(before) or (before.endswith(("与", "同")) and _JOINING.match(after)):
        return "serve"
    if _DRAFTED.match(after):
        return "drafted"
    if _SAID.match(after):
        return "said"
    if _ORDERED.match(after):
        return "obey"
    return "done" if _DONE.search(before) and not _PLANNED.match(after) else ""


def orders(before: str, after: str) -> tuple[str, str]:
    """The verb and the noun of obeying, as they stand: 按照 and 部署."""
    verb = re.search(
        r"(?:贯彻落实|按照|根据|依据|依照|遵照|贯彻|落实|执行|按|围绕|对照)[^，。；：！？、一-鿿]*(?=[^，。；：！？]*$)",
        before,
    )
    noun = re.match(r"[一-鿿]{0,8}?(?:部署要求|决策部署|工作部署|部署|要求|安排|精神|意见|规定|指示|决定|任务)", after)
    return (verb.group() if verb else "按照"), (noun.group() if noun else "部署")


Named = tuple[int, int, Doer]  # a name of someone, text[start:end]


def doers(text: str, named: Iterable[Named], selves: Iterable[str]) -> Iterator[Named]:
    """Those who act, in order: `named` and all others that a text names, where they stand as subjects."""
    ours = re.compile("|".join(map(re.escape, (*selves, "局机关", "领导小组办公室", "工作专班"))))
    found = [*named]
    taken = [(start, end) for start, end, _ in found]
    for pattern, doer in ((ours, "issuer"), (_OTHERS, "other")):
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                found.append((match.start(), match.end(), doer))  # type: ignore[arg-type]
    for start, end, doer in sorted(found):
        if not _OBJECT_OF.search(text[:start]) and not _OWNED.match(text[end:]):
            yield start, end, doer


def is_inside(owner: str) -> bool:
    """Whether an owner is a part of an office: 基金监管处, 办公室."""
    return bool(_INSIDE.search(owner))
