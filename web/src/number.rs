//! Scores and rates as the page writes them; what is not there is a dash.

use rust_decimal::Decimal;
use scoring::number::{Amount, half_up};

const NONE: &str = "—";

/// 18.62
pub fn score(score: Option<Decimal>) -> String {
    score.map_or(NONE.to_owned(), |score| score.normalize().to_string())
}

/// 97.98%
pub fn percent(rate: Option<Decimal>) -> String {
    written_percent(rate).unwrap_or_else(|| NONE.to_owned())
}

/// The same, where nothing is written for what is not there.
pub fn written_percent(rate: Option<Decimal>) -> Option<String> {
    rate.map(|rate| Amount::percent(half_up(rate, 4)).to_string())
}
