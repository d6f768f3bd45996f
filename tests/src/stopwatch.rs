//! How long the page takes from an event to what comes of it.

use serde_json::json;

use crate::page::Page;

/// Looks once a frame: what it finds was made before this frame is painted, and the message comes after that.
const START: &str = "(kind, condition) => {
    window.lapForTests = null;
    addEventListener(kind, event => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => { lapForTests = performance.now() - event.timeStamp };
        const look = () => condition() ? channel.port2.postMessage(0) : requestAnimationFrame(look);
        requestAnimationFrame(look);
    }, {once: true, capture: true});
}";

impl Page {
    /// Sets a stopwatch: it starts with the next event of this kind, at the event's own time, and stops once a
    /// JavaScript expression is true and the frame that shows it is painted. [`lap`](Self::lap) waits for it.
    #[track_caller]
    pub fn stopwatch(&mut self, event: &str, condition: &str) {
        self.eval(&format!("({START})({}, () => ({condition}))", json!(event)));
    }

    /// The milliseconds of the stopwatch. `what` completes "waited for".
    #[track_caller]
    pub fn lap(&mut self, what: &str) -> f64 {
        self.wait_for("window.lapForTests !== null", what);
        self.eval("lapForTests").as_f64().unwrap_or_default()
    }
}
