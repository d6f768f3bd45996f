//! One of the files: opened by its content, scored, and summed up.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use scoring_export::reading::MAX_BYTES;
use scoring_export::summary::archive::is_zip;
use scoring_export::summary::{Bad, Rubrics, Summary};

use super::archive::{self, Archive};
use super::walk::Found;
use crate::error::in_chinese;

/// How much is read of a file: that it is too large shows in one byte more.
const MOST: u64 = MAX_BYTES as u64 + 1;
/// How a workbook from somewhere else is looked at.
const FOREIGN: &str = "请先用 pingfen read 文件 -o 名称.pingfen.json 核对并存成存盘文件，再汇总。";

/// A file that is to be read.
pub struct Input {
    /// Where it stands.
    pub path: PathBuf,
    source: Source,
}

enum Source {
    Disk,
    /// A folder that cannot be looked into, or nothing that is there.
    Refused(io::Error),
    Zip(Arc<Archive>, usize),
}

/// What a file holds.
pub enum Content {
    /// A form.
    Form(Box<Summary>),
    /// None, and why.
    Bad(Bad),
    /// Many files.
    Many(Arc<Archive>),
}

impl Input {
    /// The files in a zip.
    pub fn within(archive: &Arc<Archive>) -> Vec<Self> {
        let entries = archive.entries().into_iter();
        entries
            .map(|entry| Self {
                path: entry.path,
                source: Source::Zip(archive.clone(), entry.index),
            })
            .collect()
    }

    /// Reads the file, into `bytes` first.
    pub fn read(&self, rubrics: &Rubrics, bytes: &mut Vec<u8>) -> Content {
        bytes.clear();
        let read = match &self.source {
            Source::Refused(why) => return Content::Bad(io(why)),
            Source::Disk => match disk(&self.path, bytes) {
                Ok(Some(archive)) => return Content::Many(Arc::new(archive)),
                Ok(None) => Ok(()),
                Err(why) => Err(io(&why)),
            },
            Source::Zip(archive, index) => {
                let read = archive.read(*index, MOST, bytes);
                read.map_err(|why| Bad::zip(&why))
            }
        };
        let form = read.and_then(|()| {
            let form = rubrics.read(bytes);
            form.map_err(|why| Bad::unreadable(&why, FOREIGN))
        });
        match form {
            Ok(summary) => Content::Form(Box::new(summary)),
            Err(bad) => Content::Bad(bad),
        }
    }
}

impl From<Found> for Input {
    fn from(found: Found) -> Self {
        let source = found.refused.map_or(Source::Disk, Source::Refused);
        let path = found.path;
        Self { path, source }
    }
}

/// Reads a file, unless it is a zip of files.
fn disk(path: &Path, bytes: &mut Vec<u8>) -> io::Result<Option<Archive>> {
    File::open(path)?.take(MOST).read_to_end(bytes)?;
    match is_zip(bytes) {
        true => archive::open(path),
        false => Ok(None),
    }
}

fn io(why: &io::Error) -> Bad {
    Bad::not_given(&in_chinese(why))
}
