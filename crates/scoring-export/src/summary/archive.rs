//! A zip of forms 压缩包: its list of files, and what each holds. Many may read it, each at its own place.

use std::io::{Read, Seek};
use std::path::{Path, PathBuf};

use zip::ZipArchive;
use zip::result::ZipError;

/// Parts that only a file of an office program has.
const OF_OFFICE: [&[u8]; 2] = [b"[Content_Types].xml", b"mimetype"];
/// Files that the system or a program left in a folder, which nobody sent.
const LEFT: [&str; 3] = ["Thumbs.db", "desktop.ini", "__MACOSX"];
/// What zips begin with, those without files too.
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// A zip whose list of files was read.
#[derive(Debug)]
pub struct Archive<R> {
    path: PathBuf,
    zip: ZipArchive<R>,
    /// Makes text of a name that is no UTF-8.
    decode: Decode,
}

/// Makes text of a name that is no UTF-8: Chinese Windows packs them as GBK.
pub type Decode = fn(&[u8]) -> String;

/// A file in a zip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The path of the zip, and behind it that within the zip.
    pub path: PathBuf,
    /// By which it is read.
    pub index: usize,
}

impl<R: Read + Seek + Clone> Archive<R> {
    /// Reads the list of a zip that stands at a path; `None` where the file is none, or is that of an office program.
    pub fn open(path: &Path, reader: R, decode: Decode) -> Option<Self> {
        let zip = ZipArchive::new(reader).ok();
        let office =
            |zip: &ZipArchive<_>| zip.file_names_raw().any(|name| OF_OFFICE.contains(&name));
        let zip = zip.filter(|zip| !office(zip));
        let path = path.to_owned();
        zip.map(|zip| Self { path, zip, decode })
    }

    /// Its files in the order of their paths.
    pub fn entries(&self) -> Vec<Entry> {
        let read = |name: &[u8]| match std::str::from_utf8(name) {
            Ok(name) => name.to_owned(),
            Err(_) => (self.decode)(name),
        };
        let names = self.zip.file_names_raw().enumerate();
        let mut entries: Vec<_> = names
            .map(|(index, name)| (index, read(name).replace('\\', "/")))
            // A folder has an entry of its own.
            .filter(|(_, name)| !name.ends_with('/') && !name.split('/').any(is_left))
            .map(|(index, name)| Entry {
                path: self.path.join(name.trim_start_matches('/')),
                index,
            })
            .collect();
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        entries
    }

    /// The content of a file, up to `most` bytes.
    pub fn read(&self, index: usize, most: u64, bytes: &mut Vec<u8>) -> Result<(), ZipError> {
        // The list is shared, only the place is another.
        let mut zip = self.zip.clone();
        // What the list says of the size is not believed.
        zip.by_index(index)?.take(most).read_to_end(bytes)?;
        Ok(())
    }
}

/// Whether a file begins as a zip does.
pub fn is_zip(bytes: &[u8]) -> bool {
    ZIP.iter().any(|magic| bytes.starts_with(magic))
}

/// Whether a file was left by a system or a program, by its name: `~$自评.xlsx`, `.DS_Store`.
pub fn is_left(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || LEFT.contains(&name)
}
