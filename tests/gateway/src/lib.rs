//! The practice service behind a socket on this machine, for tests of transports, hosts and the command line.
//!
//! It runs on a thread of its own, so that synchronous tests can use it, and ends when dropped or after a bounded
//! number of requests. The `host` header reaches the signature check as received. Deliberately absent: TLS, any
//! address but 127.0.0.1, and any judgement of its own; that is `soarboard-practice`'s.

mod serve;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use soarboard_cloud::http::{Clock, SystemClock};
use soarboard_practice::{Fault, PracticeGateway, SeenRequest};
use tokio::sync::oneshot;

/// Requests a gateway answers at most, unless told otherwise.
const MAX_REQUESTS: u64 = 20_000;

/// How long open connections get when the gateway ends.
const LAST_WORDS: Duration = Duration::from_millis(200);

/// A running gateway; dropping it closes the socket.
pub struct Gateway {
    addr: SocketAddr,
    practice: Arc<PracticeGateway>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// How a gateway starts.
pub struct GatewayOptions {
    /// Faults the first requests meet, one each.
    pub faults: Vec<Fault>,
    /// Requests after which the gateway ends by itself.
    pub max_requests: u64,
    /// Clock for time stamps, expiry and delays.
    pub clock: Arc<dyn Clock>,
}

impl Default for GatewayOptions {
    fn default() -> Self {
        Self { faults: Vec::new(), max_requests: MAX_REQUESTS, clock: Arc::new(SystemClock) }
    }
}

impl Gateway {
    /// Starts a gateway on a free port of 127.0.0.1, on the machine's clock; the first requests meet `faults`.
    ///
    /// **Errors**: when no port can be opened or no thread started.
    pub fn start(faults: Vec<Fault>) -> std::io::Result<Self> {
        Self::start_with(GatewayOptions { faults, ..GatewayOptions::default() })
    }

    /// Starts a gateway with options.
    ///
    /// **Errors**: when no port can be opened or no thread started.
    pub fn start_with(options: GatewayOptions) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let addr = listener.local_addr()?;
        let practice = Arc::new(PracticeGateway::new(options.clock));
        practice.schedule_faults(options.faults);
        let (stop, stopped) = oneshot::channel();
        // Current-thread: its own thread is all the parallelism a test's other side needs.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let served = practice.clone();
        let thread = std::thread::Builder::new().name("soarboard-gateway".to_owned()).spawn(move || {
            runtime.block_on(serve::until(listener, served, options.max_requests, stopped));
            runtime.shutdown_timeout(LAST_WORDS);
        })?;
        Ok(Self { addr, practice, stop: Some(stop), thread: Some(thread) })
    }

    /// Returns the address it listens on.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Returns the address as an endpoint, e.g. `http://127.0.0.1:40123`.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// Returns the practice service behind the socket: faults, state, language.
    pub fn practice(&self) -> &PracticeGateway {
        &self.practice
    }

    /// Returns the requests met, oldest first.
    pub fn seen(&self) -> Vec<SeenRequest> {
        self.practice.seen()
    }

    /// Returns how many requests were met.
    pub fn request_count(&self) -> u64 {
        self.practice.request_count()
    }

    /// Returns a way to count the requests met from another thread.
    pub fn counter(&self) -> impl Fn() -> u64 + Send + 'static {
        let practice = self.practice.clone();
        move || practice.request_count()
    }

    /// Returns how many requests named an action and carried a right signature.
    pub fn verified_count(&self, action: &str) -> usize {
        self.seen().iter().filter(|seen| seen.is_verified && seen.action == action).count()
    }

    /// Says whether the gateway has ended by itself.
    pub fn has_ended(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // A gateway that ended by itself no longer listens to this.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            // Its panic has been printed already; a second one while dropping would abort the test run.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod cancelling;
#[cfg(test)]
mod runs;
#[cfg(test)]
mod tests;
