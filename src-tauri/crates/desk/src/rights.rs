//! Who may ask what: each door names its row of the permission table, and the login's roles and keys answer.

use crate::desk::Desk;
use crate::door::{KeysAct, PaperOrder, PrintOrder, Printed, Query};
use crate::failure::{Failure, Needs};
use domain::erasure::ErasureCommand;
use domain::permission::{Compartment, Right, Role, may};

impl Query {
    pub fn right(&self) -> Right {
        match self {
            Query::Header | Query::Directory | Query::Policies => Right::SeeHouse,
            Query::Queue { .. } | Query::Form { .. } => Right::SeeSeat,
            Query::History { .. } => Right::SeeHistory,
            Query::Agenda { .. } | Query::Item { .. } => Right::SeeMeeting,
            Query::Ledger { .. } | Query::Case { .. } => Right::SeeCases,
            Query::Figures { .. } | Query::UnitSheets { .. } => Right::SeeFigures,
            Query::Sessions
            | Query::Sittings { .. }
            | Query::Room
            | Query::Prep { .. }
            | Query::Break { .. }
            | Query::Rota { .. } => Right::SeeSession,
            Query::Drafts => Right::SeeDrafts,
            // It counts open cases.
            Query::PolicyPreview { .. } => Right::SeeFigures,
            Query::UnitCase { .. } | Query::UnitLedger { .. } => Right::SeeOwnUnit,
            Query::Accounts => Right::SeeAccounts,
            Query::Trail { .. } => Right::SeeTrail,
            Query::CaseTrail { .. } => Right::SeeCaseTrail,
            Query::Erasures => Right::SeeErasures,
            Query::Backups => Right::SeeBackups,
            Query::Checkpoints => Right::ProveRecord,
            Query::Sharing => Right::SeeHouse,
            Query::ToCheck => Right::TidyCases,
            Query::DuesToCheck => Right::CheckDueDate,
            Query::Floor { .. } => Right::SeeSeat,
        }
    }
}

impl PaperOrder {
    pub fn right(&self) -> Right {
        match self {
            PaperOrder::Ledger { full: true, .. } => Right::ExportFull,
            PaperOrder::Ledger { full: false, .. } => Right::PrintMasked,
        }
    }
}

impl PrintOrder {
    pub fn right(&self) -> Right {
        match self.paper {
            Printed::Session => Right::PrintMasked,
            Printed::Trail => Right::SeeTrail,
            Printed::Checkpoint => Right::ProveRecord,
        }
    }
}

impl KeysAct {
    pub fn right(&self) -> Right {
        match self {
            KeysAct::OpenAccount { .. }
            | KeysAct::KeyAnew { .. }
            | KeysAct::GiveRoles { .. }
            | KeysAct::Withdraw { .. } => Right::ManageAccounts,
            KeysAct::ChangePassword { .. } => Right::OwnPassword,
            KeysAct::Admit { .. } => Right::Admit,
            KeysAct::TurnKey { .. } => Right::TurnKeys,
            KeysAct::WaiveSeparation { .. } => Right::WaiveSeparation,
            KeysAct::TakeOver { .. } => Right::TakeOver,
            KeysAct::Erasure { command } => match command {
                ErasureCommand::Propose { .. } | ErasureCommand::Drop { .. } => Right::ProposeErasure,
                ErasureCommand::Confirm { .. } => Right::ConfirmErasure,
            },
            KeysAct::Seal { .. } | KeysAct::ProposeSeal { .. } | KeysAct::ProposeSupplement { .. } => {
                Right::SealSession
            }
            KeysAct::ConfirmSeal { .. } | KeysAct::ConfirmSupplement { .. } => Right::ConfirmSeal,
        }
    }
}

impl Desk {
    /// The roles of the login as they stand now: a role that was taken away is gone with the next thing asked.
    pub fn roles(&self) -> Vec<Role> {
        self.directory().accounts.people.get(&self.me).map(|me| me.roles().to_vec()).unwrap_or_default()
    }

    /// # Errors
    /// `Denied`: none of the roles may, or nobody has admitted this login to the compartment.
    pub fn may(&self, right: Right) -> Result<(), Failure> {
        if !may(&self.roles(), right) {
            return Err(Failure::Denied { needs: Needs::Right { right } });
        }
        let compartment = right.compartment();
        if !self.opens(compartment) {
            return Err(Failure::Denied { needs: Needs::Admission { compartment } });
        }
        Ok(())
    }

    /// All that this login may ask.
    pub fn rights(&self) -> Vec<Right> {
        let roles = self.roles();
        let allowed = |right: &Right| may(&roles, *right) && self.opens(right.compartment());
        Right::ALL.into_iter().filter(allowed).collect()
    }

    fn opens(&self, compartment: Compartment) -> bool {
        match compartment {
            Compartment::Office => true,
            Compartment::General => self.file_keys().1.is_some(),
            // Its key is asked for at the desk itself.
            Compartment::Clue => {
                self.directory().accounts.people.get(&self.me).is_some_and(|me| me.holds(Compartment::Clue))
            }
        }
    }
}
