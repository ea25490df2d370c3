//! How long to wait before another attempt, and how many a client can afford.

/// Milliseconds that the first wait is below; each later one may be twice as long.
const BASE: u64 = 250;
/// Milliseconds that no wait is above.
const LONGEST: u64 = 8_000;

/// Milliseconds before the next attempt after `attempts` of them. `random` spreads the waits of many callers
/// over all of the time there is.
pub(crate) fn wait(attempts: u32, random: u32) -> u64 {
    let doubled = BASE << attempts.saturating_sub(1).min(16);
    u64::from(random) % (doubled.min(LONGEST) + 1)
}

/// Milliseconds before what was looked up is looked up again, the `times`th time, from 0.
pub(crate) fn lookup_wait(times: u32) -> u64 {
    (500 << times.min(16)).min(LONGEST)
}

/// Retries that a client may still make, in tenths. A platform that is down is not asked several times as
/// much for ever: retries that helped are given back, and each success earns a tenth of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Budget(u32);

impl Budget {
    /// What a client begins with, and the most it can have: 20 retries.
    pub const FULL: Budget = Budget(200);

    /// Whether there is a retry left.
    pub fn affords(self) -> bool {
        self.0 >= 10
    }

    /// After a retry was begun.
    #[must_use]
    pub fn spend(self) -> Budget {
        Budget(self.0.saturating_sub(10))
    }

    /// After a call succeeded that took so many retries.
    #[must_use]
    pub fn earn(self, retries: u32) -> Budget {
        let more = retries.saturating_mul(10).saturating_add(1);
        Budget(self.0.saturating_add(more).min(Budget::FULL.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_spread_and_have_an_end() {
        let longest = |attempts| (0..20_000).map(|random| wait(attempts, random)).max();
        for (attempts, expected) in [(1, 250), (2, 500), (3, 1000), (6, 8000), (40, 8000)] {
            assert_eq!(longest(attempts), Some(expected));
            assert_eq!(wait(attempts, 0), 0);
        }
        let lookups: Vec<u64> = (0..7).map(lookup_wait).collect();
        assert_eq!(lookups, [500, 1000, 2000, 4000, 8000, 8000, 8000]);
    }

    #[test]
    fn a_platform_that_is_down_uses_the_budget_up_and_one_that_falters_does_not() {
        let mut down = Budget::FULL;
        let mut retries = 0;
        while down.affords() {
            down = down.spend();
            retries += 1;
        }
        assert_eq!(retries, 20);
        assert_eq!(down.earn(1), Budget(11));
        assert_eq!(Budget::FULL.spend().earn(1), Budget::FULL);
        assert_eq!(Budget::FULL.spend().earn(0), Budget(191));
    }
}
