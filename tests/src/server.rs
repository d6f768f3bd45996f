//! A static file server, to test the page as a government site would host it.

use std::net::SocketAddr;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::{fs, io};

use tiny_http::{Header, Response};

use crate::failure::{Failure, Result};

/// Serves one folder on a free port of 127.0.0.1 and remembers what was asked.
pub struct Server {
    http: Arc<tiny_http::Server>,
    address: SocketAddr,
    seen: Arc<Mutex<Vec<String>>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts to serve the folder.
    pub fn start(folder: &Path) -> Result<Self> {
        Self::start_with(folder, None)
    }

    /// Starts to serve the folder with a `Content-Security-Policy` of the site's own.
    pub fn start_with(folder: &Path, policy: Option<&str>) -> Result<Self> {
        let http = Arc::new(
            tiny_http::Server::http("127.0.0.1:0")
                .map_err(Failure::during("starting the file server"))?,
        );
        let address = http
            .server_addr()
            .to_ip()
            .ok_or_else(|| Failure::new("the file server has no address"))?;
        let seen = Arc::new(Mutex::new(Vec::new()));
        let thread = thread::spawn({
            let (http, seen, folder) = (Arc::clone(&http), Arc::clone(&seen), folder.to_path_buf());
            let policy = policy.map(str::to_owned);
            move || {
                for request in http.incoming_requests() {
                    if let Ok(mut seen) = seen.lock() {
                        seen.push(format!("{} {}", request.method(), request.url()));
                    }
                    // A browser that goes away in the middle of an answer is no failure of the server.
                    let _ = answer(request, &folder, policy.as_deref());
                }
            }
        });
        Ok(Self {
            http,
            address,
            seen,
            thread: Some(thread),
        })
    }

    /// The address of a path in the folder: `url("index.html")`.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}/{}", self.address, path.trim_start_matches('/'))
    }

    /// What was asked so far, such as `GET /index.html`, in order. Some browsers ask for `/favicon.ico` on their own.
    pub fn requests(&self) -> Vec<String> {
        self.seen
            .lock()
            .map(|seen| seen.clone())
            .unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.http.unblock();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn answer(request: tiny_http::Request, folder: &Path, policy: Option<&str>) -> io::Result<()> {
    let Some(path) = file_of(request.url(), folder) else {
        return request.respond(Response::empty(404));
    };
    let kind = content_type(&path);
    let header = |name: &str, value: &str| {
        Header::from_bytes(name, value).map_err(|()| io::Error::from(io::ErrorKind::InvalidData))
    };
    let mut response =
        Response::from_data(fs::read(&path)?).with_header(header("Content-Type", kind)?);
    if let Some(policy) = policy {
        response.add_header(header("Content-Security-Policy", policy)?);
    }
    request.respond(response)
}

/// The file behind a URL. Nothing outside the folder: a path with `..` is not found.
fn file_of(url: &str, folder: &Path) -> Option<PathBuf> {
    let path = Path::new(url.split(['?', '#']).next()?.trim_start_matches('/'));
    let inside = path
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let file = if path.as_os_str().is_empty() {
        folder.join("index.html")
    } else {
        folder.join(path)
    };
    (inside && file.is_file()).then_some(file)
}

/// Without a charset, as many static sites answer: the page must say its own.
fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain",
        _ => "application/octet-stream",
    }
}
