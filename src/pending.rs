//! A call whose outcome is unknown, as a caller stores it.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser::Error as _};
use serde_json::value::RawValue;

/// A call that was sent and whose outcome is unknown. It is plain JSON and can be stored.
///
/// ```
/// use eiotclub::client::PendingCall;
///
/// let stored = r#"{"operation":"packages.order","params":{"iccid":"8985","outTradeNo":"invoice-4711"},"since":1716860087000}"#;
/// let pending: PendingCall = serde_json::from_str(stored)?;
/// assert_eq!(serde_json::to_string(&pending)?, stored);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingCall {
    /// Such as `packages.order`.
    pub operation: String,
    /// Its parameters: the text of a JSON object. In JSON it is the object itself, with its exact literals.
    #[serde(serialize_with = "write_object", deserialize_with = "read_object")]
    pub params: String,
    /// When it was first sent. Unit: Unix milliseconds, by the platform's clock.
    pub since: i64,
}

fn write_object<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let raw = RawValue::from_string(text.to_owned()).map_err(S::Error::custom)?;
    raw.serialize(serializer)
}

fn read_object<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let raw = Box::<RawValue>::deserialize(deserializer)?;
    if !raw.get().starts_with('{') {
        return Err(D::Error::custom("`params` must be a JSON object"));
    }
    Ok(raw.get().to_owned())
}

/// What looking for a lost call came to.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum LookupVerdict {
    /// The platform was asked and shows no such call. That proves nothing.
    Absent,
    /// The platform could not be asked.
    Unavailable,
    /// What was found could also be another call's.
    Ambiguous,
}
