//! How much room a text takes. Merged cells never grow by themselves, in Excel, WPS or LibreOffice,
//! so each row's height is worked out here. All in whole pixels (96 to the inch).

/// The height of a line of body text: 10 pt with the leading of 宋体, and of the fonts that replace it.
const LINE: u32 = 19;
/// Above and below a cell's text.
const PADDING: u32 = 7;
/// Left and right of a cell's text.
const MARGIN: u32 = 8;
/// A Latin letter or digit; a Chinese character is two. Some more than the font's own 6.7, since
/// punctuation that may not begin a line leaves lines short.
const HALF: u32 = 7;

/// Excel's greatest row height is 409.5 pt.
pub(super) const TALLEST: u32 = 540;

/// The height of a cell of `width` that shows all of `text`.
pub(super) fn height(text: &str, width: u32) -> u32 {
    lines(text, width) * LINE + PADDING
}

/// Splits a height into rows that are allowed to be that tall.
pub(super) fn rows(height: u32) -> Vec<u32> {
    let count = height.div_ceil(TALLEST).max(1);
    let mut rows = vec![height / count; count as usize];
    if let Some(last) = rows.last_mut() {
        *last += height % count;
    }
    rows
}

/// Makes rows taller, all alike, until they are `needed` high together.
pub(super) fn stretch(rows: &mut [u32], needed: u32) {
    let sum: u32 = rows.iter().sum();
    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX).max(1);
    let more = needed.saturating_sub(sum).div_ceil(count);
    rows.iter_mut().for_each(|row| *row += more);
}

fn half(c: char) -> u32 {
    if c.is_ascii() { 1 } else { 2 }
}

fn lines(text: &str, width: u32) -> u32 {
    let capacity = (width.saturating_sub(MARGIN) / HALF).max(2);
    text.split('\n')
        .map(|paragraph| wrapped(paragraph, capacity))
        .sum()
}

/// Breaks between Chinese characters, and between words of the rest.
fn wrapped(paragraph: &str, capacity: u32) -> u32 {
    let (mut lines, mut used, mut word) = (1, 0, 0);
    let mut place = |size: u32| {
        if used + size <= capacity {
            used += size;
        } else {
            // A word longer than a line runs on over several.
            lines += size.div_ceil(capacity).max(1) - u32::from(used == 0);
            used = if size > capacity {
                size % capacity
            } else {
                size
            };
        }
    };
    for c in paragraph.chars() {
        if c.is_ascii() && c != ' ' {
            word += 1;
            continue;
        }
        place(word);
        word = 0;
        place(half(c));
    }
    place(word);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_counts_double_and_words_stay_whole() {
        let ten = 10 * HALF + MARGIN;
        assert_eq!(lines("一二三四五", ten), 1);
        assert_eq!(lines("一二三四五六", ten), 2);
        assert_eq!(lines("一二三12345", ten), 2);
        assert_eq!(lines("0123456789012", ten), 2);
        assert_eq!(lines("甲\n\n乙", ten), 3);
        assert_eq!(lines("", ten), 1);
    }

    #[test]
    fn a_tall_text_takes_several_rows() {
        assert_eq!(rows(100), [100]);
        let split = rows(1300);
        assert_eq!(split.iter().sum::<u32>(), 1300);
        assert!(split.iter().all(|row| *row <= TALLEST));
    }
}
