//! Listening: at the address asked for, or at the next free port.

use crate::error::RunError;
use std::io::ErrorKind;
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// How many ports are tried.
const TRIES: u16 = 100;

/// Listens at an address. Where the port is taken, the next free one of the hundred after it is taken instead; port 0
/// means any. [`TcpListener::local_addr`] says which it became.
///
/// # Errors
/// [`RunError::Bind`] for any other reason, or when they are all taken.
pub async fn listen_near(address: SocketAddr) -> Result<TcpListener, RunError> {
    let mut candidate = address;
    loop {
        match TcpListener::bind(candidate).await {
            Ok(listener) => return Ok(listener),
            Err(source) => match next_port(address, candidate, source.kind()) {
                Some(port) => candidate.set_port(port),
                None => return Err(RunError::Bind { address, source }),
            },
        }
    }
}

/// The port to try after this one failed so; `None` when there is no use.
fn next_port(first: SocketAddr, failed: SocketAddr, kind: ErrorKind) -> Option<u16> {
    let next = failed.port().checked_add(1)?;
    (kind == ErrorKind::AddrInUse && next - first.port() < TRIES).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_busy_port_gives_way_to_the_next_free_one() {
        let first = listen_near("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let taken = first.local_addr().unwrap();
        let second = listen_near(taken).await.unwrap().local_addr().unwrap();
        assert!(second.port() > taken.port() && second.port() - taken.port() < TRIES);
    }

    #[tokio::test]
    async fn an_address_of_another_machine_is_an_error_that_names_it() {
        let address: SocketAddr = "192.0.2.1:8080".parse().unwrap();
        let error = listen_near(address).await.unwrap_err();
        assert!(error.to_string().contains("192.0.2.1:8080"), "{error}");
    }

    #[test]
    fn only_a_busy_port_is_passed_over_and_not_for_ever() {
        let at = |port| SocketAddr::from(([127, 0, 0, 1], port));
        assert_eq!(next_port(at(8080), at(8080), ErrorKind::AddrInUse), Some(8081));
        assert_eq!(next_port(at(8080), at(8080), ErrorKind::PermissionDenied), None);
        assert_eq!(next_port(at(8080), at(8179), ErrorKind::AddrInUse), None);
        assert_eq!(next_port(at(65535), at(65535), ErrorKind::AddrInUse), None);
    }
}
