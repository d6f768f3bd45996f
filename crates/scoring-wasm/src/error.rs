//! Errors as JavaScript sees them: an `Error` with a `code`.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// An `Error` with a message in Chinese and a stable code.
pub fn error(code: &str, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    // Setting a property of an object that was just made cannot fail.
    Reflect::set(&error, &"code".into(), &code.into()).ok();
    error.into()
}
