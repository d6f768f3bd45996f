//! Below the tables: what the grades are, where the form comes from, and the places to sign and seal.

use leptos::prelude::*;
use scoring::rubric::Grade;

use super::Filled;

pub(super) fn view(filled: &Filled) -> impl IntoView + use<> {
    let rubric = filled.rubric();
    let mut grades = Vec::new();
    let mut above: Option<&Grade> = None;
    for grade in &rubric.grades {
        let (name, from) = (&grade.name, &grade.from);
        grades.push(match above {
            None => format!("{name} {from} 分（含）以上"),
            Some(above) if from.value.is_zero() => format!("{name} {} 分以下", above.from),
            Some(above) => format!("{name} {from} 分（含）至 {} 分", above.from),
        });
        above = Some(grade);
    }
    let grades = grades.join("，");
    let source = format!("{}（{}）", rubric.source.title, rubric.source.issuer);
    let code = (!filled.blank).then(|| {
        let engine = scoring::VERSION;
        format!(
            "校验码 {}（引擎 {engine}）：与文件的相同，说明纸面与文件一致；不证明由谁制作。",
            filled.code
        )
    });
    let signers = rubric.signatures.iter().map(|who| {
        let room = if who.ends_with("日期") {
            "　　　　年　　　月　　　日"
        } else {
            ""
        };
        view! { <div><span>{who.clone()} "："</span><span>{room}</span></div> }
    });
    view! {
        <div class="app-paper__foot">
        <p class="app-paper__note">"注：等级线：" {grades} "。评分标准来源：" {source} "。" {code}</p>
        <div class="app-paper__sign">
            <b>"签字"</b>
            <div>{signers.collect_view()}</div>
            <b>"盖章"</b>
            <div></div>
        </div>
        </div>
    }
}
