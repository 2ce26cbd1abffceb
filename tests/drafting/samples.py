"""Documents that use every part of the tree: a memo in English, the same kind in Chinese, a filing that leads in Chinese with
English below, and a page from right to left.
"""

from __future__ import annotations

from typing import Any

from exequatur.language.tree import (
    Bar,
    Block,
    Cell,
    Columns,
    Document,
    Heading,
    Listed,
    Mirrored,
    Notice,
    PageBreak,
    Paragraph,
    Run,
    Sentence,
    Statement,
    Table,
    TimeLine,
)

WUHAN = "（2015）鄂武汉中民商外初字第00026号"
SHANGHAI = "（2017）沪01协外认16号"
SHIJIAZHUANG = "（2019）冀01协外认3号"
WUXI = "（2017）苏02协外认1号之二"
NUMBERS = (WUHAN, SHANGHAI, SHIJIAZHUANG, WUXI)


def strong(text: str) -> Run:
    return Run(text, "strong")


def number(text: str) -> Run:
    return Run(text, "number")


def blank(text: str, id: str) -> Run:
    return Run(text, "blank", id)


def outcome(text: str, id: str, *, excluded: bool = False) -> Run:
    return Run(text, "excluded" if excluded else "outcome", id)


def conf(level: int, words: tuple[str, ...] = ("recalled", "secondary", "text seen")) -> Run:
    return Run(words[level - 1], "confidence", ("recalled", "secondary", "text")[level - 1])


def s(*parts: str | Run) -> Sentence:
    return tuple(part if isinstance(part, Run) else Run(part) for part in parts)


def p(*parts: str | Run, role: Any = "plain") -> Paragraph:
    return Paragraph(s(*parts), role)


def cell(*parts: str | Run, end: bool = False, small: bool = False) -> Cell:
    return Cell((s(*parts),), "end" if end else "start", "small" if small else "plain")


def point(at: int, block: Block) -> Listed:
    return Listed(((block,),), ordered=True, start=at)


def memo() -> Document:
    """The memo of the house style, in the tree."""
    blocks: tuple[Block, ...] = (
        Heading(s("Recognition in China of a Los Angeles judgment"), 1),
        Table(
            rows=(
                (
                    cell("Judgment"),
                    cell("Superior Court of California, County of Los Angeles, ", number("EC062608"), ", 24 July 2015"),
                    cell("Sum"),
                    cell(
                        Run("USD 147,492", "sum"),
                        ": principal ",
                        Run("125,000", "sum"),
                        ", the rest interest; no punitive part",
                    ),
                ),
                (
                    cell("Question"),
                    cell("Will a Chinese court recognise and enforce it?"),
                    cell("Client"),
                    cell(blank("not entered: client", "client")),
                ),
            ),
            widths=(22, 60, 22, 60),
            role="fields",
        ),
        Notice(
            (
                p("Short answer", role="label"),
                p("Expect it to be ", outcome("recognised", "recognised"), ".", role="lead"),
                p(
                    "If the papers are completed and nothing new is shown, a Chinese court should recognise the judgment "
                    "for the full sum, on the ground of reciprocity. The fact that matters most is not known yet: whether "
                    "the agreement contained an arbitration clause."
                ),
                Columns(
                    (
                        (
                            p("As it stands", role="label"),
                            p(outcome("Recognised", "recognised")),
                            p(
                                "grade ",
                                strong("followed"),
                                ": Chinese courts have ruled this way for this country. Eight other rulings on US "
                                "judgments: one recognised, five in part, one dismissed, one refused. Refusals are "
                                "under-collected.",
                                role="small",
                            ),
                        ),
                        (
                            p("Certain, whatever the unknown facts turn out to be", role="label"),
                            Table(
                                (
                                    (Cell((s(outcome("Recognised", "recognised")),)), cell("possible", small=True)),
                                    (
                                        Cell((s(outcome("Partly", "partly_recognised", excluded=True)),)),
                                        cell("excluded: no punitive part", small=True),
                                    ),
                                    (Cell((s(outcome("Refused", "refused")),)), cell("possible", small=True)),
                                    (
                                        Cell((s(outcome("Dismissed", "dismissed")),)),
                                        cell("possible; may apply again", small=True),
                                    ),
                                ),
                                (26, 52),
                                role="fields",
                            ),
                        ),
                    )
                ),
            ),
            "answer",
            "recognised",
        ),
        Heading(s("What the answer takes for granted"), 2),
        Statement(
            (
                p(
                    strong("Provided that"),
                    " a paper shows that the judgment has taken effect; the certified copy carries an apostille; the "
                    "translation bears an agency’s seal.",
                ),
            ),
            (s("Conference Summary 2021, art 35 ", conf(2)), s("CPL Interpretation, art 541 ", conf(3))),
        ),
        Statement(
            (
                p(
                    strong("Unless"),
                    " it is shown that the California court lacked jurisdiction or a fitting connection; that the "
                    "respondents were not heard; that there was fraud; that a Chinese court has decided the same dispute; "
                    "that an arbitration clause bound the parties and was not waived; or that public order is offended.",
                ),
            ),
            (
                s("Civil Procedure Law, arts 300–301, in force since 1 Jan 2024 ", conf(3)),
                s("Summary, art 47, contested since ", conf(2)),
            ),
        ),
        Statement(
            (
                p(
                    strong("On our record"),
                    " to 24 November 2026 there is no treaty on judgments with the United States and no US decision that "
                    "refuses Chinese judgments for want of reciprocity.",
                ),
            ),
            (s("Last checked 24 Nov 2026; statutes read to 28 Aug 2026"),),
        ),
        Heading(s("Reasons, in the order in which the court asks"), 2),
        Statement(
            (
                point(
                    1,
                    p(
                        strong("It is a judgment in a civil or commercial matter."),
                        " It decides the merits: fraud over half the shares of a US company.",
                    ),
                ),
            ),
            (s("Summary, art 41 ", conf(2)),),
        ),
        Statement(
            (
                point(
                    2,
                    p(
                        strong("The door is open."),
                        " There is no treaty, but reciprocity: a Chinese judgment can be recognised under US law. "
                        "California did so in 2009, and Shanghai found reciprocity with the whole country, federal and "
                        "state courts alike.",
                    ),
                ),
            ),
            (
                s("Civil Procedure Law, art 299; Summary, art 44"),
                s(number(SHANGHAI), ", 12 Sept 2018 ", conf(2)),
            ),
        ),
        Statement(
            (
                point(
                    3,
                    p(
                        strong("The application is ripe."),
                        " The judgment is stated to be in effect; without a paper to show it the court dismisses, as Wuxi "
                        "did. Wuhan is competent: the respondents live and own real property there. October 2015 is within "
                        "two years of the judgment, whatever the day of effect.",
                    ),
                ),
            ),
            (
                s("Summary, arts 42–43 ", conf(2)),
                s(number(WUXI), ", 5 Nov 2020"),
                s("CPL Interpretation, art 545 ", conf(3)),
                s("Rule of place ", conf(1)),
            ),
        ),
        Statement(
            (
                point(
                    4,
                    p(
                        strong("No ground of refusal is shown."),
                        " The respondents were summoned by publication on the court’s order, four times from 15 January to "
                        "5 February 2015. Not known: an arbitration clause. Shijiazhuang refused a default judgment of the "
                        "same Los Angeles court for such a clause.",
                    ),
                ),
            ),
            (s("Civil Procedure Law, art 300(2)"), s(number(SHIJIAZHUANG), ", 2019 ", conf(2))),
        ),
        Statement(
            (point(5, p(strong("Nothing is cut."), " The sum has no punitive part.")),),
            (s("Summary, art 45 ", conf(2)),),
        ),
        p(
            strong("Rests on"),
            " limb 1 of art 44. ",
            strong("Would turn it:"),
            " an arbitration clause not waived; a Chinese judgment on the same dispute.",
        ),
        Heading(s("Missing facts and open questions"), 2),
        Table(
            (
                (
                    cell("1"),
                    cell("Did the agreement of 22 September 2013 contain an arbitration clause?"),
                    cell("its dispute clause", small=True),
                    cell("settles art 47", small=True),
                ),
                (
                    cell("2"),
                    cell("Which paper shows that the judgment has taken effect?"),
                    cell("docket, or the clerk’s certificate that no appeal is pending", small=True),
                    cell("settles dismissal", small=True),
                ),
                (
                    cell("3"),
                    cell("Has a Chinese court decided the same dispute, or is it hearing it?"),
                    cell("the client; a search under both names in hanzi", small=True),
                    cell("settles art 300(4)", small=True),
                ),
            ),
            (7, 86, 46, 26),
        ),
        Notice(
            (
                p(
                    strong("Open questions of law,"),
                    " not for the client to answer: whether art 47 of the Summary survives the list of grounds in force "
                    "since 1 January 2024; whether assets can be frozen before the application is filed.",
                ),
            ),
            "law",
        ),
        Notice((p("The day on which the judgment took effect is not known: the file does not show it."),), "unknown"),
        Notice((p("Art 35 of the Summary is cited from a secondary source; read the text before filing."),), "warning"),
        Heading(s("Time"), 2),
        time_line(),
        Heading(s("Costs"), 2),
        costs(),
        p(
            "The two columns are the user’s own range of CNY for one USD. Apostille in California: USD 20 a signature ",
            conf(2),
            ".",
            role="small",
        ),
        Heading(s("Sources and receipt"), 2),
        Table(
            tuple(
                (cell(*title, small=True), cell(since, small=True), cell(conf(level)))
                for title, since, level in (
                    (("Civil Procedure Law (2023), arts 298–303",), "in force since 1 January 2024", 3),
                    (("CPL Interpretation (2022), arts 541–545",), "in force since 4 February 2015", 3),
                    (("Order 481 on litigation costs",), "in force since 1 April 2007", 3),
                    (
                        ("Reports of ", number(SHANGHAI), " and ", number(SHIJIAZHUANG)),
                        "public since 2018 and 2025",
                        2,
                    ),
                    (("Competence by residence or property",), "practice and treaties", 1),
                )
            ),
            (90, 50, 24),
        ),
        p(
            "This file was decided by ",
            number(WUHAN),
            ", 30 June 2017: recognised. The ruling is kept out of the answer. Receipt: claim, day and release; the same "
            "three give the same bytes.",
            role="small",
        ),
    )
    return Document(
        "Recognition in China of judgment EC062608",
        "en",
        blocks,
        head=s("Judgment ", number("EC062608"), ", asked for 24 November 2026"),
        foot=s("Information, not legal advice. Release ", blank("hash of engine and data", "release")),
        day="2026-11-24",
        masthead=s("Assessment memo, 24 November 2026"),
    )


def time_line() -> TimeLine:
    return TimeLine(
        (
            Bar(s("Copy and proof of effect"), 0, 1, 4, s("1–4 weeks")),
            Bar(s("Apostille, Secretary of State"), 1, 1, 6, s("1–6 weeks")),
            Bar(s("Power of attorney"), 0, 2, 6, s("2–6 weeks")),
            Bar(s("Translation in China"), 2, 1, 3, s("1–3 weeks")),
            Bar(s("Filing in Wuhan"), 3, 0.25, 10, s("3–13 weeks")),
        ),
        14,
        ((0, s("today")), (0.5, s("7 weeks")), (1, s("14"))),
        s(
            "Dark: at least. Light: at most ",
            conf(1),
            ". Then: ruling after 37 to 876 days, mean 344 in 33 published rulings (2021) ",
            conf(3),
            "; review within 10 days of service (art 303) ",
            conf(3),
            ". Last day to apply: ",
            blank("not before 24 July 2017: day of effect not in the file", "effective_date"),
            "; applied October 2015.",
        ),
    )


def costs(rows: int = 1) -> Table:
    lines = (
        (("Sum in CNY",), "884,952.00", "1,106,190.00", (blank("rate of the filing day not entered", "rate"),)),
        (("Recognition, by scale, prepaid",), "11,249.52", "13,461.90", ("Order 481, arts 14, 20, 38 ", conf(3))),
        (("… where a flat fee is taken",), "500.00", "500.00", ("published, 2021 ", conf(3))),
        (("Preservation, cap 5,000",), "4,944.76", "5,000.00", ("Order 481, art 14(2) ", conf(3))),
        (("Chinese lawyer, mean of 7.6 %",), "67,256.35", "84,070.44", ("2021 ", conf(3))),
        (("Compare: fee of a new suit",), "12,649.52", "14,755.71", ("Order 481, art 13 scale ", conf(3))),
    )
    return Table(
        tuple(
            (cell(*item), cell(Run(low, "sum"), end=True), cell(Run(high, "sum"), end=True), cell(*source, small=True))
            for item, low, high, source in lines * rows
        ),
        (58, 29, 31, 46),
        (cell("Item"), cell("at CNY 6.00", end=True), cell("at CNY 7.50", end=True), cell("Source")),
        s("What recognition costs, in yuan"),
    )


ZH = ("凭记忆", "第二手来源", "已阅原文")


def zh_memo() -> Document:
    """A memo in Chinese."""
    blocks: tuple[Block, ...] = (
        Heading(s("洛杉矶判决在中国的承认"), 1),
        Table(
            (
                (
                    cell("判决"),
                    cell("加利福尼亚州洛杉矶县高等法院，", number("EC062608"), "，2015年7月24日"),
                    cell("金额"),
                    cell(Run("147,492美元", "sum"), "：本金", Run("125,000美元", "sum"), "，其余为利息；无惩罚性部分"),
                ),
                (
                    cell("申请人"),
                    cell(Run("Liu Li", "name", language="en"), "（", Run("刘利", "name"), "）"),
                    cell("委托人"),
                    cell(blank("未填写：client", "client")),
                ),
            ),
            (22, 60, 22, 60),
            role="fields",
        ),
        Notice(
            (
                p("简要结论", role="label"),
                p("预计结果：", outcome("予以承认", "recognised"), "。", role="lead"),
                p(
                    "如果材料补齐且没有新的事实出现，中国法院应当依据互惠原则全额承认该判决。最关键的事实目前不明：双方协议是否"
                    "订有仲裁条款。"
                ),
                Columns(
                    (
                        (p("就现有材料", role="label"), p(outcome("予以承认", "recognised"))),
                        (
                            p("无论未知事实如何，可以确定的是", role="label"),
                            p(
                                outcome("部分承认", "partly_recognised", excluded=True),
                                "　",
                                outcome("驳回申请", "dismissed"),
                            ),
                        ),
                    )
                ),
            ),
            "answer",
            "recognised",
        ),
        Heading(s("结论的前提"), 2),
        Statement(
            (
                p(
                    strong("前提是："),
                    "有文件证明判决已经发生法律效力；经认证的副本附有附加证明书；译文加盖翻译机构印章。参见",
                    number(SHANGHAI),
                    "民事裁定书，以及无锡市中级人民法院",
                    number(WUXI),
                    "民事裁定书。“互惠关系”由受理法院审查认定、并逐案报请备案。",
                ),
            ),
            (
                s("《全国法院涉外商事海事审判工作座谈会会议纪要》第35条 ", conf(2, ZH)),
                s("《民事诉讼法》司法解释第541条 ", conf(3, ZH)),
            ),
        ),
        Statement(
            (Listed(((p("判决属于民商事判决。"),), (p("互惠之门已经打开。"),)), ordered=True),),
            (s(number(SHIJIAZHUANG), "，2019年 ", conf(2, ZH)),),
        ),
        Heading(s("尚缺的事实"), 2),
        Notice((p("判决的生效日期不明：卷宗中没有记载。"),), "unknown"),
        Heading(s("费用"), 2),
        Table(
            (
                (
                    cell("按标的额计算的申请费，预交"),
                    cell(Run("11,249.52", "sum"), end=True),
                    cell("国务院令第481号第14条、第20条 ", conf(3, ZH), small=True),
                ),
                (cell("保全费"), cell(Run("5,000.00", "sum"), end=True), cell("第14条第2项 ", conf(3, ZH), small=True)),
            ),
            (70, 40, 54),
            (cell("项目"), cell("元", end=True), cell("来源")),
        ),
        p("本案由", number(WUHAN), "民事裁定书裁定，2017年6月30日：予以承认。", role="small"),
    )
    return Document(
        "EC062608号判决在中国的承认",
        "zh-Hans",
        blocks,
        head=s("判决 ", number("EC062608")),
        foot=s("本文件仅供参考，不构成法律意见。"),
        day="2026-11-24",
        masthead=s("评估备忘录，2026年11月24日"),
        numbered=True,
    )


def filing() -> Document:
    """An application: Chinese leads, English mirrors it."""

    def both(zh: Block, en: Block) -> Mirrored:
        return Mirrored(zh, en, "en")

    blocks: tuple[Block, ...] = (
        both(
            Heading(s("承认和执行外国法院判决申请书"), 1), Heading(s("Application for recognition and enforcement"), 1)
        ),
        both(
            p(
                "申请人：",
                Run("Liu Li", "name", language="en"),
                "，女，住",
                blank("未知：住所（applicant_address）", "address"),
                "。",
            ),
            p(
                "Applicant: Liu Li, female, resident at ",
                blank("not known: address (applicant_address)", "address"),
                ".",
            ),
        ),
        both(
            p("被申请人：", Run("陶莉", "name"), "，住湖北省武汉市。"),
            p("Respondent: ", Run("陶莉", "name"), " (Tao Li), resident in Wuhan, Hubei."),
        ),
        both(Heading(s("请求事项"), 2), Heading(s("Requests"), 2)),
        both(
            Listed(
                (
                    (p("承认美国加利福尼亚州洛杉矶县高等法院", number("EC062608"), "号判决；"),),
                    (p("执行上述判决，金额", Run("147,492美元", "sum"), "。"),),
                ),
                ordered=True,
            ),
            Listed(
                (
                    (p("To recognise judgment ", number("EC062608"), " of the Superior Court of California;"),),
                    (p("to enforce it for ", Run("USD 147,492", "sum"), "."),),
                ),
                ordered=True,
            ),
        ),
        both(Heading(s("事实与理由"), 2), Heading(s("Facts and reasons"), 2)),
        Heading(s("判决的作出与生效"), 3),
        *(
            both(
                p(
                    "2015年7月24日，洛杉矶县高等法院作出判决，判令被申请人返还股权转让款。该判决已经发生法律效力，被申请人"
                    "经合法传唤未到庭。依照《中华人民共和国民事诉讼法》第二百九十八条、第二百九十九条，参照",
                    number(SHANGHAI),
                    "案，请求贵院予以承认和执行。",
                ),
                p(
                    "On 24 July 2015 the Superior Court gave judgment ordering the respondents to return the price of the "
                    "shares. It has taken effect; the respondents were lawfully summoned. See ",
                    number(SHANGHAI),
                    ".",
                ),
            )
            for _ in range(3)
        ),
        both(p("此致", role="plain"), p("Respectfully to")),
        both(p("湖北省武汉市中级人民法院"), p("Wuhan Intermediate People’s Court, Hubei")),
        p("申请人：", blank("签名", "signature"), role="right"),
        p(blank("日期", "filing_day"), role="right"),
        PageBreak(),
        Heading(s("证据目录"), 2),
        Table(
            tuple(
                (
                    cell(str(n)),
                    Cell((s("判决书经认证副本"), s("Certified copy of the judgment"))),
                    Cell((s("证明判决内容及其效力"), s("shows the judgment and its effect"))),
                    cell(str(n * 3), end=True),
                )
                for n in range(1, 31)
            ),
            (8, 60, 70, 16),
            (cell("序号"), cell("名称"), cell("证明目的"), cell("页数", end=True)),
            s("证据及其来源"),
        ),
    )
    return Document(
        "承认和执行外国法院判决申请书",
        "zh-Hans",
        blocks,
        head=s("申请书"),
        foot=s("EC062608"),
        day="2026-11-24",
        look="letter",
        numbered=True,
    )


CONF_HE = ("מהזיכרון", "מקור משני", "הטקסט נקרא")


def right_to_left() -> Document:
    """A page in Hebrew with Latin, hanzi and sums in it."""
    blocks: tuple[Block, ...] = (
        Heading(s("הכרה בסין בפסק דין של לוס אנג׳לס"), 1),
        Table(
            ((cell("פסק הדין"), cell(number("EC062608")), cell("הסכום"), cell(Run("USD 147,492.00", "sum"))),),
            (22, 60, 22, 60),
            role="fields",
        ),
        Notice(
            (
                p("תשובה קצרה", role="label"),
                p("צפוי שפסק הדין ", outcome("יוכר", "recognised"), ".", role="lead"),
                p(
                    "החברה ",
                    Run("Acme (China) Ltd.", "name"),
                    " היא ",
                    Run("武汉某某有限公司", "name"),
                    ", והסכום הוא ",
                    Run("USD 147,492.00", "sum"),
                    ".",
                ),
            ),
            "answer",
            "recognised",
        ),
        Heading(s("נימוקים"), 2),
        Statement(
            (
                p(
                    strong("הדלת פתוחה."),
                    " בית המשפט בשנגחאי מצא הדדיות בתיק ",
                    number(SHANGHAI),
                    " ובתיק ",
                    number(WUXI),
                    ".",
                ),
            ),
            (s(number(SHANGHAI), " ", conf(2, CONF_HE)),),
        ),
        Listed(((p("עותק מאושר של פסק הדין"),), (p("תרגום לסינית"),)), ordered=True),
        Heading(s("זמן"), 2),
        TimeLine(
            (Bar(s("עותק מאושר"), 0, 1, 4, s("1–4 שבועות")), Bar(s("תרגום"), 2, 1, 3, s("1–3 שבועות"))),
            14,
            ((0, s("היום")), (1, s("14"))),
            s("כהה: לפחות. בהיר: לכל היותר ", conf(1, CONF_HE), ". יום אחרון: ", blank("לא ידוע", "effective_date")),
        ),
        Table(
            (
                (cell("אגרה"), cell(Run("11,249.52", "sum"), end=True)),
                (cell("עורך דין"), cell(Run("67,256.35", "sum"), end=True)),
            ),
            (60, 40),
            (cell("פריט"), cell("CNY", end=True)),
        ),
    )
    return Document(
        "הכרה בסין",
        "he",
        blocks,
        head=s("פסק דין"),
        foot=s("מידע, לא ייעוץ משפטי"),
        direction="rtl",
        day="2026-11-24",
        masthead=s("מזכר הערכה"),
    )


SAMPLES = {"memo": memo, "zh_memo": zh_memo, "filing": filing, "right_to_left": right_to_left}
