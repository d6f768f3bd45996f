//! Many forms brought together 汇总, file by file: what they add up to, some of them in an order, and the table to take away.

mod choices;
mod listing;
mod overview;
mod table;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use super::archive::{Archive, Decode, Entry, is_zip};
use super::columns::Row;
use super::known::Rubrics;
use super::{Bad, Edition, Seen, Summary};
use crate::collected::{Added, From};
use crate::reading::MAX_BYTES;
pub use table::TableError;

/// How large a zip may be, in millions of bytes.
pub const MOST_ZIP: usize = 100;
/// How a workbook from somewhere else is looked at.
const FOREIGN: &str = "请在这一行按“打开”，核对后存盘，再把存盘文件加进来。";

/// Many forms, and the files that were none.
#[derive(Debug, Default)]
pub struct Collection {
    rubrics: Rubrics,
    seen: Seen,
    kept: Vec<Kept>,
    /// Zips by the number of their file.
    zips: BTreeMap<u32, Zip>,
    /// Rubrics by their edition.
    editions: BTreeMap<String, Known>,
}

/// What became of one file.
#[derive(Debug)]
struct Kept {
    row: Row,
    from: From,
}

/// A zip, and its files in order.
#[derive(Debug)]
struct Zip {
    archive: Archive<Cursor<Bytes>>,
    entries: Vec<Entry>,
}

/// What is shown of a rubric.
#[derive(Debug)]
struct Known {
    title: String,
    /// Best first.
    grades: Vec<String>,
    /// How many rows each section has.
    rows: Vec<usize>,
}

/// Bytes that several look at.
#[derive(Clone, Debug)]
struct Bytes(Arc<Vec<u8>>);

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Collection {
    /// Adds a file, by the number and the name that the caller gives it; `None` for one that the system does not give. Of a zip
    /// only the list is read. `decode` makes text of a name in it that is no UTF-8.
    pub fn add(&mut self, file: u32, name: &str, bytes: Option<Vec<u8>>, decode: Decode) -> Added {
        let from = From { file, entry: None };
        let path = Path::new(name);
        let Some(bytes) = bytes else {
            let why =
                "它可能是文件夹，或已被移走、正被别的程序占用。请选择文件夹里的文件，或重新拖进来";
            return self.keep(from, path, Err(Bad::not_given(why)));
        };
        if !is_zip(&bytes) {
            let read = self.read(&bytes);
            return self.keep(from, path, read);
        }
        let bytes = Bytes(Arc::new(bytes));
        let Some(archive) = Archive::open(path, Cursor::new(bytes.clone()), decode) else {
            // What is too large for a form may be a zip whose end was not given.
            let large = bytes.0.len() > MOST_ZIP * 1_000_000;
            let read = match large {
                true => Err(Bad::large_zip(MOST_ZIP)),
                false => self.read(&bytes.0),
            };
            return self.keep(from, path, read);
        };
        let entries = archive.entries();
        if entries.is_empty() {
            return self.keep(from, path, Err(Bad::empty_zip()));
        }
        let count = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        self.zips.insert(file, Zip { archive, entries });
        Added::Entries(count)
    }

    /// Adds a file of a zip that was added; one that it does not have adds nothing.
    pub fn add_entry(&mut self, file: u32, entry: u32) -> Added {
        let Some((path, bytes)) = self.unpacked(file, entry) else {
            return Added::Bad;
        };
        let read = bytes.and_then(|bytes| self.read(&bytes));
        let entry = Some(entry);
        self.keep(From { file, entry }, &path, read)
    }

    /// The content of a file in a zip.
    pub fn entry(&self, file: u32, entry: u32) -> Option<Vec<u8>> {
        self.unpacked(file, entry)?.1.ok()
    }

    fn unpacked(
        &self,
        file: u32,
        entry: u32,
    ) -> Option<(std::path::PathBuf, Result<Vec<u8>, Bad>)> {
        let zip = self.zips.get(&file)?;
        let entry = zip.entries.get(usize::try_from(entry).ok()?)?;
        let mut bytes = Vec::new();
        // That it is too large shows in one byte more.
        let most = MAX_BYTES as u64 + 1;
        let read = zip.archive.read(entry.index, most, &mut bytes);
        let read = read.map(|()| bytes).map_err(|why| Bad::zip(&why));
        Some((entry.path.clone(), read))
    }

    fn read(&self, bytes: &[u8]) -> Result<Summary, Bad> {
        let read = self.rubrics.read(bytes);
        read.map_err(|why| Bad::unreadable(&why, FOREIGN))
    }

    fn keep(&mut self, from: From, path: &Path, mut read: Result<Summary, Bad>) -> Added {
        let number = self.kept.len() as u64 + 1;
        let added = match &mut read {
            Err(_) => Added::Bad,
            Ok(form) => {
                self.seen.mark(number, form);
                if !self.editions.contains_key(&form.edition)
                    && let Some(edition) = self.rubrics.edition(&form.edition)
                {
                    self.editions
                        .insert(form.edition.clone(), Known::of(&edition));
                }
                Added::Form
            }
        };
        let path = path.to_owned();
        self.kept.push(Kept {
            row: Row { number, path, read },
            from,
        });
        added
    }

    /// All forms, in the order in which they came.
    fn forms(&self) -> impl Iterator<Item = Form<'_>> {
        self.kept.iter().filter_map(|kept| {
            let summary = kept.row.read.as_ref().ok()?;
            let known = self.editions.get(&summary.edition);
            Some(Form {
                kept,
                summary,
                known,
            })
        })
    }
}

/// A form of the collection.
#[derive(Clone, Copy)]
struct Form<'a> {
    kept: &'a Kept,
    summary: &'a Summary,
    known: Option<&'a Known>,
}

impl Form<'_> {
    fn title(&self) -> &str {
        self.known.map_or("", |known| &known.title)
    }

    fn file(&self) -> std::borrow::Cow<'_, str> {
        self.kept.row.path.to_string_lossy()
    }
}

impl Known {
    fn of(edition: &Edition) -> Self {
        let rubric = edition.rubric();
        Self {
            title: rubric.title.clone(),
            grades: rubric
                .grades
                .iter()
                .map(|grade| grade.name.clone())
                .collect(),
            rows: rubric
                .sections
                .iter()
                .map(|section| {
                    section
                        .groups
                        .iter()
                        .map(|group| group.indicators.len())
                        .sum()
                })
                .collect(),
        }
    }
}
