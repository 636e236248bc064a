"""What the words of a line look like: a date, a title, a name, a label … Every test is bounded."""

from __future__ import annotations

import re

_DIGITS = "0-9０-９〇○零一二三四五六七八九XxＸｘ×*＊"
_FEW = f"\\s{{0,6}}[十{_DIGITS}]{{0,3}}\\s{{0,6}}"  # of a month, of a day: they may be left open
_DAY = f"[{_DIGITS}]{{2,4}}\\s{{0,4}}年{_FEW}月(?:{_FEW}[日号])?"
_DATE = re.compile(rf"{_DAY}|\d{{4}}\s?[-./]\s?\d{{1,2}}\s?[-./]\s?\d{{1,2}}|\s{{0,4}}年\s{{1,6}}月\s{{1,6}}日")
_ENDS_WITH_DATE = re.compile(rf"(\S.{{1,60}}?)\s+({_DAY})")
_PRINTED = re.compile(rf"(?P<by>\S.{{1,60}}?)?\s*(?P<on>{_DAY}\s?印\s?发)")
_COPIES = re.compile(r"(?:抄\s?送|抄\s?报|分\s?送|主\s?送|报\s?送)\s?[：:]")
_PRINT_RUN = re.compile(r"[（(]?\s?(?:共\s?印|印\s?数)\s?[：:]?\s?\d{1,6}\s?份\s?[）)]?")
_PAGE = re.compile(
    r"[-—–―－·•─]{1,2}\s?\d{1,4}\s?[-—–―－·•─]{1,2}|第\s?\d{1,4}\s?页(?:[，,/／\s]{0,3}共\s?\d{1,4}\s?页)?|Page\s?\d{1,4}(?:\s?of\s?\d{1,4})?"
)
_RULE = re.compile(r"[-—–―－─━_＿=＝]{4,}")
_LABEL = re.compile(
    r"附\s?(?:件|录)\s?(?:[0-9０-９一二三四五六七八九十]{1,3}(?:[-—－][0-9]{1,2})?)?\s?[：:]?|附\s?[：:]"
)
_LISTED = re.compile(r"附(?:\s?[件录])?\s?(?:[0-9０-９一二三四五六七八九十]{1,3}\s?)?[：:]\s*(?=\S)")
_TITLED_LABEL = re.compile(r"附\s?[件录]\s?[0-9０-９一二三四五六七八九十]{1,3}(?:\s?[：:.．]\s*|\s+)(?=\S)")
_YEAR, _COUNT = "0-9０-９XxＸ×*＊", "0-9０-９XxＸ×*＊ \u3000"
_NUMBER = re.compile(
    rf"[^\s，。；：《》“”]{{0,20}}\s?[〔\[【（(［]\s?[{_YEAR}]{{0,4}}\s?[〕\]】）)］]\s?(?:第\s?)?[{_COUNT}]{{0,6}}\s?号"
    r"(?:\s{2,}签发人[：:].{1,40})?"
)
_COUNTED = re.compile(r"第\s?(?:[0-9]{1,5}|[一二三四五六七八九十百〇零]{1,6})\s?[号期]")
_MASTHEAD = re.compile(r"\S.{2,38}文\s*件")
_SECRECY = re.compile(r"(?:绝\s?密|机\s?密|秘\s?密)(?:[★☆*].{0,10})?")
_URGENCY = re.compile(r"(?:特\s?急|加\s?急|特\s?提|平\s?急|急\s?件)")
_COPY = re.compile(r"(?:No\.?|№)?\s?\d{3,6}")
_SIGNED = re.compile(r"签发人\s?[：:].{1,40}")

_GENRES = (
    "通知|方案|意见|讲话|讲话稿|讲话提纲|发言|发言稿|发言提纲|致辞|主持词|报告|总结|汇报|办法|细则|规定|要点|计划|规划|纲要|函|批复|"
    "请示|决定|决议|公告|通告|公报|通报|简报|纪要|议案|命令|令|预案|章程|条例|制度|规则|规程|规范|标准|指南|倡议书|公开信|清单|名单|"
    "一览表|分工表|分解表|安排表|进度表|统计表|汇总表|登记表|申报表|台账|目录|建议|措施|说明|承诺书|责任书|意见书|通知书|提纲|答复|回复"
)
_TITLED = re.compile(rf"(?:{_GENRES})(?:\s?[（(][^（()）]{{1,30}}[）)]){{0,2}}$")
_COUNTS = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}|\d{1,3})\s?[.．,，、](?!\d)|[一二三四五六七八九十]{1,2}[是要]|[-·●■◆]|—(?!—)"
)
_SUFFIX = re.compile(r"[（(][^（()）。；，]{1,30}[）)]")
_MORE = ("的", "《", "——", "—", "通知", "关于", "印发", "转发", "批转")
_UNDONE = re.compile(
    r"(?:关于|印发|转发|批转|的|和|与|及|、|《|政府|委员会|办公室|办公厅|局|厅|党委|党组|领导小组|指挥部|部|院|司|集团|公司)$"
)
_ORGAN = re.compile(
    r"(?:政府|委员会|办公室|办公厅|党委|党组|支部|总支|小组|指挥部|委|办|局|厅|部|处|科|院|校|中心|公司|集团|协会|学会|联合会|总工会|工会|"
    r"团委|银行|大队|支队|总队|站|所|馆|社|会|政协|人大|法院|检察院|街道|镇|乡|县|市|区|专班|学|园)$"
)
_SEALED = re.compile(r"[（(](?:加?盖章|加?盖公章|代章|签章|公章|印章|章)[）)]")
_POSTS = (
    "书记|市长|县长|区长|省长|镇长|乡长|州长|盟长|旗长|局长|厅长|部长|主任|主席|院长|校长|处长|科长|秘书长|检察长|组长|队长|行长|"
    "总经理|经理|董事长|委员|代表|同志|巡视员|调研员|站长|所长|会长|理事长|司长|署长|总队长|支队长"
)
_NAME = r"(?:[\u4e00-\u9fff]\s?[\u4e00-\u9fff]{1,3}|[XxＸ×*＊某○]{2,6}|[\u4e00-\u9fff][XxＸ×*＊某○]{1,3})"
_SPEAKER = re.compile(
    rf"[^，。；：！？,:;]{{0,30}}(?:{_POSTS})\s*{_NAME}|(?:讲话人|主讲人|发言人|报告人|汇报人|主持人)\s?[：:]?\s?.{{2,30}}|[\u4e00-\u9fff][\s\u3000]+[\u4e00-\u9fff]"
)
_PERSON = re.compile(rf"{_NAME}|[\u4e00-\u9fff]{{2,4}}(?:同志)?")
_HAILED = re.compile(
    r"(?:同志们|朋友们|同学们|老师们|战友们|乡亲们|女士们|先生们|职工们|各位|尊敬的|亲爱的).{0,60}|.{0,40}(?:同志|代表|委员|领导|来宾|同事|老师|同学|朋友|评委)们?"
)
_BARE_HAIL = re.compile(
    r"(?:(?:同志|朋友|同学|老师|战友|女士|先生)们|各位(?:领导|代表|委员|同事|来宾|同志))[，,、！!]?"
)
_ADDRESSED = re.compile(
    r"(?:政府|委员会|小组|指挥部|单位|部门|机构|公司|企业|学校|医院|街道|集团|中心|协会|支部|党委|党组|银行|车间|社区|"
    r"[局委办厅部处科室院校镇乡村县区市省所站队会社])(?:[（(][^（()）]{1,20}[）)])?等?$|^【待补"
)
_NO_ADDRESS = re.compile(r"^(?:联系|牵头|责任|主办|承办|协办|配合|时间|地点)")
_LEADS = re.compile(
    r"如下|以下|下列|下述|现将|为了|根据|按照|要求|^第|^[一二三四五六]是|负责|包括|是指|时间|地点|联系|[“”]"
)


def squeezed(text: str) -> str:
    """Without any blank: a spaced-out title (国 务 院) as it is meant."""
    return "".join(text.split())


def is_date(words: str) -> bool:
    return len(words) <= 30 and ("年" in words or words[:4].isdigit()) and _DATE.fullmatch(words) is not None


def name_and_date(words: str) -> tuple[int, int] | None:
    """The end of a name and the start of a date that stand on one line, blanks between them."""
    found = _ENDS_WITH_DATE.fullmatch(words) if len(words) <= 90 else None
    return (found.end(1), found.start(2)) if found and is_signer(found[1]) else None


def is_page(words: str) -> bool:
    return len(words) <= 24 and _PAGE.fullmatch(words) is not None


def is_rule(words: str) -> bool:
    return _RULE.fullmatch(words[:200]) is not None and len(words) <= 200


def is_label(words: str) -> bool:
    """附件 or 附件1 on a line of its own."""
    return len(words) <= 12 and _LABEL.fullmatch(words) is not None


def listed(words: str) -> int:
    """Length of “附件：” at the start of a line that goes on, else 0."""
    found = _LISTED.match(words)
    return found.end() if found else 0


def titled_label(words: str) -> int:
    """Length of the label in “附件1 任务分解表”, else 0."""
    found = _TITLED_LABEL.match(words) if len(words) <= 70 and not is_sentence(words) else None
    return found.end() if found else 0


def is_number(words: str) -> bool:
    """发文字号 on a line of its own."""
    return len(words) <= 80 and (_NUMBER.fullmatch(words) or _COUNTED.fullmatch(words)) is not None


def is_masthead(words: str) -> bool:
    return len(words) <= 44 and _MASTHEAD.fullmatch(words) is not None and "《" not in words


def is_secrecy(words: str) -> bool:
    return len(words) <= 16 and _SECRECY.fullmatch(words) is not None


def is_urgency(words: str) -> bool:
    return len(words) <= 6 and _URGENCY.fullmatch(words) is not None


def is_copy_number(words: str) -> bool:
    return len(words) <= 10 and _COPY.fullmatch(words) is not None


def is_signed(words: str) -> bool:
    return len(words) <= 50 and _SIGNED.fullmatch(words) is not None


def is_copies(words: str) -> bool:
    return _COPIES.match(words) is not None


def printed(words: str) -> tuple[int, int] | None:
    """The end of 印发机关 and the start of 印发日期 in a line of the imprint."""
    found = _PRINTED.fullmatch(words) if len(words) <= 100 and "印" in words else None
    return (found.end("by") if found["by"] else 0, found.start("on")) if found else None


def is_print_run(words: str) -> bool:
    return len(words) <= 20 and _PRINT_RUN.fullmatch(words) is not None


def is_bracketed(words: str) -> bool:
    return 2 < len(words) <= 200 and words[0] in "（(" and words[-1] in "）)"


def is_note(words: str) -> bool:
    """附注 by what it says, wherever it stands."""
    return is_bracketed(words) and re.search("公开|联系人|联系电话|此件|发至|印发至|电话", words) is not None


def is_sentence(words: str) -> bool:
    """It ends as a sentence does, or has one in it."""
    return words[-1:] in "。；;！？!?…，,、：:”" or "。" in words[:2000]


def may_be_title(words: str) -> bool:
    """A line of a title, as far as its words can tell."""
    return (
        2 <= len(squeezed(words[:80])) <= 60
        and not is_sentence(words.removesuffix("”"))
        and not is_bracketed(words)
        and not (is_date(words) or is_number(words) or is_label(words) or is_page(words) or is_rule(words))
        and not (listed(words) or titled_label(words) or is_copies(words) or printed(words))
        and _COUNTS.match(words) is None
        and re.search(r"[\u3400-\u9fff]", words) is not None
    )


def ends_title(words: str) -> bool:
    return _TITLED.search(squeezed(words)[-60:]) is not None


def goes_on(before: str, words: str) -> bool:
    """A title that reads `before` so far plainly goes on with this line."""
    if words.startswith(_MORE) or (_SUFFIX.fullmatch(words) and not re.search(r"\d月|讲话|记录", words)):
        return True
    open_title = before.count("《") > before.count("》")
    issues = words.endswith("通知") and "通知" not in before and re.search("印发|转发|批转", before) is not None
    return (
        open_title or issues or (not ends_title(before) and (ends_title(words) or _UNDONE.search(before) is not None))
    )


def is_speaker(words: str) -> bool:
    return len(words) <= 40 and _SPEAKER.fullmatch(words) is not None


def is_person(words: str) -> bool:
    return len(words) <= 10 and _PERSON.fullmatch(words) is not None and not ends_title(words)


def is_organ(words: str) -> bool:
    return len(words) <= 40 and _ORGAN.search(words) is not None


def is_signer(words: str) -> bool:
    """What may stand as 署名: short, and no sentence."""
    if _SEALED.fullmatch(words[:12]):
        return True
    if not 2 <= len(words) <= 40 or words.startswith(("特此", "此致", "此复", "敬礼")):
        return False
    return not re.search("[。；;：:！!？?，,\t《》]", words) and not is_bracketed(words)


def is_sealed(words: str) -> bool:
    """（盖章） where a seal is to stand."""
    return _SEALED.fullmatch(words[:12]) is not None


def is_masked(words: str) -> bool:
    return re.search("[XxＸ×*＊某○]{2}", words) is not None


def is_hailed(words: str) -> bool:
    """称谓: 同志们："""
    if words.endswith(("：", ":")):
        return len(words) <= 80 and _HAILED.fullmatch(words[:-1].rstrip()) is not None and not _LEADS.search(words)
    return len(words) <= 12 and _BARE_HAIL.fullmatch(words) is not None


def is_addressed(words: str) -> bool:
    """主送机关, its colon forgotten or not."""
    if len(words) > 400 or "。" in words or _LEADS.search(words) or _NO_ADDRESS.match(words) or ends_title(words):
        return False
    colon = words.endswith(("：", ":"))
    named = _ADDRESSED.search(words.rstrip("：:，, ")[-60:]) is not None
    return named and (colon or (len(words) <= 120 and words.startswith("各") and not re.search("[要应须；]", words)))
