//! What to do after a try: pure functions of what happened, for every driver of a call.

use crate::api::Operation;
use crate::api::Safety;
use crate::client::inquiry;

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

impl Ended<'_> {
    /// Whether the platform may have done what was asked all the same.
    fn unknown(self) -> bool {
        matches!(
            self,
            Ended::NoAnswer | Ended::Http(..400 | 408 | 500..) | Ended::Refused("500" | "43331")
        )
    }

    /// Whether another try may fare better.
    fn passing(self) -> bool {
        match self {
            Ended::Http(status) => matches!(status, 408 | 429 | 500..),
            Ended::Refused(code) => matches!(code, "500" | "501" | "43331"),
            Ended::NoAnswer => true,
        }
    }
}

/// What became of a call so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// Tries made, without one that was refused for its clock.
    pub tries: u32,
    /// Whether one of them may have done what was asked.
    pub unknown: bool,
    /// Whether one was refused for its clock.
    pub clock: bool,
}

impl Course {
    /// The course after another try.
    #[must_use]
    pub fn after(self, ended: Ended<'_>) -> Course {
        let clock = !self.clock && ended == Ended::Refused(CLOCK);
        Course {
            tries: self.tries + u32::from(!clock),
            unknown: self.unknown || ended.unknown(),
            clock: self.clock || clock,
        }
    }
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

/// What there is to decide with besides.
#[derive(Clone, Copy, Debug, Default)]
pub struct Moment {
    /// Milliseconds that `Retry-After` asks for.
    pub asked: u32,
    /// Milliseconds that are left to the call.
    pub left: u32,
    /// Spreads the waits of many callers over all of the time there is.
    pub random: u32,
    /// Whether the [`Budget`] has a repeat left.
    pub affordable: bool,
    /// Whether the answer told the time, and the clock that signed can be corrected by it.
    pub dated: bool,
    /// Whether the order's number was made for this call, so that nobody else can have used it.
    pub own: bool,
}

/// The refusal of a wrong clock.
pub(crate) const CLOCK: &str = "42203";

/// Decides after a try that ended as `ended`, where `before` is what had happened before it.
pub fn next(
    operation: Option<&Operation>,
    before: Course,
    ended: Ended<'_>,
    policy: Policy,
    moment: Moment,
) -> Next {
    // Of what is not declared nothing is known, so nothing is repeated.
    let safety = operation.map_or(Safety::Write, |operation| operation.safety);
    let keyed = matches!(safety, Safety::Keyed(_));
    let now = before.after(ended);
    // Refused before anything is done, so even a bare write may go out again, once.
    if now.clock && !before.clock && moment.dated {
        return Next::Clock;
    }
    let exists = matches!(ended, Ended::Refused("42002" | "503016"));
    if keyed && exists && (before.unknown || moment.own) {
        return Next::Exists;
    }
    let worth = ended.passing() || keyed && ended.unknown();
    if worth && safety != Safety::Write && now.tries < policy.tries && moment.affordable {
        let wait = (moment.random % longest(policy, now.tries).saturating_add(1)).max(moment.asked);
        if wait < moment.left {
            return Next::Again(wait);
        }
    }
    // Once a try may have been taken, no later refusal proves that it was not.
    let matters = keyed || operation.is_some_and(inquiry::concerns_money);
    if now.unknown && matters {
        Next::Unknown
    } else {
        Next::Fail
    }
}

fn longest(policy: Policy, tries: u32) -> u32 {
    let doubled = policy
        .base
        .saturating_mul(1 << tries.saturating_sub(1).min(16));
    doubled.min(policy.cap)
}

/// Repeats that may still be made, in tenths: a platform that is down is not asked several times as
/// much for ever. Repeats that helped are given back, and each success earns a tenth of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget(pub u32);

impl Budget {
    /// What a client begins with, and the most it can have: 20 repeats.
    pub const FULL: Budget = Budget(200);

    /// Whether there is a repeat left.
    pub fn affords(self) -> bool {
        self.0 >= 10
    }

    /// After a repeat was begun.
    #[must_use]
    pub fn spent(self) -> Budget {
        Budget(self.0.saturating_sub(10))
    }

    /// After a call succeeded that took so many repeats.
    #[must_use]
    pub fn earned(self, repeats: u32) -> Budget {
        let more = repeats.saturating_mul(10).saturating_add(1);
        Budget(self.0.saturating_add(more).min(Budget::FULL.0))
    }
}

/// The seconds to add to the caller's clock, learnt from an answer: `told` is its `Date`, `signed` the
/// time that this very try was signed with, and `known` what was added then. Compared with the try's
/// own time, and not with what is known by now, so that of many tries under way each learns the same.
pub fn learn(told: i64, signed: i64, known: i64) -> i64 {
    told - (signed - known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::by_name;

    const EASY: Moment = Moment {
        asked: 0,
        left: 30_000,
        random: 250,
        affordable: true,
        dated: true,
        own: false,
    };
    const LOST: [Ended<'_>; 6] = [
        Ended::NoAnswer,
        Ended::Http(500),
        Ended::Http(504),
        Ended::Http(408),
        Ended::Refused("500"),
        Ended::Refused("43331"),
    ];
    const ORDERS: [&str; 4] = [
        "packages.order",
        "esim.purchase",
        "cloudEsim.purchase",
        "pools.subscribe",
    ];

    /// The decision after `endings`, the last of which has just happened.
    fn after_with(name: &str, endings: &[Ended<'_>], moment: Moment) -> Next {
        let (last, before) = endings.split_last().unwrap();
        let before = before
            .iter()
            .fold(Course::default(), |course, ended| course.after(*ended));
        next(by_name(name), before, *last, Policy::default(), moment)
    }

    fn after(name: &str, endings: &[Ended<'_>]) -> Next {
        after_with(name, endings, EASY)
    }

    #[test]
    fn reads_and_orders_are_repeated_where_nothing_is_known() {
        let refused = [Ended::Refused("501"), Ended::Http(429)];
        for name in ORDERS.into_iter().chain(["account.balance", "cards.list"]) {
            for ended in LOST.into_iter().chain(refused) {
                assert_eq!(after(name, &[ended]), Next::Again(250), "{name} {ended:?}");
            }
            assert_eq!(after(name, &[Ended::Refused("41001")]), Next::Fail);
            assert_eq!(after(name, &[Ended::Http(404)]), Next::Fail);
        }
    }

    #[test]
    fn an_unreadable_answer_to_an_order_is_a_lost_one() {
        let page = Ended::Http(200);
        assert_eq!(after("account.balance", &[page]), Next::Fail);
        for name in ORDERS {
            assert_eq!(after(name, &[page]), Next::Again(250));
            assert_eq!(after(name, &[page, page, page]), Next::Unknown);
        }
        assert_eq!(after("packages.refund", &[page]), Next::Unknown);
    }

    #[test]
    fn a_bare_write_is_never_repeated_but_for_the_clock() {
        for name in ["sms.send", "cards.reset", "packages.refund"] {
            for ended in LOST.into_iter().chain([Ended::Refused("501")]) {
                let next = after(name, &[ended]);
                assert!(matches!(next, Next::Fail | Next::Unknown), "{name}");
            }
            assert_eq!(after(name, &[Ended::Refused("42203")]), Next::Clock);
        }
        // Nor what is not declared.
        let undeclared = next(
            None,
            Course::default(),
            Ended::NoAnswer,
            Policy::default(),
            EASY,
        );
        assert_eq!(undeclared, Next::Fail);
    }

    #[test]
    fn a_lost_answer_about_money_is_unknown_and_never_failed() {
        for ended in LOST {
            for name in ORDERS {
                assert_eq!(after(name, &[ended; 3]), Next::Unknown, "{name} {ended:?}");
            }
            for name in [
                "packages.refund",
                "esim.refund",
                "cloudEsim.refund",
                "cards.transferPackage",
                "cloudEsim.transferPackage",
                "pools.unsubscribe",
                "pools.create",
            ] {
                assert_eq!(after(name, &[ended]), Next::Unknown, "{name} {ended:?}");
            }
            assert_eq!(after("account.balance", &[ended; 3]), Next::Fail);
            assert_eq!(after("sms.send", &[ended]), Next::Fail);
        }
        assert_eq!(
            after("packages.order", &[Ended::Refused("501"); 3]),
            Next::Fail
        );
    }

    #[test]
    fn no_later_refusal_makes_a_lost_answer_a_failure() {
        // The order itself may have used up the balance that the repeat is refused for.
        for code in ["45112", "501", "41001", "42203"] {
            let endings = [
                Ended::NoAnswer,
                Ended::Refused("42203"),
                Ended::Refused(code),
            ];
            let late = Moment {
                affordable: false,
                ..EASY
            };
            assert_eq!(
                after_with("packages.order", &endings, late),
                Next::Unknown,
                "{code}"
            );
            assert_eq!(after_with("account.balance", &endings, late), Next::Fail);
        }
    }

    #[test]
    fn exists_already_is_ours_only_after_a_try_that_may_have_been_taken() {
        let busy = Ended::Refused("501");
        for code in ["42002", "503016"] {
            let exists = Ended::Refused(code);
            for name in ORDERS {
                assert_eq!(after(name, &[exists]), Next::Fail);
                assert_eq!(after(name, &[busy, exists]), Next::Fail);
                assert_eq!(after(name, &[Ended::NoAnswer, exists]), Next::Exists);
                assert_eq!(
                    after(name, &[Ended::Refused("500"), busy, exists]),
                    Next::Exists
                );
                let own = Moment { own: true, ..EASY };
                assert_eq!(after_with(name, &[exists], own), Next::Exists);
            }
            assert_eq!(
                after("account.balance", &[Ended::NoAnswer, exists]),
                Next::Fail
            );
        }
    }

    #[test]
    fn the_clock_is_learnt_once_and_is_no_try() {
        let wrong = Ended::Refused("42203");
        assert_eq!(after("account.balance", &[wrong]), Next::Clock);
        assert_eq!(after("account.balance", &[wrong, wrong]), Next::Fail);
        assert_eq!(
            after("packages.order", &[Ended::NoAnswer, wrong]),
            Next::Clock
        );
        let lost = Ended::NoAnswer;
        assert_eq!(
            after("account.balance", &[wrong, lost, lost]),
            Next::Again(250)
        );
        let undated = Moment {
            dated: false,
            ..EASY
        };
        assert_eq!(after_with("account.balance", &[wrong], undated), Next::Fail);
    }

    #[test]
    fn each_try_learns_the_clock_from_its_own_time() {
        // Two tries signed at once by a clock 600 seconds slow; the second answer comes after the
        // first was learnt from.
        assert_eq!(learn(1_600, 1_000, 0), 600);
        assert_eq!(learn(1_601, 1_001, 0), 600);
        // One that was signed with what was known then, and was right.
        assert_eq!(learn(1_602, 1_602, 600), 600);
        assert_eq!(learn(400, 1_000, 0), -600);
    }

    #[test]
    fn waits_grow_spread_and_keep_to_what_is_asked_for() {
        let policy = Policy {
            tries: 20,
            ..Policy::default()
        };
        let wait = |tries: u32, asked, random| {
            let before = Course {
                tries: tries - 1,
                ..Course::default()
            };
            let moment = Moment {
                asked,
                random,
                left: 60_000,
                ..EASY
            };
            let read = by_name("account.balance");
            match next(read, before, Ended::NoAnswer, policy, moment) {
                Next::Again(wait) => wait,
                other => panic!("{other:?}"),
            }
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

    #[test]
    fn no_wait_is_begun_that_the_deadline_would_cut_off() {
        let asked = Moment {
            asked: 30_000,
            ..EASY
        };
        let busy = [Ended::Refused("501")];
        assert_eq!(after_with("account.balance", &busy, asked), Next::Fail);
        let lost = [Ended::NoAnswer];
        assert_eq!(after_with("packages.order", &lost, asked), Next::Unknown);
        let longer = Moment {
            left: 30_001,
            ..asked
        };
        assert_eq!(
            after_with("account.balance", &busy, longer),
            Next::Again(30_000)
        );
    }

    #[test]
    fn a_platform_that_is_down_uses_the_budget_up_and_one_that_falters_does_not() {
        let mut down = Budget::FULL;
        let mut repeats = 0;
        while down.affords() {
            down = down.spent();
            repeats += 1;
        }
        assert_eq!(repeats, 20);
        let spent = Moment {
            affordable: down.affords(),
            ..EASY
        };
        let lost = [Ended::NoAnswer];
        assert_eq!(after_with("account.balance", &lost, spent), Next::Fail);
        assert_eq!(after_with("esim.purchase", &lost, spent), Next::Unknown);
        let falters = (0..1000).fold(Budget::FULL, |budget, _| budget.spent().spent().earned(2));
        assert_eq!(falters, Budget::FULL);
        assert!((0..9).fold(down, |budget, _| budget.earned(0)) == Budget(9));
    }
}
