"""Entered facts: scorers' values of 2026 and the imported table of the closed year 2025."""

from random import Random

from assessments.models import Fact

QUARTERS = ("2026-Q1", "2026-Q2", "2026-Q3")
WAITS = "environment_score"  # one village of the third quarter still lacks it


def _fact(village, period, code, value, source, by, na=False):
    return Fact(
        area_code=village.code,
        period=period,
        subject_code=village.code,
        code=code,
        value="" if na else str(value),
        not_applicable=na,
        source=source,
        entered_by=by,
    )


def village_facts(random, villages, quality, waiting_code):
    """The six entered lines of ZJ-VILLAGE-2026, each quarter."""
    rows = []
    for period in QUARTERS:
        for village in villages:
            q = quality.of[village.code]
            community = village.kind == "community"
            values = [
                (
                    "leadership_score",
                    round(20 + 9 * q + random.random()),
                    "乡镇党委评分表",
                    "乡镇党委",
                ),
                (
                    "asset_check",
                    random.choices(("规范", "基本规范", "不规范"), (62 + 30 * q, 20, 7 - 6 * q))[0],
                    "农村集体资产检查",
                    "县农业农村局",
                ),
                (
                    "disputes_escalated",
                    0 if quality.hit(random, village.code) else random.randrange(1, 3),
                    "县委政法委月报",
                    "县委政法委",
                ),
                (
                    "environment_score",
                    round(19 + 9 * q + 2 * random.random(), 1),
                    "人居环境现场评分",
                    "县农业农村局",
                ),
                (
                    "verified_complaints",
                    0 if quality.hit(random, village.code, 0.85) else 1,
                    "县纪委监委核实记录",
                    "县纪委监委",
                ),
            ]
            rows += [
                _fact(village, period, code, value, source, by)
                for code, value, source, by in values
                if not (period == "2026-Q3" and village.code == waiting_code and code == WAITS)
            ]
            progress = min(100, round(62 + 38 * q + random.randrange(-6, 10)))
            rows.append(
                _fact(
                    village,
                    period,
                    "project_progress",
                    progress,
                    "社区没有帮扶项目" if community else "帮扶项目进度表",
                    "县农业农村局",
                    na=community,
                )
            )
    return rows


def cadre_facts(random, postings, quality):
    """The township's score of each cadre, each quarter."""
    starts = {"2026-Q1": (1, 3), "2026-Q2": (4, 6), "2026-Q3": (7, 9)}
    rows = []
    for period, (first, last) in starts.items():
        for posting in postings:
            in_post = posting.since.month <= last and not (
                posting.until and posting.until.month < first
            )
            if in_post:
                q = quality.of[posting.team.village_id]
                rows.append(
                    Fact(
                        area_code=posting.team.village_id,
                        period=period,
                        subject_code=posting.cadre_id,
                        code="township_score",
                        value=str(round(102 + 24 * q + 14 * random.random())),
                        source="乡镇党委季度评价表",
                        entered_by="乡镇党委",
                    )
                )
    return rows


def closed_year(villages, quality, class_of, income):
    """Facts of ZJ-VILLAGE-2025, as rows of a facts table; the last of 后进村 falls below 800."""
    random = Random("zijin-2025")
    rows = []
    for village in villages:
        q = quality.of[village.code]
        values = {
            "cross_rate": 80 if random.random() < 0.7 + 0.3 * q else random.choice((60, 67, 72)),
            "one_shoulder": "是" if random.random() < 0.8 + 0.2 * q else "否",
            "reserves": 2 if random.random() < 0.7 + 0.3 * q else 1,
            "member_training_rate": min(100, round(80 + 24 * q)),
            "new_members": 1 if random.random() < 0.55 + 0.45 * q else 0,
            "collective_income": int(income[village.code] * 0.93),
            "income_growth": round(4.6 + 2.6 * q, 1),
            "matter_rate": min(100, round(76 + 26 * q)),
            "environment_score": round(44 + 14 * q, 1),
            "disclosure_missed": 0 if random.random() < 0.5 + 0.5 * q else random.randrange(1, 3),
            "presence_rate": round(93 + 7 * q, 1),
            "verified_complaints": 0 if random.random() < 0.8 + 0.2 * q else 1,
        }
        rows += [
            _fact(village, "2025", code, value, "2025年度考核汇总表", "县基层办")
            for code, value in values.items()
        ]
    return rows
