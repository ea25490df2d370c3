//! What happens in a run: which calls are made, over which channel, and what goes wrong.

/// A generator of numbers that is the same everywhere (SplitMix64).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }
}

/// How requests reach the platform.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Channel {
    Direct,
    /// What fails behind it comes back as a page of 502 or 504; what it did not send it proves.
    Relay,
    /// What fails behind it comes back as its own JSON, which says whether the request left.
    Proxy,
    /// A relay behind a proxy: failures of the relay come back as the proxy's.
    ProxyAndRelay,
}

/// What goes wrong with one attempt.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    None,
    /// It never left, and that is proven.
    NotSent,
    LoseBefore,
    LoseAfter,
    /// A gateway holds it, the client hears nothing, and it is let through so many milliseconds later.
    Hold(u64),
    /// It is taken at once, and the answer comes so many milliseconds later.
    Late(u64),
    /// Something else answers than what the platform said; whether the platform took it.
    Instead(u16, &'static str, bool),
    /// It is taken, and the answer cut off after so many bytes.
    Truncate(usize),
    /// The runtime itself sends it twice, as some do after a reset: the second answer is heard. Only for
    /// orders that the platform takes once.
    Twice,
}

#[derive(Clone, Debug)]
pub struct CallPlan {
    pub operation: &'static str,
    pub card: &'static str,
    pub package: &'static str,
    /// The caller's number; `None`: the client makes one.
    pub number: Option<&'static str>,
    pub begins: u64,
    /// For each attempt; the last one stays.
    pub faults: Vec<Fault>,
    /// Which look-ups fail, from the first.
    pub failed_lookups: u32,
    /// Before the answer to which command the caller ends the call.
    pub aborts_at: Option<u32>,
}

#[derive(Clone, Debug)]
pub struct Plan {
    pub seed: u64,
    pub channel: Channel,
    /// Look-ups until a new row shows.
    pub lag: u32,
    /// Whether the platform shows more orders than it was asked for: how it joins its filters is not documented.
    pub ignores_numbers: bool,
    /// Whether orders existed before, under the number `old`.
    pub has_old_order: bool,
    pub calls: Vec<CallPlan>,
}

/// Answers that say that nothing was done. A platform that gives one has done nothing.
const REFUSALS: [(u16, &str); 6] = [
    (200, r#"{"code":"45112","message":"balance"}"#),
    (200, r#"{"code":41031}"#),
    (400, r#"{"code":"42405"}"#),
    (200, r#"{"code":"501"}"#),
    (429, r#"{"code":"501"}"#),
    (200, r#"{"code":"42203"}"#),
];

/// Answers that leave it open. The platform may have taken the order all the same.
const OPEN: [(u16, &str); 25] = [
    (200, r#"{"code":"500"}"#),
    (500, r#"{"code":"500"}"#),
    (200, r#"{"code":"43331"}"#),
    (200, r#"{"code":"41036"}"#),
    (200, r#"{"code":"43333"}"#),
    (200, r#"{"code":"504"}"#),
    (504, r#"{"code":504}"#),
    (503, r#"{"code":503}"#),
    (500, r#"{"code":-1}"#),
    (200, r#"{"code":""}"#),
    (200, r#"{"code":null}"#),
    (408, r#"{"code":"408"}"#),
    (502, r#"{"code":"45112"}"#),
    (503, r#"{"code":"501"}"#),
    (200, ""),
    (204, ""),
    (302, ""),
    (403, "<html>forbidden"),
    (404, "<html>not found"),
    (429, "<html>slow down"),
    (502, "<html>bad gateway"),
    (200, "<html>welcome"),
    (200, "[]"),
    (200, r#"{"message":"x"}"#),
    (200, r#"{"code":"41103"}"#),
];

impl Plan {
    pub fn new(seed: u64) -> Plan {
        let mut random = Random(seed);
        let channels = [
            Channel::Direct,
            Channel::Direct,
            Channel::Relay,
            Channel::Proxy,
            Channel::ProxyAndRelay,
        ];
        let channel = random.pick(&channels);
        let lag = if random.chance(50) {
            0
        } else {
            random.below(30) as u32
        };
        let many = if random.chance(60) { 3 } else { 20 };
        let calls = 1 + random.below(many);
        Plan {
            seed,
            channel,
            lag,
            ignores_numbers: random.chance(20),
            has_old_order: random.chance(30),
            calls: (0..calls).map(|_| call(&mut random)).collect(),
        }
    }

    /// Plans with a little less.
    pub fn smaller(&self) -> Vec<Plan> {
        let mut all = Vec::new();
        let mut with = |change: &dyn Fn(&mut Plan)| {
            let mut plan = self.clone();
            change(&mut plan);
            all.push(plan);
        };
        for at in 0..self.calls.len() {
            if self.calls.len() > 1 {
                with(&|plan| {
                    plan.calls.remove(at);
                });
            }
            let call = &self.calls[at];
            if call.aborts_at.is_some() {
                with(&|plan| plan.calls[at].aborts_at = None);
            }
            if call.failed_lookups > 0 {
                with(&|plan| plan.calls[at].failed_lookups = 0);
            }
            if call.begins > 0 {
                with(&|plan| plan.calls[at].begins = 0);
            }
            for fault in 0..call.faults.len() {
                if call.faults.len() > 1 {
                    with(&|plan| {
                        plan.calls[at].faults.remove(fault);
                    });
                }
                if call.faults[fault] != Fault::None {
                    with(&|plan| plan.calls[at].faults[fault] = Fault::None);
                }
            }
        }
        if self.lag > 0 {
            with(&|plan| plan.lag = 0);
        }
        if self.ignores_numbers {
            with(&|plan| plan.ignores_numbers = false);
        }
        if self.has_old_order {
            with(&|plan| plan.has_old_order = false);
        }
        if self.channel != Channel::Direct {
            with(&|plan| plan.channel = Channel::Direct);
        }
        all
    }
}

fn call(random: &mut Random) -> CallPlan {
    let operations = [
        "packages.order",
        "packages.order",
        "packages.order",
        "cloudEsim.purchase",
        "cloudEsim.purchase",
        "packages.refund",
        "esim.purchase",
    ];
    let attempts = 1 + random.below(4);
    CallPlan {
        operation: random.pick(&operations),
        card: random.pick(&["A", "B"]),
        package: random.pick(&["P", "Q"]),
        number: match random.below(100) {
            0..50 => None,
            50..70 => Some("n1"),
            70..85 => Some("n2"),
            85..93 => Some("old"),
            _ => Some("a,b"),
        },
        begins: if random.chance(50) {
            0
        } else {
            random.below(20_000)
        },
        faults: (0..attempts).map(|_| fault(random)).collect(),
        failed_lookups: if random.chance(80) {
            0
        } else {
            random.below(12) as u32
        },
        aborts_at: random.chance(20).then(|| random.below(12) as u32),
    }
}

fn fault(random: &mut Random) -> Fault {
    match random.below(100) {
        0..20 => Fault::None,
        20..25 => Fault::NotSent,
        25..35 => Fault::LoseBefore,
        35..47 => Fault::LoseAfter,
        47..57 => Fault::Hold(random.below(60_000)),
        57..65 => Fault::Late(random.below(40_000)),
        65..78 => {
            let (status, body) = random.pick(&REFUSALS);
            Fault::Instead(status, body, false)
        }
        78..95 => {
            let (status, body) = random.pick(&OPEN);
            Fault::Instead(status, body, random.chance(60))
        }
        95..98 => Fault::Truncate(random.below(40) as usize),
        _ => Fault::Twice,
    }
}
