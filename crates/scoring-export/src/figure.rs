//! A figure as it stands beside its unit.

use rust_decimal::Decimal;
use scoring::entry::Entry;

/// The number that was typed, as it is written before its unit: 85 before %. None where it is no number: 达成.
pub(crate) fn figure(entry: &Entry, unit: &str) -> Option<Decimal> {
    let value = entry.read(unit).ok()??;
    match unit {
        "%" => value.checked_mul(Decimal::ONE_HUNDRED),
        _ => Some(value),
    }
}
