//! Opening the store that a command is about.

use crate::{Founding, Line};
use desk::clock::Clock;
use desk::house::{self, NewHouse, REAL, REHEARSAL};
use desk::{Desk, Failure, FounderForm, RehearsalPlan, StoreState, Trouble, rehearsal};
use domain::directory::HouseKind;
use domain::permission::Right;
use std::path::PathBuf;

/// Whoever logs in here may no more than at a window.
fn allowed(desk: Desk, right: Right) -> Result<Desk, Failure> {
    desk.may(right)?;
    Ok(desk)
}

impl Line {
    pub fn folder(&self) -> PathBuf {
        self.store.clone().unwrap_or_else(|| desk::default_base().join(REAL))
    }

    pub fn writing(&self, right: Right) -> Result<Desk, Failure> {
        allowed(house::open(&self.folder(), &self.staff_no, &self.password()?, Clock::wall())?, right)
    }

    /// Beside a running console.
    pub fn reading(&self, right: Right) -> Result<Desk, Failure> {
        allowed(house::open_reading(&self.folder(), &self.staff_no, &self.password()?)?, right)
    }

    /// For what goes to the trail: in a real house nobody looks without writing that down.
    pub fn looking(&self, right: Right) -> Result<Desk, Failure> {
        match house::state(&self.folder()) {
            StoreState::Present { needs_password: false, .. } => self.reading(right),
            StoreState::Present { .. } | StoreState::Absent | StoreState::Trouble { .. } => {
                self.writing(right)
            }
        }
    }

    pub fn found(&self, founding: &Founding) -> Result<(Desk, Vec<String>), Failure> {
        let folder = self.folder();
        if house::there(&folder) {
            return Err(Failure::Away { what: Trouble::StoreThere });
        }
        let Founding { unattended, name, title, district, second, second_title, second_staff_no } = founding;
        let kind = if *unattended { HouseKind::Evaluation } else { HouseKind::Real };
        let password = if *unattended { String::new() } else { self.new_password()? };
        let second = match second {
            Some(name) => Some(FounderForm {
                name: name.clone(),
                title: second_title.clone(),
                staff_no: second_staff_no.clone(),
                password: self.second_password()?,
            }),
            None => None,
        };
        let (staff_no, password) = (&self.staff_no, &password);
        let new = NewHouse { kind, name, title, district, staff_no, password, second: second.as_ref() };
        house::found(&folder, &new, Clock::wall())
    }

    /// The store of a rehearsal, founded if it is not there. A real one is left alone.
    pub fn rehearsing(&self, plan: &RehearsalPlan) -> Result<Desk, Failure> {
        let folder = self.store.clone().unwrap_or_else(|| desk::default_base().join(REHEARSAL));
        match house::state(&folder) {
            StoreState::Absent => rehearsal::found(&folder, plan),
            StoreState::Present { house: HouseKind::Real, .. } => {
                Err(Failure::Denied { needs: desk::Needs::Rehearsal })
            }
            StoreState::Present { .. } => {
                house::open(&folder, "", "", Clock::played(rehearsal::day_begins(plan), plan.speed))
            }
            StoreState::Trouble { failure } => Err(failure),
        }
    }

    fn password(&self) -> Result<String, Failure> {
        match house::state(&self.folder()) {
            StoreState::Present { needs_password: true, .. } => self.asked("密码 / password: ", 0),
            StoreState::Present { .. } | StoreState::Absent => Ok(String::new()),
            StoreState::Trouble { failure } => Err(failure),
        }
    }

    /// Of somebody whose house isn't here yet.
    pub fn first_password(&self) -> Result<String, Failure> {
        self.asked("密码 / password: ", 0)
    }

    pub fn new_password(&self) -> Result<String, Failure> {
        self.asked_twice("新密码 / new password: ", 0)
    }

    fn second_password(&self) -> Result<String, Failure> {
        self.asked_twice("第二人的新密码 / new password of the second founder: ", 1)
    }

    fn asked_twice(&self, prompt: &str, line: usize) -> Result<String, Failure> {
        let password = self.asked(prompt, line)?;
        if self.password_file.is_none() && self.asked("再输一次 / again: ", line)? != password {
            return Err(Failure::Denied { needs: desk::Needs::Password });
        }
        Ok(password)
    }

    /// What is typed, or that line of the password file.
    fn asked(&self, prompt: &str, line: usize) -> Result<String, Failure> {
        match &self.password_file {
            Some(file) => {
                let text = std::fs::read_to_string(file).map_err(|error| Failure::file(&error))?;
                Ok(text.lines().nth(line).unwrap_or_default().to_string())
            }
            None => rpassword::prompt_password(prompt)
                .map_err(|_| Failure::Denied { needs: desk::Needs::Password }),
        }
    }
}
