//! A call to the platform, as a machine without I/O, and a client that drives it over any
//! [`Transport`].

pub mod answer;
mod backoff;
pub mod call;
mod drive;
pub mod evidence;
pub mod failure;
#[cfg(all(feature = "fetch", target_arch = "wasm32"))]
pub mod fetch;
pub mod headers;
pub mod lookup;
pub mod machine;
pub mod number;
mod reconcile;
mod shared;

#[cfg(all(feature = "fetch", target_arch = "wasm32"))]
pub use fetch::FetchTransport;

pub use crate::pending::{LookupVerdict, PendingCall};
pub use backoff::Budget;
pub use lookup::Confidence;
pub use reconcile::{Reconciled, reconcile};
pub use shared::Shared;

use crate::api::Request;
use crate::error::Error;
use crate::schema::check::{Drift, Reader};
use answer::Envelope;
use drive::Finished;
use machine::{CallOptions, CallState};
use std::fmt;
use std::sync::Mutex;

/// The platform's address.
pub const BASE_URL: &str = "https://oapi.eiotclub.com";

/// What a [`Client`] needs of the world around it.
pub trait Transport {
    /// Unix seconds.
    fn now(&self) -> i64;

    /// Milliseconds of a clock that never jumps, for deadlines. Unless given, those of [`Transport::now`].
    fn monotonic_ms(&self) -> u64 {
        u64::try_from(self.now()).unwrap_or(0).saturating_mul(1000)
    }

    /// Unpredictable bits, from a cryptographic source.
    fn random(&self) -> u32;

    /// Posts `body` as `application/json; charset=utf-8` and reads the answer whole. An HTTP status
    /// of any kind is an answer. Without one: [`Error::Timeout`], [`Error::Network`], or, only where it is
    /// proven that the request never left, [`Error::NotSent`].
    fn post(&self, url: &str, body: String) -> impl Future<Output = Result<Vec<u8>, Error>>;

    /// The same within so many milliseconds, and with what the answer's head tells. Without it a
    /// wrong clock cannot be learnt, and no `Retry-After` is heard of.
    fn exchange(
        &self,
        url: &str,
        body: String,
        _timeout_ms: u32,
    ) -> impl Future<Output = Result<Reply, Error>> {
        async move { self.post(url, body).await.map(Reply::from) }
    }

    /// Waits so many milliseconds. `false`, at once, where it cannot: then nothing is repeated.
    fn sleep(&self, _ms: u32) -> impl Future<Output = bool> {
        async { false }
    }
}

/// An answer as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Its `Date`. Unit: Unix seconds.
    pub date: Option<i64>,
    /// What its `Retry-After` asks for.
    pub retry_after: Option<headers::RetryAfter>,
    /// The body.
    pub body: Vec<u8>,
}

impl From<Vec<u8>> for Reply {
    fn from(body: Vec<u8>) -> Self {
        Reply {
            status: 200,
            date: None,
            retry_after: None,
            body,
        }
    }
}

/// An answer read into its declared type.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered<D> {
    /// The answer's `data`.
    pub data: Option<D>,
    /// Where the answer departed from the platform's documentation.
    pub drift: Vec<Drift>,
    /// If the answer was lost and the call looked up: how sure it is that it is this one.
    pub recovered: Option<Confidence>,
    /// The number of the order, if the operation has one.
    pub out_trade_no: Option<String>,
}

/// A client of the platform.
///
/// A read is retried if its answer is lost and the transport can wait; so is an order that the platform is
/// documented to place once for its number. Everything else is sent once. An order, refund or transfer whose
/// answer is lost is looked up. If that does not help it ends in [`Error::OutcomeUnknown`], which is not a
/// failure.
///
/// ```
/// use eiotclub::{api::account::balance::GetBalance, client::{Client, Transport}, Error};
///
/// struct Canned;
/// impl Transport for Canned {
///     fn now(&self) -> i64 { 1_767_225_600 }
///     fn random(&self) -> u32 { 7 }
///     async fn post(&self, url: &str, body: String) -> Result<Vec<u8>, Error> {
///         assert_eq!(url, "https://oapi.eiotclub.com/api/v3/agent/balance");
///         assert!(body.contains(r#""nonce":10007"#));
///         Ok(br#"{"code":"200","message":"ok","data":{"balance":"8.50","currency":"USD"}}"#.to_vec())
///     }
/// }
///
/// let client = Client::new("000001", "a1b1c1d1", Canned);
/// let call = client.send(&GetBalance {});
/// # let mut call = std::pin::pin!(call);
/// # let mut context = std::task::Context::from_waker(std::task::Waker::noop());
/// # let std::task::Poll::Ready(answered) = call.as_mut().poll(&mut context) else { panic!() };
/// // let answered = call.await;
/// assert_eq!(answered?.data.unwrap().balance.as_deref(), Some("8.50"));
/// # Ok::<(), Error>(())
/// ```
pub struct Client<T> {
    appkey: String,
    secret: String,
    base_url: String,
    options: CallOptions,
    shared: Mutex<Shared>,
    transport: T,
}

impl<T> fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}

impl<T: Transport> Client<T> {
    /// A client of the platform at its public address.
    pub fn new(appkey: impl Into<String>, secret: impl Into<String>, transport: T) -> Self {
        Client {
            appkey: appkey.into(),
            secret: secret.into(),
            base_url: BASE_URL.into(),
            options: CallOptions::default(),
            shared: Mutex::default(),
            transport,
        }
    }

    /// The same client for another address, such as a sandbox's.
    pub fn with_base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = base_url.into().trim_end_matches('/').into();
        self
    }

    /// The same client with so many attempts for a call; with 1 nothing is retried. Default: 3.
    pub fn with_attempts(mut self, attempts: u32) -> Self {
        self.options.attempts = attempts.max(1);
        self
    }

    /// The same client that ends a call after so many milliseconds: attempts, waits and look-ups together.
    /// Default: 30,000.
    pub fn with_timeout_ms(mut self, timeout_ms: u32) -> Self {
        self.options.timeout_ms = Some(timeout_ms.into());
        self
    }

    /// A number for an order, to be kept before the order is sent: see [`number::make`].
    pub fn order_number(&self) -> String {
        let random = || self.transport.random();
        number::make(self.transport.now(), [random(), random(), random()])
    }

    /// Calls a declared operation.
    pub async fn send<R: Request>(&self, request: &R) -> Result<Answered<R::Response>, Error> {
        let params = serde_json::to_string(request)
            .map_err(|_| Error::Decode("the request cannot be written as JSON"))?;
        let random = || self.transport.random();
        let (now, random) = (self.transport.now() * 1000, [random(), random(), random()]);
        let prepared = CallState::operation(&R::OPERATION, &params, self.options, now, random)?;
        self.drive(prepared.state).await.and_then(typed::<R>)
    }

    /// Calls any path with any parameters, for what is not declared yet, and returns the whole
    /// answer. The path of a declared operation keeps that operation's rules.
    pub async fn request(
        &self,
        path: &str,
        params: &serde_json::Map<String, serde_json::Value>,
    ) -> Result<serde_json::Value, Error> {
        let params = serde_json::to_string(params)
            .map_err(|_| Error::Decode("the request cannot be written as JSON"))?;
        let state = CallState::path(path, &params, self.options)?.state;
        let finished = self.drive(state).await?;
        serde_json::from_str(&finished.body).map_err(|_| Error::Decode("the answer is not JSON"))
    }

    /// Asks again what became of a call whose outcome is unknown. `None`: the platform does not tell, or not yet.
    pub async fn recheck(&self, pending: &PendingCall) -> Result<Option<Reconciled>, Error> {
        let found = self.recheck_call(pending).await?;
        Ok(found.map(|(finished, confidence)| Reconciled {
            index: 0,
            operation: pending.operation.clone(),
            out_trade_no: finished.out_trade_no,
            data: answer::data(finished.body.as_bytes()),
            confidence,
        }))
    }

    /// The same, read into the declared type of the response.
    pub async fn recheck_as<R: Request>(
        &self,
        pending: &PendingCall,
    ) -> Result<Option<Answered<R::Response>>, Error> {
        if pending.operation != R::OPERATION.name {
            return Err(Error::Decode("the pending call is of another operation"));
        }
        let found = self.recheck_call(pending).await?;
        found.map(|(finished, _)| typed::<R>(finished)).transpose()
    }

    async fn recheck_call(
        &self,
        pending: &PendingCall,
    ) -> Result<Option<(Finished, Confidence)>, Error> {
        let state = CallState::recheck(pending, self.options)?;
        match self.drive(state).await {
            Ok(finished) => Ok(finished.confidence.map(|confidence| (finished, confidence))),
            Err(Error::OutcomeUnknown(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Tells which pending calls a verified notification (its `data` decoded) proves to have been done.
    pub fn reconcile(&self, notification: &str, pending: &[PendingCall]) -> Vec<Reconciled> {
        self.with_shared(|shared| reconcile(notification, pending, shared))
    }
}

/// The answer in its declared type. An order that was placed is told as placed, even if its answer cannot be
/// read.
fn typed<R: Request>(finished: Finished) -> Result<Answered<R::Response>, Error> {
    let data = match read::<R>(finished.body.as_bytes()) {
        Ok(answered) => answered.data,
        Err(_) if lookup::concerns_money(&R::OPERATION) => None,
        Err(error) => return Err(error),
    };
    Ok(Answered {
        data,
        drift: finished.drift,
        recovered: finished.confidence,
        out_trade_no: finished.out_trade_no,
    })
}

/// Reads the body of an answer into its declared type.
///
/// # Errors
/// The platform's refusal, or that this is no answer of the platform.
pub fn read<R: Request>(body: &[u8]) -> Result<Answered<R::Response>, Error> {
    let body = answer::without_bom(body);
    let checked = answer::check(body, Some(&R::OPERATION), Reader::Rust)?;
    let bytes = checked.repaired.as_deref().map_or(body, str::as_bytes);
    let misfit = |_| Error::Decode("a field does not fit its declared type");
    let data = if R::OPERATION.whole {
        Some(serde_json::from_slice(bytes).map_err(misfit)?)
    } else {
        let envelope: Envelope<R::Response> = serde_json::from_slice(bytes).map_err(misfit)?;
        envelope.data
    };
    Ok(Answered {
        data,
        drift: checked.drift,
        recovered: None,
        out_trade_no: None,
    })
}
