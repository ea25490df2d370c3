//! A call to the platform, as a machine without I/O, and a client that drives it over any
//! [`Transport`].

pub mod answer;
pub mod call;
mod drive;
#[cfg(all(feature = "fetch", target_arch = "wasm32"))]
pub mod fetch;
pub mod inquiry;
pub mod number;
pub mod retry;

#[cfg(all(feature = "fetch", target_arch = "wasm32"))]
pub use fetch::FetchTransport;

use crate::api::{self, Request};
use crate::error::{Error, LostCall};
use crate::schema::check::{Drift, Reader};
use answer::Envelope;
use call::Call;
use retry::{Budget, Policy};
use std::fmt;
use std::sync::atomic::{AtomicI64, AtomicU32};

/// The platform's address.
pub const BASE_URL: &str = "https://oapi.eiotclub.com";

/// What a [`Client`] needs of the world around it.
pub trait Transport {
    /// Unix seconds.
    fn now(&self) -> i64;

    /// Unpredictable bits, from a cryptographic source.
    fn random(&self) -> u32;

    /// Posts `body` as `application/json; charset=utf-8` and reads the answer whole. An HTTP status
    /// of any kind is an answer; [`Error::Network`] and [`Error::Timeout`] are for when there is
    /// none.
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
    /// What its `Retry-After` asks for. Unit: seconds.
    pub retry_after: Option<u32>,
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

/// How sure it is that a call which was looked up is the one whose answer was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It was found by its number, or by the state of its own order.
    Sure,
    /// It was found by package and time, which another call could share.
    Likely,
}

/// An answer read into its declared type.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered<D> {
    /// The answer's `data`.
    pub data: Option<D>,
    /// Where the answer departed from the platform's documentation.
    pub drift: Vec<Drift>,
    /// Where the answer was lost and the call looked up: how sure it is that it is this one.
    pub recovered: Option<Certainty>,
}

/// A client of the platform.
///
/// Reads and orders are repeated where an answer is lost, if the transport can wait; refunds, transfers
/// and other writes never. An order, refund or transfer whose answer is lost is looked up, and where that
/// does not help it ends in [`Error::OutcomeUnknown`], which is no failure.
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
    policy: Policy,
    timeout_ms: u32,
    /// Seconds that the platform's clock is ahead.
    offset: AtomicI64,
    budget: AtomicU32,
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
            policy: Policy::default(),
            timeout_ms: 30_000,
            offset: AtomicI64::new(0),
            budget: AtomicU32::new(Budget::FULL.0),
            transport,
        }
    }

    /// The same client for another address, such as a sandbox's.
    pub fn with_base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = base_url.into().trim_end_matches('/').into();
        self
    }

    /// The same client with other waits, or, with one try, without repeats.
    pub fn with_policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }

    /// The same client that gives a call up after this many milliseconds, all told; 30,000 unless given.
    pub fn with_timeout_ms(mut self, timeout_ms: u32) -> Self {
        self.timeout_ms = timeout_ms;
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
        let call = Call::operation(&R::OPERATION, &params)?;
        let (answered, certainty) = self
            .drive(&call, Some(&R::OPERATION), &params, read::<R>)
            .await?;
        Ok(Answered {
            recovered: certainty,
            ..answered
        })
    }

    /// Calls any path with any parameters, for what is not declared yet, and returns the whole
    /// answer. Nothing is known of it, so nothing is repeated.
    pub async fn request(
        &self,
        path: &str,
        params: &serde_json::Map<String, serde_json::Value>,
    ) -> Result<serde_json::Value, Error> {
        let params = serde_json::to_string(params)
            .map_err(|_| Error::Decode("the request cannot be written as JSON"))?;
        let call = Call::path(path, &params, api::by_path(path))?;
        let answered = self.drive(&call, None, &params, |body| {
            answer::check(body, None, Reader::Rust)?;
            serde_json::from_slice(body).map_err(|_| Error::Decode("the answer is not JSON"))
        });
        Ok(answered.await?.0)
    }

    /// Asks again what became of a call whose outcome is unknown: the lost answer's `data` as far as
    /// it is known, or nothing where the platform does not tell, or not yet.
    pub async fn look_up(&self, lost: &LostCall) -> Result<Option<(String, Certainty)>, Error> {
        Ok(self.find(lost).await?.data)
    }
}

/// Reads the body of an answer into its declared type.
///
/// # Errors
/// The platform's refusal, or that this is no answer of the platform.
pub fn read<R: Request>(body: &[u8]) -> Result<Answered<R::Response>, Error> {
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
    })
}
