//! A server seen from outside, and a role that may not log in any more.

use crate::server::Server;
use hub::{Error, Hub, Patience, Probe, probe};
use std::net::TcpListener;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(3);

#[test]
fn a_probe_goes_as_far_as_the_certificate() {
    let server = Server::start();
    let shown = Probe::Shows(server.address(1).certificates[0]);
    assert_eq!(probe("127.0.0.1", server.port(), LIMIT), shown);
    assert_eq!(probe("127.0.0.1", 1, LIMIT), Probe::Unreachable);
    assert_eq!(probe("no-such-name.invalid", server.port(), LIMIT), Probe::Unresolved);
    let deaf = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = deaf.local_addr().unwrap().port();
    assert_eq!(probe("127.0.0.1", port, Duration::from_millis(200)), Probe::NoTls);
}

#[test]
fn who_may_not_log_in_any_more_is_told_so_and_not_that_he_mistyped() {
    let server = Server::start();
    drop(server.station(1));
    server.owner("ALTER ROLE hotline_s01 NOLOGIN");
    let refused = Hub::new(server.address(1), Patience::default()).unwrap().follow(0, 1, None).unwrap_err();
    assert!(matches!(refused, Error::NotAStation), "{refused:?}");
}
