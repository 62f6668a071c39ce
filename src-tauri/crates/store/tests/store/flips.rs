//! Five thousand flipped bits over the record and its log: each is found, or changes nothing.

use crate::house::*;
use crate::town::*;
use domain::seat::LookKind;
use std::fs::{self, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::thread;
use store::{Error, Reader, VerifyReport, trail_stream};

const FLIPS: u64 = 5_000;
const THREADS: u64 = 4;

#[test]
fn a_flipped_bit_anywhere_is_found_or_harmless() {
    let found: u64 = thread::scope(|scope| {
        let shares: Vec<_> = (0..THREADS).map(|share| scope.spawn(move || flipped(share))).collect();
        shares.into_iter().map(|share| share.join().unwrap()).sum()
    });
    // What is harmless lies where nothing reads: in a page of the file whose newest form stands in the log.
    assert!(found > FLIPS * 2 / 3, "found: {found}");
}

/// One thread's share of the places, in a house of its own. Answers how many were found.
fn flipped(share: u64) -> u64 {
    let house = small_house();
    let files = ["record.db", "record.db-wal"].map(|name| house.file(name));
    let lengths = files.each_ref().map(|path| fs::metadata(path).unwrap().len());
    let before = files.each_ref().map(|path| fs::read(path).unwrap());
    let whole = proved(&house).unwrap();
    assert!(whole.0.ok && lengths.iter().all(|length| *length > 20_000), "{whole:?} {lengths:?}");
    let all: u64 = lengths.iter().sum();
    let mut found = 0;
    for flip in (share..FLIPS).step_by(THREADS as usize) {
        let at = flip * all / FLIPS;
        let (path, at) = if at < lengths[0] { (&files[0], at) } else { (&files[1], at - lengths[0]) };
        let bit = 1 << (flip % 8);
        flip_bit(path, at, bit);
        match proved(&house) {
            Err(_) => found += 1,
            Ok((report, _)) if !report.ok => found += 1,
            Ok(same) => assert_eq!(same, whole, "{} at {at}, bit {bit}: not found", path.display()),
        }
        flip_bit(path, at, bit);
    }
    assert!(before == files.map(|path| fs::read(path).unwrap()), "reading has changed nothing");
    found
}

/// A few events of several kinds; the first of them in the file, the others in the log.
fn small_house() -> House {
    // In memory, where there is such a place: it is opened ten thousand times, and no promise here is about the disk.
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
    let path = folder.path().to_path_buf();
    let house = House::at(folder, path);
    let mut desk = house.found().unwrap();
    desk.act(id(1), planned(1));
    assert!(house.keeper().truncate().unwrap());
    desk.act(id(10), recorded(1, 9, 1, text("路灯不亮", "周女士", "10013800001")));
    let looks = looked(vec![look(0, WHO, LookKind::LoggedIn)]);
    desk.act(trail_stream(house.identity.station, day(1)), looks);
    house
}

/// The report, and every envelope that is there. The rows are made anew only where the journal itself tells nothing.
fn proved(house: &House) -> Result<(VerifyReport, Vec<Vec<u8>>), Error> {
    let House { path, record_key, cases_key, keys, .. } = house;
    let alone = Reader::open(path, record_key, None, keys.clone())?.verify(&mut |_, _| {})?;
    if !alone.ok {
        return Ok((alone, Vec::new()));
    }
    let reader = Reader::open(path, record_key, cases_key, keys.clone())?;
    let streams = [id(1), id(10), trail_stream(house.identity.station, day(1))];
    let envelopes =
        streams.map(|stream| reader.envelopes(stream)).into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok((reader.verify(&mut |_, _| {})?, envelopes.concat()))
}

fn flip_bit(path: &Path, at: u64, bit: u8) {
    let mut file = OpenOptions::new().read(true).write(true).open(path).unwrap();
    let mut byte = [0];
    file.seek(SeekFrom::Start(at)).unwrap();
    file.read_exact(&mut byte).unwrap();
    file.seek(SeekFrom::Start(at)).unwrap();
    file.write_all(&[byte[0] ^ bit]).unwrap();
}
