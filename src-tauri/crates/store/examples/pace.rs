//! How fast the record is here: a commit beside a raw 4 KiB write + fdatasync, an import, a rebuild.
//!
//! `cargo run --release -p store --example pace -- FOLDER [CASES]`; the folder must be on the disk in question.

use domain::call::Line;
use domain::call::facts::{CallAnswered, CallRang};
use domain::call::text::CallerText;
use domain::case::CaseImported;
use domain::case::text::{ImportText, MatterText};
use domain::event::{CallEvent, CaseEvent};
use domain::id::{CategoryId, PersonId, SessionId, UnitId};
use domain::view::LedgerFilter;
use domain::{Event, Made, Stamp};
use std::error::Error;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::{Identity, Store, StreamKeyFor, Write};
use uuid::Uuid;
use vault::{Act, Compartment, Epoch, FileKey, Head, Keys, Personal, facts_text, seal};

type Done<T> = Result<T, Box<dyn Error>>;

const NOW: i64 = 1_796_086_800_000;
const ACTS: u32 = 2_000;
const BATCH: u64 = 1_000;

fn main() -> Done<()> {
    let mut arguments = std::env::args().skip(1);
    let folder =
        PathBuf::from(arguments.next().ok_or("which folder?")?).join(format!("pace-{}", std::process::id()));
    let cases = arguments.next().map_or(Ok(100_000), |count| count.parse())?;
    std::fs::create_dir_all(&folder)?;
    let identity = Identity { house: Uuid::new_v4(), station: Uuid::new_v4(), ordinal: 1 };
    let keys = Arc::new(Keys::new(identity.house, [Epoch::new(Compartment::General, 1)?]));
    let (record_key, cases_key) = (FileKey::new()?, FileKey::new()?);
    let mut store = Store::create(&folder, &identity, &[7; 32], &record_key, &cases_key, keys.clone())?;
    let keeper = store.keeper()?;

    let mut raw = OpenOptions::new().create(true).append(true).open(folder.join("raw"))?;
    let (mut commits, mut syncs) = (Vec::new(), Vec::new());
    let session = SessionId(Uuid::new_v4());
    for act in 0..ACTS {
        let stream = Uuid::new_v4();
        let rang = CallEvent::CallRang(
            CallRang { session, line: Line::ByHand },
            Some(CallerText { number: Some(format!("100138{act:05}")) }),
        );
        let rang = sealed(&store, &keys, stream, &[Event::Call(rang)])?;
        commits.push(timed(|| store.commit(&[rang], &[]))?);
        let (leader, recorder) = (PersonId(Uuid::new_v4()), PersonId(Uuid::new_v4()));
        let answered = CallEvent::CallAnswered(CallAnswered { seat: 1, leader, recorder }, None);
        let answered = sealed(&store, &keys, stream, &[Event::Call(answered)])?;
        commits.push(timed(|| store.commit(&[answered], &[]))?);
        for _ in 0..2 {
            syncs.push(timed(|| raw.write_all(&[7; 4096]).and_then(|()| raw.sync_data()))?);
        }
        if act % 200 == 0 {
            keeper.checkpoint()?;
        }
    }
    let (commit, sync) = (percentile(&mut commits, 50), percentile(&mut syncs, 50));
    println!(
        "commit p50 {commit:?} p99 {:?}; raw 4 KiB + fdatasync p50 {sync:?} p99 {:?}; ratio {:.2}",
        percentile(&mut commits, 99),
        percentile(&mut syncs, 99),
        commit.as_secs_f64() / sync.as_secs_f64()
    );

    let start = Instant::now();
    for from in (0..cases).step_by(BATCH as usize) {
        let batch = (from..from + BATCH)
            .map(|number| sealed(&store, &keys, Uuid::new_v4(), &[Event::Case(imported(number))]));
        store.commit(&batch.collect::<Done<Vec<_>>>()?, &[])?;
        keeper.checkpoint()?;
    }
    println!("{cases} cases sealed and imported in {:?}", start.elapsed());
    let reader = store.reader()?;
    for words in ["", "4321", "没有这个词"] {
        let filter = LedgerFilter { words: words.into(), ..LedgerFilter::default() };
        let start = Instant::now();
        let (total, _) = reader.ledger(&filter, 0, 50)?;
        println!("ledger {words:?}: {total} in {:?}", start.elapsed());
    }
    let start = Instant::now();
    let rebuilt = store.rebuild()?;
    println!("{rebuilt:?} in {:?}", start.elapsed());
    let start = Instant::now();
    let report = store.reader()?.verify(&mut |_, _| {})?;
    println!("verify ok: {} in {:?}", report.ok, start.elapsed());
    Ok(std::fs::remove_dir_all(folder)?)
}

fn imported(number: u64) -> CaseEvent {
    let facts = CaseImported {
        external: Uuid::new_v4(),
        recorded_at: Some(Stamp(NOW - i64::try_from(number).unwrap_or_default() * 60_000)),
        closed_at: None,
        category: Some(CategoryId(Uuid::from_u128(u128::from(number % 40)))),
        unit: Some(UnitId(Uuid::from_u128(u128::from(number % 60)))),
    };
    let matter = MatterText {
        title: format!("桥华小区{number}号楼楼道灯不亮"),
        matter: "楼道灯坏了两个月,老人上下楼看不清,物业说等配件,社区说归物业,希望尽快修好。".repeat(2),
        caller: "周女士".into(),
        number: format!("100138{number:05}"),
        place: "桥华小区".into(),
        ..MatterText::default()
    };
    CaseEvent::CaseImported(
        facts,
        Some(ImportText { external_id: format!("GD{number}"), matter, unit: "区住建局".into() }),
    )
}

fn sealed(store: &Store, keys: &Keys, stream: Uuid, events: &[Event]) -> Done<Write> {
    let before = store.state(stream)?;
    let (mut envelopes, mut wraps, mut after) = (Vec::new(), Vec::new(), before.clone());
    for (version, event) in (before.version() + 1..).zip(events) {
        let parts = event.parts(PersonId(Uuid::nil()))?;
        let facts = facts_text(&Act { kind: parts.kind, v: parts.v.into(), data: &parts.data })?;
        let text = parts.personal.map(|text| serde_json::to_vec(&text)).transpose()?;
        let mut key = None;
        if text.is_some() {
            key = Some(match store.stream_key(stream, Compartment::General)? {
                StreamKeyFor::Standing(key) => key,
                StreamKeyFor::Nothing | StreamKeyFor::Erased => {
                    let new = keys.stream_key_new(stream, Compartment::General)?;
                    wraps.push((stream, new));
                    new
                }
            });
        }
        let head = Head { event_id: Uuid::now_v7(), stream, version, station: Uuid::nil(), at: NOW };
        let personal = text.as_ref().zip(key.as_ref()).map(|(text, key)| Personal { key, text });
        envelopes.push(seal(keys, Compartment::General, &head, &facts, personal)?);
        let by = PersonId(Uuid::nil());
        after = after.apply(stream, Made { at: Stamp(NOW), by, version, erased: false, event });
    }
    Ok(Write { envelopes, keys: wraps, stream, before, after })
}

fn timed<T, E: Error + 'static>(act: impl FnOnce() -> Result<T, E>) -> Done<Duration> {
    let start = Instant::now();
    act()?;
    Ok(start.elapsed())
}

fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort();
    times.get(times.len() * percent / 100).copied().unwrap_or_default()
}
