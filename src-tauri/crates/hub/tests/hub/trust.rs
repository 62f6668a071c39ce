//! What a station may not do, and whom it doesn't trust.

use crate::sealed;
use crate::server::{HOUSE, Server};
use hub::{Error, Hub, Patience};
use uuid::Uuid;

#[test]
fn a_station_executes_four_functions_and_touches_no_table() {
    let server = Server::start();
    server.station(1).append(HOUSE, &[sealed(1, 100, 1)], &[]).unwrap();
    for table in ["head", "stations", "journal", "stream_keys", "presence", "joins"] {
        for sql in ["SELECT * FROM", "DELETE FROM", "TRUNCATE"] {
            let refused = server.try_station(1, &format!("{sql} hotline.{table}")).unwrap_err();
            assert!(refused.contains("permission denied"), "{sql} {table}: {refused}");
        }
    }
    for sql in ["SELECT hotline.now_ms()", "CREATE TABLE hotline.mine (a int)"] {
        let refused = server.try_station(1, sql).unwrap_err();
        assert!(refused.contains("permission denied"), "{sql}: {refused}");
    }
    assert!(server.try_station(1, "SELECT * FROM hotline.follow(0, 10, NULL)").is_ok());
}

#[test]
fn not_even_the_owner_changes_the_journal() {
    let server = Server::start();
    server.station(1).append(HOUSE, &[sealed(1, 100, 1)], &[]).unwrap();
    for sql in
        ["UPDATE hotline.journal SET version = 2", "DELETE FROM hotline.journal", "TRUNCATE hotline.journal"]
    {
        assert!(server.try_owner(sql).unwrap_err().contains("append-only"), "{sql}");
    }
}

#[test]
fn columns_that_differ_from_the_envelope_are_refused() {
    let server = Server::start();
    let station = server.station(1);
    let mut other_stream = sealed(1, 100, 1);
    other_stream.stream = Uuid::from_u128(101);
    let mut other_version = sealed(1, 100, 1);
    other_version.version = 2;
    let mut short = sealed(1, 100, 1);
    short.envelope.truncate(80);
    for wrong in [other_stream, other_version, short] {
        let refused = station.append(HOUSE, &[sealed(7, 300, 1), wrong], &[]).unwrap_err();
        assert!(matches!(refused, Error::Malformed { index: 1 }), "{refused:?}");
    }
    assert!(station.follow(0, 10, None).unwrap().rows.is_empty());
}

#[test]
fn a_hub_of_another_house_takes_nothing() {
    let server = Server::start();
    let refused = server.station(1).append(Uuid::from_u128(9), &[sealed(1, 100, 1)], &[]).unwrap_err();
    assert!(matches!(refused, Error::OtherHouse), "{refused:?}");
}

#[test]
fn a_retired_station_is_refused_at_once() {
    let server = Server::start();
    let station = server.station(1);
    station.append(HOUSE, &[sealed(1, 100, 1)], &[]).unwrap();
    server.owner("UPDATE hotline.stations SET retired = true");
    let refused = station.append(HOUSE, &[sealed(2, 100, 2)], &[]).unwrap_err();
    assert!(matches!(refused, Error::NotAStation), "{refused:?}");
    assert!(matches!(station.follow(0, 10, None), Err(Error::NotAStation)));
    assert!(matches!(station.erase(Uuid::from_u128(100)), Err(Error::NotAStation)));
}

#[test]
fn a_wrong_password_another_certificate_and_no_server_are_told_apart() {
    let server = Server::start();
    drop(server.station(1));
    let hub = |change: &dyn Fn(&mut hub::Address)| {
        let mut address = server.address(1);
        change(&mut address);
        Hub::new(address, Patience::default()).unwrap().follow(0, 1, None).map(drop)
    };
    assert!(hub(&|_| {}).is_ok());
    let password = hub(&|address| address.password = "guessed".to_owned().into());
    assert!(matches!(password, Err(Error::Denied)), "{password:?}");
    let certificate = hub(&|address| address.certificates = vec![[1; 16]]);
    assert!(matches!(certificate, Err(Error::OtherCertificate)), "{certificate:?}");
    let away = hub(&|address| address.hosts = vec![("127.0.0.1".to_owned(), 1)]);
    assert!(matches!(away, Err(Error::Away(_))), "{away:?}");
    // Of several hosts the first that answers.
    assert!(hub(&|address| address.hosts.insert(0, ("127.0.0.1".to_owned(), 1))).is_ok());
}
