//! A zip of forms on a disk 压缩包: its files are read by many threads, each at its own place.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use encoding_rs::GB18030;
use scoring_export::summary::archive;

/// A zip whose list of files was read.
pub type Archive = archive::Archive<Reader>;

/// Reads the list of a zip; `None` where the file is none, or is that of an office program.
pub fn open(path: &Path) -> io::Result<Option<Archive>> {
    let reader = Reader {
        file: Arc::new(Mutex::new(File::open(path)?)),
        at: 0,
    };
    let decode = |name: &[u8]| GB18030.decode(name).0.into_owned();
    Ok(Archive::open(path, reader, decode))
}

/// A file that many read, each at its own place.
#[derive(Clone)]
pub struct Reader {
    file: Arc<Mutex<File>>,
    at: u64,
}

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let read = file.read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Reader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let from = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => {
                let file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
                file.metadata()?.len().checked_add_signed(by)
            }
        };
        self.at = from.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}
