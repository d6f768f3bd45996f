//! Days 日期: read as people write them, and counted, so that one can be taken from another.
//!
//! Nothing here knows holidays: working days 工作日 are given as a number by the person who counted.

/// Reads `2023-04-28`, `2023年4月28日`, `2023.4.28` or `2023/4/28` as the days since 1970-01-01; `None`
/// where it is no day of the calendar.
pub fn read(text: &str) -> Option<i32> {
    let text = text.trim().trim_end_matches('日');
    let parts: Vec<&str> = text
        .split(['-', '.', '/', '年', '月'])
        .map(str::trim)
        .collect();
    let [year, month, day] = parts[..] else {
        return None;
    };
    let number = |part: &str, most: usize| -> Option<i32> {
        let digits = part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse().ok())?
    };
    let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
    let real = (1900..=2999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=length(year, month)).contains(&day);
    real.then(|| count(year, month, day))
}

/// The day as `2023-04-28`.
pub fn written(day: i32) -> String {
    // Years begin in March here, so that a leap day is the last of its year.
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

fn count(year: i32, month: i32, day: i32) -> i32 {
    let year = year - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn length(year: i32, month: i32) -> i32 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + i32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed test is a panic")]
mod tests {
    use super::{count, length, read, written};

    #[test]
    fn every_day_from_1900_to_2999_comes_back() {
        let mut expected = count(1900, 1, 1);
        for year in 1900..3000 {
            for month in 1..=12 {
                for day in 1..=length(year, month) {
                    let text = format!("{year:04}-{month:02}-{day:02}");
                    assert_eq!(read(&text), Some(expected), "{text}");
                    assert_eq!(written(expected), text);
                    expected += 1;
                }
            }
        }
        assert_eq!(read("1970-01-01"), Some(0));
    }

    #[test]
    fn as_people_write_it() {
        let day = read("2023-04-28").unwrap();
        for text in ["2023年4月28日", "2023.4.28", "2023/04/28", " 2023年 4月28 "] {
            assert_eq!(read(text), Some(day), "{text}");
        }
        for text in [
            "2023-02-29",
            "2023-13-01",
            "2023-4",
            "20230428",
            "4.28",
            "2023年4月31日",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
