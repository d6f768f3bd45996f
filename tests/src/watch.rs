//! What is remembered of a Chromium page's events.

use serde_json::{Value, json};

use crate::network::NetworkLog;

/// The events of a page, boiled down to what tests ask about.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    pub(crate) main_frame: String,
    pub(crate) network: NetworkLog,
    pub(crate) console: Vec<String>,
    pub(crate) dialogs: Vec<String>,
    /// The loader of the document that last fired `load`.
    pub(crate) loaded: Option<String>,
    pub(crate) crashed: bool,
}

/// A command that an event calls for, to be sent without waiting for an answer.
pub(crate) struct Reply {
    pub(crate) session: Option<String>,
    pub(crate) method: &'static str,
    pub(crate) params: Value,
}

impl Watch {
    /// Takes in one event.
    pub(crate) fn event(&mut self, message: &Value) -> Vec<Reply> {
        let method = message["method"].as_str().unwrap_or_default();
        let params = &message["params"];
        let text = |pointer: &str| {
            params
                .pointer(pointer)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        self.network.event(method, params, &self.main_frame);
        match method {
            "Page.lifecycleEvent"
                if text("/frameId") == self.main_frame && text("/name") == "load" =>
            {
                self.loaded = Some(text("/loaderId"));
            }
            "Runtime.exceptionThrown" => {
                let what = Some(text("/exceptionDetails/exception/description"))
                    .filter(|what| !what.is_empty());
                self.console
                    .push(what.unwrap_or_else(|| text("/exceptionDetails/text")));
            }
            "Runtime.consoleAPICalled" if ["error", "assert"].contains(&text("/type").as_str()) => {
                let arguments = params["args"].as_array().into_iter().flatten();
                self.console
                    .push(arguments.map(shown).collect::<Vec<_>>().join(" "));
            }
            "Log.entryAdded" if text("/entry/level") == "error" => {
                self.console.push(text("/entry/text"))
            }
            // Answered at once: the page, and with it every later command, stands still until then.
            "Page.javascriptDialogOpening" => {
                self.dialogs
                    .push(format!("{}: {}", text("/type"), text("/message")));
                return vec![Reply {
                    session: None,
                    method: "Page.handleJavaScriptDialog",
                    params: json!({"accept": true}),
                }];
            }
            // A worker: held until its network is watched.
            "Target.attachedToTarget" => {
                let session = Some(text("/sessionId"));
                return ["Network.enable", "Runtime.runIfWaitingForDebugger"]
                    .map(|method| Reply {
                        session: session.clone(),
                        method,
                        params: json!({}),
                    })
                    .into();
            }
            "Inspector.targetCrashed" => self.crashed = true,
            _ => {}
        }
        Vec::new()
    }
}

/// A console argument as the console would show it.
fn shown(argument: &Value) -> String {
    match (&argument["value"], argument["description"].as_str()) {
        (Value::String(text), _) => text.clone(),
        (Value::Null, Some(description)) => description.to_owned(),
        (value, _) => value.to_string(),
    }
}
