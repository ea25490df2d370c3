//! Tasks that take time.
//!
//! ```
//! use eiotclub::api::tasks::query::{QueryTasks, TaskStatus};
//! use eiotclub::schema::Ids;
//! # use eiotclub::client::read;
//!
//! let request = QueryTasks { ids: Ids(vec!["17".into(), "18".into()]) };
//! // let answered = client.send(&request).await?;
//! # let answered = read::<QueryTasks>(br#"{"code":"200","data":[{"id":"17","status":"2","result":""},{"id":"18","status":"-7","result":"?"}]}"#)?;
//! # assert_eq!(serde_json::to_string(&request).unwrap(), r#"{"ids":"17,18"}"#);
//! let states: Vec<_> = answered.data.unwrap().into_iter().map(|task| task.status).collect();
//! // A state that is not documented is a state too.
//! assert_eq!(states, [Some(TaskStatus::Succeeded), Some(TaskStatus::Other("-7".into()))]);
//! # Ok::<(), eiotclub::Error>(())
//! ```

pub mod query;
