//! `cargo xtask serve`: the built page on this machine, the way a static site would hand it out.

use std::fs;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::{Component, Path, PathBuf};

use anyhow::{Result, anyhow};
use tiny_http::{Header, Request, Response, Server};

use crate::build;
use crate::workspace::Workspace;

/// Builds, then serves `dist/` until interrupted.
pub fn run(workspace: &Workspace, port: u16) -> Result<()> {
    build::run(workspace)?;
    let server = Server::from_listener(listen(port)?, None).map_err(|error| anyhow!(error))?;
    println!("http://{}/", server.server_addr());
    for request in server.incoming_requests() {
        let url = request.url().to_owned();
        // A browser that closes the connection early is no reason to stop serving.
        if let Err(error) = answer(request, &workspace.dist()) {
            eprintln!("{url}: {error}");
        }
    }
    Ok(())
}

/// Only this machine can connect: what is being worked on is nobody else's business.
fn listen(port: u16) -> Result<TcpListener> {
    match TcpListener::bind(("127.0.0.1", port)) {
        Err(error) if error.kind() == ErrorKind::AddrInUse && port < u16::MAX => {
            println!("port {port} is taken, trying {}", port + 1);
            listen(port + 1)
        }
        listener => Ok(listener?),
    }
}

fn answer(request: Request, dist: &Path) -> Result<()> {
    let found = file(dist, request.url()).and_then(|path| fs::read(&path).ok().zip(Some(path)));
    let Some((bytes, path)) = found else {
        return Ok(request.respond(Response::from_string("not found").with_status_code(404))?);
    };
    let header = |name: &str, value: &str| {
        Header::from_bytes(name, value).map_err(|()| anyhow!("not a header: {name}: {value}"))
    };
    let response = Response::from_data(bytes)
        .with_header(header("Content-Type", content_type(&path))?)
        // The next build is to be seen on the next reload.
        .with_header(header("Cache-Control", "no-store")?);
    Ok(request.respond(response)?)
}

/// The file that a URL means, or none if it leads out of `dist`.
fn file(dist: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.trim_start_matches('/');
    let inside = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let path = dist.join(path);
    inside.then(|| {
        if path.is_dir() {
            path.join("index.html")
        } else {
            path
        }
    })
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("ts") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_dist_is_served() {
        let dist = Path::new("dist");
        assert_eq!(
            file(dist, "/module/pingfen.js?x"),
            Some(dist.join("module/pingfen.js"))
        );
        assert_eq!(file(dist, "/../Cargo.toml"), None);
        assert_eq!(file(dist, "//etc/passwd"), Some(dist.join("etc/passwd")));
    }
}
