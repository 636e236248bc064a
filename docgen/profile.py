"""A profile (本级情况): what an office answers for its place once, whatever plan of the upper level it adapts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator

from docgen.campaign import Basis, Imprint, Issuer, LeadingGroup, Region, Superior
from docgen.keys import LEVEL, Model, key, version, whole_number


class Profile(Model):
    """A place and the office in it that issues."""

    docgen: Annotated[str, BeforeValidator(version)] = key("docgen", "文件的版本，现在是 1")
    level: Annotated[Literal["", "province", "city", "county", "unit"], BeforeValidator(LEVEL)] = key(
        "层级", "本级是省、市、县，还是部门（单位）"
    )
    region: Region = key("地区", "本地区，如 {名称: 江川市, 自称: 我市}", Region())
    issuer: Issuer = key("发文机关", "本级谁发文", ...)
    superior: Superior = key("上级机关", "本级向谁报告；不写就是上级方案的发文机关", Superior())
    basis: tuple[Basis, ...] = key("依据", "本级另外依据的文件，逐个写", ())
    addressees: tuple[str, ...] = key("主送机关", "本级的通知主送给谁", ())
    leading_group: LeadingGroup | None = key("领导小组", "本级领导小组的组成", None)
    imprint: Imprint = key("版记", "本级的抄送和印发机关", Imprint())
    remap: dict[str, str] = key("改称", "程序推不出来的称呼，如 {市住房城乡建设管理委: 区建设管理委}", {})
    ahead: Annotated[int, BeforeValidator(whole_number)] = key("提前", "时限比上级提前几个工作日；不写就不提前", 0)
