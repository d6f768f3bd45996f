//! Why a file gives no figures.

use zip::result::ZipError;

use crate::reading::{Looks, Unreadable};

/// Why a file gives no figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bad {
    /// A stable code.
    pub code: &'static str,
    /// What is wrong and what to do, in Chinese.
    pub message: String,
}

impl Bad {
    /// The code of a workbook from somewhere else, which a person has to look at before it counts.
    pub const FOREIGN: &str = "workbook-foreign";

    /// A zip that holds no file.
    pub fn empty_zip() -> Self {
        Self::new("zip-empty", "压缩包里没有文件。请重新取得原文件。")
    }

    /// A zip that is larger than what is read of one; in millions of bytes.
    pub fn large_zip(most: usize) -> Self {
        Self::new(
            "zip-too-large",
            format!(
                "压缩包超过 {most} MB，没有打开。请分成几个压缩包，或解开后把里面的文件拖进来。"
            ),
        )
    }

    /// A file that the system does not give: why not.
    pub fn not_given(why: &str) -> Self {
        Self::new("file-unreadable", format!("读不了：{why}。"))
    }

    /// A file that cannot be taken out of its zip.
    pub fn zip(why: &ZipError) -> Self {
        Self::new(
            "zip-damaged",
            match why {
                ZipError::UnsupportedArchive(_) => {
                    "压缩包里的这个文件加了密码，或用了不认识的压缩方法。请解开压缩包后再汇总。"
                }
                _ => "压缩包里的这个文件解压不出来，压缩包可能没有传完整。请重新取得原文件。",
            },
        )
    }

    /// A file that is no form. `foreign` says how a workbook from somewhere else is looked at.
    pub fn unreadable(why: &Unreadable, foreign: &str) -> Self {
        match why {
            Unreadable::NoRubric => Self::new(
                Self::FOREIGN,
                format!("这是别处填的工作簿，读出来的内容要先由人核对。{foreign}"),
            ),
            Unreadable::Looks(Looks::Packed) => Self::new(
                why.code(),
                "这是压缩文件，这里只读 *.zip，而且不读压缩包里的压缩包。请解开后再汇总。",
            ),
            why => Self::new(why.code(), why.message()),
        }
    }

    fn new(code: &'static str, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { code, message }
    }
}
