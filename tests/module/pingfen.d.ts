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
    /** 类别 */
    kind: Kind;
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
 * 从满分扣起，扣完为止。可以按次数扣（`counts`）、缺一样扣（`lacks`）、单价随规模变（`by_size`）、
 * 每超一档扣（`steps`）、按数值落在哪一段扣（`bands`，其中的 `score` 是扣几分）。
 * # 写法 Shape
 * ```toml
 * [rule.deduction]
 * counts = [{ id = "found", label = "不符合标准", unit = "项", off = 1 }]
 * lacks = [{ id = "rules", label = "有内部管理规程", off = "0.5" }]
 * steps = [{ above = "0%", every = "5%", off = "0.5", partial = "drop", measure.deviation = { name = "差异率", of = { id = "a", label = "决算数", unit = "万元" }, from = { id = "b", label = "预算数", unit = "万元" } } }]
 * bands = [{ measure.value = { id = "n", label = "调剂事项", unit = "项" }, bands = [{ at_least = 3, below = 5, score = "0.5" }, { at_least = 5, score = 1 }] }]
 * ```
 * # 边界 Boundaries
 * 次数必须是整数，不能为负。没有填是缺，不当作没有问题。扣到 0 为止。
 * `by_size`：总数不超过 `to` 的用该档，末档不写 `to`。
 * `steps`：`above` 以上（或 `below` 以下）每满一个 `every` 扣一次；不足一档的，`drop` 不扣，`count` 也扣一次。
 * `bands`：各段都没有盖住的值不扣。
 * # 分值转移 Transfer
 * 扣分按比例放大。
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
    /**
     * Points off for each step that a value goes too far.
     */
    steps?: Steps[];
    /**
     * Points off by bands of a value.
     */
    bands?: OffBands[];
}

/**
 * # 用途 Purpose
 * 几个条件都成立的特例按 `worth` 得分，其余按 `otherwise` 的规则：“上年度为0的，本年度继续为0的，得3分”。
 * # 写法 Shape
 * ```toml
 * [rule.exception]
 * cases = [{ worth = "100%", because = "上年、本年都是 0", when = [
 *   { equal = 0, measure.value = { id = "last", label = "上年末", unit = "万元" } },
 *   { equal = 0, measure.value = { id = "this", label = "本年末", unit = "万元" } },
 * ] }]
 * otherwise.ratio = { measure.value = { id = "rate", label = "比率", unit = "%" } }
 * ```
 * # 边界 Boundaries
 * 特例从上往下看，取第一个条件全部成立的。端点的写法与分段相同。
 * # 分值转移 Transfer
 * 按转移后的分值计算。
 */
export interface Exception {
    /**
     * The special cases.
     */
    cases: Case[];
    /**
     * The ordinary rule.
     */
    otherwise: Rule;
}

/**
 * # 用途 Purpose
 * 几个部分各占一定比重（`"60%"`）或各有分数（`2`），分别评分后相加。
 * 一个部分可以写 `unless`：不适用时，它的分转给同一条里写明的其他部分，或别的指标。
 * # 写法 Shape
 * ```toml
 * [rule.weighted]
 * parts = [
 *   { weight = "60%", rule.choice = { id = "a", label = "甲" } },
 *   { weight = "40%", rule.choice = { id = "b", label = "乙" } },
 * ]
 * ```
 * # 边界 Boundaries
 * 比重之和必须是 100%，分数之和必须是分值；百分数与分数不能混写。各部分在合计之后才舍入一次。
 * # 分值转移 Transfer
 * 各部分按比例放大。
 */
export interface Weighted {
    /**
     * The parts.
     */
    parts: Weight[];
}

/**
 * # 用途 Purpose
 * 几种考核办法择其一：先选用哪一种，再按那一种评分。
 * # 写法 Shape
 * ```toml
 * [rule.either]
 * id = "which"
 * label = "选用的考核指标"
 * options = [
 *   { label = "结转结余率", rule.ratio = { measure.value = { id = "a", label = "甲", unit = "%" } } },
 *   { label = "变动率", rule.choice = { id = "b", label = "乙" } },
 * ]
 * ```
 * # 边界 Boundaries
 * 没有选是缺，不是 0 分；没有选用的一种不必填。
 * # 分值转移 Transfer
 * 按选用的一种。
 */
export interface Either {
    /**
     * Stable name of the question.
     */
    id: string;
    /**
     * The question.
     */
    label: string;
    /**
     * The rules to choose from.
     */
    options: Alternative[];
}

/**
 * # 用途 Purpose
 * 得分 = 分值 × 比率；达到 `full_at`（默认 100%）得满分，未达到的按 比率 ÷ `full_at` 折算。
 * `floor` 是及格线，低于它不得分。`over` 写超额怎样计分：“实际大于计划则不得分”写 `worth = "0%"`。
 * `remainder = true` 时用 1 − 比率（调剂发生率、追加占比：越少越好）。
 * 借用别处的考核分：`measure.mean` 取几个百分制分数的平均，`full_at = 100`。
 * # 写法 Shape
 * ```toml
 * rule.ratio = { full_at = "62.5%", measure.value = { id = "rate", label = "平均支出进度", unit = "%" } }
 * ```
 * # 边界 Boundaries
 * 正好等于 `full_at` 得满分；超过不加分，除非写了 `over`（`above` 不含端点）；正好等于 `floor` 按比率得分；
 * 低于 0 按 0。除数是 0 时算不出来，不当作 0 分。
 * # 分值转移 Transfer
 * 按转移后的分值计算。
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
     * The least value that scores 及格线.
     */
    floor?: string;
    /**
     * What becomes of a value far above.
     */
    over?: Over;
    /**
     * Uses 1 − value: the less, the better.
     */
    remainder?: boolean;
}

/**
 * # 用途 Purpose
 * 按每个绩效目标的完成率评分，目标由各单位自己填报。`by = "mean"` 取平均得分率乘以分值；
 * `by = "points"` 每个目标自带分值，各得各的分，相加。
 * # 写法 Shape
 * ```toml
 * rule.targets = { name = "产出目标", floor = "60%", over = { above = "150%", worth = "50%" } }
 * ```
 * # 边界 Boundaries
 * 完成率低于 `floor` 不得分（不写就没有及格线）；`floor` 至 100% 按完成率；100% 至 `over.above`（含）得满分；
 * 再高按 `over.worth`。`≤` 的目标：不超过目标即完成，超过的按 `less`：`share` 是 1 − 超出比例，`inverse` 是
 * 目标 ÷ 实际。`=` 的目标与 `≥` 相同；`exact = true` 时超出也算偏离，按 1 − 偏离比例。目标为 0 的：实际不高于
 * 0 得满分，否则不得分，不做除法。`定性` 目标按 `words` 的评级（`words_as = "score"` 时评级就是得分率，不过
 * 及格线）；或按 `judged` 的分档，由人在档内填分数。没有评级而有目标值和实际值的照数计，都没有的按
 * 自评是否达成，标为暂按自评。一个目标有几个数
 * 的，按最差的一个。没有目标不是 0 分，是缺。自带分值的目标，每个得分四舍五入到小数位后再相加，分值之和应等于
 * 本项分值。
 * # 分值转移 Transfer
 * 取平均的，按转移后的分值计算；自带分值的，不能转入。
 */
export interface Targets {
    /**
     * What these targets are called: 产出目标.
     */
    name: string;
    /**
     * The least completion that scores 及格线.
     */
    floor?: string;
    /**
     * What becomes of a completion far above the target.
     */
    over?: Over;
    /**
     * How a `≤` target that was exceeded is scored.
     */
    less?: Less;
    /**
     * Whether more than an `=` target is as wrong as less.
     */
    exact?: boolean;
    /**
     * Grade words of qualitative targets, best first.
     */
    words?: Word[];
    /**
     * Whether a grade word stands for a completion or for a score.
     */
    words_as?: WordsAs;
    /**
     * Bands of qualitative targets 定性三档, within which a person gives the points.
     */
    judged?: Level[];
    /**
     * Whether the targets share the points equally or bring their own.
     */
    by?: By;
    /**
     * The second-level indicators that the targets stand under 二级指标.
     */
    groups?: string[];
}

/**
 * # 用途 Purpose
 * 数值从 `zero_at` 到 `full_at`，得分从 0 匀速升到满分：得分 = (数值 − zero_at) ÷ (full_at − zero_at) × 分值。
 * `zero_at` 大于 `full_at` 时反过来，越少越好（结转结余率）。
 * # 写法 Shape
 * ```toml
 * [rule.linear]
 * zero_at = "85%"
 * full_at = "95%"
 * measure.value = { id = "rate", label = "预算完成率", unit = "%" }
 * ```
 * # 边界 Boundaries
 * 正好等于 `full_at` 得满分，正好等于 `zero_at` 不得分；两端以外不再增减。
 * # 分值转移 Transfer
 * 按转移后的分值计算。
 */
export interface Linear {
    /**
     * What is measured.
     */
    measure: Measure;
    /**
     * The value that earns nothing.
     */
    zero_at: string;
    /**
     * The value that earns full points.
     */
    full_at: string;
}

/**
 * # 用途 Purpose
 * 数值落在哪一段，就得哪一段的分。
 * # 写法 Shape
 * ```toml
 * [rule.bands]
 * measure.value = { id = "rate", label = "及时率", unit = "%" }
 * bands = [
 *   { at_least = "100%", score = 3 },
 *   { at_least = "90%", below = "100%", score = 2 },
 *   { below = "90%", score = 0 },
 * ]
 * ```
 * # 边界 Boundaries
 * 每一段的两端都要写明含不含：`at_least`、`at_most`、`equal` 含端点，`above`、`below` 不含。
 * 没有一段盖住的值是规则缺口，不当作 0 分；两段都盖住的值，体检时指出。
 * # 分值转移 Transfer
 * 转入分值时各段得分按比例放大：4 分的项目转入 3 分，3 分的一段得 3 × 7 ÷ 4。
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
 * [rule.thresholds]
 * scores = [0, "0.5", 1]
 * thresholds = [
 *   { at_least = "40%", measure.value = { id = "a", label = "甲份额", unit = "%" } },
 *   { at_least = "28%", measure.value = { id = "b", label = "乙份额", unit = "%" } },
 * ]
 * ```
 * # 边界 Boundaries
 * 正好等于门槛算达到。`scores` 从一个都没达到写起，比门槛多一个数。
 * # 分值转移 Transfer
 * 各分数按比例放大。
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
 * [rule.compare]
 * left.value = { id = "spent", label = "实际支出数", unit = "万元" }
 * right.value = { id = "budget", label = "预算安排数", unit = "万元" }
 * full = "at_most"
 * zero = "above"
 * ```
 * # 边界 Boundaries
 * 两个条件都没盖住的（如“高于得分、低于不得分”时正好相等）是规则缺口，不当作 0 分，体检时指出。
 * 两个数都是 0 时照样比较：0 不高于 0。
 * # 分值转移 Transfer
 * 得满分就是得转移后的分值。
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
 * 符合得满分，否则不得分；或按所选的一项得分（`worth` 是占分值的比例，`score` 是分数）。都没有写的一项由人
 * 酌情填分数，写了 `from`、`to`（`below`）的一项由人在这一段里填分数（定性三档）。
 * # 写法 Shape
 * ```toml
 * [rule.choice]
 * id = "level"
 * label = "完成情况"
 * options = [
 *   { label = "达成预期指标", from = "80%", to = "100%" },
 *   { label = "部分达成", from = "60%", below = "80%" },
 *   { label = "未达成", worth = "0%" },
 * ]
 * ```
 * 只写 `id`、`label` 时，是得满分，否不得分。
 * # 边界 Boundaries
 * 没有选择是缺，不是 0 分。酌情的分数在 0 与满分之间；档内的分数按分值折算后四舍五入到小数位，
 * `from`、`to` 含端点，`below` 不含，都不超过满分。
 * # 分值转移 Transfer
 * 各项按比例放大。
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
 * # 用途 Purpose
 * 表彰加分、问责扣分，各有上限；不占总分的分值，合计后再按评分表的 `total` 封顶、托底。
 * # 写法 Shape
 * ```toml
 * [rule.adjustment]
 * adds = [{ id = "praised", label = "受到表彰的事项", unit = "项", each = 1 }]
 * takes = [{ id = "blamed", label = "被问责的问题", unit = "项", each = 2 }]
 * most_added = 3
 * most_taken = 6
 * ```
 * # 边界 Boundaries
 * 正好到上限的照数计，超过的按上限。次数必须是整数，不能为负。填了一项的，没有填的各项不计；都没有填的没有得分，也不算未定。
 * # 分值转移 Transfer
 * 不涉及。
 */
export interface Adjustment {
    /**
     * What adds points.
     */
    adds?: Each[];
    /**
     * The most that can be added (分).
     */
    most_added: string;
    /**
     * What takes points.
     */
    takes?: Each[];
    /**
     * The most that can be taken (分).
     */
    most_taken: string;
}

/**
 * # 用途 Purpose
 * 评分标准没有算法，由人按它的文字评定（“结合实际核定分数”“酌情扣分”）。
 * # 写法 Shape
 * ```toml
 * rule.judged = { id = "given", label = "按评分标准评定的得分" }
 * ```
 * # 边界 Boundaries
 * 在 0 与分值之间，两端都可以。没有填是缺，不是 0 分。
 * # 分值转移 Transfer
 * 上限是转移后的分值。
 */
export interface Judged {
    /**
     * Stable name of the question.
     */
    id: string;
    /**
     * The question.
     */
    label: string;
}

/**
 * # 用途 Purpose
 * 逐条核对，符合一条得一条的分；`partial` 的条可以部分得分，由人填。`errors` 从合计里按处扣分，扣完为止。
 * # 写法 Shape
 * ```toml
 * [rule.checklist]
 * items = [
 *   { id = "complete", label = "收入数据完整", score = 1 },
 *   { id = "correct", label = "来源编报齐全", score = 1, partial = true },
 * ]
 * errors = { id = "errors", label = "出错", unit = "处", off = "0.5" }
 * ```
 * # 边界 Boundaries
 * 各条分数之和应等于分值。原件不等的，用 `excess` 写明怎样办，并记入 `flaws`：`cap` 加到分值为止，
 * `scale` 各条按 分值 ÷ 各条之和 折算。没有选择是缺，不是 0 分。
 * # 分值转移 Transfer
 * 各条和扣分都按比例放大。
 */
export interface Checklist {
    /**
     * The items.
     */
    items: Item[];
    /**
     * Points off for each error found.
     */
    errors?: Errors;
    /**
     * What becomes of items that add up to another number than the points.
     */
    excess?: Excess;
}

/**
 * A band of qualitative targets 定性分档: shares of a target's points.
 */
export interface Level {
    /**
     * 达成年度指标, 部分达成并具有一定效果 …
     */
    label: string;
    /**
     * The smallest share, itself included.
     */
    from: string;
    /**
     * The largest share, itself included.
     */
    to?: string;
    /**
     * The share that it must stay below.
     */
    below?: string;
}

/**
 * A comparison between two numbers.
 */
export type Relation = "below" | "at_most" | "equal" | "at_least" | "above";

/**
 * A condition before the rule 前置条件.
 *
 * # 用途 Purpose
 * “未报整体绩效目标，此项不得分”：先问一个问题，答“否”就不得分，答“是”才按规则评分。
 * # 写法 Shape
 * ```toml
 * gate = { id = "reported", label = "已申报部门整体绩效目标", otherwise = "未报整体绩效目标" }
 * ```
 * # 边界 Boundaries
 * 没有答是缺，不是 0 分。`otherwise` 是不得分时写在算法里的原因。
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
 * A condition on a value.
 */
export interface Condition {
    /**
     * What is looked at.
     */
    measure: Measure;
    /**
     * ≥
     */
    at_least?: string;
    /**
     * >
     */
    above?: string;
    /**
     * =
     */
    equal?: string;
    /**
     * ≤
     */
    at_most?: string;
    /**
     * <
     */
    below?: string;
}

/**
 * A contradiction inside the original document that was transcribed as it stands 原件缺陷.
 *
 * [`crate::check::check`] finds it; the record says that it is the original's, not the transcriber's.
 *
 * # 用途 Purpose
 * 原件自己有矛盾（分数加起来不对、有的值没有写得几分），照录不改，用 `flaws` 记下来，检查时就不算抄录的错。
 * 可以写在整个评分表、一级指标、二级指标、三级指标里；写在三级指标里的，填报时作为说明显示。
 * # 写法 Shape
 * ```toml
 * flaws = [{ code = "bands-gap", note = "原件没有写 85% 与 95% 之间怎样得分。" }]
 * ```
 * # 边界 Boundaries
 * 只能记录检查能查出的矛盾：`bands-gap`、`bands-overlap`、`checklist-sum`、`compare-gap`、`compare-overlap`、
 * `points-sum`、`weights-sum`。记录了而查不出的，检查时指出。落在缺口里的值仍然没有得分，不当作 0 分。
 */
export interface Flaw {
    /**
     * The code of the problem that is recorded: `bands-gap`.
     */
    code: string;
    /**
     * What the original says, and how the form deals with it, for the unit.
     */
    note: string;
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
    /**
     * What the field repeats, where a document states a score or a grade that follows from the rows.
     */
    states?: Stated;
}

/**
 * A finding that takes all points of a group; the question is asked with its first row.
 *
 * # 用途 Purpose
 * 抽查不符等情形，整个二级指标不得分。写在二级指标里，与它的第一行一起问。
 * # 写法 Shape
 * ```toml
 * void = { id = "refused", label = "抽查发现不按实际提供" }
 * ```
 * # 边界 Boundaries
 * 答“是”的，这一组每一行都不得分；不答当作“否”。
 */
export interface Void {
    /**
     * Stable name of the question.
     */
    id: string;
    /**
     * The question, answered 是 where it was found; left alone it was not.
     */
    label: string;
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
    /**
     * Contradictions of the original, recorded as they stand 原件缺陷.
     */
    flaws?: Flaw[];
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
 * A number against an earlier or planned one.
 *
 * # 用途 Purpose
 * `change` 变动率 = (`of` − `from`) ÷ `from`，可以是负数；`deviation` 差异率 = |`of` − `from`| ÷ `from`，不为负。
 * # 写法 Shape
 * ```toml
 * measure.change.name = "存量资金变动率"
 * measure.change.of = { id = "this", label = "本年末存量资金", unit = "万元" }
 * measure.change.from = { id = "last", label = "上年末存量资金", unit = "万元" }
 * ```
 * # 边界 Boundaries
 * `from` 是 0 时算不出来；文件另有规定的，用特例（`exception`）写在前面。
 */
export interface Change {
    /**
     * The document's name for it: 预决算差异率.
     */
    name: string;
    /**
     * The number: 决算数, 本年数.
     */
    of: Ask;
    /**
     * What it is held against: 预算数, 上年数.
     */
    from: Ask;
}

/**
 * A number, or a day, that a rule asks for.
 *
 * # 用途 Purpose
 * 向填报单位要的一个数，或一个日期。
 * # 写法 Shape
 * ```toml
 * { id = "rate", label = "及时率", unit = "%" }
 * ```
 * # 边界 Boundaries
 * `id` 在一项指标里不重复；同一个 `id` 用在几处，就只问一次。`unit = "日期"` 问日期。`profile` 写表头字段的 `id`，
 * 就读表头里填的数，不再问，两处的 `unit` 要一样。可以是负数的（增长率）写 `signed = true`，否则负数读不出。
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
     * 计量单位: `万元`, `项`, `%` …; `日期` asks a day.
     */
    unit: string;
    /**
     * The header field that holds the number, where the form asks for it there.
     */
    profile?: string;
    /**
     * Whether the number may be negative: 增长率.
     */
    signed?: boolean;
}

/**
 * A percentage that must follow from two fields 比率核对: 执行率 = B ÷ A, to as many places as it is typed.
 *
 * # 用途 Purpose
 * 表头里填的百分数应等于 `of` ÷ `by`，不符时提醒，`note` 附在后面。三个都是表头字段的 `id`。
 * # 写法 Shape
 * ```toml
 * rates = [{ rate = "execution-rate", of = "spent", by = "budget", note = "分母是全年（调整后）预算数。" }]
 * ```
 * # 边界 Boundaries
 * 填几位小数就核对到几位小数。`rate` 字段的 `unit` 是 `%`。有一个没有填的不核对；分母是 0、比率超过 100% 的另外提示。
 */
export interface Rate {
    /**
     * The field that holds the percentage.
     */
    rate: string;
    /**
     * 分子.
     */
    of: string;
    /**
     * 分母.
     */
    by: string;
    /**
     * What a difference can mean, in a sentence.
     */
    note?: string;
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
 * A printed column 栏.
 */
export interface Column {
    /**
     * What stands in it.
     */
    shows: Shows;
    /**
     * The printed head 栏名.
     */
    head: string;
    /**
     * The printed heads above it, outermost first 合并表头.
     */
    under?: string[];
}

/**
 * A rate 比率: `of` ÷ `by`, or `of` ÷ (`by` + all of `plus`).
 *
 * # 用途 Purpose
 * 比率 = `of` ÷ `by`；有 `plus` 的，除数是 `by` 与 `plus` 各数之和。`name` 是文件里的叫法。
 * # 写法 Shape
 * ```toml
 * measure.quotient.name = "结转结余率"
 * measure.quotient.of = { id = "left", label = "年末结转结余", unit = "万元" }
 * measure.quotient.by = { id = "carried", label = "年初结转结余", unit = "万元" }
 * measure.quotient.plus = [{ id = "income", label = "本年收入", unit = "万元" }]
 * measure.quotient.share = true
 * ```
 * # 边界 Boundaries
 * `share = true`：`of` 是除数的一部分，填得比除数大时指出，比率不超过 100%。
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
     * What is added to `by` to make the divisor.
     */
    plus?: Ask[];
    /**
     * Whether `of` is a part of the divisor, and so can be no larger.
     */
    share?: boolean;
}

/**
 * A score or a grade that a document states, and that follows from the rows.
 *
 * # 用途 Purpose
 * 表头里照填文件写的总分、等级，与各行合计、等级线不符时提醒：`claimed` 自评总分、`claimed-grade` 自评等级、
 * `verified` 核查总分、`verified-grade` 核查等级。
 * # 写法 Shape
 * ```toml
 * fields = [
 *   { id = "stated-total", label = "自评总分（报告正文）", unit = "分", states = "claimed" },
 *   { id = "stated-grade", label = "自评等级", states = "claimed-grade" },
 * ]
 * ```
 * # 边界 Boundaries
 * 没有填的不核对。只有部分行有得分时，不核对等级。
 */
export type Stated = "claimed" | "claimed-grade" | "verified" | "verified-grade";

/**
 * A score, or why there is none.
 */
export type Status = "scored" | "missing" | "gap" | "not_applicable";

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
     * When it does not apply 不适用, and where its points go then.
     */
    unless?: Unless;
    /**
     * Contradictions of the original, recorded as they stand 原件缺陷.
     */
    flaws?: Flaw[];
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
     * 调整后分值: what the row is scored out of on this form, after transfers (分).
     */
    full: string;
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
     * What the row adds to the computed total: computed, else verified, else claimed 暂按自评.
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
     * What it scores 类别.
     */
    kind?: Kind;
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
     * The least and the most that the total can be 总分封顶、托底; without it the total is the sum.
     */
    total?: TotalLimits;
    /**
     * Completions above this must be explained 完成率过高须说明原因.
     */
    explain_above?: string;
    /**
     * Header tables to fill: 单位基本情况, 年度部门预算情况.
     */
    profile?: ProfileTable[];
    /**
     * Whether the form asks for 年度总目标 and 完成情况.
     */
    goals?: boolean;
    /**
     * How the printed form is laid out 版式; without it, in the twelve columns of Guangdong.
     */
    layout?: Layout;
    /**
     * First-level indicators 一级指标.
     */
    sections: Section[];
    /**
     * Who signs below the form 签字栏.
     */
    signatures?: string[];
    /**
     * The outline of the written report 报告提纲, in plain text: headings, sentences as they stand, and
     * `{名}` for what is drafted from the form. Without one, that of its kind is used.
     */
    report?: string;
    /**
     * Contradictions of the original about the whole form, recorded as they stand 原件缺陷.
     */
    flaws?: Flaw[];
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
    /**
     * A finding that takes all points of the group 抽查不符，该二级指标不得分.
     */
    void?: Void;
    /**
     * Contradictions of the original, recorded as they stand 原件缺陷.
     */
    flaws?: Flaw[];
}

/**
 * A special case.
 */
export interface Case {
    /**
     * What must hold, all of it.
     */
    when: Condition[];
    /**
     * The share of the points that it earns.
     */
    worth: string;
    /**
     * Said in the sentence: 上年、本年都是 0.
     */
    because: string;
}

/**
 * A sum between header fields 勾稽关系: the total equals its parts.
 *
 * # 用途 Purpose
 * 表头里的合计应等于各分项之和（“其中”各行与总额），不符时提醒，`note` 附在后面。写的都是表头字段的 `id`。
 * # 写法 Shape
 * ```toml
 * sums = [{ total = "budget", parts = ["basic", "project"], note = "请核对总预算。" }]
 * ```
 * # 边界 Boundaries
 * 全部填了才核对；合计没有填而分项有数的，提醒补填。`certain = false` 时口径可能不同，只作说明。
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
     * Whether it is not in the original 另加: it is asked, and printed only where the scores are worked out.
     */
    added?: boolean;
    /**
     * What it asks.
     */
    fields: Field[];
    /**
     * Sums that must hold between its fields 勾稽关系.
     */
    sums?: Sum[];
    /**
     * Percentages that must follow from other fields.
     */
    rates?: Rate[];
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
     * The second-level indicator that it stands under 二级指标, where the form has the unit choose.
     */
    group?: string;
    /**
     * 分值 (分), where each target brings its own.
     */
    points?: string;
    /**
     * 得分 (分), where each target brings its own points: the unit's, or for a qualitative target
     * what was judged.
     */
    claimed?: string;
    /**
     * Several figures under one target; it is then as good as its worst.
     */
    parts?: Part[];
}

/**
 * Cases that add or take points.
 */
export interface Each {
    /**
     * Stable name of the question.
     */
    id: string;
    /**
     * What is counted.
     */
    label: string;
    /**
     * 项, 次 …
     */
    unit: string;
    /**
     * Points for each (分).
     */
    each: string;
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
 * Days between two dates 天数. Working days need a calendar, and are asked as a value.
 *
 * # 用途 Purpose
 * 从 `from` 到 `to` 的天数，早于 `from` 的是负数：超过报送期限几天。两个的 `unit` 都是 `日期`。
 * # 写法 Shape
 * ```toml
 * measure.days.name = "晚于规定时间的天数"
 * measure.days.from = { id = "due", label = "规定的报送日期", unit = "日期" }
 * measure.days.to = { id = "sent", label = "实际报送日期", unit = "日期" }
 * ```
 * # 边界 Boundaries
 * 同一天是 0 天。工作日不会算，请填报单位数好，用 `value` 填。
 */
export interface Days {
    /**
     * What the days are: 超过报送期限.
     */
    name: string;
    /**
     * The earlier day: 期限.
     */
    from: Ask;
    /**
     * The later day: 实际报送日期.
     */
    to: Ask;
}

/**
 * Errors that cost points.
 */
export interface Errors {
    /**
     * Stable name of the question.
     */
    id: string;
    /**
     * What is counted.
     */
    label: string;
    /**
     * 处, 个 …
     */
    unit: string;
    /**
     * Points off for each (分).
     */
    off: string;
}

/**
 * Everything that follows from a rubric and a form 得分表.
 */
export interface ScoreSheet {
    /**
     * The version of the engine that scored: [`crate::VERSION`].
     */
    engine: string;
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
     * 得分率 of the totals, out of the form's full points.
     */
    rate: Rates;
    /**
     * Points within the computed total that rest on claims alone 暂按自评 (分).
     */
    on_claim: string;
    /**
     * First-level indicators 一级指标 with their scores and 得分率.
     */
    sections: Subtotal[];
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
 * How a `≤` target that was exceeded is scored.
 */
export type Less = "share" | "inverse";

/**
 * How an indicator is scored 评分规则. In a rubric file: `rule.<kind> = { … }`.
 */
export type Rule = { adjustment: Adjustment } | { bands: Bands } | { checklist: Checklist } | { choice: Choice } | { compare: Compare } | { deduction: Deduction } | { either: Either } | { exception: Exception } | { judged: Judged } | { linear: Linear } | { ratio: Ratio } | { targets: Targets } | { thresholds: Thresholds } | { weighted: Weighted };

/**
 * How much a finding matters.
 */
export type Severity = "error" | "warning" | "notice";

/**
 * How the form is laid out on paper, as the document prints it.
 *
 * # 用途 Purpose
 * 打印的评分表、导出工作簿里的《评分表》照原件的栏目印：有哪几栏、栏名、上面的合并表头、合计在哪里。
 * 不写 `[layout]` 就是广东式十二栏（一级指标、分值、二级指标、分值、三级指标、分值、得分/自评分、
 * 评分依据、指标解释、评分标准、参考佐证材料、备注）。
 * # 写法 Shape
 * ```toml
 * [layout]
 * total = "first"
 * columns = [
 *   { shows = "section", head = "名称", under = ["评价指标", "一级指标"] },
 *   { shows = "name", head = "名称", under = ["评价指标", "三级指标"] },
 *   { shows = "points", head = "权重(%)", under = ["评价指标", "三级指标"] },
 *   { shows = "criteria", head = "评分标准" },
 *   { shows = "claimed", head = "自评得分" },
 *   { shows = "verified", head = "核查得分" },
 * ]
 * ```
 * `shows` 写这一栏印什么：`section` 一级指标、`section-points` 它的分值、`group` 二级指标、`group-points` 它的分值、
 * `name` 三级指标、`points` 它的分值、`goal` 年度指标值、`actual` 实际完成值、`claimed` 得分（自评）、
 * `verified` 核查得分、`basis` 评分依据（未达标原因、改进措施）、`meaning` 指标解释、`explanation` 指标说明、
 * `criteria` 评分标准、`evidence` 佐证材料、`remark` 备注。`head` 照印的栏名；`under` 是它上面的合并表头，从外到里，
 * 相邻各栏写得一样的合印一格。`total_label` 写合计行的名称（默认“合计”）。
 * # 边界 Boundaries
 * `name`、`points`、得分（`claimed` 或 `verified`）必须有，同一种不能写两栏。栏宽不写，按种类自动分配。
 * `total = "first"` 的合计紧接在表头下面，每页重复；不写在最后。`rows = "targets"` 的，单位自己的目标一个一行，
 * 代替它所在的三级指标（项目支出自评表）；`goal`、`actual` 只在这样的行里有内容。`explanation` 取 `criteria`
 * 里写在这一栏栏名下面、评分标准栏名上面的文字（栏名各占一行）。没有的栏，填的内容在《计算底稿》里。
 */
export interface Layout {
    /**
     * Where 合计 stands.
     */
    total?: TotalAt;
    /**
     * What the row with the total is called.
     */
    total_label?: string;
    /**
     * What has a row of its own.
     */
    rows?: RowsOf;
    /**
     * The columns from left to right.
     */
    columns: Column[];
}

/**
 * How the targets of a list share its points.
 */
export type By = "mean" | "points";

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
    /**
     * Its points (分), where the document writes points rather than a share.
     */
    score?: string;
    /**
     * The smallest share that a person may give, itself included.
     */
    from?: string;
    /**
     * The largest share that a person may give, itself included.
     */
    to?: string;
    /**
     * The share that a person must stay below.
     */
    below?: string;
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
     * =
     */
    equal?: string;
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
 * One item of a [`Checklist`].
 */
export interface Item {
    /**
     * Stable name of the question.
     */
    id: string;
    /**
     * What must hold.
     */
    label: string;
    /**
     * Its points (分).
     */
    score: string;
    /**
     * Whether a person may give a part of them.
     */
    partial?: boolean;
}

/**
 * One number for each kind of score; `None` where no row has it.
 */
export interface Total {
    /**
     * 按标准计算 (分); rows that cannot be computed count as verified, else as claimed.
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
     * Points of rows that have no score at all 未定 (分).
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
     * Name within the rule, for parts that receive points.
     */
    id?: string;
    /**
     * Its share of the points 权重, or its points (分).
     */
    weight: string;
    /**
     * When it does not apply 不适用, and where its points go then.
     */
    unless?: Unless;
    /**
     * How it is scored.
     */
    rule: Rule;
}

/**
 * One rule to choose.
 */
export interface Alternative {
    /**
     * What it is called.
     */
    label: string;
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
 * Points off by bands of a value.
 */
export interface OffBands {
    /**
     * What is measured.
     */
    measure: Measure;
    /**
     * The bands; `score` is what is taken off (分).
     */
    bands: Band[];
}

/**
 * Points off for each step that a value goes too far 每超一档扣若干分.
 */
export interface Steps {
    /**
     * What is measured.
     */
    measure: Measure;
    /**
     * Values above this cost points.
     */
    above?: string;
    /**
     * Values below this cost points.
     */
    below?: string;
    /**
     * How far one step goes.
     */
    every: string;
    /**
     * Points off for each step (分).
     */
    off: string;
    /**
     * What becomes of a step that is not full 不足一档.
     */
    partial: Partial;
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
     * 核减原因: the code of one of [`CAUSES`](crate::review::CAUSES).
     */
    cause?: string;
    /**
     * 评分依据、未达标原因.
     */
    reason?: string;
    /**
     * 改进措施, where points are lost.
     */
    remedy?: string;
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
 * The least and the most that the total can be, after 加减分 (分).
 *
 * # 用途 Purpose
 * 加减分之后，总分封顶（`most`）、托底（`least`）。可以只写一个；不写 `total`，总分就是各项之和。
 * # 写法 Shape
 * ```toml
 * total = { most = 100, least = 0 }
 * ```
 * # 边界 Boundaries
 * 先加减，再封顶、托底；等级看封顶、托底以后的总分。`least` 不能高于 `most`。
 */
export interface TotalLimits {
    /**
     * 托底: 减分后总分不能低于.
     */
    least?: string;
    /**
     * 封顶: 加分后总分不能超过.
     */
    most?: string;
}

/**
 * The mean of several numbers 平均数.
 *
 * # 用途 Purpose
 * 几个数的平均。
 * # 写法 Shape
 * ```toml
 * measure.mean.name = "平均支出进度"
 * measure.mean.of = [
 *   { id = "first", label = "第一季度支出进度", unit = "%" },
 *   { id = "second", label = "第二季度支出进度", unit = "%" },
 * ]
 * ```
 * # 边界 Boundaries
 * 有一个没有填就算不出来。
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
 *
 * # 用途 Purpose
 * 规则看的数：直接填的，或由几个填的数算出来的。写在 `measure`（比较规则是 `left`、`right`）里，六种选一种。
 * # 写法 Shape
 * ```toml
 * measure.value = { id = "rate", label = "及时率", unit = "%" }
 * ```
 * # 边界 Boundaries
 * 要的数没有填、除数是 0 的，算不出来，不当作 0 分。
 */
export type Measure = { value: Ask } | { quotient: Quotient } | { mean: MeanOf } | { change: Change } | { deviation: Change } | { days: Days };

/**
 * The score of one target.
 */
export interface TargetScore {
    /**
     * 得分率, 1 for full, to 6 places; the row's score uses the exact one.
     */
    rate: string | null;
    /**
     * 分值 that the target brings, where targets bring their own (分).
     */
    points?: string;
    /**
     * 按标准得分 of a target that brings its own points (分).
     */
    score?: string;
    /**
     * 完成率 of a target with one figure, to 6 places.
     */
    completion: string | null;
    /**
     * Whether it counts on the unit's word alone 暂按自评.
     */
    on_claim: boolean;
    /**
     * The rates of its parts, where it has several figures; their scores, where it brings points.
     */
    parts: (string | null)[];
    /**
     * The sentence.
     */
    words: string;
}

/**
 * The scores of a part of the form 一级指标、二级指标.
 */
export interface Subtotal {
    /**
     * Printed name.
     */
    name: string;
    /**
     * 分值 as printed (分).
     */
    points: string;
    /**
     * 分值 after transfers (分).
     */
    full: string;
    /**
     * The sums of its rows.
     */
    total: Total;
    /**
     * 得分率 of each sum, 1 for full, to 4 places.
     */
    rate: Rates;
    /**
     * The second-level indicators of a first-level one.
     */
    groups: Subtotal[];
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
 * What a grade word stands for.
 */
export type WordsAs = "completion" | "score";

/**
 * What a printed column shows.
 */
export type Shows = "section" | "section-points" | "group" | "group-points" | "name" | "points" | "goal" | "actual" | "claimed" | "verified" | "basis" | "meaning" | "explanation" | "criteria" | "evidence" | "remark";

/**
 * What a rubric scores 类别.
 */
export type Kind = "department" | "project" | "verification";

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
 * What becomes of a step that is not full 不足一档.
 */
export type Partial = "drop" | "count";

/**
 * What becomes of items that add up to another number than the points 条款分超分值.
 */
export type Excess = "cap" | "scale";

/**
 * What has a printed row of its own.
 */
export type RowsOf = "indicators" | "targets";

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
 * When a row, or a part of one, does not apply 不适用, and where its points go then 分值转移.
 *
 * # 用途 Purpose
 * 本项（或加权规则的一个部分）不适用时不计，它的分值平均转给 `to` 里的各项。
 * # 写法 Shape
 * ```toml
 * unless = { id = "none", label = "没有主管的转移支付资金", to = ["spending-completion"] }
 * ```
 * # 边界 Boundaries
 * 答“是”才不适用；不答当作适用。`to` 写三级指标的 `id`；加权规则的部分还可以写同一条规则里其他部分的 `id`。
 * 不能转给自己、加减分、目标自带分值的指标，也不能转给自己也可能不适用的指标。
 * # 分值转移 Transfer
 * 接收的一项按转移后的分值评分，各种规则怎样放大见各自的“分值转移”。
 */
export interface Unless {
    /**
     * Stable name of the question.
     */
    id: string;
    /**
     * The question, answered 是 where it does not apply: 没有主管的转移支付资金. Left alone, it applies.
     */
    label: string;
    /**
     * Who receives the points, in equal parts: ids of indicators, or of parts of the same rule.
     */
    to: string[];
}

/**
 * Where the row with the total stands 合计的位置.
 */
export type TotalAt = "last" | "first";

/**
 * 得分率: score ÷ points, to 4 places; `None` while a row of the part has no such score, or where
 * the part has no points.
 */
export interface Rates {
    /**
     * Of the computed sum.
     */
    computed: string | null;
    /**
     * Of the claimed sum.
     */
    claimed: string | null;
    /**
     * Of the verified sum.
     */
    verified: string | null;
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
