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
use std::time::{Duration, Instant};

use scoring::Scorer;
use scoring::finding::Place;
use scoring::form::Form;

const ROUNDS: usize = 20_000;

fn main() {
    let rubric = scoring_rubrics::rubric("jiangmen-2023-department").expect("built in");
    let mut form = scoring_rubrics::example("jiangmen-2023-department").expect("built in");
    let scorer = Scorer::new(&rubric);

    let place: Place = "targets.output.0.actual".parse().expect("a place");
    let mut filled = scorer.fill(&form);
    let times = measure(|round| {
        form.set(&place, if round % 2 == 0 { "234.42" } else { "199.87" });
        scorer.refill(&mut filled, &form, &place);
        scorer.total(&filled).total.computed
    });
    println!("rescore-native {:.3} µs", micros(median(times)));

    let times = measure(|_| scorer.total(&scorer.fill(&form)).total.computed);
    println!("whole-form-native {:.3} µs", micros(median(times)));

    let text = serde_json::to_string(&form).expect("a form is JSON");
    let times = measure(|_| {
        let form: Form = serde_json::from_str(&text).expect("a form");
        scorer.total(&scorer.fill(&form)).total.computed
    });
    println!(
        "forms-from-json {:.0} 1/s",
        1.0 / median(times).as_secs_f64()
    );
    println!("form-bytes {} bytes", text.len());

    let times = measure(|_| scorer.score(&form).findings.len());
    println!("sheet-native {:.3} µs", micros(median(times)));
}

fn measure<T>(mut work: impl FnMut(usize) -> T) -> Vec<Duration> {
    (0..ROUNDS)
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
