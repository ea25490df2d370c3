//! What a refund pays back: the crate's own rule, asked with whole numbers.

use super::catalog::Limit;
use super::world::{DAY, money};
use crate::refund::{self, Estimate};
use serde_json::json;

/// A package that may be given back. Money is in US cents, times are Unix seconds, both data figures
/// have one unit.
pub struct Terms {
    pub paid: i64,
    pub limit: Limit,
    pub ordered: i64,
    pub now: i64,
    pub days: i64,
    pub seconds_left: i64,
    pub data: i64,
    pub data_used: i64,
}

impl Terms {
    /// A day that has begun counts as used.
    pub fn estimate(&self) -> Result<Estimate, u32> {
        let days_left = (self.seconds_left.max(0) / DAY).min(self.days);
        let terms = json!({
            "paid": money(self.paid),
            "currency": "USD",
            "packageType": self.limit as i64,
            "orderedAt": self.ordered,
            "now": self.now,
            "totalDays": self.days,
            "usedDays": self.days - days_left,
            "totalData": self.data,
            "usedData": self.data_used,
        });
        refund::estimate(&terms.to_string()).map_err(|_| 43331)
    }

    pub fn cents(&self) -> Result<i64, u32> {
        i64::try_from(self.estimate()?.minor_units).map_err(|_| 43331)
    }
}
