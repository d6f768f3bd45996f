//! What must hold of every file, whatever it is.

use std::sync::OnceLock;

use scoring::rubric::Rubric;
use scoring_export::document::Document;
use scoring_export::reading::{self, Opened};

/// Opens a file as the program does and looks at what became of it.
pub fn judge(bytes: &[u8]) {
    static RUBRICS: OnceLock<Vec<Rubric>> = OnceLock::new();
    let rubrics = RUBRICS.get_or_init(|| {
        scoring_rubrics::ids()
            .filter_map(scoring_rubrics::rubric)
            .collect()
    });
    let opened = match reading::open(bytes, rubrics) {
        Err(why) => {
            assert!(!why.code().is_empty() && why.message().ends_with(['。', '；']));
            return;
        }
        Ok(opened) => opened,
    };
    // What was read can be shown, and can be saved, and is the same again.
    opened.preview();
    let document = match opened {
        Opened::Own(own) => own.document,
        Opened::Foreign(foreign) => foreign.document(&|_| true),
    };
    let again = Document::from_json(&document.to_json());
    assert!(again.is_ok_and(|again| again == document));
}
