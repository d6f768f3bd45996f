//! Whether two printed names are the same.

/// A text without what printers, typists and scanners change: width, spaces, punctuation, numbers of points.
pub(super) fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // 〔原件缺名〕 is ours, and no part of a name.
    while let Some((before, after)) = rest.split_once('〔') {
        out.push_str(before);
        rest = after.split_once('〕').map_or(after, |(_, after)| after);
    }
    out.push_str(rest);
    let folded = out.chars().map(|c| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    });
    let folded: String = folded.filter(|c| !c.is_whitespace()).collect();
    let points = folded
        .strip_suffix("分)")
        .and_then(|name| name.rsplit_once('('));
    let name = match points {
        Some((name, number)) if number.chars().all(|c| c.is_ascii_digit() || c == '.') => name,
        _ => &folded,
    };
    let name = name
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '%' | '≥' | '≤'));
    name.flat_map(char::to_lowercase).collect()
}

/// The pairs of neighbouring characters of a normal text, in order: what tells how alike two texts are.
#[derive(Default)]
pub(super) struct Pairs(Vec<(char, char)>);

impl Pairs {
    pub fn of(text: &str) -> Self {
        let chars: Vec<char> = text.chars().take(600).collect();
        let mut pairs: Vec<_> = chars.windows(2).map(|pair| (pair[0], pair[1])).collect();
        pairs.sort_unstable();
        Self(pairs)
    }

    /// How many of a hundred pairs both have.
    pub fn alike(&self, other: &Self) -> usize {
        let (mut at, mut to, mut both) = (0, 0, 0);
        while let (Some(left), Some(right)) = (self.0.get(at), other.0.get(to)) {
            both += usize::from(left == right);
            at += usize::from(left <= right);
            to += usize::from(right <= left);
        }
        match self.0.len() + other.0.len() {
            0 => 0,
            all => 200 * both / all,
        }
    }
}

/// How alike two normal texts are, of a hundred.
pub(super) fn alike(one: &str, other: &str) -> usize {
    Pairs::of(one).alike(&Pairs::of(other))
}

#[cfg(test)]
mod tests {
    use super::{alike, normal};

    #[test]
    fn what_printers_change_is_passed_over() {
        let cases = [
            ("“三公”经费　控制情况", "三公经费控制情况"),
            ("在职人员\n控制率（1分）", "在职人员控制率"),
            ("〔原件缺名〕资产管理合规性", "资产管理合规性"),
            ("ＡＢｃ（%）", "abc%"),
        ];
        for (text, expected) in cases {
            assert_eq!(normal(text), expected);
        }
        assert_eq!(alike("固定资产利用率", "固定资产利用率"), 100);
        assert_eq!(alike("固定资产利用率", "固定资产使用率"), 66);
        assert_eq!(alike("预算", "绩效"), 0);
    }
}
