//! A call to the platform, as a machine without I/O, and a client that drives it over any
//! [`Transport`].

pub mod answer;
pub mod call;
#[cfg(all(feature = "fetch", target_arch = "wasm32"))]
pub mod fetch;
pub mod inquiry;
pub mod number;
pub mod retry;

#[cfg(all(feature = "fetch", target_arch = "wasm32"))]
pub use fetch::FetchTransport;

use crate::api::{self, Request};
use crate::error::Error;
use crate::schema::check::{Drift, Reader};
use answer::Envelope;
use call::{Call, Credentials, Stamp};
use std::fmt;

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
}

/// An answer read into its declared type.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered<D> {
    /// The answer's `data`.
    pub data: Option<D>,
    /// Where the answer departed from the platform's documentation.
    pub drift: Vec<Drift>,
}

/// A client of the platform.
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
            transport,
        }
    }

    /// The same client for another address, such as a sandbox's.
    pub fn with_base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = base_url.into().trim_end_matches('/').into();
        self
    }

    /// Calls a declared operation.
    pub async fn send<R: Request>(&self, request: &R) -> Result<Answered<R::Response>, Error> {
        let params = serde_json::to_string(request)
            .map_err(|_| Error::Decode("the request cannot be written as JSON"))?;
        let call = Call::operation(&R::OPERATION, &params)?;
        let body = self.post(&call).await?;
        read::<R>(&body)
    }

    /// Calls any path with any parameters, for what is not declared yet, and returns the whole
    /// answer.
    pub async fn request(
        &self,
        path: &str,
        params: &serde_json::Map<String, serde_json::Value>,
    ) -> Result<serde_json::Value, Error> {
        let params = serde_json::to_string(params)
            .map_err(|_| Error::Decode("the request cannot be written as JSON"))?;
        let call = Call::path(path, &params, api::by_path(path))?;
        let body = self.post(&call).await?;
        answer::check(&body, None, Reader::Rust)?;
        serde_json::from_slice(&body).map_err(|_| Error::Decode("the answer is not JSON"))
    }

    async fn post(&self, call: &Call<'_>) -> Result<Vec<u8>, Error> {
        let credentials = Credentials::new(&self.appkey, &self.secret)?;
        let stamp = Stamp::new(self.transport.now(), self.transport.random());
        let url = [self.base_url.as_str(), call.path].concat();
        self.transport
            .post(&url, call.body(&credentials, stamp))
            .await
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
    })
}
