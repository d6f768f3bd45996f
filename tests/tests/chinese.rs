//! Chinese input: by an input method in every kind of field, and with the digits and signs that it types.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use pingfen_tests::form::{JIANGMEN, field};
use pingfen_tests::{dist_url, for_each_chromium};

/// One of each kind of field, and what stands in it.
const FIELDS: [(&str, &str); 6] = [
    // A text of several lines.
    ("answers.contract-filing.reason", "合同"),
    // A number.
    ("answers.three-public.inputs.spent", "5"),
    // A header field.
    ("profile.organisation", "江门"),
    // Cells of the grid.
    ("targets.output.0.name", "参保"),
    ("targets.output.0.note", "据"),
    // A name of evidence: the list grows below it while it is being composed.
    ("answers.contract-filing.evidence", "附件"),
];

#[test]
fn an_input_method_loses_and_doubles_no_letter() {
    for_each_chromium(|page| {
        page.open_page(&format!("{}#example={JIANGMEN}", dist_url()));
        page.wait_for_total("computed", "96.21");
        for (place, before) in FIELDS {
            page.wait_for(
                &format!("document.querySelector('{}')", field(place)),
                place,
            );
            page.fill(&field(place), before);
            let composed = page
                .chromium()
                .unwrap()
                .ime_compose(&["b", "be", "bei", "bei'an"], "备案");
            // Chromium before 109 has no way to drive an input method.
            if composed.unwrap() {
                page.type_text("1");
                assert_eq!(page.value(place), format!("{before}备案1"), "{place}");
            }
        }
        assert_eq!(page.errors(), Vec::<String>::new());
    });
}

#[test]
fn enter_that_ends_a_composition_stays_in_the_cell() {
    for_each_chromium(|page| {
        page.open_page(&format!("{}#example={JIANGMEN}", dist_url()));
        page.wait_for_total("computed", "96.21");
        let place = "targets.output.0.name";
        page.wait_for(
            &format!("document.querySelector('{}')", field(place)),
            place,
        );
        page.click(&field(place));
        // As an input method reports the Enter that takes the letters as they are.
        page.eval("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true, cancelable: true}))");
        assert_eq!(page.text("document.activeElement.id"), place);
        page.press("Enter");
        page.wait_for(
            "document.activeElement.id === 'targets.output.1.name'",
            "the next row",
        );
    });
}

#[test]
fn full_width_digits_and_signs_are_understood() {
    for_each_chromium(|page| {
        page.open_page(&format!("{}#example={JIANGMEN}", dist_url()));
        page.wait_for_total("computed", "96.21");
        let spent = "answers.three-public.inputs.spent";
        for (typed, read) in [
            ("１８．５", "18.5"),
            ("１，０００", "1000"),
            ("２０万元", "20"),
            ("５。０１", "5.01"),
        ] {
            page.fill(&field(spent), typed);
            page.wait_for(
                &format!("document.getElementById('{spent}-note').textContent.includes('{read}')"),
                &format!("{typed} to be read as {read}"),
            );
            assert_eq!(page.value(spent), typed);
        }
    });
}
