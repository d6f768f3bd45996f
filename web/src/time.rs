//! Times as people say them.

use js_sys::Date;

/// 10:42
pub fn clock(time: f64) -> String {
    let date = Date::new(&time.into());
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// 10:42 today; 11月25日 17:05 else; 2025年11月25日 17:05 in another year.
pub fn when(time: f64) -> String {
    let (date, today) = (Date::new(&time.into()), Date::new_0());
    let day = |date: &Date| (date.get_full_year(), date.get_month(), date.get_date());
    let ((year, month, dated), now) = (day(&date), day(&today));
    let clock = clock(time);
    match now {
        now if now == (year, month, dated) => clock,
        (this, ..) if this == year => format!("{}月{dated}日 {clock}", month + 1),
        _ => format!("{year}年{}月{dated}日 {clock}", month + 1),
    }
}

/// Minutes between two times.
pub fn minutes(from: f64, to: f64) -> u64 {
    (to as u64).saturating_sub(from as u64) / 60_000
}
