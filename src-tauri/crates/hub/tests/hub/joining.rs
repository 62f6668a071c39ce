//! Joining: a bundle is its own station's alone, once and for a while; the password changes with it.

use crate::server::Server;
use hub::{Address, Error, Hub, Patience};

const NEVER: &str = "9223372036854775807";

fn admitted(server: &Server, number: u128, expires: &str) -> Hub {
    let hub = server.station(u8::try_from(number).unwrap());
    let station = uuid::Uuid::from_u128(number);
    server.owner(&format!(
        "INSERT INTO hotline.joins (id, station, bundle, expires) \
         VALUES ('{}', '{station}', '\\x{number:02x}', {expires})",
        uuid::Uuid::from_u128(number + 100),
    ));
    hub
}

fn with(address: Address, password: &str) -> Hub {
    Hub::new(Address { password: password.to_owned().into(), ..address }, Patience::default()).unwrap()
}

#[test]
fn each_station_gets_its_own_bundle_until_it_has_joined() {
    let server = Server::start();
    let (one, two) = (admitted(&server, 1, NEVER), admitted(&server, 2, NEVER));
    // Cut off after the first answer, it asks again.
    assert_eq!((one.bundle().unwrap(), one.bundle().unwrap()), (vec![1], vec![1]));
    one.joined().unwrap();
    one.joined().unwrap();
    let spent = one.bundle().unwrap_err();
    assert!(matches!(spent, Error::CodeSpent), "{spent:?}");
    assert_eq!(two.bundle().unwrap(), [2], "the other's still lies there");
    let refused = server.try_station(1, "SELECT bundle FROM hotline.joins").unwrap_err();
    assert!(refused.contains("permission denied"), "{refused}");
}

#[test]
fn an_old_code_brings_nothing_and_nobody_without_one_gets_any() {
    let server = Server::start();
    let (late, none) = (admitted(&server, 1, "1"), server.station(2));
    for hub in [late, none] {
        let spent = hub.bundle().unwrap_err();
        assert!(matches!(spent, Error::CodeSpent), "{spent:?}");
    }
    server.owner("UPDATE hotline.stations SET retired = true");
    let retired = server.station(3);
    server.owner("UPDATE hotline.stations SET retired = true");
    assert!(matches!(retired.bundle(), Err(Error::NotAStation)));
}

#[test]
fn a_station_changes_its_own_password_and_goes_on() {
    let server = Server::start();
    let hub = admitted(&server, 1, NEVER);
    hub.set_password("another-of-its-own").unwrap();
    assert_eq!(hub.bundle().unwrap(), [1], "the connection that stands goes on");
    let old = Hub::new(server.address(1), Patience::default()).unwrap();
    assert!(matches!(old.bundle(), Err(Error::Denied)));
    assert_eq!(with(server.address(1), "another-of-its-own").bundle().unwrap(), [1]);
    // Nobody else's.
    drop(server.station(2));
    let refused = server.try_station(1, "ALTER ROLE hotline_s02 PASSWORD 'x'").unwrap_err();
    assert!(refused.contains("permission denied") || refused.contains("must"), "{refused}");
}

#[test]
fn the_verifier_is_never_the_password() {
    let made = hub::verifier("secret-of-a-code");
    assert!(made.starts_with("SCRAM-SHA-256$") && !made.contains("secret"), "{made}");
    assert!(!made.contains('\''), "it stands in a statement as it is");
}
