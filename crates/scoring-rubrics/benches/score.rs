//! How fast the Jiangmen form is scored natively. Prints one line a measurement: name, number, unit.
//!
//! Run by `cargo xtask bench`; a plain `main`, since it measures two things and needs no statistics beyond a median.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::float_arithmetic,
    missing_docs
)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use scoring::finding::Place;
use scoring::form::Form;
use scoring::{Live, Scorer};

const ROUNDS: usize = 20_000;
/// As many targets as a large unit fills in.
const MANY: usize = 3_700;

fn main() {
    let rubric = scoring_rubrics::rubric("jiangmen-2023-department").expect("built in");
    let mut form = scoring_rubrics::example("jiangmen-2023-department").expect("built in");
    let scorer = Scorer::new(&rubric);

    let place: Place = "targets.output.0.actual".parse().expect("a place");
    let mut filled = scorer.fill(&form);
    let times = measure(ROUNDS, |round| {
        form.set(&place, if round % 2 == 0 { "234.42" } else { "199.87" });
        scorer.refill(&mut filled, &form, &place);
        scorer.total(&filled).total.computed
    });
    println!("rescore-native {:.3} µs", micros(median(times)));

    let times = measure(ROUNDS, |_| scorer.total(&scorer.fill(&form)).total.computed);
    println!("whole-form-native {:.3} µs", micros(median(times)));

    let text = serde_json::to_string(&form).expect("a form is JSON");
    let times = measure(ROUNDS, |_| {
        let form: Form = serde_json::from_str(&text).expect("a form");
        scorer.total(&scorer.fill(&form)).total.computed
    });
    println!(
        "forms-from-json {:.0} 1/s",
        1.0 / median(times).as_secs_f64()
    );
    println!("form-bytes {} bytes", text.len());

    let times = measure(ROUNDS, |_| scorer.score(&form).findings.len());
    println!("sheet-native {:.3} µs", micros(median(times)));

    let times = measure(ROUNDS, |_| scorer.figures(&form).findings.len());
    println!("figures-native {:.3} µs", micros(median(times)));

    let scorer = Arc::new(scorer);
    let spent: Place = "answers.three-public.inputs.spent"
        .parse()
        .expect("a place");
    live(
        "live-edit",
        &scorer,
        form.clone(),
        &spent,
        ["234.42", "199.87"],
    );

    let targets = form.targets.get_mut("output").expect("output targets");
    *targets = targets.iter().cycle().take(MANY).cloned().collect();
    let middle = Place::Target("output".into(), MANY / 2, "actual");
    live(
        "live-edit-3700",
        &scorer,
        form.clone(),
        &middle,
        ["0.7", "0.8"],
    );

    let times = measure(10, |_| scorer.score(&form).findings.len());
    println!("sheet-3700 {:.3} µs", micros(median(times)));
}

/// The whole sheet after each keystroke in one field.
fn live(name: &str, scorer: &Arc<Scorer>, mut form: Form, place: &Place, texts: [&str; 2]) {
    let mut live = Live::new(scorer.clone(), &form);
    let times = measure(ROUNDS / 20, |round| {
        form.set(place, texts[round % 2]);
        live.edit(&form, place);
        live.sheet().findings.len()
    });
    println!("{name} {:.3} µs", micros(median(times)));
}

fn measure<T>(rounds: usize, mut work: impl FnMut(usize) -> T) -> Vec<Duration> {
    (0..rounds)
        .map(|round| {
            let start = Instant::now();
            black_box(work(round));
            start.elapsed()
        })
        .collect()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
