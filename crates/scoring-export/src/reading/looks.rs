//! What a file looks like, by its content.

use std::io::Cursor;

use zip::ZipArchive;

/// What a file looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    /// JSON.
    Json,
    /// An HTML page.
    Page,
    /// A workbook of Excel 2007 and later, or of WPS saved as such.
    Xlsx,
    /// No content.
    Empty,
    /// An Office file with a password.
    Locked,
    /// A workbook of Excel 97–2003, or WPS's own `.et`.
    OldWorkbook,
    /// A workbook in the binary form `.xlsb`.
    BinaryWorkbook,
    /// A workbook of OpenDocument.
    OpenDocument,
    /// A workbook saved as XML, or as a page 单个文件网页.
    WebWorkbook,
    /// A document of Word or WPS.
    Word,
    /// Slides.
    Slides,
    /// PDF.
    Pdf,
    /// A picture or a scan.
    Picture,
    /// Packed files.
    Packed,
    /// TOML, as rubrics are written in.
    Toml,
    /// A table as plain text.
    Table,
    /// Other text.
    Text,
    /// Anything else.
    Unknown,
}

/// What files begin with.
const MAGIC: [(&[u8], Looks); 18] = [
    (b"%PDF", Looks::Pdf),
    (b"{\\rtf", Looks::Word),
    (b"\x89PNG", Looks::Picture),
    (b"\xff\xd8\xff", Looks::Picture),
    (b"GIF8", Looks::Picture),
    (b"BM", Looks::Picture),
    (b"II*\0", Looks::Picture),
    (b"MM\0*", Looks::Picture),
    (b"RIFF", Looks::Picture),
    (b"Rar!", Looks::Packed),
    (b"7z\xbc\xaf\x27\x1c", Looks::Packed),
    (b"\x1f\x8b", Looks::Packed),
    (b"MIME-Version:", Looks::WebWorkbook),
    (b"From: <Saved by", Looks::WebWorkbook),
    // Excel 2 to 4, without a container.
    (b"\x09\x00\x04\x00", Looks::OldWorkbook),
    (b"\x09\x02\x06\x00", Looks::OldWorkbook),
    (b"\x09\x04\x06\x00", Looks::OldWorkbook),
    (b"\x09\x08", Looks::OldWorkbook),
];

impl Looks {
    /// What a file looks like.
    pub fn of(bytes: &[u8]) -> Self {
        let begins = |magic: &[u8]| bytes.starts_with(magic);
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Self::Empty;
        }
        if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") {
            return zipped(bytes);
        }
        if begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            return compound(bytes);
        }
        if bytes.get(4..8) == Some(b"ftyp") {
            return Self::Picture;
        }
        if let Some((_, looks)) = MAGIC.iter().find(|(magic, _)| begins(magic)) {
            return *looks;
        }
        let plain = match bytes {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
                // The first characters of such a text are enough.
                bytes
                    .iter()
                    .copied()
                    .filter(|byte| *byte != 0)
                    .skip(2)
                    .take(4096)
                    .collect()
            }
            _ => bytes.iter().copied().take(4096).collect::<Vec<_>>(),
        };
        written(plain.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&plain), bytes)
    }

    /// What it is called, and what to do.
    pub(super) fn advice(self) -> (&'static str, &'static str) {
        const RESAVE: &str = "请在 Excel 或 WPS 里打开，选“另存为”，文件类型选“Excel 工作簿（*.xlsx）”，再打开存成的文件。";
        const TABLE: &str = "请打开填好的表（Excel 工作簿 *.xlsx），或本系统的存盘文件（*.pingfen.json）、离线版网页（*.html）。";
        match self {
            Self::Empty => (
                "空文件",
                "文件里没有内容，可能没有传完整。请重新取得原文件。",
            ),
            Self::Locked => (
                "加了密码的 Office 文件",
                "请用密码打开，在“文件→信息→保护工作簿”里去掉密码，另存为 *.xlsx，再打开。",
            ),
            Self::OldWorkbook => ("旧版工作簿（*.xls、*.et）", RESAVE),
            Self::BinaryWorkbook => ("二进制工作簿（*.xlsb）", RESAVE),
            Self::OpenDocument => ("OpenDocument 表格（*.ods）", RESAVE),
            Self::WebWorkbook => ("存成网页或 XML 的表格", RESAVE),
            Self::Word => (
                "Word 文档",
                "请在 Word 或 WPS 里打开，把表格复制、粘贴到本页的目标表里；或粘贴到 Excel，另存为 *.xlsx，再打开。",
            ),
            Self::Slides => ("演示文稿", TABLE),
            Self::Pdf => (
                "PDF 文件",
                "PDF 里没有单元格。请向制表人要 Excel 原件；没有原件的，照着填，或转成 *.xlsx 后逐格核对再打开。",
            ),
            Self::Picture => (
                "图片或扫描件",
                "图片里没有单元格。请向制表人要 Excel 原件；没有原件的，请照着填。",
            ),
            Self::Packed => ("压缩包", "请先解压，再打开里面的文件。"),
            Self::Table => (
                "文本表格（*.csv、*.txt）",
                "请在 Excel 或 WPS 里打开，另存为 *.xlsx，再打开；或把各行复制、粘贴到本页的目标表里。",
            ),
            Self::Toml => (
                "TOML 文本（*.toml）",
                "里面没有评分表，也没有写明按哪份评分表填（rubric = …）。请检查是不是选错了文件。",
            ),
            Self::Text => ("普通文本", TABLE),
            Self::Json | Self::Page | Self::Xlsx | Self::Unknown => ("认不出的文件", TABLE),
        }
    }
}

/// What is in a zip, by the names of its parts.
fn zipped(bytes: &[u8]) -> Looks {
    // Before the list is read, its length is looked at.
    if super::archive::too_many(bytes) {
        return Looks::Xlsx;
    }
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else {
        // Cut off: what it began as is still said by its first parts.
        let start = &bytes[..bytes.len().min(65_536)];
        return match has(start, b"[Content_Types].xml") || has(start, b"xl/") {
            true => Looks::Xlsx,
            false => Looks::Packed,
        };
    };
    let names: Vec<String> = archive
        .file_names()
        .flatten()
        .map(|name| name.to_lowercase())
        .collect();
    let any = |part: &str| names.iter().any(|name| name.starts_with(part));
    if any("xl/workbook.bin") {
        Looks::BinaryWorkbook
    } else if any("word/") {
        Looks::Word
    } else if any("ppt/") {
        Looks::Slides
    } else if any("[content_types].xml") {
        Looks::Xlsx
    } else if any("mimetype") {
        match has(&bytes[..bytes.len().min(200)], b"opendocument.spreadsheet") {
            true => Looks::OpenDocument,
            false => Looks::Word,
        }
    } else {
        Looks::Packed
    }
}

/// What is in an OLE compound file, by the names of its streams, which are UTF-16.
fn compound(bytes: &[u8]) -> Looks {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        has(bytes, &wide)
    };
    if holds("EncryptedPackage") {
        Looks::Locked
    } else if holds("WordDocument") {
        Looks::Word
    } else if holds("PowerPoint Document") {
        Looks::Slides
    } else if holds("Workbook") || holds("Book") {
        Looks::OldWorkbook
    } else {
        Looks::Unknown
    }
}

/// What a text is, by how it begins.
fn written(start: &[u8], whole: &[u8]) -> Looks {
    let trimmed = start.trim_ascii_start();
    match trimmed.first() {
        Some(b'[') if is_toml(start) => Looks::Toml,
        Some(b'{' | b'[') => Looks::Json,
        Some(b'<') => {
            let office = has(trimmed, b"urn:schemas-microsoft-com:office:spreadsheet")
                || has(trimmed, b"urn:schemas-microsoft-com:office:excel");
            match office && !has(whole, crate::page::FORM.as_bytes()) {
                true => Looks::WebWorkbook,
                false => Looks::Page,
            }
        }
        _ if start.iter().any(|byte| *byte < 9) => Looks::Unknown,
        _ if is_toml(start) => Looks::Toml,
        _ => {
            let line = start
                .split(|byte| *byte == b'\n')
                .next()
                .unwrap_or_default();
            match line.iter().any(|byte| matches!(byte, b'\t' | b',')) {
                true => Looks::Table,
                false => Looks::Text,
            }
        }
    }
}

/// Whether a text begins with a key, or has the head of a table: a mistake in its first line does not make it another text.
fn is_toml(start: &[u8]) -> bool {
    let name = |text: &[u8]| {
        let bare = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_. ".contains(byte);
        text.first().is_some_and(u8::is_ascii_alphabetic) && text.iter().all(bare)
    };
    let key = |line: &[u8]| {
        let mut parts = line.split(|byte| *byte == b'=');
        parts.next().is_some_and(name) && parts.next().is_some()
    };
    let head = |line: &[u8]| {
        let line = line.strip_prefix(b"[").unwrap_or_default();
        let line = line.strip_prefix(b"[").unwrap_or(line);
        line.strip_suffix(b"]")
            .is_some_and(|line| name(line.strip_suffix(b"]").unwrap_or(line)))
    };
    let lines = start.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let mut lines = lines.filter(|line| !line.is_empty() && !line.starts_with(b"#"));
    let first = lines.next().unwrap_or_default();
    key(first) || head(first) || lines.any(head)
}

/// Whether some bytes stand anywhere in others.
pub(super) fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
