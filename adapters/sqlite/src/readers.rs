//! The reading threads: what is not in memory is read here, never on the caller's thread.

use crate::connection;
use crate::failure::{Doing, Failure, Stopped};
use crate::options::Options;
use futures_channel::oneshot;
use rusqlite::Connection;
use std::collections::VecDeque;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;

type Task = Box<dyn FnOnce(&mut Connection) + Send>;

/// A few threads with a reading connection each.
pub(crate) struct Readers {
    queue: Arc<Queue>,
    threads: Vec<JoinHandle<()>>,
}

#[derive(Default)]
struct Queue {
    tasks: Mutex<Tasks>,
    work: Condvar,
}

#[derive(Default)]
struct Tasks {
    waiting: VecDeque<Task>,
    closing: bool,
}

impl Readers {
    pub(crate) fn start(path: &Path, options: &Options) -> Result<Self, Failure> {
        let mut readers = Self { queue: Arc::default(), threads: Vec::new() };
        for _ in 0..options.readers.max(1) {
            let connection = connection::reader(path, options)?;
            let queue = Arc::clone(&readers.queue);
            let thread = std::thread::Builder::new().name("sqlite-read".into());
            let thread = thread.spawn(move || queue.serve(connection)).doing("starting a reading thread")?;
            readers.threads.push(thread);
        }
        Ok(readers)
    }

    /// Runs `read` on a reading thread.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let (answer, answered) = oneshot::channel();
        self.queue.push(Box::new(move |connection| {
            // Nobody listens where the caller's future was dropped.
            let _ = answer.send(read(connection));
        }));
        answered.await.map_err(|_| Stopped.failure())?
    }
}

impl Queue {
    fn push(&self, task: Task) {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner).waiting.push_back(task);
        self.work.notify_one();
    }

    fn serve(&self, mut connection: Connection) {
        while let Some(task) = self.next() {
            task(&mut connection);
        }
    }

    fn next(&self) -> Option<Task> {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(task) = tasks.waiting.pop_front() {
                return Some(task);
            }
            if tasks.closing {
                return None;
            }
            tasks = self.work.wait(tasks).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Readers {
    /// Finishes what waits and closes the connections.
    pub(crate) fn close(&mut self) {
        self.queue.tasks.lock().unwrap_or_else(PoisonError::into_inner).closing = true;
        self.queue.work.notify_all();
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        self.close();
    }
}

impl fmt::Debug for Readers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Readers").field("threads", &self.threads.len()).finish_non_exhaustive()
    }
}
