//! The files that are named, and all that stand in the folders that are named, in the order of their paths.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::vec;

use scoring_export::summary::archive::is_left;

/// A file that stands there, or a folder that cannot be looked into.
pub struct Found {
    /// Where.
    pub path: PathBuf,
    /// Why it cannot be looked into, if so.
    pub refused: Option<io::Error>,
}

/// Goes through folders, one after another, keeping the names of no more than those it is in.
pub struct Walk {
    /// The folders that it is in: what is still to be looked at of each.
    open: Vec<vec::IntoIter<There>>,
    /// What is being written, which is not to be read.
    except: Option<PathBuf>,
}

/// Something that stands in a folder.
struct There {
    path: PathBuf,
    /// Whether it is a folder itself.
    folder: io::Result<bool>,
}

impl Walk {
    /// Looks at what is named, in the order of the paths; at what stands in a named folder too, once.
    pub fn new(named: &[PathBuf], except: Option<&Path>) -> Self {
        let mut named = named.to_vec();
        named.sort();
        named.dedup();
        let whole = |path: &PathBuf| fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        let places: Vec<_> = named.iter().map(whole).collect();
        let within = |at: usize| {
            let mut others = places.iter().enumerate();
            others.any(|(other, place)| match places[at] == *place {
                true => other > at,
                false => places[at].starts_with(place),
            })
        };
        let kept = (0..named.len()).filter(|at| !within(*at));
        let there = |at: usize| There {
            path: named[at].clone(),
            folder: fs::metadata(&named[at]).map(|there| there.is_dir()),
        };
        let kept: Vec<_> = kept.map(there).collect();
        Self {
            open: vec![kept.into_iter()],
            except: except.map(|path| whole(&path.to_owned())),
        }
    }

    fn is_excepted(&self, path: &Path) -> bool {
        let Some(except) = &self.except else {
            return false;
        };
        // Few files are called the same; only those are looked up.
        path.file_name() == except.file_name()
            && fs::canonicalize(path).is_ok_and(|path| path == *except)
    }
}

impl Found {
    fn file(path: PathBuf) -> Self {
        let refused = None;
        Self { path, refused }
    }

    fn refused(path: PathBuf, why: io::Error) -> Self {
        let refused = Some(why);
        Self { path, refused }
    }
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            let Some(There { path, folder }) = self.open.last_mut()?.next() else {
                self.open.pop();
                continue;
            };
            let inside = match folder {
                Ok(false) if self.is_excepted(&path) => continue,
                Ok(false) => return Some(Found::file(path)),
                Ok(true) => inside(&path),
                Err(why) => Err(why),
            };
            match inside {
                Ok(there) => self.open.push(there.into_iter()),
                Err(why) => return Some(Found::refused(path, why)),
            }
        }
    }
}

fn inside(folder: &Path) -> io::Result<Vec<There>> {
    let mut there = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if is_left(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let path = entry.path();
        let folder = is_folder(&entry, &path);
        there.push(There { path, folder });
    }
    there.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(there)
}

fn is_folder(entry: &DirEntry, path: &Path) -> io::Result<bool> {
    let kind = entry.file_type()?;
    if kind.is_file() || kind.is_dir() {
        return Ok(kind.is_dir());
    }
    let there = fs::metadata(path)?;
    if there.is_file() {
        return Ok(false);
    }
    // A link from a folder to one that it stands in has no end, and neither has a pipe.
    Err(io::Error::other(match there.is_dir() {
        true => "这是指向别的文件夹的链接，没有跟进去",
        false => "这不是普通文件",
    }))
}
