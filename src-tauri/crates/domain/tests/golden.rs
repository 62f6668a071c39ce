//! What was once written is read for ever: a file for every kind of event, and every code by its name.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use domain::aside::{Checked, TakenWhy};
use domain::calendar::DayKind;
use domain::call::{Disposition, Line, Missed, NoCase};
use domain::case::follow::facts::*;
use domain::case::{Channel, CloseKind, Outside, Party, PassedOn, RequestType, Speech, VoidReason};
use domain::clue::{ClueMode, ClueRecipient};
use domain::deadline::DeadlineClass;
use domain::directory::{HouseKind, UnitKind};
use domain::erasure::ErasureReason;
use domain::event::{
    CallEvent, CaseEvent, ClueEvent, DecodeError, DirectoryEvent, ErasureEvent, Event, FollowEvent,
    MeetingEvent, Parts, SeatEvent, SessionEvent, StreamEvent,
};
use domain::limits::Limit;
use domain::permission::{Compartment, Role};
use domain::seat::{CheckpointWhy, LookKind, LookReason};
use domain::session::{Check, HostKind};
use domain::triage::{Group, Pass};
use domain::upcast::NEWEST;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Golden {
    kind: String,
    v: u16,
    data: Value,
    personal: Option<Value>,
}

/// `<Kind>.v<version>.json`, or `<Kind>.v<version>.<which>.json` for another shape of the same.
fn files() -> Vec<(String, Golden)> {
    let folder = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden")).unwrap();
    let mut files: Vec<_> = folder
        .map(|file| {
            let file = file.unwrap();
            let golden = serde_json::from_str(&fs::read_to_string(file.path()).unwrap());
            let name = file.file_name().into_string().unwrap();
            let golden = golden.unwrap_or_else(|why| panic!("{name}: {why}"));
            (name, golden)
        })
        .collect();
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    files
}

fn kinds() -> Vec<&'static str> {
    let lists = [
        SessionEvent::KINDS,
        CallEvent::KINDS,
        CaseEvent::KINDS,
        FollowEvent::KINDS,
        MeetingEvent::KINDS,
        DirectoryEvent::KINDS,
        SeatEvent::KINDS,
        ErasureEvent::KINDS,
        ClueEvent::KINDS,
        StreamEvent::KINDS,
    ];
    lists.concat()
}

fn decode(golden: &Golden) -> Result<(domain::id::PersonId, Event), DecodeError> {
    Event::decode(&golden.kind, golden.v, golden.data.clone(), golden.personal.clone())
}

#[test]
fn every_kind_in_every_version_has_a_file() {
    let names: BTreeSet<String> = files().into_iter().map(|(name, _)| name).collect();
    for kind in kinds() {
        for version in 1..=NEWEST {
            let name = format!("{kind}.v{version}.json");
            assert!(names.contains(&name), "{name} is missing: write it once and never change it");
        }
    }
}

#[test]
fn every_file_says_what_its_name_says() {
    for (name, golden) in files() {
        let own = format!("{}.v{}.", golden.kind, golden.v);
        assert!(name.starts_with(&own) && kinds().contains(&golden.kind.as_str()), "{name}");
    }
}

#[test]
fn no_kind_stands_on_two_streams() {
    let unique: BTreeSet<&str> = kinds().into_iter().collect();
    assert_eq!(unique.len(), kinds().len());
}

#[test]
fn every_event_is_read_and_written_again_as_it_was() {
    for (name, golden) in files() {
        let (by, event) = decode(&golden).unwrap_or_else(|why| panic!("{name}: {why}"));
        assert_eq!(json!(by), golden.data["by"], "{name}");
        assert_eq!(event.kind(), golden.kind, "{name}");
        if golden.v == NEWEST {
            let parts = event.parts(by).unwrap();
            let Golden { data, personal, .. } = golden;
            assert_eq!(parts, Parts { kind: event.kind(), v: NEWEST, data, personal }, "{name}");
        }
    }
}

#[test]
fn an_erased_event_keeps_its_facts_and_no_text() {
    for (name, golden) in files() {
        let whole = decode(&golden).unwrap();
        let erased = decode(&Golden { personal: None, ..golden.clone() });
        let (by, erased) = erased.unwrap_or_else(|why| panic!("{name}: {why}"));
        let (facts, left) = (whole.1.parts(by).unwrap(), erased.parts(by).unwrap());
        assert_eq!((facts.data, left.personal), (left.data, None), "{name}");
    }
}

#[test]
fn what_cannot_be_read_is_refused_and_says_why() {
    let (_, good) = files().into_iter().find(|(name, _)| name == "CaseMerged.v1.json").unwrap();
    let by = good.data["by"].clone();
    let table = [
        ("an unknown kind", "CasePraised", 1, good.data.clone(), None, DecodeError::UnknownKind),
        (
            "a kind's name in small letters",
            "casemerged",
            1,
            good.data.clone(),
            None,
            DecodeError::UnknownKind,
        ),
        ("a newer version", "CaseMerged", NEWEST + 1, good.data.clone(), None, DecodeError::NewerVersion),
        ("the version zero", "CaseMerged", 0, good.data.clone(), None, DecodeError::Malformed),
        ("nobody who typed it", "CaseMerged", 1, json!({"master": by}), None, DecodeError::Malformed),
        ("no master", "CaseMerged", 1, json!({"by": by}), None, DecodeError::Malformed),
        (
            "a master that is no id",
            "CaseMerged",
            1,
            json!({"by": by, "master": 7}),
            None,
            DecodeError::Malformed,
        ),
        ("no object", "CaseMerged", 1, json!([by]), None, DecodeError::Malformed),
        ("text of another shape", "CaseMerged", 1, good.data.clone(), Some(json!(7)), DecodeError::Malformed),
    ];
    for (what, kind, v, data, personal, why) in table {
        assert_eq!(Event::decode(kind, v, data, personal).unwrap_err(), why, "{what}");
    }
    assert!(decode(&good).is_ok());
}

#[test]
fn every_check_that_was_ever_ticked_is_read() {
    for kind in ["notice", "recording", "printing", "projection", "briefing"] {
        let check: Check = serde_json::from_value(json!({ "kind": kind })).unwrap();
        assert_eq!(json!(check), json!({ "kind": kind }));
    }
    let line: Check = serde_json::from_value(json!({ "kind": "line", "seat": 9 })).unwrap();
    assert_eq!(line, Check::Line { seat: 9 });
}

fn reads<T: DeserializeOwned + PartialEq>(names: &[&str]) {
    let read: Vec<T> = names
        .iter()
        .map(|name| serde_json::from_value(json!(name)).unwrap_or_else(|why| panic!("{name}: {why}")))
        .collect();
    for (at, one) in read.iter().enumerate() {
        assert!(!read[..at].contains(one), "{} is read as another name", names[at]);
    }
}

#[test]
fn every_code_that_was_ever_written_is_read() {
    reads::<Disposition>(&["resolvedOnCall", "sameDay", "transferred"]);
    reads::<NoCase>(&["wrongNumber", "silent", "harassment", "cutOff", "emergency", "redirected"]);
    reads::<Line>(&["byHand", "rehearsal"]);
    reads::<Missed>(&["gaveUp", "noSeat", "closed"]);
    reads::<RequestType>(&["inquiry", "complaint", "report", "help", "suggestion"]);
    reads::<Party>(&["person", "enterprise"]);
    reads::<Outside>(&["cityPlatform", "otherDistrict"]);
    reads::<PassedOn>(&["notItsDuty", "belongsToCompany", "notHandedOver", "noAnswer", "other"]);
    reads::<Channel>(&["police110", "fire119", "ambulance120", "petition", "court", "other"]);
    reads::<Speech>(&["mandarin", "dialect", "minority"]);
    reads::<HostKind>(&["district", "bureau"]);
    reads::<VoidReason>(&["test", "misrecorded", "harassment"]);
    reads::<Group>(&["hazard", "sameDay", "repeat", "disputed", "byUnit", "absent"]);
    reads::<Pass>(&["opening", "oneByOne", "byUnit", "absent", "closing"]);
    reads::<HouseKind>(&["real", "evaluation", "rehearsal"]);
    reads::<UnitKind>(&["bureau", "street", "company", "cityPlatform", "otherDistrict"]);
    reads::<DeadlineClass>(&["sameDay", "hazard", "utilities", "general", "complex"]);
    reads::<DayKind>(&["work", "off"]);
    reads::<TakenWhy>(&["broken", "cutOff", "left"]);
    reads::<Checked>(&["redone", "dismissed"]);
    reads::<Compartment>(&["office", "general", "clue"]);
    reads::<ErasureReason>(&[
        "purposeServed",
        "periodOver",
        "consentWithdrawn",
        "unlawfullyProcessed",
        "otherLaw",
    ]);
    reads::<ClueRecipient>(&["cityDiscipline", "districtDiscipline", "stationed"]);
    reads::<ClueMode>(&["whole", "referenceOnly"]);
    reads::<CheckpointWhy>(&["rows", "seatClosed", "sealed", "backup"]);
    reads::<LookKind>(&[
        "caseOpened",
        "numberRevealed",
        "numberCopied",
        "numberShown",
        "historyAsked",
        "printed",
        "exported",
        "loggedIn",
        "loggedOut",
        "locked",
        "unlocked",
        "evidenceOpened",
    ]);
    reads::<LookReason>(&[
        "verifyWithCaller",
        "callBack",
        "tellCaller",
        "handToUnit",
        "meeting",
        "supervision",
        "callerAsked",
        "archive",
    ]);
    reads::<Role>(&[
        "recorder",
        "floorManager",
        "secretary",
        "liaison",
        "callbackAgent",
        "supervisionOfficer",
        "clueOfficer",
        "mediaLiaison",
        "analyst",
        "administrator",
        "auditor",
    ]);
}

#[test]
fn every_code_of_the_follow_up_is_read() {
    reads::<HardWhy>(&["returned", "noLead"]);
    reads::<ExtensionReason>(&["supply", "weather", "others", "procedure", "funds", "other"]);
    reads::<NoticeAbout>(&["assignment", "extension", "laterThanPromised", "listing"]);
    reads::<ContactHow>(&["phone", "message", "platform", "visit"]);
    reads::<NotReached>(&["noAnswer", "busy", "off", "wrongNumber", "refused"]);
    reads::<Solved>(&["yes", "partly", "no"]);
    reads::<Satisfaction>(&["very", "satisfied", "basically", "dissatisfied", "veryDissatisfied"]);
    reads::<ReopenWhy>(&["unsolved", "dissatisfied", "newEvidence", "calledAgain", "mergedCaller"]);
    reads::<Reasonableness>(&["reasonable", "outsideLaw", "beyondAbility", "unfounded"]);
    reads::<Level>(&["reminder", "focused", "leader", "escalated"]);
    reads::<Trigger>(&[
        "amber",
        "noProgress",
        "red",
        "reopened",
        "overdue",
        "idleAfterReturn",
        "hard",
        "tooLong",
        "poor",
        "unsolved",
        "byHand",
    ]);
    reads::<Office>(&[
        "partyInspection",
        "governmentInspection",
        "partyDelegate",
        "congressDeputy",
        "cppccMember",
        "leader",
    ]);
    reads::<PlatformStatus>(&["open", "replied", "closed", "returned"]);
    reads::<CloseKind>(&["onSpot", "solved", "explained", "unreachable", "elsewhere"]);
    reads::<Limit>(&[
        "ackDays",
        "returnDays",
        "returnsAUnit",
        "returnsToHard",
        "unitsToHard",
        "extensions",
        "extensionDays",
        "extensionAhead",
        "noticeDays",
        "callbackDays",
        "attempts",
        "attemptDays",
        "attemptHours",
        "reopenShare",
        "reopenLeast",
        "againDays",
        "reviewDays",
        "progressDays",
        "reopensToFocused",
        "reopensToLeader",
        "amberHours",
        "redHours",
        "shortSpan",
        "amberShare",
        "redShare",
        "longDays",
        "poorTimes",
        "unsolvedTimes",
        "answerDays",
        "silentDays",
    ]);
}
