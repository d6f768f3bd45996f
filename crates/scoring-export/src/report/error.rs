//! Why a report could not be made.

use std::fmt;

use zip::result::ZipError;

/// Why a report could not be made.
#[derive(Debug)]
pub enum Error {
    /// The file could not be packed.
    Pack(ZipError),
    /// The made file cannot be read again.
    Unreadable(String),
    /// What is read back is not what was written.
    Differs {
        /// What should stand there.
        expected: String,
        /// What stands there.
        found: String,
    },
}

impl Error {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Pack(_) => "docx-pack",
            Self::Unreadable(_) => "docx-unreadable",
            Self::Differs { .. } => "docx-differs",
        }
    }

    /// What is wrong and what to do, in Chinese.
    pub fn message(&self) -> String {
        let mend = "填的内容没有丢，请先存盘，再把存盘文件（*.pingfen.json）交给维护人员。";
        match self {
            Self::Pack(why) => format!("报告没有做成，打包时出错：{why}。{mend}"),
            Self::Unreadable(why) => format!("报告做成后读不回来，没有给出文件：{why}。{mend}"),
            Self::Differs { expected, found } => format!(
                "报告做成后核对不符，没有给出文件：应是“{}”，读到“{}”。{mend}",
                short(expected),
                short(found),
            ),
        }
    }
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for Error {}

impl From<ZipError> for Error {
    fn from(why: ZipError) -> Self {
        Self::Pack(why)
    }
}
