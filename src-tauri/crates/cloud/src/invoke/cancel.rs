//! A flag that ends a run: set once from anywhere, noticed while waiting and while a request is under way.

use std::sync::Arc;

use tokio::sync::watch;

/// A shared flag. Clones set and see the same flag.
#[derive(Debug, Clone)]
pub struct CancelFlag(Arc<watch::Sender<bool>>);

impl Default for CancelFlag {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }
}

impl CancelFlag {
    /// Returns a flag that is not set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the flag; there is no way back.
    pub fn cancel(&self) {
        self.0.send_replace(true);
    }

    /// Says whether it is set.
    pub fn is_cancelled(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until it is set.
    pub async fn cancelled(&self) {
        // The sender lives in `self`, so the channel cannot close while this waits.
        let _ = self.0.subscribe().wait_for(|is_set| *is_set).await;
    }
}
