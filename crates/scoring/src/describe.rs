//! What fields are called on a form, for those who lead a person to one or say that it changed.

use crate::finding::{Place, quoted};
use crate::score::Scorer;

/// The fields of answers, targets, parts and goals, as the form calls them.
const NAMES: [(&str, &str); 18] = [
    ("actual", "实际完成值"),
    ("cause", "核减原因"),
    ("claimed", "自评得分"),
    ("direction", "方向"),
    ("done", "完成情况"),
    ("evidence", "佐证材料"),
    ("goal", "目标值"),
    ("group", "二级指标"),
    ("name", "指标"),
    ("note", "说明"),
    ("points", "分值"),
    ("reached", "自评达成"),
    ("reason", "评分依据与未达标原因"),
    ("remark", "备注"),
    ("remedy", "改进措施"),
    ("unit", "单位"),
    ("verified", "核查得分"),
    ("word", "评级"),
];

impl Scorer {
    /// What a place is called on the form: 预算编制约束性 · 年中追加; 产出指标 · 第 3 个目标 · 实际完成值.
    pub fn name_of(&self, place: &Place) -> String {
        let field = |field: &str| {
            let name = NAMES.iter().find(|(name, _)| *name == field);
            name.map_or("", |(_, name)| *name)
        };
        let line = place
            .indicator()
            .and_then(|id| self.rubric().indicator(id))
            .map(|indicator| quoted(&indicator.name).to_string())
            .unwrap_or_default();
        match place {
            Place::Form => "整张表".to_owned(),
            Place::Profile(id) => {
                let mut fields = self.rubric().profile.iter().flat_map(|table| &table.fields);
                let field = fields.find(|field| field.id == *id);
                field.map_or_else(|| id.clone(), |field| quoted(&field.label).to_string())
            }
            Place::Goal(row, "done") => format!("第 {} 项完成情况", row + 1),
            Place::Goal(row, _) => format!("第 {} 项年度总目标", row + 1),
            Place::Line(_) => line,
            Place::Answer(_, name) => format!("{line} · {}", field(name)),
            Place::Input(id, question) => {
                let rule = self.lines().iter().find(|rule| rule.id == *id);
                let asked = rule.and_then(|r| r.questions.iter().find(|q| q.id == *question));
                let label = asked.map_or(question.as_str(), |question| &question.label);
                format!("{line} · {}", quoted(label))
            }
            Place::Targets(_) => format!("{line} · 目标"),
            Place::Target(_, row, name) => {
                format!("{line} · 第 {} 个目标 · {}", row + 1, field(name))
            }
            Place::Part(_, row, part, name) => format!(
                "{line} · 第 {} 个目标 · 分项 {} · {}",
                row + 1,
                part + 1,
                field(name)
            ),
        }
    }
}
