//! The Chrome DevTools Protocol on the wire: JSON messages over a web socket.
//!
//! Untyped on purpose: no crate of generated types spans Chromium 78 to current, and the few commands used here kept their
//! shape all that time.

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::{Value, json};
use tungstenite::protocol::WebSocketConfig;
use tungstenite::{Message, WebSocket};

use crate::failure::{Failure, Result};

/// A connection to one page.
pub struct Cdp {
    socket: WebSocket<TcpStream>,
    last_id: u64,
}

impl Cdp {
    /// Connects to a page of the browser that listens on `address`; `path` is as `/json/list` names it.
    pub fn connect(address: SocketAddr, path: &str) -> Result<Self> {
        let stream = TcpStream::connect(address)
            .map_err(Failure::during(format!("connecting to {address}")))?;
        stream
            .set_nodelay(true)
            .map_err(Failure::during("setting up the web socket"))?;
        // A screenshot or a PDF is one message; there is no peer to defend against.
        let config = WebSocketConfig::default()
            .max_message_size(None)
            .max_frame_size(None);
        let (socket, _) = tungstenite::client::client_with_config(
            format!("ws://{address}{path}"),
            stream,
            Some(config),
        )
        .map_err(Failure::during(format!("opening ws://{address}{path}")))?;
        Ok(Self { socket, last_id: 0 })
    }

    /// Sends a command and returns its id; its answer comes with [`receive`](Self::receive). `session` names a worker's
    /// session, none the page.
    pub fn send(&mut self, session: Option<&str>, method: &str, params: &Value) -> Result<u64> {
        self.last_id += 1;
        let mut message = json!({"id": self.last_id, "method": method, "params": params});
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        self.socket
            .send(Message::text(message.to_string()))
            .map_err(Failure::during(format!("sending {method}")))?;
        Ok(self.last_id)
    }

    /// The next message, an answer or an event; none when nothing came in time.
    pub fn receive(&mut self, within: Duration) -> Result<Option<Value>> {
        let within = within.max(Duration::from_millis(1));
        self.socket
            .get_ref()
            .set_read_timeout(Some(within))
            .map_err(Failure::during("setting a time limit"))?;
        loop {
            match self.socket.read() {
                Ok(Message::Text(text)) => {
                    return serde_json::from_str(&text)
                        .map(Some)
                        .map_err(Failure::during("reading a message"));
                }
                Ok(Message::Close(_)) => {
                    return Err(Failure::new("the browser closed the connection"));
                }
                Ok(_) => {}
                Err(tungstenite::Error::Io(error))
                    if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) =>
                {
                    return Ok(None);
                }
                Err(error) => return Err(Failure::new(format!("the browser is gone: {error}"))),
            }
        }
    }
}
