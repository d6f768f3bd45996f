//! What a Chromium page asked of the network.

use serde_json::{Value, json};

/// One request that the page, or a worker of it, tried to make: also one that was blocked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its address.
    pub url: String,
    /// Its method; `WEBSOCKET` for a web socket; empty if the page's policy stopped it before it had one.
    pub method: String,
    /// What asked for it, in CDP's words: `Document`, `Fetch`, `Image` …, or the directive that stopped it.
    pub kind: String,
    /// Whether it is the page itself: the document of the main frame.
    pub document: bool,
    /// Why it failed, if it failed: `csp`, `net::ERR_…`.
    pub failure: Option<String>,
    id: String,
}

impl Request {
    /// Whether it could leave the page: not the document itself, nor `data:`, `blob:` or `about:`, which are inside it.
    pub fn leaves_page(&self) -> bool {
        !self.document
            && !["data:", "blob:", "about:"]
                .iter()
                .any(|inside| self.url.starts_with(inside))
    }
}

/// All requests since the start, gathered from CDP events.
#[derive(Debug, Default)]
pub(crate) struct NetworkLog {
    requests: Vec<Request>,
    /// Address and directive.
    violations: Vec<(String, String)>,
}

/// The first word of a message on the console that tells of a violation.
const VIOLATION: &str = "pingfen-tests: violation";

/// Watches the page's policy: Chromium gives no network event for a `fetch` that CSP stops. It runs in a world of its own,
/// where the page sees nothing of it and CSP does not bind it.
pub(crate) fn watch_policy() -> Value {
    let source = format!(
        "document.addEventListener('securitypolicyviolation', event =>
            console.debug({VIOLATION:?}, event.blockedURI, event.effectiveDirective), true)"
    );
    json!({"source": source, "worldName": "pingfen-tests"})
}

impl NetworkLog {
    /// All of them; those that only the policy knows of come last.
    pub(crate) fn requests(&self) -> Vec<Request> {
        let mut all = self.requests.clone();
        for (url, directive) in &self.violations {
            if !all.iter().any(|request| request.url == *url) {
                let (method, id, failure) = (String::new(), String::new(), Some("csp".into()));
                all.push(Request {
                    url: url.clone(),
                    method,
                    kind: directive.clone(),
                    document: false,
                    failure,
                    id,
                });
            }
        }
        all
    }

    /// Takes in one event; `main_frame` is the frame whose document is the page.
    pub(crate) fn event(&mut self, method: &str, params: &Value, main_frame: &str) {
        let text = |pointer: &str| {
            params
                .pointer(pointer)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let id = text("/requestId");
        match method {
            "Network.requestWillBeSent" => {
                let kind = text("/type");
                let document = kind == "Document" && text("/frameId") == main_frame;
                let (url, method) = (text("/request/url"), text("/request/method"));
                self.requests.push(Request {
                    url,
                    method,
                    kind,
                    document,
                    failure: None,
                    id,
                });
            }
            "Network.webSocketCreated" => self.requests.push(Request {
                url: text("/url"),
                method: "WEBSOCKET".into(),
                kind: "WebSocket".into(),
                document: false,
                failure: None,
                id,
            }),
            "Network.loadingFailed" => {
                let why = Some(text("/blockedReason"))
                    .filter(|why| !why.is_empty())
                    .unwrap_or_else(|| text("/errorText"));
                if let Some(request) = self.requests.iter_mut().rfind(|request| request.id == id) {
                    request.failure = Some(why);
                }
            }
            // Else it is a word, such as `inline` or `eval`, that is no request.
            "Runtime.consoleAPICalled"
                if text("/args/0/value") == VIOLATION && text("/args/1/value").contains("://") =>
            {
                self.violations
                    .push((text("/args/1/value"), text("/args/2/value")));
            }
            _ => {}
        }
    }
}
