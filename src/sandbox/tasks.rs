//! Batch tasks: what a reset starts, and what comes of it.

use super::agenda::Due;
use super::world::{Stage, World};

/// A batch task.
pub struct Task {
    /// No operation returns it: ids count up from 1000001, and the sandbox's overview lists them.
    pub id: i64,
    pub cards: Vec<usize>,
    pub progress: Progress,
    /// What came of it.
    pub result: String,
}

/// Where a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    Waiting,
    Running,
    Succeeded,
    Failed,
}

impl Progress {
    pub fn wire(self) -> &'static str {
        match self {
            Progress::Waiting => "0",
            Progress::Running => "1",
            Progress::Succeeded => "2",
            Progress::Failed => "-2",
        }
    }
}

/// The id of the first task; the others follow.
const FIRST: i64 = 1_000_001;
/// Seconds until a task begins, and seconds that it takes for each card.
const BEGINS_AFTER: i64 = 5;
const EACH: i64 = 2;

impl World {
    /// Begins a reset of cards.
    pub fn start_reset(&mut self, cards: Vec<usize>) {
        let index = self.tasks.len();
        self.tasks.push(Task {
            id: FIRST + index as i64,
            cards,
            progress: Progress::Waiting,
            result: String::new(),
        });
        self.agenda
            .plan(self.clock + BEGINS_AFTER, Due::Task(index));
    }

    /// The task with an id.
    pub fn task(&self, id: i64) -> Option<&Task> {
        let index = usize::try_from(id.checked_sub(FIRST)?).ok()?;
        self.tasks.get(index)
    }

    /// A task's next step.
    pub fn task_event(&mut self, index: usize) {
        let task = &self.tasks[index];
        if task.progress == Progress::Waiting {
            let takes = EACH * task.cards.len() as i64;
            self.tasks[index].progress = Progress::Running;
            self.agenda.plan(self.clock + takes, Due::Task(index));
            return;
        }
        let cards = task.cards.iter().map(|card| &self.cards[*card]);
        // Only a card that is in the network can be reset.
        let done = cards
            .filter(|card| card.stage == Stage::Activated && !card.locked)
            .count();
        let failed = task.cards.len() - done;
        let task = &mut self.tasks[index];
        task.progress = if done > 0 {
            Progress::Succeeded
        } else {
            Progress::Failed
        };
        task.result = format!("success {done}, failed {failed}");
    }
}
