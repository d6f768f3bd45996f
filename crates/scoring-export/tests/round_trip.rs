//! What goes out comes back: form → JSON, workbook, saved page → the same form, byte for byte, for every example and for
//! random forms of random rubrics.
//!
//! `PINGFEN_FORMS` says how many random forms (10,000 without it); `PINGFEN_SEED` makes one again that a failure names.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

mod common;
#[path = "../../scoring/tests/oracle/forms.rs"]
#[allow(dead_code)]
mod forms;
#[path = "../../scoring/tests/oracle/random.rs"]
mod random;
#[path = "../../scoring/tests/oracle/rubrics.rs"]
#[allow(dead_code)]
mod rubrics;

use std::env;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use common::{FULL, edges, examples};
use forms::Filler;
use random::Random;
use scoring::entry::Entry;
use scoring::form::{Form, Goal};
use scoring::rubric::Rubric;
use scoring_export::document::{Document, in_page};
use scoring_export::paper::Paper;
use scoring_export::preview::Code;
use scoring_export::reading::{self, Opened, Own};
use scoring_export::xlsx;

/// What people paste and scanners make: markup, formulas, escapes of Excel's and of JSON's, controls, halves of characters,
/// space that a cell or a reader might drop.
const ODD: [&str; 14] = [
    "=1+1",
    "'=HYPERLINK(\"http://a\")",
    "</script><script>alert(1)</script><!--",
    "_x000D_ _x0041_",
    "\u{0}\u{1}\u{b}\u{1f}\u{7f}\u{85}",
    "\u{2028}\u{2029}\u{feff}",
    "  \t前后有空格\u{3000} ",
    "一行\r\n二行\r三行\n\n",
    "𠮷😀e\u{301}",
    "\\u0041\\\\\"'&amp;<b>",
    "－１２，３４５．６７％",
    "0.1",
    "1e400",
    "\u{202e}倒写",
];

#[test]
fn every_example_comes_back() {
    for (id, document) in examples() {
        comes_back(&id, &document);
        let empty = Document::new(document.rubric, Form::default());
        comes_back(&id, &empty);
    }
    comes_back("edges", &edges(FULL));
}

/// Numbers that are none any more, names that are all markup, and many of them alike.
#[test]
fn an_odd_text_behind_every_field_comes_back() {
    fn mark(value: &mut serde_json::Value, odd: &str) {
        match value {
            serde_json::Value::String(text) => text.push_str(odd),
            serde_json::Value::Array(all) => all.iter_mut().for_each(|one| mark(one, odd)),
            serde_json::Value::Object(all) => all.values_mut().for_each(|one| mark(one, odd)),
            _ => {}
        }
    }
    for (id, document) in examples() {
        for odd in ODD {
            let mut form: serde_json::Value =
                serde_json::from_str(&document.form.to_json()).unwrap();
            mark(&mut form, odd);
            let form = Form::from_json(&form.to_string()).unwrap();
            let marked = Document::new(document.rubric.clone(), form);
            comes_back(&format!("{id} {odd:?}"), &marked);
        }
    }
}

#[test]
fn random_forms_come_back() {
    if let Ok(seed) = env::var("PINGFEN_SEED") {
        random_form_comes_back(seed.parse().unwrap());
        return;
    }
    let count = env::var("PINGFEN_FORMS").map_or(10_000, |count| count.parse().unwrap());
    let next = AtomicU64::new(0);
    let threads = thread::available_parallelism().map_or(1, Into::into);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= count {
                        return;
                    }
                    random_form_comes_back(seed);
                }
            });
        }
    });
}

fn random_form_comes_back(seed: u64) {
    let mut random = Random::new(seed);
    let Some(rubric) = rubrics::rubric(&mut random) else {
        return;
    };
    let form = form(&mut random, &rubric);
    comes_back(
        &format!("PINGFEN_SEED={seed}"),
        &Document::new(rubric, form),
    );
}

/// A form with figures that the rules can use, and with texts that nobody can.
fn form(random: &mut Random, rubric: &Rubric) -> Form {
    let mut form = Filler::new(random, rubric).form();
    let odd = |random: &mut Random| random.pick(&ODD).to_owned();
    for answer in form.answers.values_mut() {
        for text in [
            &mut answer.reason,
            &mut answer.remedy,
            &mut answer.evidence,
            &mut answer.remark,
        ] {
            if random.chance(20) {
                *text = odd(random);
            }
        }
        if random.chance(5) {
            answer.claimed = Entry::new(odd(random));
        }
    }
    for target in form.targets.values_mut().flatten() {
        for text in [
            &mut target.name,
            &mut target.unit,
            &mut target.note,
            &mut target.group,
            &mut target.word,
        ] {
            if random.chance(10) {
                *text = odd(random);
            }
        }
        if random.chance(10) {
            target.actual = Entry::new(odd(random));
        }
    }
    if random.chance(30) {
        form.goals = vec![
            Goal {
                goal: odd(random),
                done: odd(random),
            },
            Goal::default(),
        ];
    }
    // Answers to what the rubric does not ask are kept as well.
    if random.chance(5) {
        form.profile
            .insert("nowhere".to_owned(), Entry::new(odd(random)));
    }
    form
}

fn comes_back(name: &str, document: &Document) {
    for paper in [Paper::Json, Paper::Xlsx] {
        let bytes = paper.make(document).unwrap_or_else(|why| {
            // Once more, to see what differs.
            let made = match paper {
                Paper::Xlsx => xlsx::workbook(document, &document.code()).unwrap(),
                _ => document.to_file().into_bytes(),
            };
            let own = own(name, &made);
            panic!("{name}: {paper:?}: {}: {own:#?}", why.code())
        });
        let own = own(name, &bytes);
        assert!(
            own.document == *document,
            "{name}: {paper:?} came back as another form"
        );
        assert_eq!(
            own.check(),
            Code::Same(document.code()),
            "{name}: {paper:?}"
        );
        assert!(
            own.edits.is_empty() && own.unread.is_empty() && own.notes.is_empty(),
            "{name}: {own:?}"
        );
    }
    let draft = serde_json::json!({ "name": "a", "changed": 0.0, "document": serde_json::from_str::<serde_json::Value>(&document.to_json()).unwrap() });
    let page = format!(
        "<!DOCTYPE html><title>—</title><script>'pingfen-state'</script><script type=\"application/json\" id=\"pingfen-state\">{}</script>",
        in_page(&draft.to_string())
    );
    let own = own(name, page.as_bytes());
    assert!(
        own.document == *document,
        "{name}: the page came back as another form"
    );
}

fn own(name: &str, bytes: &[u8]) -> Own {
    match reading::open(bytes, &[]).unwrap_or_else(|why| panic!("{name}: {why}")) {
        Opened::Own(own) => *own,
        Opened::Foreign(_) => panic!("{name}: it is not recognised as ours"),
    }
}
