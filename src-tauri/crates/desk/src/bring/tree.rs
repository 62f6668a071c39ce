//! The tree that a table describes: a path a row, or a row for each branch that names the one above it.

use super::column::Column;
use super::table::{Row, Table};
use crate::door::{RowRefused, RowWhy};
use domain::input::{self, InputProblem, MATTER_MAX, Text};
use std::collections::HashMap;

/// Longer ones are no numbers.
const LONGEST_CODE: u32 = 40;

#[derive(Default)]
pub struct Tree {
    /// What hangs on another branch of the file stands behind it.
    pub branches: Vec<Branch>,
    /// Rows that were understood.
    pub rows: u32,
    pub refused: Vec<RowRefused>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    pub line: u32,
    pub up: Up,
    pub code: Option<String>,
    pub name: String,
    /// None for a branch that rows only pass through.
    pub said: Option<Said>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Up {
    Root,
    /// A branch of the same file, by its place in it.
    Branch(usize),
    /// Not in the file: whatever the directory has by that name, path or number.
    Standing(String),
}

/// What a row says of its branch.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    pub scope: Option<String>,
    pub unit: String,
    pub class: String,
    pub lines: Vec<String>,
}

impl Tree {
    pub fn read(table: Table) -> Tree {
        let levels = levels(&table);
        let mut tree = if table.has(Column::Name) {
            Listed::read(&table).tree()
        } else if levels.is_empty() {
            let why = if table.columns.is_empty() { RowWhy::Empty } else { RowWhy::Malformed };
            return Tree { refused: table.hopeless(why), ..Tree::default() };
        } else {
            paths(&table, &levels)
        };
        tree.refused.extend(table.refused);
        tree.refused.sort_by_key(|refused| refused.line);
        tree
    }
}

fn levels(table: &Table) -> Vec<u8> {
    (1..=8).filter(|level| table.has(Column::Level(*level)) || table.has(Column::LevelCode(*level))).collect()
}

/// A row is a path: each of its levels is a branch, the last one is what the row is about.
fn paths(table: &Table, levels: &[u8]) -> Tree {
    let mut tree = Tree::default();
    let mut known = Known::default();
    for row in &table.rows {
        match steps(table, row, levels).and_then(|steps| Ok((steps, Said::read(table, row)?))) {
            Ok((steps, said)) => match known.follow(&mut tree.branches, row.line, steps, said) {
                Ok(()) => tree.rows += 1,
                Err(why) => tree.refused.push(RowRefused { line: row.line, why }),
            },
            Err(why) => tree.refused.push(RowRefused { line: row.line, why }),
        }
    }
    tree
}

type Step = (Option<String>, String);

fn steps(table: &Table, row: &Row, levels: &[u8]) -> Result<Vec<Step>, RowWhy> {
    let mut steps: Vec<Step> = Vec::new();
    for level in levels {
        let code = code(table.cell(row, Column::LevelCode(*level)))?;
        let name = match (table.cell(row, Column::Level(*level)), &code) {
            // A place may have no street; its community hangs on the district.
            ("", None) => continue,
            // The standard's last leaf of a branch is often the branch once more, under a number of its own.
            ("", Some(_)) => steps.last().map(|(_, name)| name.clone()).ok_or(RowWhy::Empty)?,
            (text, _) => name(text)?,
        };
        steps.push((code, name));
    }
    if steps.is_empty() { Err(RowWhy::Empty) } else { Ok(steps) }
}

/// Which branches there are so far, by what tells them from their neighbours.
#[derive(Default)]
struct Known {
    by_key: HashMap<(Option<usize>, String), usize>,
    by_name: HashMap<(Option<usize>, String), usize>,
}

impl Known {
    fn follow(
        &mut self,
        branches: &mut Vec<Branch>,
        line: u32,
        steps: Vec<Step>,
        said: Said,
    ) -> Result<(), RowWhy> {
        let mut at: Option<usize> = None;
        let last = steps.len() - 1;
        let mut made = 0;
        for (depth, (code, name)) in steps.into_iter().enumerate() {
            let said = (depth == last).then(|| said.clone());
            let key = (at, code.clone().unwrap_or_else(|| name.clone()));
            let known = self.by_key.get(&key).copied();
            let other = self.by_name.get(&(at, name.clone())).copied();
            // One number for two names, or one name for two numbers.
            if known.is_some_and(|known| branches[known].name != name) || other != known {
                return Err(RowWhy::Twice);
            }
            let place = match known {
                Some(place) => {
                    let branch = &mut branches[place];
                    match (&branch.said, said) {
                        (Some(before), Some(said)) if *before != said => return Err(RowWhy::Twice),
                        (None, Some(said)) => branch.said = Some(said),
                        (Some(_) | None, _) => {}
                    }
                    place
                }
                None => {
                    let up = at.map_or(Up::Root, Up::Branch);
                    branches.push(Branch { line, up, code, name: name.clone(), said });
                    made += 1;
                    let place = branches.len() - 1;
                    self.by_key.insert(key, place);
                    self.by_name.insert((at, name), place);
                    place
                }
            };
            at = Some(place);
        }
        debug_assert!(made <= last + 1);
        Ok(())
    }
}
