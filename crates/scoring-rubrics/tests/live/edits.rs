//! Random edits of a form, as a person at the page makes them: every field, every list, sense and nonsense.

use scoring::Scorer;
use scoring::entry::Entry;
use scoring::finding::Place;
use scoring::form::{Answer, Form, Goal, Part, Target};
use scoring::rule::Accepts;

const NUMBERS: [&str; 24] = [
    "",
    "0",
    "1",
    "2",
    "3",
    "7",
    "12.5",
    "60",
    "85",
    "99.99",
    "100",
    "131",
    "150",
    "200",
    "1234.56",
    "0.333",
    "−3",
    "85%",
    "３，０００",
    "1,5",
    "≥65",
    "多",
    "123456789012345678",
    "1234567890123456789",
];
const DAYS: [&str; 5] = ["", "2023-04-28", "2023年12月31日", "2024-1-5", "4月31日"];
const TEXTS: [&str; 9] = [
    "",
    "无",
    "因疫情没有开展，明年改进。",
    "2022年8月1日竣工验收",
    "2023-08-01 完成",
    "未达标，扣分",
    "见“附件”\n第二页",
    "预算编制完整性",
    "已完成全部任务",
];
const NAMES: [&str; 9] = [
    "",
    "参保人数",
    "参保人数 ",
    "群众投诉次数",
    "完成率",
    "检查次数不低于 60 次",
    "新建“示范点”",
    "培训≥3 期",
    "满意度",
];
const UNITS: [&str; 5] = ["", "%", "万元", "人", "次"];

/// A generator of numbers that any run repeats.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }
}

/// Edits a form somewhere. `others` are forms that it may give way to, as a whole or a list of it.
pub fn edit(random: &mut Random, scorer: &Scorer, form: &mut Form, others: &[Form]) -> Place {
    match random.below(100) {
        0..35 => input(random, scorer, form),
        35..47 => answer(random, scorer, form),
        47..57 => profile(random, scorer, form),
        57..80 => target(random, scorer, form),
        80..94 => rows(random, scorer, form, others),
        94..96 => goals(random, form),
        96..98 => line(random, scorer, form, others),
        _ => {
            *form = random.pick(others);
            Place::Form
        }
    }
}

fn fill(form: &mut Form, place: Place, text: &str) -> Place {
    form.set(&place, text);
    place
}

fn input(random: &mut Random, scorer: &Scorer, form: &mut Form) -> Place {
    let line = &scorer.lines()[random.below(scorer.lines().len())];
    if line.questions.is_empty() {
        return fill(form, Place::Answer(line.id.clone(), "remark"), "写");
    }
    let question = &line.questions[random.below(line.questions.len())];
    let text = match &question.accepts {
        Accepts::Choice(_) if random.chance(15) => random.pick(&["", "乱填"]).to_owned(),
        Accepts::Choice(options) => random.pick(options),
        Accepts::Date => random.pick(&DAYS).to_owned(),
        _ => random.pick(&NUMBERS).to_owned(),
    };
    fill(form, question.place(&line.id), &text)
}

fn answer(random: &mut Random, scorer: &Scorer, form: &mut Form) -> Place {
    let lines = scorer.lines();
    let id = lines[random.below(lines.len())].id.clone();
    let field = random.pick(&Answer::FIELDS);
    let text = match field {
        "claimed" | "verified" => random.pick(&NUMBERS).to_owned(),
        "reason" if random.chance(30) => {
            let names: Vec<_> = scorer
                .rubric()
                .indicators()
                .map(|one| one.name.clone())
                .collect();
            random.pick(&names)
        }
        _ => random.pick(&TEXTS).to_owned(),
    };
    fill(form, Place::Answer(id, field), &text)
}

fn profile(random: &mut Random, scorer: &Scorer, form: &mut Form) -> Place {
    let fields: Vec<_> = scorer.rubric().fields().collect();
    if fields.is_empty() || random.chance(15) {
        let year = random.pick(&["", "2", "2022", "2023年度", "2024"]);
        return fill(form, Place::Profile("year".into()), year);
    }
    let field = fields[random.below(fields.len())];
    let grades: Vec<_> = scorer
        .rubric()
        .grades
        .iter()
        .map(|grade| grade.name.clone())
        .collect();
    let text = match (&field.unit, random.chance(20)) {
        (None, true) => random.pick(&grades),
        (None, false) => random.pick(&TEXTS).to_owned(),
        (Some(_), _) => random.pick(&NUMBERS).to_owned(),
    };
    fill(form, Place::Profile(field.id.clone()), &text)
}

/// The ids of the lists that the rubric asks for.
fn lists(scorer: &Scorer) -> Vec<String> {
    let asked = scorer.lines().iter().filter(|line| line.targets.is_some());
    asked.map(|line| line.id.clone()).collect()
}

fn target(random: &mut Random, scorer: &Scorer, form: &mut Form) -> Place {
    let lists = lists(scorer);
    if lists.is_empty() {
        return input(random, scorer, form);
    }
    let id = random.pick(&lists);
    let rows = form.targets.get(&id).map_or(&[][..], Vec::as_slice);
    let beyond = usize::from(random.chance(5));
    let row = random.below(rows.len() + beyond);
    let parts = rows.get(row).map_or(0, |row| row.parts.len());
    if parts > 0 && random.chance(60) {
        let field = random.pick(&["name", "goal", "actual"]);
        let text = random.pick(if field == "name" {
            &NAMES[..]
        } else {
            &NUMBERS[..]
        });
        return fill(form, Place::Part(id, row, random.below(parts), field), text);
    }
    let field = random.pick(&[
        "name",
        "direction",
        "goal",
        "goal",
        "actual",
        "actual",
        "actual",
        "unit",
        "word",
        "reached",
        "note",
        "group",
        "points",
        "claimed",
    ]);
    let text = text(random, scorer, &id, field);
    fill(form, Place::Target(id, row, field), &text)
}

fn text(random: &mut Random, scorer: &Scorer, id: &str, field: &str) -> String {
    match field {
        "name" => random.pick(&NAMES).to_owned(),
        "direction" => random.pick(&["", "≥", "≤", "=", "定性", "大于"]).to_owned(),
        "unit" => random.pick(&UNITS).to_owned(),
        "word" => {
            let line = scorer.lines().iter().find(|line| line.id == id);
            let mut words = line
                .and_then(|line| line.targets.clone())
                .map_or(Vec::new(), |asked| asked.words);
            words.extend(["".to_owned(), "好".to_owned()]);
            random.pick(&words)
        }
        "reached" => random.pick(&["", "是", "否", "也许"]).to_owned(),
        "note" | "group" => random.pick(&TEXTS).to_owned(),
        _ => random.pick(&NUMBERS).to_owned(),
    }
}

/// A target filled in at random.
fn another(random: &mut Random, scorer: &Scorer, id: &str) -> Target {
    let mut form = Form::default();
    form.targets.insert(id.to_owned(), vec![Target::default()]);
    for field in [
        "name",
        "direction",
        "goal",
        "actual",
        "unit",
        "word",
        "reached",
        "note",
        "points",
        "claimed",
    ] {
        if random.chance(60) {
            let text = text(random, scorer, id, field);
            form.set(&Place::Target(id.to_owned(), 0, field), &text);
        }
    }
    let mut target = form
        .targets
        .remove(id)
        .and_then(|mut rows| rows.pop())
        .unwrap_or_default();
    if random.chance(20) {
        target.parts = (0..random.below(3)).map(|_| part(random)).collect();
    }
    target
}

fn part(random: &mut Random) -> Part {
    Part {
        name: random.pick(&NAMES).to_owned(),
        goal: Entry::new(random.pick(&NUMBERS)),
        actual: Entry::new(random.pick(&NUMBERS)),
    }
}

fn rows(random: &mut Random, scorer: &Scorer, form: &mut Form, others: &[Form]) -> Place {
    let lists = lists(scorer);
    if lists.is_empty() {
        return answer(random, scorer, form);
    }
    let id = random.pick(&lists);
    let mut rows = form.targets.remove(&id).unwrap_or_default();
    let at = random.below(rows.len());
    match random.below(10) {
        0 | 1 => rows.insert(at, another(random, scorer, &id)),
        2 if !rows.is_empty() => drop(rows.remove(at)),
        3 if !rows.is_empty() => {
            let row = rows.remove(at);
            let to = random.below(rows.len() + 1);
            rows.insert(to, row);
        }
        // The same once more: a twin.
        4 if !rows.is_empty() => rows.insert(random.below(rows.len()), rows[at].clone()),
        5 => {
            let pasted = (0..random.below(6)).map(|_| another(random, scorer, &id));
            let pasted: Vec<_> = pasted.collect();
            let end = (at + random.below(4)).min(rows.len());
            rows.splice(at..end, pasted);
        }
        6 => rows.reverse(),
        7 if !rows.is_empty() => {
            let parts = &mut rows[at].parts;
            match parts.is_empty() || random.chance(60) {
                true => parts.insert(random.below(parts.len() + 1), part(random)),
                false => drop(parts.remove(random.below(parts.len()))),
            }
        }
        8 => rows = random.pick(others).targets.remove(&id).unwrap_or_default(),
        _ => rows.truncate(at),
    }
    if !rows.is_empty() || random.chance(50) {
        form.targets.insert(id.clone(), rows);
    }
    Place::Targets(id)
}

fn goals(random: &mut Random, form: &mut Form) -> Place {
    form.goals.resize(3, Goal::default());
    fill(
        form,
        Place::Goal(random.below(3), "goal"),
        random.pick(&TEXTS),
    )
}

fn line(random: &mut Random, scorer: &Scorer, form: &mut Form, others: &[Form]) -> Place {
    let lines = scorer.lines();
    let id = lines[random.below(lines.len())].id.clone();
    let answer = random.pick(others).answers.remove(&id);
    form.answers.insert(id.clone(), answer.unwrap_or_default());
    Place::Line(id)
}
