//! What a field is called where its name stands alone.

use scoring::Scorer;
use scoring::finding::Place;

/// The name of a field, as the form has it. [`Scorer::name_of`] is made to stand within quotation marks, so that those of the
/// form are others there: ‘三公’经费; and it tells the figures of a table from each other by their column alone.
pub(super) fn called(scorer: &Scorer, place: &Place) -> String {
    let name = scorer.name_of(place);
    let line = |text: &str| text.trim().replace('\n', "、");
    if let Place::Profile(id) = place {
        let mut fields = scorer.rubric().fields();
        let field = fields.find(|field| field.id == *id);
        return field.map_or(name, |field| match &field.under {
            Some(under) => format!("{} · {}", line(under), line(&field.label)),
            None => line(&field.label),
        });
    }
    let indicator = place
        .indicator()
        .and_then(|id| scorer.rubric().indicator(id));
    let Some(indicator) = indicator else {
        return name;
    };
    let rest = name.split_once(" · ").map_or("", |(_, rest)| rest);
    let rest = match place {
        Place::Input(id, question) => {
            let mut lines = scorer.lines().iter();
            let asked = lines.find(|line| line.id == *id);
            let asked =
                asked.and_then(|line| line.questions.iter().find(|one| one.id == *question));
            asked.map_or(rest.to_owned(), |question| line(&question.label))
        }
        _ => rest.to_owned(),
    };
    match rest.as_str() {
        "" => line(&indicator.name),
        rest => format!("{} · {rest}", line(&indicator.name)),
    }
}
