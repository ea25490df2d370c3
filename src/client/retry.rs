//! What to do after a try: a pure function of what happened, for every driver of a call.

use crate::api::Safety;

/// How a try ended, where it did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended<'a> {
    /// No answer came, or not all of it.
    NoAnswer,
    /// An answer that is none of the platform's, such as a gateway's page.
    Http(u16),
    /// The platform's refusal.
    Refused(&'a str),
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Hand the failure to the caller: it is one, or a repeat could do the same thing twice.
    Fail,
    /// It may have been done: find out, and say so where that cannot be found out.
    Unknown,
    /// An earlier try of this call did it: look it up.
    Exists,
    /// The clock is wrong: learn the difference, and sign anew at once.
    Clock,
    /// Sign anew after so many milliseconds.
    Again(u32),
}

/// What a caller allows.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// Tries in all.
    pub tries: u32,
    /// Milliseconds that the first wait is below; each later one may be twice as long.
    pub base: u32,
    /// Milliseconds that no wait is above, unless the platform asks for more.
    pub cap: u32,
}

impl Default for Policy {
    fn default() -> Self {
        Policy {
            tries: 3,
            base: 250,
            cap: 8_000,
        }
    }
}

/// Decides after try number `tries`, counted from 1. `asked` is what `Retry-After` asks for, in
/// milliseconds, and `random` spreads the waits of many callers over all of the time there is.
pub fn next(
    safety: Safety,
    tries: u32,
    ended: Ended<'_>,
    policy: Policy,
    asked: u32,
    random: u32,
) -> Next {
    let keyed = matches!(safety, Safety::Keyed(_));
    // Refused before anything is done, so even a bare write may go out again, once.
    if ended == Ended::Refused("42203") {
        return if tries == 1 { Next::Clock } else { Next::Fail };
    }
    let lost = match ended {
        Ended::NoAnswer | Ended::Http(500..) | Ended::Refused("500" | "43331") => true,
        Ended::Refused("501") | Ended::Http(429) => false,
        Ended::Refused("42002" | "503016") if keyed && tries > 1 => return Next::Exists,
        _ => return Next::Fail,
    };
    if safety == Safety::Write {
        return Next::Fail;
    }
    if tries >= policy.tries {
        return if keyed && lost {
            Next::Unknown
        } else {
            Next::Fail
        };
    }
    let longest = policy
        .base
        .saturating_mul(1 << (tries - 1).min(16))
        .min(policy.cap);
    Next::Again((random % longest.saturating_add(1)).max(asked))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYED: Safety = Safety::Keyed("outTradeNo");

    fn after(safety: Safety, tries: u32, ended: Ended<'_>) -> Next {
        next(safety, tries, ended, Policy::default(), 0, 250)
    }

    #[test]
    fn reads_and_keyed_writes_are_repeated_where_nothing_is_known() {
        for safety in [Safety::Read, KEYED] {
            for ended in [
                Ended::NoAnswer,
                Ended::Http(502),
                Ended::Http(429),
                Ended::Refused("500"),
                Ended::Refused("43331"),
                Ended::Refused("501"),
            ] {
                assert!(
                    matches!(after(safety, 1, ended), Next::Again(_)),
                    "{safety:?} {ended:?}"
                );
            }
        }
    }

    #[test]
    fn a_bare_write_is_never_repeated_but_for_the_clock() {
        for ended in [
            Ended::NoAnswer,
            Ended::Http(503),
            Ended::Refused("500"),
            Ended::Refused("501"),
        ] {
            assert_eq!(after(Safety::Write, 1, ended), Next::Fail);
        }
        assert_eq!(
            after(Safety::Write, 1, Ended::Refused("42203")),
            Next::Clock
        );
    }

    #[test]
    fn the_clock_is_learnt_once() {
        assert_eq!(after(Safety::Read, 1, Ended::Refused("42203")), Next::Clock);
        assert_eq!(after(Safety::Read, 2, Ended::Refused("42203")), Next::Fail);
    }

    #[test]
    fn an_order_whose_answers_are_lost_is_unknown_and_never_failed() {
        for ended in [
            Ended::NoAnswer,
            Ended::Http(500),
            Ended::Refused("500"),
            Ended::Refused("43331"),
        ] {
            assert_eq!(after(KEYED, 3, ended), Next::Unknown);
            assert_eq!(after(Safety::Read, 3, ended), Next::Fail);
        }
        assert_eq!(after(KEYED, 3, Ended::Refused("501")), Next::Fail);
    }

    #[test]
    fn exists_already_is_ours_only_after_a_try_of_ours() {
        for code in ["42002", "503016"] {
            assert_eq!(after(KEYED, 1, Ended::Refused(code)), Next::Fail);
            assert_eq!(after(KEYED, 2, Ended::Refused(code)), Next::Exists);
            assert_eq!(after(Safety::Read, 2, Ended::Refused(code)), Next::Fail);
        }
    }

    #[test]
    fn waits_grow_spread_and_keep_to_what_is_asked_for() {
        let policy = Policy {
            tries: 20,
            base: 250,
            cap: 8_000,
        };
        let wait = |tries, asked, random| match next(
            Safety::Read,
            tries,
            Ended::NoAnswer,
            policy,
            asked,
            random,
        ) {
            Next::Again(wait) => wait,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            [
                wait(1, 0, 250),
                wait(2, 0, 500),
                wait(3, 0, 1000),
                wait(19, 0, 8_000)
            ],
            [250, 500, 1000, 8_000]
        );
        assert_eq!([wait(1, 0, 0), wait(1, 0, 251)], [0, 0]);
        assert_eq!(wait(1, 30_000, 10), 30_000);
    }
}
