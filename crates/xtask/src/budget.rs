//! What things may weigh and how long they may take: `budgets.toml`, and the table that holds them against it.

use std::fs;
use std::io::Write;

use anyhow::{Context, Result, bail};
use brotli::CompressorWriter;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::workspace::Workspace;

/// A piece of what is handed out.
pub struct Part {
    name: &'static str,
    bytes: Vec<u8>,
    /// How many bytes travel, where the build packs the part itself.
    packed: Option<usize>,
}

impl Part {
    /// A part, to be weighed.
    pub fn new(name: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name,
            bytes: bytes.into(),
            packed: None,
        }
    }

    /// A part that the build packs to so many bytes.
    pub fn packed(mut self, bytes: usize) -> Self {
        self.packed = Some(bytes);
        self
    }
}

/// The numbers of `budgets.toml`.
pub struct Budgets(toml::Table);

impl Budgets {
    /// Reads the file at the workspace's root.
    pub fn read(workspace: &Workspace) -> Result<Self> {
        let text = fs::read_to_string(workspace.root.join("budgets.toml"))
            .context("could not read budgets.toml")?;
        Ok(Self(text.parse().context("budgets.toml")?))
    }

    /// One limit, by its table and key.
    pub fn limit(&self, table: &str, key: &str) -> Result<u64> {
        let number = self
            .0
            .get(table)
            .and_then(|table| table.get(key))
            .and_then(toml::Value::as_integer);
        number
            .and_then(|number| u64::try_from(number).ok())
            .with_context(|| format!("budgets.toml: [{table}] has no whole number {key}"))
    }

    /// Holds measurements against all limits of a table; one that is missing is an error too.
    pub fn check_all(&self, table: &str, measured: &[(String, f64)]) -> Result<()> {
        let keys = self.0.get(table).and_then(toml::Value::as_table);
        let keys = keys.with_context(|| format!("budgets.toml has no [{table}]"))?;
        let (mut found, mut missing) = (Vec::new(), Vec::new());
        for key in keys.keys() {
            match measured.iter().find(|(name, _)| name == key) {
                // Rounded up: 10.01 is over a budget of 10.
                Some((_, number)) => found.push((key.as_str(), number.ceil() as u64)),
                None => missing.push(key.as_str()),
            }
        }
        let checked = self.check(table, &found);
        if missing.is_empty() {
            return checked;
        }
        let missing = format!("not measured: {}", missing.join(", "));
        match checked {
            Ok(()) => bail!(missing),
            Err(over) => bail!("{missing}; {over}"),
        }
    }

    /// An error when something is over its limit.
    pub fn check(&self, table: &str, measured: &[(&str, u64)]) -> Result<()> {
        let mut over = Vec::new();
        for &(key, value) in measured {
            let limit = self.limit(table, key)?;
            println!("{key}: {value} of {limit}");
            if value > limit {
                over.push(format!(
                    "{key} is {value}, {} over its limit of {limit}",
                    value - limit
                ));
            }
        }
        if over.is_empty() {
            return Ok(());
        }
        bail!("over budget (budgets.toml, [{table}]): {}", over.join("; "))
    }
}

/// Prints what every part weighs, and fails when one is too heavy.
pub fn check_sizes(workspace: &Workspace, parts: &[Part]) -> Result<()> {
    println!(
        "{:<16}{:>12}{:>12}{:>12}{:>12}",
        "bytes", "raw", "gzip", "brotli", "travels"
    );
    let mut weights = Vec::new();
    for part in parts {
        let (raw, gzip, brotli) = (part.bytes.len(), gzip(&part.bytes)?, brotli(&part.bytes)?);
        // What is not packed by the build is by the site, or not at all.
        let travels = part.packed.unwrap_or(gzip);
        println!(
            "{:<16}{raw:>12}{gzip:>12}{brotli:>12}{travels:>12}",
            part.name
        );
        weights.push((part.name, raw as u64, travels as u64));
    }
    let find = |name: &str| weights.iter().find(|(part, ..)| *part == name);
    let raw = |name: &str| find(name).map_or(0, |(_, raw, _)| *raw);
    let travels = |name: &str| find(name).map_or(0, |(.., travels)| *travels);
    Budgets::read(workspace)?.check(
        "size",
        &[
            ("page-raw", raw("index.html")),
            (
                "first-screen",
                travels("page wasm") + travels("page glue") + travels("css"),
            ),
            ("papers", travels("papers wasm") + travels("papers glue")),
            ("unpack-raw", raw("unpack wasm")),
        ],
    )
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn brotli(bytes: &[u8]) -> Result<usize> {
    // Quality 11 takes a hundred times as long in an unoptimised build, such as this tool is, and no site waits for it either.
    const QUALITY: u32 = 9;
    let mut out = Vec::new();
    let mut encoder = CompressorWriter::new(&mut out, 65_536, QUALITY, 22);
    encoder.write_all(bytes)?;
    drop(encoder);
    Ok(out.len())
}
