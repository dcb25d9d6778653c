"""The sentences of faults: what was found and what to write instead, in Chinese and English.

Those that one method alone can raise stand in its file, and join these when it is registered.
"""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    # cells
    "not_number": (
        "{found} 不是数字。写成 {fix}。",
        "{found} is not a number. Write {fix}.",
    ),
    "no_number": (
        "「{found}」不是数字。用阿拉伯数字写，如 12.5。",
        "“{found}” is not a number. Write digits, like 12.5.",
    ),
    "negative": ("{found} 小于 0。写 0 或正数。", "{found} is below 0. Write 0 or more."),
    "not_positive": (
        "{found} 不大于 0。写正数。",
        "{found} is not above 0. Write a number above 0.",
    ),
    "not_whole": (
        "{found} 不是非负整数。写 0、1、2……",
        "{found} is not a whole number. Write 0, 1, 2, …",
    ),
    "not_a_quota": (
        "「{found}」不是名额。写成如 30% 或 3。",
        "“{found}” is no quota. Write it like 30% or 3.",
    ),
    "not_between": (
        "{found} 不在 {low} 到 {high} 之间。改为其间的数。",
        "{found} is not between {low} and {high}. Write a number between them.",
    ),
    "full_width": (
        "「{found}」用了全角符号。写成 {fix}。",
        "“{found}” has full-width marks. Write {fix}.",
    ),
    "full_width_name": (
        "「{found}」用了全角符号。分开写成 {fix}；若本是一个名称，给它加上引号。",
        "“{found}” has full-width marks. Write {fix}; if it is one name, put quotes round it.",
    ),
    "empty_value": (
        "这里没有值。写上值，或删去这一项。",
        "There is no value. Write one, or leave this out.",
    ),
    # rows
    "unknown_level": (
        "不认识层级「{found}」。写其中之一：{options}。",
        "Unknown level “{found}”. Write one of: {names}.",
    ),
    "unknown_period": (
        "不认识周期「{found}」。写其中之一：{options}。",
        "Unknown period “{found}”. Write one of: {names}.",
    ),
    "bad_code": (
        "编号「{found}」写法不对。用数字或字母，以半角点分级，如 {fix}。",
        "“{found}” is no code. Write numbers or letters with plain dots between, like {fix}.",
    ),
    "code_twice": (
        "编号 {found} 已在第 {first} 行用过。换一个编号。",
        "Code {found} is already used in row {first}. Choose another code.",
    ),
    "no_scheme": (
        "没有「办法」行。第一行写层级「办法」、办法编号和总分。",
        "There is no scheme row. Begin with a row of level scheme, its code and total.",
    ),
    "scheme_twice": (
        "「办法」行多于一行（第 {first} 行已有）。只留一行。",
        "There is a second scheme row (the first is row {first}). Keep only one.",
    ),
    "scheme_not_first": (
        "「办法」行不在最前。移到第一行。",
        "The scheme row is not the first. Move it to the top.",
    ),
    "scheme_applies": (
        "「办法」行不写适用（现为「{found}」）。删去，写在各行。",
        "The scheme row takes no classes (it has “{found}”). Write them on the rows instead.",
    ),
    "item_without_section": (
        "指标 {found} 不在任何类别下。编号写成「类别.序号」，如 1.1。",
        "Item {found} lies under no section. Give it a code like 1.1, under section 1.",
    ),
    "section_under": (
        "类别 {found} 的编号带点。类别直接列在办法下，编号不带点；下级写「指标」。",
        "Section {found} has a dotted code. Sections lie right under the scheme; write item below.",
    ),
    "no_parent": (
        "{found} 的上级 {parent} 不存在。补上 {parent} 这一行，或改编号。",
        "The parent {parent} of {found} does not exist. Add row {parent}, or change the code.",
    ),
    "wrong_parent": (
        "{found} 的上级 {parent} 是「{title}」行，不能有下级。改编号。",
        "The parent {parent} of {found} ({level}) cannot have rows below it. Change the code.",
    ),
    "no_points": ("没有分值。写上满分。", "There are no points. Write the full marks."),
    "points_under_start_full": (
        "上级从满分起扣（start=full），本行分值为 {found}。写 0，只记扣分。",
        "The parent starts full (start=full) but this row has {found} points. Write 0.",
    ),
    "no_method": (
        "没有方法。写其中之一：{options}。",
        "There is no method. Write one of: {names}.",
    ),
    "unknown_method": (
        "不认识方法「{found}」。写其中之一：{options}。",
        "Unknown method “{found}”. Write one of: {names}.",
    ),
    "group_method": (
        "本行有下级，方法不能是「{found}」。写「合计」或「加权」。",
        "This row has rows below it, so its method cannot be {found}. Write sum or blend.",
    ),
    "leaf_method": (
        "本行没有下级，方法不能是「{found}」。补上下级，或换方法。",
        "This row has no rows below it, so its method cannot be {found}. Add some, or change it.",
    ),
    "no_children": (
        "{found} 没有下级，不计分。补上指标，或删去本行。",
        "{found} has no rows below it and gives no points. Add items, or delete the row.",
    ),
    # facts and readers
    "no_fact": ("没有数据项。写上数据项代码。", "There is no fact. Write the code of the fact."),
    "no_fact_or_of": (
        "既没有数据项，也没有 of=line:编号。二者写其一。",
        "There is neither a fact nor of=line:CODE. Write one of them.",
    ),
    "of_and_fact": (
        "数据项 {found} 与 {of} 不能并用。只留一个。",
        "Fact {found} and {of} cannot both be there. Keep one.",
    ),
    "unknown_reader": (
        "系统没有数据项「{found}」。带点的是系统记录，须从系统记录目录中选；自填的不带点。",
        "The system has no fact {found}. Dotted codes are the system's own: choose from its list; "
        "a code to be entered has no dot.",
    ),
    "idle_fact": (
        "本行不读数据项，「{found}」不起作用。删去，或换方法。",
        "This row reads no fact; {found} does nothing. Delete it, or change the method.",
    ),
    # params
    "not_a_pair": (
        "「{found}」不是「名=值」。写成如 each=3，以半角分号分隔。",
        "“{found}” is not name=value. Write it like each=3, with ; between.",
    ),
    "param_twice": ("参数 {found} 写了两次。只留一个。", "Param {found} is there twice. Keep one."),
    "unknown_param": (
        "没有参数「{found}」。此处可写：{options}。",
        "There is no param {found} here. It can be: {options}.",
    ),
    "missing_param": (
        "缺参数 {found}。写上 {found}=…",
        "Param {found} is missing. Write {found}=…",
    ),
    "not_a_choice": (
        "不能写「{found}」。写其中之一：{options}。",
        "{found} will not do. Write one of: {options}.",
    ),
    "not_a_test": (
        "「{found}」不是条件。写成如 >=75（可用 < <= > >= =）。",
        "“{found}” is no test. Write it like >=75 (with < <= > >= =).",
    ),
    "not_an_entry": (
        "「{found}」不是「名:分」。写成如 一类:100, 二类:90。",
        "“{found}” is not name:points. Write it like 一类:100, 二类:90.",
    ),
    "label_twice": ("「{found}」写了两次。只留一个。", "{found} is there twice. Keep one."),
    "no_weight": (
        "权重都是 0 或 none。至少一个写正数。",
        "All weights are 0 or none. Write at least one above 0.",
    ),
    "four_weights": (
        "「{found}」不是四个季度的权重。写成如 weights:35,35,20,10。",
        "“{found}” has no weight for each of the four quarters. Write it like weights:35,35,20,10.",
    ),
    "not_a_line": ("「{found}」不是行。写成 line:编号。", "“{found}” is no line. Write line:CODE."),
    "not_an_effect": (
        "「{found}」不是否决的后果。写 zero:编号、zero:total、cap:等次 或 bar:结果编号。",
        "“{found}” is no effect. Write zero:CODE, zero:total, cap:GRADE or bar:OUTCOME.",
    ),
    "not_a_condition": (
        "「{found}」不是条件。写成如 total>=900 & rank<=3"
        "（可用 total rank bottom grade percent）。",
        "“{found}” is no condition. Write it like total>=900 & rank<=3 "
        "(with total rank bottom grade percent).",
    ),
    "floor_above_cap": (
        "下限高于上限（{found}）。改 floor 或 cap。",
        "The floor is above the cap ({found}). Change floor or cap.",
    ),
    # between rows
    "no_such_line": (
        "没有编号为 {found} 的计分行。改为已有的编号。",
        "No scored row has the code {found}. Write one that exists.",
    ),
    "no_such_grade": (
        "没有等次「{found}」。写其中之一：{options}。",
        "There is no grade {found}. Write one of: {options}.",
    ),
    "no_grades": (
        "没有等次「{found}」，表中没有「等次」行。先写等次。",
        "There is no grade {found}: the table has no grade rows. Write them first.",
    ),
    "no_such_outcome": (
        "没有结果运用 {found}。改为已有的「结果运用」行的编号。",
        "There is no outcome {found}. Write the code of an outcome row.",
    ),
    "grade_in_grade": (
        "等次行的条件里不能再用等次（{found}）。用 total、rank、bottom 或 percent。",
        "A grade's condition cannot look at grades ({found}). Use total, rank, bottom or percent.",
    ),
    "cycle": (
        "循环引用：{path}。改掉其中一处 of 或 scheme。",
        "The lines look at each other in a circle: {path}. Change one of them.",
    ),
    # warnings
    "no_subject": (
        "没有写考核对象，按 subject=village（村）处理。",
        "No subject is named; it is taken as subject=village.",
    ),
    "sections_differ": (
        "各类别分值合计 {found}，与总分 {points} 不等。",
        "The sections add up to {found}, not to the total of {points}.",
    ),
    "children_differ": (
        "下级分值合计 {found}，与本行 {points} 不等。",
        "The rows below add up to {found}, not to the {points} here.",
    ),
    "full_unreachable": (
        "按此规则最多得 {best}，到不了满分 {found}。",
        "This rule gives {best} at most and never the full {found}.",
    ),
    "too_many_decimals": (
        "分值 {found} 的小数多于 {decimals} 位，计分时四舍五入。",
        "{found} has more than {decimals} decimals and will be rounded.",
    ),
    "finer_limit": (
        "分值 {found} 的小数多于 {decimals} 位：下级四舍五入后合计，以 {found} 为限，不再取整。",
        "{found} has more than {decimals} decimals; it limits the rounded points below as written.",
    ),
    "idle_combine": (
        "年度行不由季度合成，{found} 不起作用。删去，或把周期改为「季」。",
        "A year line is not made from quarters; {found} does nothing. Delete it, or write quarter.",
    ),
    "no_such_subject": (
        "没有编号为 {found} 的考核对象，对它不起作用。改编号，或删去。",
        "There is no subject {found}; this names nobody. Mend the code, or delete it.",
    ),
    "of_year_line": (
        "季度行引用 {found}，而它在季度卡上没有内容，将按不涉及处理。",
        "This quarter line looks at {found}, which has nothing on a quarter's card; "
        "it will count as not applicable.",
    ),
    "of_nothing": (
        "{found} 分值为 0，得分总是 0，无法比较。引用其中的行，或给 {code} 写 cap=none。",
        "{found} has 0 points and always gets 0: nothing to compare. Name a line in it, or write "
        "cap=none on {code}.",
    ),
    # facts at storage
    "unknown_label": (
        "「{found}」不在等次中。写其中之一：{labels}。",
        "“{found}” is none of the labels. Write one of: {labels}.",
    ),
    "veto_value": (
        "「{found}」不能用于否决项。写次数，或写「是」「否」。",
        "“{found}” will not do for a veto. Write a count, or 是 / 否.",
    ),
}
