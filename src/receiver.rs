//! What a callback endpoint answers. The platform repeats a notification until it is told
//! `SUCCESS`, so everything else than an event that is safe gets another answer.

use crate::notification::Reason;

/// Bytes of a body accepted unless told otherwise.
pub const MAX_BODY: usize = 1024 * 1024;

/// The acknowledgement. Four pages document `{}` instead; this one is right for all events.
pub const SUCCESS: &str = r#"{"status":"SUCCESS"}"#;

/// What is known of a request before its body is read.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// The HTTP method.
    pub method: &'a str,
    /// `Content-Type`, empty where there is none.
    pub content_type: &'a str,
    /// `Content-Length`, 0 where there is none.
    pub content_length: usize,
}

/// The status that refuses a request by its head, if it must be.
pub fn refuse_head(head: Head<'_>, max_body: usize) -> Option<u16> {
    if head.method != "POST" {
        Some(405)
    } else if !head.content_type.is_empty() && !is_json(head.content_type) {
        Some(415)
    } else if head.content_length > max_body {
        Some(413)
    } else {
        None
    }
}

/// Whether a `Content-Type` names JSON.
pub fn is_json(content_type: &str) -> bool {
    let bytes = content_type.as_bytes();
    let end = bytes.iter().position(|byte| *byte == b';');
    let essence = bytes[..end.unwrap_or(bytes.len())].trim_ascii();
    essence.last_chunk::<5>().is_some_and(|[mark, name @ ..]| {
        matches!(mark, b'/' | b'+') && name.eq_ignore_ascii_case(b"json")
    })
}

/// The status for a notification that was refused.
pub fn refusal_status(reason: Reason) -> u16 {
    match reason {
        Reason::Malformed | Reason::Invalid => 400,
        Reason::MissingSignature
        | Reason::BadSignature
        | Reason::Ambiguous
        | Reason::Stale
        | Reason::Future => 401,
    }
}

/// What a duplicate store says of an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It is ours to handle.
    Claimed,
    /// It has been handled.
    Done,
    /// It is being handled.
    Busy,
}

/// The status that settles a notification without handling it, if it must not be handled.
pub fn settled_status(claim: Claim) -> Option<u16> {
    match claim {
        Claim::Claimed => None,
        Claim::Done => Some(200),
        Claim::Busy => Some(409),
    }
}

/// What becomes of a queued notification whose handler failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterFailure {
    /// It is tried again after so many seconds.
    Retry(u32),
    /// It is a dead letter.
    Dead,
}

/// Decides after the `attempts`th failure of at most `max_attempts`; 0 leaves the end to the queue.
/// The wait doubles from five seconds to an hour.
pub fn after_failure(attempts: u32, max_attempts: u32) -> AfterFailure {
    if max_attempts > 0 && attempts >= max_attempts {
        return AfterFailure::Dead;
    }
    let doublings = attempts.saturating_sub(1).min(10);
    AfterFailure::Retry((5 << doublings).min(3600))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(method: &str, content_type: &str, content_length: usize) -> Option<u16> {
        let head = Head {
            method,
            content_type,
            content_length,
        };
        refuse_head(head, 100)
    }

    #[test]
    fn heads() {
        assert_eq!(head("POST", "application/json;charset=utf-8", 100), None);
        assert_eq!(head("POST", "Application/Problem+JSON", 0), None);
        assert_eq!(head("POST", "", 0), None);
        assert_eq!(head("GET", "application/json", 0), Some(405));
        assert_eq!(head("POST", "text/plain;charset=UTF-8", 0), Some(415));
        assert_eq!(head("POST", "json", 0), Some(415));
        assert_eq!(head("POST", "é", 0), Some(415));
        assert_eq!(head("POST", "application/json", 101), Some(413));
    }

    #[test]
    fn only_what_was_handled_is_acknowledged_without_handling() {
        assert_eq!(settled_status(Claim::Claimed), None);
        assert_eq!(settled_status(Claim::Done), Some(200));
        assert_eq!(settled_status(Claim::Busy), Some(409));
    }

    #[test]
    fn a_failure_is_tried_again_ever_later_until_there_were_enough() {
        let waits: Vec<_> = (0..=12)
            .map(|attempts| after_failure(attempts, 0))
            .collect();
        let expected = [5, 5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600];
        assert_eq!(waits, expected.map(AfterFailure::Retry));
        assert_eq!(after_failure(u32::MAX, 0), AfterFailure::Retry(3600));
        assert_eq!(after_failure(4, 5), AfterFailure::Retry(40));
        assert_eq!(after_failure(5, 5), AfterFailure::Dead);
        assert_eq!(after_failure(6, 5), AfterFailure::Dead);
    }
}
