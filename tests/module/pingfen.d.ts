/* tslint:disable */
/* eslint-disable */

/** A built-in rubric 内置评分表. */
export interface RubricEntry {
    /** For `rubric(id)`. */
    id: string;
    title: string;
    year: string;
    /** 地区 */
    region: string;
    /** 发布单位 */
    issuer: string;
    /** 总分 (分) */
    points: string;
    /** How many scored rows. */
    indicators: number;
    /** Whether there is a worked example. */
    example: boolean;
}

/** What this module throws. `message` is in Chinese, for people. */
export interface PingfenError extends Error {
    /** Stable: `rubric-unknown`, `rubric-invalid`, `form-invalid`, `place-unknown`, `rubric-not-json` … */
    code: string;
}

/** A saved form `*.pingfen.json`. */
export interface SavedForm {
    pingfen: 1;
    rubric: Rubric;
    form: Form;
}


/**
 * # 用途 Purpose
 * 从满分扣起，每发现一项扣若干分，扣完为止。
 * # 写法 Shape
 * ```toml
 * [sections.groups.indicators.rule.deduction]
 * counts = [{ id = "found", label = "不符合标准", unit = "项", off = 1 }]
 * lacks = [{ id = "rules", label = "有内部管理规程", off = "0.5" }]
 * ```
 * # 边界 Boundaries
 * 次数必须是整数，不能为负。没有填是缺，不当作没有问题。扣到 0 为止。
 * 单价随规模变化时写 `by_size`：总数不超过 `to` 的用该档，末档不写 `to`。
 */
export interface Deduction {
    /**
     * Points off for each case.
     */
    counts?: Count[];
    /**
     * Points off where the answer is 否.
     */
    lacks?: Lack[];
    /**
     * Points off for each case, by the size of the whole.
     */
    by_size?: BySize;
}

/**
 * # 用途 Purpose
 * 几个部分各占一定比重，分别评分后相加。
 * # 写法 Shape
 * ```toml
 * [sections.groups.indicators.rule.weighted]
 * parts = [
 *   { weight = "60%", rule.choice = { id = "a", label = "甲" } },
 *   { weight = "40%", rule.choice = { id = "b", label = "乙" } },
 * ]
 * ```
 * # 边界 Boundaries
 * 比重之和必须是 100%。各部分在合计之后才舍入一次。
 */
export interface Weighted {
    /**
     * The parts.
     */
    parts: Weight[];
}

/**
 * # 用途 Purpose
 * 得分 = 分值 × 比率；达到 `full_at`（默认 100%）得满分，未达到的按 比率 ÷ `full_at` 折算。
 * `remainder = true` 时用 1 − 比率（调剂发生率、追加占比：越少越好）。
 * # 写法 Shape
 * ```toml
 * rule.ratio = { full_at = "62.5%", measure.value = { id = "rate", label = "平均支出进度", unit = "%" } }
 * ```
 * # 边界 Boundaries
 * 正好等于 `full_at` 得满分；超过不加分；低于 0 按 0。除数是 0 时算不出来，不当作 0 分。
 */
export interface Ratio {
    /**
     * What is measured.
     */
    measure: Measure;
    /**
     * The value that earns full points.
     */
    full_at?: string;
    /**
     * Uses 1 − value: the less, the better.
     */
    remainder?: boolean;
}

/**
 * # 用途 Purpose
 * 按每个绩效目标的完成率评分，再取平均，乘以分值。目标由各单位自己填报。
 * # 写法 Shape
 * ```toml
 * rule.targets = { name = "产出目标", floor = "60%", over = { above = "150%", worth = "50%" } }
 * ```
 * # 边界 Boundaries
 * 完成率低于 `floor` 不得分；`floor` 至 100% 按完成率；100% 至 `over.above`（含）得满分；再高按
 * `over.worth`。`≤` 的目标：不超过目标即完成，超过的按 1 − 超出比例。目标为 0 的：实际为 0 得满分，
 * 否则不得分，不做除法。`定性` 目标按 `words` 的评级；没有 `words` 或没有评级的，按自评是否达成，
 * 标为暂按自评。一个目标有几个数的，按最差的一个。没有目标不是 0 分，是缺。
 */
export interface Targets {
    /**
     * What these targets are called: 产出目标.
     */
    name: string;
    /**
     * The least completion that scores 及格线.
     */
    floor: string;
    /**
     * What becomes of a completion far above the target.
     */
    over?: Over;
    /**
     * Grade words of qualitative targets, best first.
     */
    words?: Word[];
}

/**
 * # 用途 Purpose
 * 数值落在哪一段，就得哪一段的分。
 * # 写法 Shape
 * ```toml
 * [sections.groups.indicators.rule.bands]
 * measure.value = { id = "rate", label = "及时率", unit = "%" }
 * bands = [
 *   { at_least = "100%", score = 3 },
 *   { at_least = "90%", below = "100%", score = 2 },
 *   { below = "90%", score = 0 },
 * ]
 * ```
 * # 边界 Boundaries
 * 每一段的两端都要写明含不含：`at_least`、`at_most` 含端点，`above`、`below` 不含。
 * 没有一段盖住的值是规则缺口，不当作 0 分。
 */
export interface Bands {
    /**
     * What is measured.
     */
    measure: Measure;
    /**
     * The bands.
     */
    bands: Band[];
}

/**
 * # 用途 Purpose
 * 有几个门槛，达到几个得几个的分。
 * # 写法 Shape
 * ```toml
 * [sections.groups.indicators.rule.thresholds]
 * scores = [0, "0.5", 1]
 * thresholds = [
 *   { at_least = "40%", measure.value = { id = "a", label = "甲份额", unit = "%" } },
 *   { at_least = "28%", measure.value = { id = "b", label = "乙份额", unit = "%" } },
 * ]
 * ```
 * # 边界 Boundaries
 * 正好等于门槛算达到。`scores` 从一个都没达到写起，比门槛多一个数。
 */
export interface Thresholds {
    /**
     * The thresholds.
     */
    thresholds: Threshold[];
    /**
     * Points by how many are met, from none (分).
     */
    scores: string[];
}

/**
 * # 用途 Purpose
 * 甲与乙比较，符合 `full` 得满分，符合 `zero` 不得分。
 * # 写法 Shape
 * ```toml
 * [sections.groups.indicators.rule.compare]
 * left.value = { id = "spent", label = "实际支出数", unit = "万元" }
 * right.value = { id = "budget", label = "预算安排数", unit = "万元" }
 * full = "at_most"
 * zero = "above"
 * ```
 * # 边界 Boundaries
 * 两个条件都没盖住的（如“高于得分、低于不得分”时正好相等）是规则缺口，不当作 0 分。
 */
export interface Compare {
    /**
     * The unit's own value.
     */
    left: Measure;
    /**
     * What it is held against.
     */
    right: Measure;
    /**
     * The relation that earns full points.
     */
    full: Relation;
    /**
     * The relation that earns nothing.
     */
    zero: Relation;
}

/**
 * # 用途 Purpose
 * 符合得满分，否则不得分；或按所选的一项得分。`酌情` 的一项由人填分数。
 * # 写法 Shape
 * ```toml
 * rule.choice = { id = "filed", label = "已建立采购内控制度并报备案" }
 * ```
 * # 边界 Boundaries
 * 没有选择是缺，不是 0 分。酌情的分数不能超过满分。
 */
export interface Choice {
    /**
     * Stable name of the question.
     */
    id: string;
    /**
     * The question.
     */
    label: string;
    /**
     * The answers; 是 100% and 否 0% unless said otherwise.
     */
    options?: Choosable[];
}

/**
 * A comparison between two numbers.
 */
export type Relation = "below" | "at_most" | "equal" | "at_least" | "above";

/**
 * A condition before the rule 前置条件.
 */
export interface Gate {
    /**
     * Stable name of the question within the indicator.
     */
    id: string;
    /**
     * The question, answered 是 or 否.
     */
    label: string;
    /**
     * Said when the answer is 否: 未报整体绩效目标.
     */
    otherwise: string;
}

/**
 * A field of the header.
 */
export interface Field {
    /**
     * Stable name within the rubric.
     */
    id: string;
    /**
     * The printed label.
     */
    label: string;
    /**
     * The unit of a number 计量单位; without one the field is text.
     */
    unit?: string;
    /**
     * The printed head above a run of fields: 部门预算, 专项资金.
     */
    under?: string;
}

/**
 * A first-level indicator 一级指标.
 */
export interface Section {
    /**
     * Printed name.
     */
    name: string;
    /**
     * 分值 (分).
     */
    points: string;
    /**
     * Second-level indicators 二级指标.
     */
    groups: Group[];
}

/**
 * A grade word and its completion 评级.
 */
export interface Word {
    /**
     * 优, 良, 达标, 不达标.
     */
    label: string;
    /**
     * The completion that it stands for 完成率.
     */
    worth: string;
}

/**
 * A grade 等级 and the lowest total that earns it.
 */
export interface Grade {
    /**
     * 优, 良, 中, 差.
     */
    name: string;
    /**
     * The lowest total with this grade, itself included (分).
     */
    from: string;
}

/**
 * A number that a rule asks for.
 */
export interface Ask {
    /**
     * Stable name within the indicator.
     */
    id: string;
    /**
     * The label at the field.
     */
    label: string;
    /**
     * 计量单位: `万元`, `项`, `%` …
     */
    unit: string;
}

/**
 * A price for sizes up to `to`.
 */
export interface Step {
    /**
     * The largest size with this price, itself included.
     */
    to?: string;
    /**
     * Points off for each (分).
     */
    off: string;
}

/**
 * A rate 比率: `of` ÷ `by`.
 */
export interface Quotient {
    /**
     * The document's name for it: 合同签订及时率.
     */
    name: string;
    /**
     * 分子.
     */
    of: Ask;
    /**
     * 分母.
     */
    by: Ask;
    /**
     * Whether `of` is a part of `by`, and so can be no larger.
     */
    share?: boolean;
}

/**
 * A score, or why there is none.
 */
export type Status = "scored" | "missing" | "gap";

/**
 * A scored row 三级指标.
 */
export interface Indicator {
    /**
     * Stable name within the rubric.
     */
    id: string;
    /**
     * Printed name. Rows that share one printed cell have the same name.
     */
    name: string;
    /**
     * 分值 (分).
     */
    points: string;
    /**
     * 指标解释, in the document's words.
     */
    meaning?: string;
    /**
     * 评分标准, in the document's words.
     */
    criteria: string;
    /**
     * 参考佐证材料, in the document's words.
     */
    evidence?: string;
    /**
     * What was chosen where the words leave a choice 口径说明.
     */
    interpretation?: string;
    /**
     * Where the row stands in the source document.
     */
    source: string;
    /**
     * A question that must be answered with 是, or the row scores nothing: 未报整体绩效目标，此项不得分.
     */
    gate?: Gate;
    /**
     * How it is scored.
     */
    rule: Rule;
}

/**
 * A scored row 得分行.
 */
export interface Line {
    /**
     * The indicator's id.
     */
    id: string;
    /**
     * 分值 (分).
     */
    points: string;
    /**
     * Whether `computed` is there, and why not.
     */
    status: Status;
    /**
     * 按标准计算 (分).
     */
    computed: string | null;
    /**
     * 自评得分 (分).
     */
    claimed: string | null;
    /**
     * 核查得分 (分).
     */
    verified: string | null;
    /**
     * What the row adds to the computed total: computed, else claimed 暂按自评.
     */
    counted: string | null;
    /**
     * How many of the counted points rest on claims alone 暂按自评 (分).
     */
    on_claim: string;
    /**
     * The sentence that explains the score, or says what is missing.
     */
    words: string;
    /**
     * The unit's own targets, where the row scores them.
     */
    targets: TargetScore[];
}

/**
 * A scoring form as published 评分表: its sections, indicators, rules, and the header to fill.
 *
 * Read from `rubrics/<id>/rubric.toml` by people and from JSON at run time. A rubric that came
 * through [`crate::check::check`] without a problem can be scored.
 */
export interface Rubric {
    /**
     * Stable name, the folder's: `jiangmen-2023-department`.
     */
    id: string;
    /**
     * The title printed on the form.
     */
    title: string;
    /**
     * The year that the form was issued for 年度.
     */
    year: string;
    /**
     * Where it applies 地区.
     */
    region: string;
    /**
     * Full points of the whole form 总分 (分).
     */
    points: string;
    /**
     * The published document that it was transcribed from 来源.
     */
    source: Source;
    /**
     * How scores are rounded 小数位与舍入.
     */
    rounding: Rounding;
    /**
     * Grades 等级, best first.
     */
    grades: Grade[];
    /**
     * Header tables to fill: 单位基本情况, 年度部门预算情况.
     */
    profile?: ProfileTable[];
    /**
     * Whether the form asks for 年度总目标 and 完成情况.
     */
    goals?: boolean;
    /**
     * First-level indicators 一级指标.
     */
    sections: Section[];
    /**
     * Who signs below the form 签字栏.
     */
    signatures?: string[];
}

/**
 * A second-level indicator 二级指标.
 */
export interface Group {
    /**
     * Printed name.
     */
    name: string;
    /**
     * 分值 (分).
     */
    points: string;
    /**
     * The scored rows 三级指标.
     */
    indicators: Indicator[];
}

/**
 * A sum between header fields 勾稽关系: the total equals its parts.
 */
export interface Sum {
    /**
     * The field that holds the total.
     */
    total: string;
    /**
     * The fields that add up to it.
     */
    parts: string[];
    /**
     * What a difference can mean, in a sentence.
     */
    note?: string;
    /**
     * Whether it must hold; otherwise a difference is only pointed out.
     */
    certain?: boolean;
}

/**
 * A table of the header 表头.
 */
export interface ProfileTable {
    /**
     * Its title: 单位基本情况.
     */
    title: string;
    /**
     * What it asks.
     */
    fields: Field[];
    /**
     * Sums that must hold between its fields 勾稽关系.
     */
    sums?: Sum[];
}

/**
 * A target of the unit's own 绩效目标: 城乡居民基本医疗保险参保人数 ≥ 200 万人.
 */
export interface Target {
    /**
     * Name without number and figure.
     */
    name?: string;
    /**
     * `≥`, `≤`, `=` or `定性`; empty counts as `≥`.
     */
    direction?: string;
    /**
     * 目标值.
     */
    goal?: string;
    /**
     * 计量单位.
     */
    unit?: string;
    /**
     * 实际完成值.
     */
    actual?: string;
    /**
     * The grade word of a qualitative target 评级: 优, 良 …
     */
    word?: string;
    /**
     * 自评是否达成: 是 or 否, for a target without a figure.
     */
    reached?: string;
    /**
     * What was done, why not, what next 完成情况、未达标原因、改进措施.
     */
    note?: string;
    /**
     * Several figures under one target; it is then as good as its worst.
     */
    parts?: Part[];
}

/**
 * Cases that cost points.
 */
export interface Count {
    /**
     * Stable name of the question.
     */
    id: string;
    /**
     * What is counted.
     */
    label: string;
    /**
     * 项, 次, 笔 …
     */
    unit: string;
    /**
     * Points off for each (分).
     */
    off: string;
}

/**
 * Cases whose price depends on how many there could have been.
 */
export interface BySize {
    /**
     * How many there could have been 总数.
     */
    size: Ask;
    /**
     * How many were found.
     */
    found: Ask;
    /**
     * Price by size, smallest first; the last has no `to`.
     */
    steps: Step[];
}

/**
 * Everything that follows from a rubric and a form 得分表.
 */
export interface ScoreSheet {
    /**
     * The rubric's id.
     */
    rubric: string;
    /**
     * Totals 总分.
     */
    total: Total;
    /**
     * Grades 等级.
     */
    grade: Grades;
    /**
     * Points within the computed total that rest on claims alone 暂按自评 (分).
     */
    on_claim: string;
    /**
     * A line for each scored row, in the order of the form.
     */
    lines: Line[];
    /**
     * 问题提示, in the order of the form.
     */
    findings: Finding[];
}

/**
 * Half-up rounding of each indicator 每项四舍五入.
 */
export interface Rounding {
    /**
     * Decimals kept 小数位.
     */
    places: number;
}

/**
 * How an indicator is scored 评分规则. In a rubric file: `rule.<kind> = { … }`.
 */
export type Rule = { bands: Bands } | { choice: Choice } | { compare: Compare } | { deduction: Deduction } | { ratio: Ratio } | { targets: Targets } | { thresholds: Thresholds } | { weighted: Weighted };

/**
 * How much a finding matters.
 */
export type Severity = "error" | "warning" | "notice";

/**
 * One answer of a [`Choice`].
 */
export interface Choosable {
    /**
     * The word chosen.
     */
    label: string;
    /**
     * Its share of the points; without one, a person gives the points 酌情.
     */
    worth?: string;
}

/**
 * One band of [`Bands`].
 */
export interface Band {
    /**
     * ≥
     */
    at_least?: string;
    /**
     * >
     */
    above?: string;
    /**
     * ≤
     */
    at_most?: string;
    /**
     * <
     */
    below?: string;
    /**
     * The points of the band (分).
     */
    score: string;
}

/**
 * One number for each kind of score; `None` where no row has it.
 */
export interface Total {
    /**
     * 按标准计算 (分); rows that cannot be computed count as claimed.
     */
    computed: string | null;
    /**
     * 自评 (分).
     */
    claimed: string | null;
    /**
     * 核查 (分).
     */
    verified: string | null;
    /**
     * Points of rows that have neither a computed nor a claimed score 未定 (分).
     */
    open: string;
}

/**
 * One of several figures of a target: 耗材 20 of 50.
 */
export interface Part {
    /**
     * Its name.
     */
    name?: string;
    /**
     * 目标值.
     */
    goal?: string;
    /**
     * 实际完成值.
     */
    actual?: string;
}

/**
 * One of the year's tasks 年度总目标 and how far it got 完成情况.
 */
export interface Goal {
    /**
     * 年度总目标.
     */
    goal?: string;
    /**
     * 完成情况.
     */
    done?: string;
}

/**
 * One part of a [`Weighted`] rule.
 */
export interface Weight {
    /**
     * Its share of the points 权重.
     */
    weight: string;
    /**
     * How it is scored.
     */
    rule: Rule;
}

/**
 * One threshold of [`Thresholds`].
 */
export interface Threshold {
    /**
     * What is measured.
     */
    measure: Measure;
    /**
     * The least value that meets it.
     */
    at_least: string;
}

/**
 * Something that a person should look at 问题提示.
 */
export interface Finding {
    /**
     * Stable code: `claim-above-rule`.
     */
    code: string;
    /**
     * How much it matters.
     */
    severity: Severity;
    /**
     * The field that it is about.
     */
    at: string;
    /**
     * What is wrong, where, and how to mend it, in Chinese.
     */
    message: string;
}

/**
 * Something that ought to be there, and costs points where it is not.
 */
export interface Lack {
    /**
     * Stable name of the question.
     */
    id: string;
    /**
     * The question, answered 是 or 否.
     */
    label: string;
    /**
     * Points off for 否 (分).
     */
    off: string;
}

/**
 * Something wrong with a rubric: what, where, and what was expected.
 */
export interface Problem {
    /**
     * Stable code.
     */
    code: string;
    /**
     * Where: the id of an indicator, or the name of a section or group.
     */
    at: string;
    /**
     * The sentence, in Chinese.
     */
    message: string;
}

/**
 * The answer to one indicator 填报值.
 */
export interface Answer {
    /**
     * What the rule asks, by question id.
     */
    inputs?: Record<string, string>;
    /**
     * 自评得分 (分).
     */
    claimed?: string;
    /**
     * 核查得分 (分).
     */
    verified?: string;
    /**
     * 评分依据、未达标原因、改进措施.
     */
    reason?: string;
    /**
     * 佐证材料: names and places.
     */
    evidence?: string;
    /**
     * 备注.
     */
    remark?: string;
}

/**
 * The grades 等级 of the totals; `None` while points are open.
 */
export interface Grades {
    /**
     * Of the computed total.
     */
    computed: string | undefined;
    /**
     * Of the claimed total.
     */
    claimed: string | undefined;
    /**
     * Of the verified total.
     */
    verified: string | undefined;
}

/**
 * The mean of several numbers 平均数.
 */
export interface MeanOf {
    /**
     * The document's name for it: 平均支出进度.
     */
    name: string;
    /**
     * What is averaged.
     */
    of: Ask[];
}

/**
 * The published document 来源文件.
 */
export interface Source {
    /**
     * Its title.
     */
    title: string;
    /**
     * Who issued it 发布单位.
     */
    issuer: string;
    /**
     * Anything a reader should know about the copy that was used, or about choices for the whole form.
     */
    note?: string;
}

/**
 * The quantity that a rule looks at 指标量.
 */
export type Measure = { value: Ask } | { quotient: Quotient } | { mean: MeanOf };

/**
 * The score of one target.
 */
export interface TargetScore {
    /**
     * 得分率, 1 for full, to 6 places; the row's score uses the exact one.
     */
    rate: string | null;
    /**
     * 完成率 of a target with one figure, to 6 places.
     */
    completion: string | null;
    /**
     * Whether it counts on the unit's word alone 暂按自评.
     */
    on_claim: boolean;
    /**
     * The rates of its parts, where it has several figures.
     */
    parts: (string | null)[];
    /**
     * The sentence.
     */
    words: string;
}

/**
 * Totals without sentences and findings, for those who score many forms.
 */
export interface Totals {
    /**
     * Totals 总分.
     */
    total: Total;
    /**
     * Grades 等级.
     */
    grade: Grades;
}

/**
 * What becomes of a completion far above the target 超额.
 */
export interface Over {
    /**
     * Completions above this, itself not included.
     */
    above: string;
    /**
     * The share of the points that they earn.
     */
    worth: string;
}

/**
 * What one unit filled in 填报表. All of it is text as typed; [`Entry`] reads the numbers.
 */
export interface Form {
    /**
     * Header fields by id 单位基本情况、预算情况.
     */
    profile?: Record<string, string>;
    /**
     * 年度总目标 and 完成情况, in pairs.
     */
    goals?: Goal[];
    /**
     * The unit's own targets 绩效目标 by the id of the indicator that they are scored under.
     */
    targets?: Record<string, Target[]>;
    /**
     * Answers by the id of the indicator.
     */
    answers?: Record<string, Answer>;
}


/**
 * A form that is being filled: its rubric is lowered once, each edit only evaluates.
 */
export class Session {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The computed total alone, or `undefined` where nothing is scored yet: the quickest answer to an edit.
     */
    computed(): string | undefined;
    /**
     * Fills in the field at a path such as `answers.three-public.inputs.spent`. Throws `place-unknown`.
     */
    edit(path: string, text: string): void;
    /**
     * The form as it is now.
     */
    form(): Form;
    /**
     * Throws as `score` does.
     */
    constructor(rubric: Rubric | string, form: Form | string);
    /**
     * The whole score sheet.
     */
    sheet(): ScoreSheet;
    /**
     * Totals and grades: no sentence is made, no finding looked for.
     */
    totals(): Totals;
}

/**
 * What is wrong with a rubric; empty where it can be used. Throws `rubric-invalid` where it is no rubric at all.
 */
export function check(rubric: Rubric | string): Problem[];

/**
 * The worked example of a built-in rubric. Throws `rubric-unknown`.
 */
export function example(id: string): Form;

/**
 * Opens the text of a saved form `*.pingfen.json`. Throws `file-not-json`, `file-foreign`, `file-damaged` …
 */
export function open(text: string): SavedForm;

/**
 * A built-in rubric. Throws `rubric-unknown`.
 */
export function rubric(id: string): Rubric;

/**
 * The built-in rubrics 内置评分表.
 */
export function rubrics(): RubricEntry[];

/**
 * Scores a form. A rubric is an object, its JSON text, or the id of a built-in one; a form is an object or its JSON text.
 *
 * Throws `rubric-unknown`, `rubric-invalid` (also where `check` finds a problem), `form-invalid`.
 */
export function score(rubric: Rubric | string, form: Form | string): ScoreSheet;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly __wbg_session_free: (a: number, b: number) => void;
    readonly check: (a: number, b: number) => void;
    readonly example: (a: number, b: number, c: number) => void;
    readonly open: (a: number, b: number, c: number) => void;
    readonly rubric: (a: number, b: number, c: number) => void;
    readonly rubrics: (a: number) => void;
    readonly score: (a: number, b: number, c: number) => void;
    readonly session_computed: (a: number, b: number) => void;
    readonly session_edit: (a: number, b: number, c: number, d: number, e: number, f: number) => void;
    readonly session_form: (a: number, b: number) => void;
    readonly session_new: (a: number, b: number, c: number) => void;
    readonly session_sheet: (a: number, b: number) => void;
    readonly session_totals: (a: number, b: number) => void;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __wbindgen_exn_store: (a: number) => void;
    readonly __wbindgen_add_to_stack_pointer: (a: number) => number;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path?: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
