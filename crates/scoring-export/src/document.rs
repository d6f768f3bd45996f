//! The saved form 存盘文件 (`*.pingfen.json`): a form together with the whole rubric it was filled by,
//! so that it opens and re-scores in ten years.

use std::borrow::Cow;

use scoring::form::Form;
use scoring::rubric::Rubric;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::code::{Stated, code};

/// The version of the file's shape. A later version adds, and never changes a meaning.
pub const VERSION: u32 = 1;

/// A saved form.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// The version of the file's shape.
    pub pingfen: u32,
    /// The rubric, whole.
    pub rubric: Rubric,
    /// What was filled in; in a review, by the reviewer.
    pub form: Form,
    /// 核查: what the unit handed in, where this is a reviewer's file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
}

/// What a unit handed in, beside the form of the reviewer 单位报送.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Review {
    /// The unit's form as it came. Nothing writes to it.
    pub unit: Form,
    /// Its 校验码 and the engine that it was made by, when the review began.
    pub stated: Stated,
}

/// Why a file is not a saved form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unopenable {
    /// Not JSON at all, or cut off.
    NotJson {
        /// Where reading stopped.
        line: usize,
        /// Where reading stopped.
        column: usize,
    },
    /// JSON, but not of this program.
    Foreign,
    /// Of a later version of this program.
    TooNew(u32),
    /// Of this program, but a field is not as it should be.
    Damaged(String),
    /// The rubric in it cannot be scored by.
    BadRubric(String),
    /// In a review, the claims are not the unit's any more.
    ClaimsChanged,
}

impl Unopenable {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotJson { .. } => "file-not-json",
            Self::Foreign => "file-foreign",
            Self::TooNew(_) => "file-too-new",
            Self::Damaged(_) => "file-damaged",
            Self::BadRubric(_) => "file-bad-rubric",
            Self::ClaimsChanged => "file-claims-changed",
        }
    }

    /// What is wrong and what to do, in Chinese.
    pub fn message(&self) -> String {
        match self {
            Self::NotJson { line, column } => format!(
                "文件读不出来：第 {line} 行第 {column} 列起不是 JSON，文件可能没有传完整。请重新取得原文件。"
            ),
            Self::Foreign => {
                "这不是评分存盘文件（*.pingfen.json）。请选择由本页“存盘”得到的文件。".to_owned()
            }
            Self::TooNew(version) => format!(
                "文件由更新的版本（格式 {version}）存盘，本页只认到格式 {VERSION}。请用新版页面打开。"
            ),
            Self::Damaged(why) => format!("文件内容不完整或被改动过，打不开：{why}。请换用备份。"),
            Self::BadRubric(why) => format!("文件里的评分表有问题，不能用来评分：{why}。"),
            Self::ClaimsChanged => "这份核查文件里的自评得分与单位报送的不一样，文件被改动过。请换用备份，或由单位报送的文件重新核查。".to_owned(),
        }
    }
}

impl std::fmt::Display for Unopenable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for Unopenable {}

impl Document {
    /// A form with its rubric.
    pub fn new(rubric: Rubric, form: Form) -> Self {
        Self {
            pingfen: VERSION,
            rubric,
            form,
            review: None,
        }
    }

    /// The beginning of a review of what a unit handed in.
    pub fn begin_review(unit: Self) -> Self {
        let stated = Stated {
            engine: scoring::VERSION.to_owned(),
            code: unit.code(),
        };
        let (rubric, unit) = (unit.rubric, unit.form);
        let form = unit.for_review();
        let review = Some(Review { unit, stated });
        Self {
            review,
            ..Self::new(rubric, form)
        }
    }

    /// The rubric as it is filled and printed: in a review, with what a reviewer adds.
    pub fn in_use(&self) -> Cow<'_, Rubric> {
        match self.review {
            None => Cow::Borrowed(&self.rubric),
            Some(_) => Cow::Owned(self.rubric.for_review()),
        }
    }

    /// The same with the form: what the papers are made of.
    pub fn shown(&self) -> Cow<'_, Self> {
        match self.in_use() {
            Cow::Borrowed(_) => Cow::Borrowed(self),
            Cow::Owned(rubric) => Cow::Owned(Self {
                rubric,
                ..self.clone()
            }),
        }
    }

    /// As the program keeps it for itself.
    pub fn to_json(&self) -> String {
        let (rubric, filled) = self.parts();
        format!(
            r#"{{"pingfen":{},"rubric":{rubric},"form":{filled}}}"#,
            self.pingfen
        )
    }

    /// The text of a file to take away: also says which engine made it, and its 校验码. The same form gives the same bytes.
    pub fn to_file(&self) -> String {
        let (rubric, filled) = self.parts();
        let code = code(scoring::VERSION, &rubric, &filled);
        format!(
            r#"{{"pingfen":{},"engine":"{}","code":"{code}","rubric":{rubric},"form":{filled}}}"#,
            self.pingfen,
            scoring::VERSION,
        )
    }

    /// 校验码, as this engine makes it.
    pub fn code(&self) -> String {
        self.code_by(scoring::VERSION)
    }

    /// 校验码, as an engine of this version makes it.
    pub fn code_by(&self, engine: &str) -> String {
        let (rubric, filled) = self.parts();
        code(engine, &rubric, &filled)
    }

    /// The rubric and what was filled in by it, as canonical JSON; in a review, what the unit handed in follows the form.
    fn parts(&self) -> (String, String) {
        let mut filled = self.form.to_json();
        if let Some(review) = &self.review {
            filled = format!(r#"{filled},"review":{}"#, review.to_json());
        }
        (self.rubric.to_json(), filled)
    }

    /// Reads what [`Document::to_json`] or [`Document::to_file`] wrote, without looking whether the rubric can be scored by: for
    /// what the program itself has kept.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        let kept: Kept<'_> = serde_json::from_str(text)?;
        Ok(Self {
            pingfen: kept.pingfen,
            rubric: Rubric::from_json(kept.rubric.get())?,
            form: Form::from_json(kept.form.get())?,
            review: kept
                .review
                .map(|review| Review::from_json(review.get()))
                .transpose()?,
        })
    }

    /// Reads a saved form and checks its rubric.
    pub fn from_json(text: &str) -> Result<Self, Unopenable> {
        let text = text.trim_start_matches('\u{feff}');
        let not_json = |why: &serde_json::Error| Unopenable::NotJson {
            line: why.line(),
            column: why.column(),
        };
        let head: Head = serde_json::from_str(text).map_err(|why| match why.is_data() {
            true => Unopenable::Foreign,
            false => not_json(&why),
        })?;
        match head.pingfen {
            None => return Err(Unopenable::Foreign),
            Some(VERSION) => {}
            Some(version) => return Err(Unopenable::TooNew(version)),
        }
        let document = Self::parse(text).map_err(|why| Unopenable::Damaged(why.to_string()))?;
        if let Some(problem) = scoring::check::check(&document.rubric).first() {
            return Err(Unopenable::BadRubric(problem.to_string()));
        }
        match &document.review {
            Some(review) if !document.form.claims_as(&review.unit) => {
                Err(Unopenable::ClaimsChanged)
            }
            _ => Ok(document),
        }
    }
}

impl Review {
    /// As the program keeps it for itself.
    pub fn to_json(&self) -> String {
        let unit = self.unit.to_json();
        // Strings always serialise.
        let stated = serde_json::to_string(&self.stated).unwrap_or_default();
        format!(r#"{{"unit":{unit},"stated":{stated}}}"#)
    }

    /// Reads what [`Review::to_json`] wrote.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        let kept: KeptReview<'_> = serde_json::from_str(text)?;
        Ok(Self {
            unit: Form::from_json(kept.unit.get())?,
            stated: kept.stated,
        })
    }
}

/// What the text of a file says of itself; none where it was not made to be taken away.
pub fn stated(text: &str) -> Option<Stated> {
    serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()
}

/// JSON as it stands in a page. Inside a script element, only `<` could end it early.
pub fn in_page(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// A saved form whose parts are still text.
#[derive(Deserialize)]
struct Kept<'a> {
    pingfen: u32,
    #[serde(borrow)]
    rubric: &'a RawValue,
    #[serde(borrow)]
    form: &'a RawValue,
    #[serde(borrow, default)]
    review: Option<&'a RawValue>,
}

/// A review whose form is still text.
#[derive(Deserialize)]
struct KeptReview<'a> {
    #[serde(borrow)]
    unit: &'a RawValue,
    stated: Stated,
}

/// What tells a saved form from any other JSON.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    pingfen: Option<u32>,
}
