//! A row's 目标值 and 实际完成值.

use scoring::entry::Entry;
use scoring::rule::targets::{DIRECTIONS, REACHED};

use super::Column;
use super::figure::{self, Figure};
use super::note::quoted;
use super::row::Reader;
use super::word::{both, reached};

const QUALITATIVE: &str = DIRECTIONS[3];
/// What is said of a sign that leaves the limit out.
pub(super) const STRICT: &str = "，正好等于时也算完成，请核对。";

impl Reader<'_> {
    pub(super) fn goal(&mut self) {
        let text = self.target.goal.text().to_owned();
        if text.is_empty() || self.target.goal.read(&self.target.unit).is_ok() {
            return;
        }
        let own = self.own(Column::Direction);
        match (figure::direction(&text), figure::figure(&text)) {
            (Some(read), _) if own.is_empty() || own == read.word => {
                self.move_goal(&text, [read.word, "", ""], "。");
            }
            (_, Some(read)) => self.split(&text, &read),
            _ if figure::has_number(&text) => self.bad_goal(&text),
            _ => self.words_for_goal(text),
        }
    }

    /// What the block itself says in a field.
    fn own(&self, field: Column) -> &str {
        match self.plan.has(field) {
            true => field.text(&self.target),
            false => "",
        }
    }

    fn bad_goal(&mut self, text: &str) {
        let what = "读不出数，照原样保留。目标值只填数；没有数的目标，方向请选“定性”，目标值留空。";
        self.bad("goal-unreadable", self.goal_cell, &[&quoted(text), what]);
    }

    /// Moves the sign and the unit of a goal to their fields, where those do not say otherwise.
    fn split(&mut self, text: &str, read: &Figure<'_>) {
        let sign = read.direction.map_or("", |direction| direction.word);
        let own = self.own(Column::Direction);
        if !sign.is_empty() && !own.is_empty() && own != sign {
            let own = quoted(own);
            let what = "不一致，照原样保留。请改为一致，目标值只填数。";
            let what = [&quoted(text), "与方向", &own, what];
            return self.bad("goal-differs", self.goal_cell, &what);
        }
        let (mut goal, mut unit) = (read.number.to_owned(), read.unit);
        let own = self.own(Column::Unit);
        if !unit.is_empty() && !own.is_empty() && own != unit {
            // 200万人 in a column of 人: the engine converts it.
            goal.push_str(unit);
            unit = "";
            if let Err(why) = Entry::new(&*goal).read(own) {
                let what = [&quoted(text), "照原样保留：", &why.message()];
                return self.bad("goal-unit", self.goal_cell, &what);
            }
        }
        let strict = read.direction.is_some_and(|direction| !direction.exact);
        let end = if strict { STRICT } else { "。" };
        self.move_goal(text, [sign, &goal, unit], end);
    }

    /// Puts what a goal says into its fields: sign, number, unit. A sign or a unit that it does not say stays.
    fn move_goal(&mut self, text: &str, said: [&str; 3], end: &str) {
        let mut what = [&quoted(text), "读作"].concat();
        let mut gap = "";
        let fields = [Column::Direction, Column::Goal, Column::Unit];
        for (field, value) in fields.into_iter().zip(said) {
            if !value.is_empty() {
                what.extend([gap, field.label(), " ", value]);
                gap = "、";
            }
            if !value.is_empty() || field == Column::Goal {
                field.set(&mut self.target, value);
            }
        }
        self.understood("goal-split", self.goal_cell, &[&what, end]);
    }

    /// A goal in words: the target is qualitative, and the engine wants its goal empty. The words stand in
    /// brackets behind the name, as printed forms have it; in the note they would pass for a reason.
    fn words_for_goal(&mut self, text: String) {
        let bracket = ["（", &text, "）"].concat();
        let name = &mut self.target.name;
        let place = if name.is_empty() {
            let told = ["目标值：", &text].concat();
            self.target.note = both(&told, &self.target.note);
            "说明里"
        } else {
            if !name.ends_with(&bracket) {
                name.push_str(&bracket);
            }
            "指标名称后"
        };
        let mut was = std::mem::replace(&mut self.target.direction, QUALITATIVE.to_owned());
        if was == QUALITATIVE {
            was.clear();
        } else if !was.is_empty() {
            was = ["（原来是“", &was, "”）"].concat();
        }
        self.target.goal = Entry::default();
        let text = quoted(&text);
        let what = [
            &text,
            "没有数，写在",
            place,
            "；方向为“定性”",
            &was,
            "，目标值留空。",
        ];
        self.understood("goal-words", self.goal_cell, &what);
    }

    pub(super) fn actual(&mut self) {
        let text = self.target.actual.text().to_owned();
        let Err(why) = self.target.actual.read(&self.target.unit) else {
            return;
        };
        if self.target.direction == QUALITATIVE {
            return self.words_for_actual(text);
        }
        let what = [&quoted(&text), "照原样保留：", &why.message()].concat();
        self.bad("actual-unreadable", Column::Actual, &[&what]);
    }

    /// What was reached, in words: the answer that they are, and the words themselves in the note.
    fn words_for_actual(&mut self, text: String) {
        self.target.actual = Entry::default();
        if self.target.word.is_empty() && self.asked.words.contains(&text) {
            let what = [&quoted(&text), "填为评级。"];
            self.understood("actual-word", Column::Actual, &what);
            self.target.word = text;
            return;
        }
        if !self.target.note.starts_with(&text) {
            self.target.note = both(&text, &self.target.note);
        }
        let open = Column::Reached.is_shown(self.asked) && self.target.reached.is_empty();
        let answer = reached(&text).filter(|_| open);
        let answer = answer.map_or("", |yes| REACHED[usize::from(!yes)]);
        let what = match answer {
            "" => [&quoted(&text), "没有数，写在说明里。"].concat(),
            _ => [
                &quoted(&text),
                "没有数，写在说明里，自评达成填为“",
                answer,
                "”。",
            ]
            .concat(),
        };
        self.understood("actual-words", Column::Actual, &[&what]);
        if !answer.is_empty() {
            answer.clone_into(&mut self.target.reached);
        }
    }
}
