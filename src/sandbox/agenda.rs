//! What is going to happen, in its order.

use super::imei_pools::CardEvent;
use super::life::Event;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Something that is going to happen. Whoever lets it happen looks whether it still can: what was
/// refunded meanwhile is not taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// Something in the life of a package order.
    Order(usize, Event),
    /// Something that happens to a card.
    Card(usize, CardEvent),
    /// The next step of a batch task.
    Task(usize),
    /// An eSIM order has been processed.
    Esim(usize),
    /// Something that happens to a cloud eSIM or its orders.
    CloudEsim(super::cloud_esim::Event),
    /// Something that happens to a data pool or its subscriptions.
    Pool(super::pools::Event),
}

/// Everything that is going to happen.
#[derive(Default)]
pub struct Agenda {
    /// By time, then in the order in which it was planned: the same in every run.
    heap: BinaryHeap<Reverse<(i64, u64, Due)>>,
    planned: u64,
}

impl Agenda {
    /// Plans something.
    pub fn plan(&mut self, at: i64, due: Due) {
        self.heap.push(Reverse((at, self.planned, due)));
        self.planned += 1;
    }

    /// When the next thing happens.
    pub fn next(&self) -> Option<i64> {
        self.heap.peek().map(|Reverse((at, ..))| *at)
    }

    /// Takes the next thing, if it happens until then.
    pub fn take(&mut self, until: i64) -> Option<(i64, Due)> {
        if self.next()? > until {
            return None;
        }
        self.heap.pop().map(|Reverse((at, _, due))| (at, due))
    }
}
