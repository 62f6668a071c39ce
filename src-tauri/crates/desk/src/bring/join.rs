//! A table's tree beside the one that stands: what is the same branch, and what is a new one.
//!
//! A branch is known by its number among its neighbours, by the id that its path makes, or by its name. One that
//! is known stays where it hangs, for somebody may have moved it; a new one's id is made from its path, so that
//! the same table makes the same branches everywhere.

use super::tree::{Tree, Up};
use crate::chance::id_by_name;
use crate::door::RowWhy;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A branch as it stands in the directory.
pub struct Stand<'a> {
    pub name: &'a str,
    pub code: Option<&'a str>,
    pub above: Option<Uuid>,
}

/// Where a branch of the table belongs.
pub struct Joined {
    /// Its place in the table's tree.
    pub branch: usize,
    pub id: Uuid,
    pub above: Option<Uuid>,
    /// 1 is the uppermost.
    pub level: u32,
    /// By names, for a person to read.
    pub path: String,
    /// By numbers where there are some, else names: what its id is made from.
    key: String,
}

pub struct Standing<'a> {
    kind: &'static str,
    branches: HashMap<Uuid, Stand<'a>>,
    by_name: HashMap<(Option<Uuid>, String), Uuid>,
    by_code: HashMap<(Option<Uuid>, &'a str), Uuid>,
    /// What words of the table stand for.
    words: HashMap<String, Option<Uuid>>,
    /// Branches that a row of the table is already about.
    met: HashSet<Uuid>,
}

impl<'a> Standing<'a> {
    pub fn new(kind: &'static str, branches: impl Iterator<Item = (Uuid, Stand<'a>)>) -> Standing<'a> {
        let branches: HashMap<Uuid, Stand> = branches.collect();
        let by_name =
            branches.iter().map(|(id, stand)| ((stand.above, stand.name.to_string()), *id)).collect();
        let by_code =
            branches.iter().filter_map(|(id, stand)| Some(((stand.above, stand.code?), *id))).collect();
        Standing { kind, branches, by_name, by_code, words: HashMap::new(), met: HashSet::new() }
    }

    /// Finds the place of every branch. What has none is refused, and what hangs on it.
    pub fn join(mut self, tree: &mut Tree) -> Vec<Joined> {
        let mut joined: Vec<Joined> = Vec::with_capacity(tree.branches.len());
        let mut places: Vec<Option<usize>> = Vec::with_capacity(tree.branches.len());
        for branch in 0..tree.branches.len() {
            match self.placed(tree, branch, &joined, &places) {
                Ok(place) => {
                    places.push(Some(joined.len()));
                    joined.push(place);
                }
                Err(why) => {
                    places.push(None);
                    tree.refuse(tree.branches[branch].line, why);
                }
            }
        }
        joined
    }

    fn placed(
        &mut self,
        tree: &Tree,
        at: usize,
        joined: &[Joined],
        places: &[Option<usize>],
    ) -> Result<Joined, RowWhy> {
        let branch = &tree.branches[at];
        let (above, key, path, level) = match &branch.up {
            Up::Root => (None, None, None, 1),
            Up::Branch(other) => {
                let place = places.get(*other).copied().flatten().ok_or(RowWhy::NoParent)?;
                let above = &joined[place];
                (Some(above.id), Some(above.key.clone()), Some(above.path.clone()), above.level + 1)
            }
            Up::Standing(words) => {
                let above = self.named(words).ok_or(RowWhy::NoParent)?;
                let steps = self.steps(above);
                let keys: Vec<&str> = steps.iter().map(|step| step.code.unwrap_or(step.name)).collect();
                (Some(above), Some(keys.join("/")), Some(self.path(above)), steps.len() as u32 + 1)
            }
        };
        let own = branch.code.as_ref().unwrap_or(&branch.name);
        let key = key.map_or_else(|| own.clone(), |above| format!("{above}/{own}"));
        let path = path.map_or_else(|| branch.name.clone(), |above| format!("{above} / {}", branch.name));
        if level > domain::directory::MOST_LEVELS {
            return Err(RowWhy::NoParent);
        }
        let made = id_by_name(self.kind, &key);
        let known = self.known(above, branch.code.as_deref(), &branch.name, made);
        let id = known.unwrap_or(made);
        let (above, level) = match known.and_then(|id| self.branches.get(&id)) {
            Some(stand) => (stand.above, self.steps(id).len() as u32),
            None => (above, level),
        };
        let named = (above, branch.name.clone());
        let elsewhere = self.by_name.get(&named).is_some_and(|other| *other != id);
        if elsewhere || !self.met.insert(id) {
            return Err(RowWhy::Twice);
        }
        // Its old name is free for another.
        if let Some(stand) = self.branches.get(&id) {
            self.by_name.remove(&(stand.above, stand.name.to_string()));
        }
        self.by_name.insert(named, id);
        Ok(Joined { branch: at, id, above, level, path, key })
    }

    fn known(&self, above: Option<Uuid>, code: Option<&str>, name: &str, made: Uuid) -> Option<Uuid> {
        let by_code = code.and_then(|code| self.by_code.get(&(above, code))).copied();
        let by_id = || Some(made).filter(|made| self.branches.contains_key(made));
        // One that has another number is another one.
        let fits = |id: &Uuid| {
            let known = self.branches.get(id);
            known.is_some_and(|known| code.is_none() || known.code.is_none() || known.code == code)
        };
        let by_name = || self.by_name.get(&(above, name.to_string())).copied().filter(fits);
        by_code.or_else(by_id).or_else(by_name)
    }

    fn named(&mut self, words: &str) -> Option<Uuid> {
        if let Some(found) = self.words.get(words) {
            return *found;
        }
        let found = self.search(words);
        self.words.insert(words.to_string(), found);
        found
    }

    /// The one branch with that number, path or name.
    fn search(&self, words: &str) -> Option<Uuid> {
        let only = |fits: &dyn Fn(&Stand) -> bool| {
            let mut found = self.branches.iter().filter(|(_, stand)| fits(stand)).map(|(id, _)| *id);
            found.next().filter(|_| found.next().is_none())
        };
        let last = words.rsplit('/').next().unwrap_or(words);
        let mut by_path = self.branches.iter().filter(|(_, stand)| stand.name == last).map(|(id, _)| *id);
        only(&|stand| stand.code == Some(words))
            .or_else(|| by_path.find(|id| self.steps(*id).iter().map(|step| step.name).eq(words.split('/'))))
            .or_else(|| only(&|stand| stand.name == words))
    }

    pub fn path(&self, id: Uuid) -> String {
        self.steps(id).iter().map(|step| step.name).collect::<Vec<_>>().join(" / ")
    }

    /// From the root down to the branch.
    fn steps(&self, id: Uuid) -> Vec<&Stand<'a>> {
        let up = std::iter::successors(self.branches.get(&id), |stand| self.branches.get(&stand.above?));
        let mut steps: Vec<&Stand> = up.take(domain::directory::MOST_LEVELS as usize).collect();
        steps.reverse();
        steps
    }
}
