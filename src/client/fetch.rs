//! The `fetch` of a page or a Worker, for Rust compiled to WebAssembly.

use super::headers::RetryAfter;
use super::{Reply, Transport};
use crate::error::Error;
use gloo_net::http::Request;
use js_sys::{Date, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

/// Calls through the global `fetch`, with a limit on the time to the end of each answer.
#[derive(Clone, Copy, Debug)]
pub struct FetchTransport {
    timeout_ms: u32,
}

impl Default for FetchTransport {
    fn default() -> Self {
        FetchTransport { timeout_ms: 30_000 }
    }
}

impl FetchTransport {
    /// Gives up after this many milliseconds.
    pub fn with_timeout_ms(timeout_ms: u32) -> Self {
        FetchTransport { timeout_ms }
    }
}

impl Transport for FetchTransport {
    fn now(&self) -> i64 {
        (Date::now() / 1000.0) as i64
    }

    fn random(&self) -> u32 {
        let bits = js_sys::Uint32Array::new_with_length(1);
        // A page, a worker and every edge runtime have `crypto`; where it is missing, a fixed nonce
        // still makes a valid signature and the platform refuses a reused one by itself.
        let filled = Reflect::get(&js_sys::global(), &"crypto".into())
            .and_then(|crypto| {
                let fill: js_sys::Function =
                    Reflect::get(&crypto, &"getRandomValues".into())?.dyn_into()?;
                fill.call1(&crypto, &bits)
            })
            .is_ok();
        if filled { bits.get_index(0) } else { 0 }
    }

    async fn post(&self, url: &str, body: String) -> Result<Vec<u8>, Error> {
        let reply = self.exchange(url, body, self.timeout_ms).await?;
        Ok(reply.body)
    }

    async fn exchange(&self, url: &str, body: String, timeout_ms: u32) -> Result<Reply, Error> {
        let network =
            |_| Error::Network("the request could not be sent or its answer not read".into());
        let controller =
            AbortController::new().map_err(|_| Error::Network("no AbortController".into()))?;
        let deadline = Deadline::start(self.timeout_ms.min(timeout_ms), controller.clone());
        let answer = async {
            let request = Request::post(url)
                .header("content-type", "application/json; charset=utf-8")
                .abort_signal(Some(&controller.signal()))
                .body(body)?;
            let response = request.send().await?;
            let header = |name| response.headers().get(name);
            let seconds = header("date").map(|date| Date::parse(&date) / 1000.0);
            Ok(Reply {
                status: response.status(),
                date: seconds.filter(|at| at.is_finite()).map(|at| at as i64),
                retry_after: header("retry-after").and_then(|text| RetryAfter::parse(&text)),
                body: response.binary().await?,
            })
        };
        let answer: Result<Reply, gloo_net::Error> = answer.await;
        if answer.is_err() && controller.signal().aborted() {
            return Err(Error::Timeout);
        }
        drop(deadline);
        answer.map_err(network)
    }

    async fn sleep(&self, ms: u32) -> bool {
        let timer = Promise::new(&mut |resolve, _| {
            global_call("setTimeout", &[&resolve, &ms.into()]);
        });
        JsFuture::from(timer).await.is_ok()
    }
}

/// A timer that is cleared when the call ends.
struct Deadline {
    id: JsValue,
    _abort: Closure<dyn FnMut()>,
}

impl Deadline {
    fn start(ms: u32, controller: AbortController) -> Option<Self> {
        let abort = Closure::<dyn FnMut()>::new(move || controller.abort());
        let id = global_call("setTimeout", &[abort.as_ref(), &ms.into()])?;
        Some(Deadline { id, _abort: abort })
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        global_call("clearTimeout", &[&self.id]);
    }
}

/// Windows and workers have the timers under the same names, but no common type in web-sys.
fn global_call(name: &str, args: &[&JsValue]) -> Option<JsValue> {
    let global = js_sys::global();
    let function: js_sys::Function = Reflect::get(&global, &name.into()).ok()?.dyn_into().ok()?;
    let list = js_sys::Array::new();
    for arg in args {
        list.push(arg);
    }
    function.apply(&global, &list).ok()
}
