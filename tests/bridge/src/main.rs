//! `soarboard-bridge [FILE]`: serves the built pages on a free port of this machine and prints their address.
//!
//! The address carries the token in its fragment. It runs until it is ended.

use std::error::Error;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};

use soarboard_bridge::guard::{Guard, fresh_token};
use soarboard_bridge::host::TestHost;
use soarboard_bridge::{Bridge, router};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let host = TestHost::new()?;
    if let Some(file) = std::env::args_os().nth(1) {
        host.start_with(std::path::absolute(PathBuf::from(file))?);
    }
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let guard = Guard { authority: listener.local_addr()?.to_string(), token: fresh_token()? };
    let address = format!("http://{}/#token={}", guard.authority, guard.token);
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/dist");
    let bridge = Bridge::new(host, guard, dist)?;
    // The line that tests wait for: printed only when the port answers.
    #[allow(clippy::print_stdout)]
    {
        println!("{address}");
    }
    axum::serve(listener, router(bridge)).await?;
    Ok(())
}
