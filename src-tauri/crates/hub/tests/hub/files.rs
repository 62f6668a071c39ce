//! Sealed files at the hub: kept under the bytes' own name, for every station, and never too large.

use crate::server::Server;
use hub::Error;

fn named(body: &[u8]) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    Sha256::digest(body).into()
}

#[test]
fn what_one_station_brought_another_fetches() {
    let server = Server::start();
    let (first, second) = (server.station(1), server.station(2));
    let body = vec![7; 3_000_000];
    let hash = named(&body);
    assert_eq!(second.blob(&hash).unwrap(), None, "nobody has brought it yet");
    first.put_blob(&hash, &body).unwrap();
    second.put_blob(&hash, &body).unwrap();
    assert_eq!(second.blob(&hash).unwrap(), Some(body));
    assert_eq!(server.owner("SELECT count(*), max(via::text) FROM hotline.blobs").as_str(), {
        "1|00000000-0000-0000-0000-000000000001"
    });
}

#[test]
fn bytes_of_another_name_and_more_than_is_allowed_are_refused() {
    let server = Server::start();
    let station = server.station(1);
    let wrong = station.put_blob(&named(b"another"), b"bytes").unwrap_err();
    assert!(matches!(wrong, Error::Malformed { .. }), "{wrong:?}");
    let most = vec![1; 21 << 20];
    station.put_blob(&named(&most), &most).unwrap();
    let more = vec![1; (21 << 20) + 1];
    let refused = station.put_blob(&named(&more), &more).unwrap_err();
    assert!(matches!(&refused, Error::Refused { code } if code == "HS413"), "{refused:?}");
    assert_eq!(server.owner("SELECT count(*) FROM hotline.blobs"), "1");
}

#[test]
fn a_station_changes_no_file_and_a_retired_one_reads_none() {
    let server = Server::start();
    let station = server.station(1);
    let hash = named(b"bytes");
    station.put_blob(&hash, b"bytes").unwrap();
    for sql in [
        "SELECT body FROM hotline.blobs",
        "DELETE FROM hotline.blobs",
        "UPDATE hotline.blobs SET body = ''",
        "INSERT INTO hotline.blobs VALUES ('x', 'x', gen_random_uuid(), 0)",
    ] {
        assert!(server.try_station(1, sql).unwrap_err().contains("permission denied"), "{sql}");
    }
    server.owner("UPDATE hotline.stations SET retired = true");
    assert!(matches!(station.blob(&hash), Err(Error::NotAStation)));
    assert!(matches!(station.put_blob(&hash, b"bytes"), Err(Error::NotAStation)));
}

#[test]
fn a_file_on_its_way_holds_up_no_call() {
    let server = Server::start();
    let station = server.station(1);
    station.put_blob(&named(b"bytes"), b"bytes").unwrap();
    let before = station.connections();
    // Somebody holds the files; calls go on, on connections of their own.
    server.owner("ALTER TABLE hotline.blobs RENAME TO elsewhere");
    assert!(station.blob(&named(b"bytes")).is_err());
    station.follow(0, 1, None).unwrap();
    assert_eq!(station.connections(), before + 1, "the connection of files isn't counted");
}
