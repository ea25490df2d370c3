//! `POST /api/v3/task/query`

use crate::api::operation;
use crate::schema::{Ids, codes, record};

record! {
    /// Reads the state of up to 100 tasks. No documented operation returns a task id.
    request QueryTasks {
        /// Ids of the tasks, at most 100.
        ids: Ids = "ids", required, rule Items(100);
    }
}

record! {
    /// A task.
    response Task {
        /// Id of the task.
        id: String = "id", required;
        /// Its state.
        status: TaskStatus = "status", required;
        /// What came of it.
        result: String = "result", required;
    }
}

codes! {
    /// State of a task, as text.
    text TaskStatus {
        /// Not begun.
        Waiting = "0",
        /// Running.
        Running = "1",
        /// Done.
        Succeeded = "2",
        /// Stopped before its end.
        Terminated = "-1",
        /// Failed: `result` may tell why.
        Failed = "-2",
    }
}

operation! {
    QueryTasks => Vec<Task>: "tasks.query", "/api/v3/task/query",
        Read, source "435737012e0";
}
