//! Where the built page is, and files on the way in and out of a browser.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use crate::failure::{Failure, Result};
use crate::page::Page;

/// The folder with the built `index.html`: `PINGFEN_DIST`, or `dist` of the workspace.
pub fn dist() -> PathBuf {
    let folder = env::var_os("PINGFEN_DIST").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../dist"),
        PathBuf::from,
    );
    let found = fs::canonicalize(&folder)
        .ok()
        .filter(|folder| folder.join("index.html").is_file());
    found.unwrap_or_else(|| {
        panic!(
            "no index.html in {}: run `cargo xtask build`, or set PINGFEN_DIST",
            folder.display()
        )
    })
}

/// The built page as a file on the disk: `file:///…/index.html`.
pub fn dist_url() -> String {
    file_url(&dist().join("index.html"))
}

/// The `file:` URL of a path. People keep this page in folders with Chinese names and spaces, so those are escaped.
pub fn file_url(path: &Path) -> String {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let mut url = String::from("file://");
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(byte) {
            url.push(char::from(*byte));
        } else {
            write!(url, "%{byte:02X}").expect("a String takes everything");
        }
    }
    url
}

/// A file of `tests/files`.
pub fn test_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("files")
        .join(name)
}

/// Waits for a download: a file in `folder` whose name `wanted` accepts, that is not partial and no longer grows.
///
/// The page is asked meanwhile: what its browser says, such as that a worker waits to be let on, is heard only then.
pub fn wait_for_file(
    page: &mut Page,
    folder: &Path,
    wanted: impl Fn(&str) -> bool,
) -> Result<PathBuf> {
    let deadline = Instant::now() + Duration::from_secs(20);
    let mut before: Option<(PathBuf, u64)> = None;
    loop {
        let found = sizes(folder).into_iter().find(|(path, size)| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            *size > 0
                && wanted(&name)
                && ![".crdownload", ".part", ".tmp"]
                    .iter()
                    .any(|partial| name.ends_with(partial))
        });
        if found.is_some() && found == before {
            return found
                .map(|(path, _)| path)
                .ok_or_else(|| Failure::new("unreachable"));
        }
        before = found;
        if Instant::now() > deadline {
            let there = sizes(folder);
            return Err(Failure::new(format!(
                "no such file in {} after 20 s; there is {there:?}",
                folder.display()
            )));
        }
        page.eval("0");
        thread::sleep(Duration::from_millis(100));
    }
}

fn sizes(folder: &Path) -> Vec<(PathBuf, u64)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| Some((entry.path(), entry.metadata().ok()?.len())))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::file_url;

    #[test]
    fn a_path_with_chinese_and_spaces_is_escaped() {
        assert_eq!(
            file_url(Path::new("/没有/a b#1.html")),
            "file:///%E6%B2%A1%E6%9C%89/a%20b%231.html"
        );
    }
}
