//! Looking at a server from outside, one step after the other, without logging in: what a doctor asks first.

use crate::pin;
use rustls::ClientConnection;
use rustls::pki_types::ServerName;
use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

/// How far one gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probe {
    /// The name means nothing here.
    Unresolved,
    /// Nobody listens there, or something lies between.
    Unreachable,
    /// Somebody listens, who isn't a PostgreSQL with TLS.
    NoTls,
    /// [`crate::fingerprint`] of its certificate.
    Shows([u8; 16]),
}

/// `SSLRequest` of PostgreSQL's protocol; the answer is `S` or `N`.
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// Goes as far as the server's certificate.
pub fn probe(host: &str, port: u16, limit: Duration) -> Probe {
    let Ok(addresses) = (host, port).to_socket_addrs() else { return Probe::Unresolved };
    let mut reached = addresses.filter_map(|address| TcpStream::connect_timeout(&address, limit).ok());
    match reached.next() {
        None => Probe::Unreachable,
        Some(stream) => certificate(stream, limit).map_or(Probe::NoTls, Probe::Shows),
    }
}

fn certificate(mut stream: TcpStream, limit: Duration) -> Option<[u8; 16]> {
    stream.set_read_timeout(Some(limit)).ok()?;
    stream.set_write_timeout(Some(limit)).ok()?;
    stream.write_all(&SSL_REQUEST).ok()?;
    let mut answer = [0];
    stream.read_exact(&mut answer).ok()?;
    if answer != *b"S" {
        return None;
    }
    let (config, seen) = pin::noting().ok()?;
    let name = ServerName::try_from("hub").ok()?;
    let mut tls = ClientConnection::new(config.into(), name).ok()?;
    // It takes no certificate, so that this ends at the server's.
    while tls.is_handshaking() && tls.complete_io(&mut stream).is_ok() {}
    *seen.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
