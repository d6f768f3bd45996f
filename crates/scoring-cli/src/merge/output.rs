//! Where the table goes: a file that is there only when it is whole, or the standard output.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// What is being written.
pub struct Output(To);

enum To {
    /// Under another name until it is whole.
    File { path: PathBuf, part: PathBuf },
    /// Kept aside until it is whole: what went to the standard output cannot be taken back.
    Aside(File),
    /// Straight to the standard output.
    Straight,
}

impl Output {
    /// A file, or the standard output; `whole` where what is written may have to be taken back.
    pub fn new(path: Option<&Path>, whole: bool) -> Result<Self, Error> {
        Ok(Self(match path {
            Some(path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                // Hidden, so that nobody takes it for a form.
                let part = path.with_file_name(format!(".{name}.part"));
                let path = path.to_owned();
                File::create(&part).map_err(|why| unwritable(&path, why))?;
                To::File { path, part }
            }
            None if whole => To::Aside(tempfile::tempfile().map_err(Error::Table)?),
            None => To::Straight,
        }))
    }

    /// The path to write to; of the standard output there is none.
    pub fn path(&self) -> &Path {
        match &self.0 {
            To::File { part, .. } => part,
            To::Aside(_) | To::Straight => Path::new(""),
        }
    }

    /// What to write to.
    pub fn writer(&self) -> Result<Box<dyn Write + Send>, Error> {
        Ok(match &self.0 {
            To::File { path, part } => {
                let file = File::create(part).map_err(|why| unwritable(path, why))?;
                Box::new(BufWriter::new(file))
            }
            To::Aside(file) => {
                let file = file.try_clone().map_err(Error::Table)?;
                Box::new(BufWriter::new(file))
            }
            To::Straight => Box::new(BufWriter::new(io::stdout())),
        })
    }

    /// The table is whole.
    pub fn finish(self) -> Result<(), Error> {
        match &self.0 {
            To::File { path, part } => fs::rename(part, path).map_err(|why| unwritable(path, why)),
            To::Aside(file) => {
                let mut file = file;
                let written = file
                    .rewind()
                    .and_then(|()| io::copy(&mut file, &mut io::stdout()));
                written.map(|_| ()).map_err(Error::Table)
            }
            To::Straight => Ok(()),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // Once it is whole it has its own name.
        if let To::File { part, .. } = &self.0 {
            let _ = fs::remove_file(part);
        }
    }
}

fn unwritable(path: &Path, why: io::Error) -> Error {
    let path = path.to_owned();
    Error::Unwritable { path, why }
}
