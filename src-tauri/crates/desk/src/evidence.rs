//! 附件: a file is sealed beside the record, then the event that names it is written; opened only in memory.

use crate::clock::wall_now;
use crate::desk::Desk;
use crate::door::{Answer, AttachOrder, EvidenceOrder, Failed, Order, PICTURE_MOST, Receipt};
use crate::failure::{Failure, Trouble};
use domain::case::evidence::{EVIDENCE_MOST, Evidence, fits};
use domain::case::text::EvidenceText;
use domain::case::{BlobHash, Case, CaseCommand, EvidenceKind};
use domain::event::{CaseEvent, Event};
use domain::id::CaseId;
use domain::permission::Right;
use domain::seat::LookKind;
use domain::view::CaseFull;
use domain::{Command, Rejection};
use std::fs::File;
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};
use store::Blobs;
use uuid::Uuid;
use vault::{BlobKey, Envelope};
use zeroize::Zeroizing;

/// A file that nobody names after so long was left by an act that came to no end.
const LEFT_AFTER: Duration = Duration::from_secs(86_400);

impl Desk {
    pub(crate) fn blobs(&self) -> Blobs {
        Blobs::of(&self.folder)
    }

    /// Puts a file on a case: on the disk, sealed, before the event is. The hub gets it behind the event.
    ///
    /// # Errors
    /// `Denied` by role; `Refused` by the rule; `Away` when the file can't be read, or as any act on the case.
    pub fn attach(&self, order: AttachOrder) -> Result<Receipt, Failure> {
        self.may(Right::AttachEvidence)?;
        if self.reads_only() {
            return Err(Failure::Away { what: Trouble::ReadingOnly });
        }
        let mut file = File::open(&order.path).map_err(|error| Failure::file(&error))?;
        let about = file.metadata().map_err(|error| Failure::file(&error))?;
        if !about.is_file() {
            return Err(Failure::Away { what: Trouble::File });
        }
        fits(about.len())?;
        let key = BlobKey::new()?;
        let sealed = self.blobs().seal(&key, &mut file).map_err(|error| {
            // It grew while it was read.
            let grew = matches!(error, store::Error::Vault(vault::Error::TooLarge { .. }));
            if grew { too_large() } else { error.into() }
        })?;
        let name = order.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let command = CaseCommand::AttachEvidence {
            hash: BlobHash(sealed.hash),
            size: u32::try_from(sealed.size).unwrap_or(u32::MAX),
            what: kind_of(&order.path),
            text: EvidenceText { name, note: order.note, key: key.text().to_string() },
        };
        let command = Command::Case(command);
        let order = Order { stream: order.case.0, version: Some(order.version), command, draft: None };
        let answer = self.act(vec![order]).pop();
        if let Some(sharing) = self.sharing() {
            sharing.files_wait();
        }
        match answer {
            Some(Answer::Done(receipt)) => Ok(receipt),
            // What was sealed is nobody's: its key is gone, and it goes when it is a day old.
            Some(Answer::Failed(Failed { failure })) => Err(failure),
            None => Err(Rejection::NotFound.into()),
        }
    }

    /// An event never names a file that isn't there: this door is for [`Desk::attach`] alone.
    pub(crate) fn file_stands(&self, command: &Command) -> Result<(), Failure> {
        if let Command::Case(CaseCommand::AttachEvidence { hash, .. }) = command
            && !self.blobs().here(*hash)
        {
            return Err(Rejection::NotFound.into());
        }
        Ok(())
    }

    /// What a page shows of a file, in memory only.
    ///
    /// # Errors
    /// As [`Desk::evidence`]; `Refused` for what isn't a picture, or too large a one.
    pub fn picture(&self, order: EvidenceOrder) -> Result<Zeroizing<Vec<u8>>, Failure> {
        self.may(Right::OpenEvidence)?;
        let (case, evidence) = self.named(order)?;
        if evidence.kind != EvidenceKind::Photo || evidence.size > PICTURE_MOST {
            return Err(Rejection::NotFound.into());
        }
        self.opened(&case, &evidence)
    }

    /// A file as it was attached.
    ///
    /// # Errors
    /// `Denied` by role; `Refused` when the case has no such file, or had: it was erased; `Away` while the file is on
    /// another workstation only, or damaged.
    pub fn evidence(&self, order: EvidenceOrder) -> Result<Zeroizing<Vec<u8>>, Failure> {
        self.may(Right::OpenEvidence)?;
        let (case, evidence) = self.named(order)?;
        self.opened(&case, &evidence)
    }

    /// The same, to the path that the person chose.
    ///
    /// # Errors
    /// As [`Desk::evidence`]; `Away` when it can't be written there.
    pub fn save_evidence(&self, order: EvidenceOrder, path: &Path) -> Result<(), Failure> {
        let bytes = self.evidence(order)?;
        paper::replace(path, &bytes).map_err(|error| Failure::file(&error))
    }

    fn named(&self, order: EvidenceOrder) -> Result<(Case, Evidence), Failure> {
        let case = self.read(|reader| reader.case(order.case))?.ok_or(Rejection::NotFound)?;
        let evidence = case.evidence.iter().find(|one| one.hash == order.hash).cloned();
        Ok((case, evidence.ok_or(Rejection::NotFound)?))
    }

    /// On the trail before anybody sees it.
    fn opened(&self, case: &Case, evidence: &Evidence) -> Result<Zeroizing<Vec<u8>>, Failure> {
        // Erased: without its key it is noise.
        let text = evidence.text.as_ref().filter(|_| !case.erased).ok_or(Rejection::NotFound)?;
        let key = BlobKey::of_text(&text.key).ok_or(Failure::Away { what: Trouble::Damaged })?;
        let (blobs, hash) = (self.blobs(), evidence.hash);
        if !blobs.here(hash) {
            self.fetch(case.id, hash)?;
        }
        self.look_at_once(self.look_of(LookKind::EvidenceOpened).at_case(case))?;
        let opened = match blobs.open(hash, &key) {
            // A bad sector isn't the end of it: the hub may have it whole.
            Err(store::Error::Vault(vault::Error::Damaged { .. })) if self.sharing().is_some() => {
                self.fetch(case.id, hash)?;
                blobs.open(hash, &key)
            }
            opened => opened,
        };
        opened?.ok_or_else(|| self.evidence_away(case.id, hash))
    }

    pub(crate) fn evidence_away(&self, case: CaseId, hash: BlobHash) -> Failure {
        let ordinal = self.attached_at(case).map(|all| ordinal_of(&all, hash)).unwrap_or_default();
        Failure::Away { what: Trouble::EvidenceAway { ordinal } }
    }

    /// The workstation of each file of a case, by its ordinal; 0 where the directory doesn't know it.
    fn attached_at(&self, case: CaseId) -> Result<Vec<(BlobHash, u8)>, Failure> {
        let directory = self.directory();
        let ordinal = |station: Uuid| {
            let known = directory.accounts.stations.iter().find(|known| known.station == station);
            known.map_or(0, |known| known.ordinal)
        };
        let (events, rows) = self.read(|reader| Ok((reader.events(case.0)?, reader.envelopes(case.0)?)))?;
        let attached = events.iter().zip(&rows).filter_map(|(made, row)| {
            let Event::Case(CaseEvent::EvidenceAttached(facts, _)) = &made.event else { return None };
            let envelope = Envelope::parse(row).ok()?;
            Some((facts.hash, ordinal(envelope.station())))
        });
        Ok(attached.collect())
    }

    /// What a fold of the case can't know: which files are here, and where the others were attached.
    pub(crate) fn place_evidence(&self, case: &mut CaseFull) -> Result<(), Failure> {
        if case.evidence.is_empty() {
            return Ok(());
        }
        let (blobs, attached) = (self.blobs(), self.attached_at(case.id)?);
        for one in &mut case.evidence {
            (one.here, one.station) = (blobs.here(one.hash), ordinal_of(&attached, one.hash));
        }
        Ok(())
    }

    /// Deletes files that no event names and that are a day old. Not while a row doesn't open here or has lost its
    /// place: it may name one.
    pub(crate) fn clear_files(&self) -> Result<(), Failure> {
        if self.reads_only() || self.file_keys().1.is_none() {
            return Ok(());
        }
        let named = self.read(|reader| {
            let doubtful = reader.waiting()?.displaced > 0 || !reader.unopened()?.is_empty();
            if doubtful { Ok(None) } else { reader.blobs().map(Some) }
        })?;
        let Some(named) = named else { return Ok(()) };
        let now = UNIX_EPOCH + Duration::from_millis(u64::try_from(wall_now().0).unwrap_or_default());
        let before = now.checked_sub(LEFT_AFTER).unwrap_or(UNIX_EPOCH);
        Ok(self.blobs().clear(&named.into_iter().map(|(_, hash)| hash).collect(), before)?)
    }
}

fn ordinal_of(attached: &[(BlobHash, u8)], hash: BlobHash) -> u8 {
    attached.iter().find(|(known, _)| *known == hash).map_or(0, |(_, ordinal)| *ordinal)
}

fn too_large() -> Failure {
    fits(u64::from(EVIDENCE_MOST) + 1).map_or_else(Failure::from, |()| Failure::Away { what: Trouble::File })
}

/// By its ending: what it is called is all that is known of it without reading it.
fn kind_of(path: &Path) -> EvidenceKind {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match ending.as_str() {
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "bmp" => EvidenceKind::Photo,
        "pdf" | "doc" | "docx" | "xls" | "xlsx" | "ppt" | "pptx" | "wps" | "et" | "ofd" | "txt" => {
            EvidenceKind::Document
        }
        "mp3" | "wav" | "m4a" | "amr" | "aac" | "ogg" | "flac" => EvidenceKind::Audio,
        _ => EvidenceKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_and_the_seal_draw_the_line_at_the_same_byte() {
        assert_eq!(u64::from(EVIDENCE_MOST), vault::BLOB_MOST);
    }

    #[test]
    fn a_file_is_of_a_kind_by_its_ending() {
        for (path, kind) in [
            ("/x/井盖.JPG", EvidenceKind::Photo),
            ("/x/答复.ofd", EvidenceKind::Document),
            ("/x/来电.amr", EvidenceKind::Audio),
            ("/x/photo.svg", EvidenceKind::Other),
            ("/x/none", EvidenceKind::Other),
        ] {
            assert_eq!(kind_of(Path::new(path)), kind, "{path}");
        }
    }
}
