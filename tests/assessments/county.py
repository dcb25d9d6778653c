"""A county built by the commands alone, as an outside check would build it."""

import csv
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command

PLACES = """township_code,township_name,village_code,village_name,class
441621102,龙窝镇,441621102001,甲村,先进村
441621102,龙窝镇,441621102002,乙村,先进村
441621102,龙窝镇,441621102003,丙村,先进村
441621103,九和镇,441621103001,丁村,后进村
"""
SCHEME_HEADER = "level,code,name,points,method,fact,params,scorer,period,applies,basis\n"
UNITS = "unit_code,unit_name,level\nU1,县水务局,county\nU2,县交通局,county\n"
CADRES = "cadre_code,name,unit_code\nC1,温国强,U1\nC2,李海燕,U2\nC3,钟伟明,U2\n"
TEAMS = """team_code,village_code,batch,class
T1,441621102001,2026,
T2,441621102002,2026,
"""
POSTINGS = """cadre_code,team_code,role,from,to
C1,T1,组长,2026-01-01,
C2,T1,队员,2026-01-01,2026-05-10
C2,T2,队员,2026-05-11,
C3,T2,组长,2026-06-01,
"""


def run(*arguments):
    """Standard output of a command; a refusal raises CommandError."""
    out = StringIO()
    call_command(*map(str, arguments), stdout=out, stderr=StringIO())
    return out.getvalue()


class County:
    """Tables written to a file and sent through `import_table`."""

    def take(self, kind, text, *options):
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"{kind}.csv"
            path.write_text(text, encoding="utf-8")
            return run("import_table", kind, path, *options)

    def settle(self):
        for kind, text in [
            ("places", PLACES),
            ("units", UNITS),
            ("cadres", CADRES),
            ("teams", TEAMS),
            ("postings", POSTINGS),
        ]:
            self.take(kind, text)
        return self

    def facts(self, text):
        return self.take("facts", "subject_code,period,fact,value,source,confirmed_by\n" + text)

    def scheme(self, text):
        return self.take("scheme", SCHEME_HEADER + text)

    def results(self, scheme, period, *options):
        """{subject code: row} of the exported results."""
        rows = self.exported(scheme, period, *options)
        return {row["subject_code"]: row for row in rows}

    def exported(self, scheme, period, *options):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "results.csv"
            run("export_results", scheme, period, path, *options)
            return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))

    def points(self, scheme, period):
        """{(subject, line): points} of the exported lines."""
        rows = self.exported(scheme, period, "--lines")
        return {(row["subject_code"], row["code"]): row["points"] for row in rows}
