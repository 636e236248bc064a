"""Documents written out by hand, one for each kind of page; the places are invented."""

from __future__ import annotations

from docgen.document import (
    Attachment,
    Document,
    Head,
    Heading,
    Imprint,
    Paragraph,
    RunIn,
    Signature,
    Table,
)

TASKS = Table(
    ("序号", "任务", "牵头单位", "时限"),
    (
        ("1", "清理窗口积压件，逐件限时办结", "江川市民政局办公室", "2026年6月底前"),
        ("2", "公开服务承诺", "", "长期坚持"),
    ),
    (1, 4, 3, 2),
)

PLAN = Document(
    "江川市民政局窗口服务提升行动实施方案",
    blocks=(
        Paragraph("为改进窗口服务，方便群众办事，结合本局实际，制定本方案。"),
        Heading(1, "总体要求"),
        Paragraph("从群众最盼的事做起，从最容易拖的环节改起，让每一件事都有人接、有人办、有回音。"),
        Heading(1, "重点任务"),
        RunIn(2, "减少跑动次数。凡能在线核验的证明，一律不再要求群众提交。", 7),
        Heading(2, "公开办理进度"),
        RunIn(3, "2026年6月底前开通进度查询。查询结果保留2年。"),
        RunIn(3, "每件事项写明经办人。换人须当日更新。", 10),
        RunIn(4, "经办人请假的，由科室负责人代办；"),
        TASKS,
        Table(("科室", "电话"), (("社会救助科", "0000-1234567"),)),
        Heading(1, "工作要求"),
        Paragraph("各科室要对照任务逐项抓好落实。"),
    ),
    attachments=(
        Attachment("窗口服务提升行动任务分解表", (TASKS,)),
        Attachment("问题清单", (Heading(1, "办理环节"), Paragraph("个别事项超过承诺时限。"))),
    ),
)

NOTICE = Document(
    "江川市民政局关于印发《江川市民政局窗口服务提升行动实施方案》的通知",
    head=Head(("江川市民政局",), "江民发〔2026〕3号", "000001", "秘密★1年", "特急"),
    opening="各县（市、区）民政局，局机关各科室、直属各单位：",
    blocks=(Paragraph("现将《江川市民政局窗口服务提升行动实施方案》印发给你们，请结合实际认真贯彻执行。"),),
    attachments=(Attachment("联络员报名表", (Paragraph("请于3月20日前报送。"),)),),
    signature=Signature(("江川市民政局",), "2026年3月5日"),
    note="此件公开发布",
    issued=PLAN,
    imprint=Imprint("省民政厅，市政府办公室，市财政局", "江川市民政局办公室", "2026年3月5日"),
)

REQUEST = Document(
    "江川市民政局 江川市财政局 江川市卫生健康委员会关于联合开展养老机构检查的请示",
    head=Head(
        ("江川市民政局", "江川市财政局", "江川市卫生健康委员会"),
        "江民〔2026〕8号",
        signatories=("李成", "王　远", "赵小棠"),
    ),
    opening="市人民政府：",
    blocks=(Paragraph("拟于2026年4月联合开展一次养老机构安全检查。"), Paragraph("妥否，请批示。")),
    signature=Signature(("江川市民政局", "江川市财政局", "江川市卫生健康委员会"), "2026年3月5日", sealed=False),
    note="联系人：孙宁，电话：0000-1234567",
)

SPEECH = Document(
    "在全市窗口服务提升行动动员会上的讲话",
    byline=("（2026年3月6日）", "李成"),
    opening="同志们：",
    blocks=(
        Paragraph("今天会议的主题只有一个，就是把窗口的事办好。"),
        RunIn(1, "为什么要抓。群众认识我们，是从窗口开始的。", 6),
        Paragraph("一是排队久。二是回话慢。"),
        Heading(1, "怎么抓"),
        Paragraph("大家回去以后，先到窗口坐半天。"),
    ),
)

DRAFT = Document(
    "江川市民政局关于开展窗口服务提升行动的通知",
    head=Head(("江川市民政局",), "【待补：发文字号】"),
    opening="【待补：主送机关】",
    blocks=(Paragraph("【待补：目的】"), Paragraph("（此段用括号，*星号*、_下划线_、<尖括号>、a|b 和 1\\2。）")),
    signature=Signature(("江川市民政局",), "【待补：成文日期】"),
)

ALL = {"notice": NOTICE, "request": REQUEST, "speech": SPEECH, "draft": DRAFT}
