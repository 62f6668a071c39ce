//! The tree that a table describes: a path a row, or a row for each branch that names the one above it.

use super::column::Column;
use super::listed;
use super::table::{Row, Table};
use crate::door::{RowRefused, RowWhy};
use domain::deadline::DeadlineClass;
use domain::directory::{Directory, LONGEST_LINE, MOST_LINES, Unit};
use domain::id::UnitId;
use domain::input::{self, InputProblem, MATTER_MAX, Text};
use std::collections::HashMap;

/// Longer ones are no numbers.
const LONGEST_CODE: u32 = 40;

#[derive(Default)]
pub struct Tree {
    /// What hangs on another branch of the file stands behind it.
    pub branches: Vec<Branch>,
    /// Rows that aren't blank.
    pub rows: u32,
    pub refused: Vec<RowRefused>,
    known: Known,
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

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    pub unit: Option<UnitId>,
    pub class: Option<DeadlineClass>,
    pub lines: Vec<String>,
}

/// Which branches there are so far, by what tells them from their neighbours.
#[derive(Default)]
struct Known {
    by_key: HashMap<(Up, String), usize>,
    by_name: HashMap<(Up, String), usize>,
}

impl Tree {
    pub fn read(table: &Table, directory: &Directory) -> Tree {
        let mut tree = Tree { refused: table.refused.clone(), ..Tree::default() };
        tree.rows = (table.rows.len() + table.refused.len()) as u32;
        let levels = levels(table);
        if table.has(Column::Name) {
            listed::read(table, directory, &mut tree);
        } else if !levels.is_empty() {
            tree.follow(table, directory, &levels);
        } else {
            let why = if table.columns.is_empty() { RowWhy::Empty } else { RowWhy::Malformed };
            return Tree { refused: vec![RowRefused { line: 1, why }], ..Tree::default() };
        }
        tree
    }

    pub fn refuse(&mut self, line: u32, why: RowWhy) {
        self.refused.push(RowRefused { line, why });
    }

    /// A row is a path: each of its levels is a branch, the last one is what the row is about.
    fn follow(&mut self, table: &Table, directory: &Directory, levels: &[u8]) {
        for row in &table.rows {
            let read = steps(table, row, levels).and_then(|steps| Ok((steps, said(table, row, directory)?)));
            let followed = read.and_then(|(mut steps, said)| {
                let leaf = steps.pop().ok_or(RowWhy::Empty)?;
                let mut up = Up::Root;
                for (code, name) in steps {
                    up = Up::Branch(self.put(Branch { line: row.line, up, code, name, said: None })?);
                }
                let (code, name) = leaf;
                self.put(Branch { line: row.line, up, code, name, said: Some(said) })
            });
            if let Err(why) = followed {
                self.refuse(row.line, why);
            }
        }
    }

    /// Puts a branch beside the others, or finds it there; its place among them.
    ///
    /// A row that is refused leaves nothing behind: below a branch that is new nothing can be in the way.
    pub fn put(&mut self, branch: Branch) -> Result<usize, RowWhy> {
        let key = (branch.up.clone(), branch.code.clone().unwrap_or_else(|| branch.name.clone()));
        let name = (branch.up.clone(), branch.name.clone());
        let place = self.known.by_key.get(&key).copied();
        // One number for two names, or one name for two numbers.
        if self.known.by_name.get(&name).copied() != place {
            return Err(RowWhy::Twice);
        }
        let Some(place) = place else {
            self.branches.push(branch);
            let place = self.branches.len() - 1;
            self.known.by_key.insert(key, place);
            self.known.by_name.insert(name, place);
            return Ok(place);
        };
        let before = &mut self.branches[place].said;
        match (&before, branch.said) {
            (Some(before), Some(said)) if *before != said => return Err(RowWhy::Twice),
            (None, Some(said)) => *before = Some(said),
            (Some(_) | None, _) => {}
        }
        Ok(place)
    }
}

fn levels(table: &Table) -> Vec<u8> {
    (1..=8).filter(|level| table.has(Column::Level(*level)) || table.has(Column::LevelCode(*level))).collect()
}

type Step = (Option<String>, String);

fn steps(table: &Table, row: &Row, levels: &[u8]) -> Result<Vec<Step>, RowWhy> {
    let mut steps: Vec<Step> = Vec::new();
    for level in levels {
        let code = code(table.cell(row, Column::LevelCode(*level)))?;
        let name = match (table.cell(row, Column::Level(*level)), &code) {
            // A place may have no street; its community hangs on the district.
            ("", None) => continue,
            // The standard's last leaf of a branch is at times the branch once more, under a number of its own.
            ("", Some(_)) => steps.last().map(|(_, name)| name.clone()).ok_or(RowWhy::Empty)?,
            (text, _) => name(text)?,
        };
        steps.push((code, name));
    }
    if steps.is_empty() { Err(RowWhy::Empty) } else { Ok(steps) }
}

/// A name of one line; what no font shows is a sign that the file was read wrongly, or written so.
pub fn name(text: &str) -> Result<String, RowWhy> {
    if text.contains(['\r', '\n']) {
        return Err(RowWhy::Unreadable);
    }
    input::name(text).map_err(|problem| match problem {
        InputProblem::Empty => RowWhy::Empty,
        InputProblem::TooLong { .. }
        | InputProblem::TooLarge { .. }
        | InputProblem::NotANumber
        | InputProblem::Unreadable { .. }
        | InputProblem::NotADate => RowWhy::Unreadable,
    })
}

pub fn code(text: &str) -> Result<Option<String>, RowWhy> {
    kept(Text::line(text, LONGEST_CODE))
}

/// What else a row says. One that names a unit or a class that nobody knows would go in without it.
pub fn said(table: &Table, row: &Row, directory: &Directory) -> Result<Said, RowWhy> {
    let lines = table.cell(row, Column::Lines).split(['|', '｜', '\n']);
    let lines = lines.map(|line| kept(Text::line(line, LONGEST_LINE)));
    let lines: Vec<String> = lines.filter_map(Result::transpose).collect::<Result<_, _>>()?;
    if lines.len() > MOST_LINES as usize {
        return Err(RowWhy::Unreadable);
    }
    let scope = kept(Text::check(table.cell(row, Column::Scope), MATTER_MAX))?;
    let unit = Some(table.cell(row, Column::Unit)).filter(|name| !name.is_empty());
    let unit = unit.map(|name| unit_named(name, directory).ok_or(RowWhy::NoUnit)).transpose()?;
    let class = Some(table.cell(row, Column::Class)).filter(|word| !word.is_empty());
    let class = class.map(|word| class_of(word).ok_or(RowWhy::Malformed)).transpose()?;
    Ok(Said { scope, unit, class, lines })
}

fn unit_named(name: &str, directory: &Directory) -> Option<UnitId> {
    let bears = |unit: &&Unit| unit.name == name || unit.aliases.iter().any(|alias| alias == name);
    directory.units.values().find(bears).map(|unit| unit.id)
}

/// As the command line and the windows write it.
fn class_of(word: &str) -> Option<DeadlineClass> {
    match word {
        "same_day" | "sameDay" | "当天办理" | "当天" => Some(DeadlineClass::SameDay),
        "hazard" | "安全隐患" => Some(DeadlineClass::Hazard),
        "utilities" | "水电气热" => Some(DeadlineClass::Utilities),
        "general" | "一般诉求" | "一般" => Some(DeadlineClass::General),
        "complex" | "复杂诉求" | "复杂" => Some(DeadlineClass::Complex),
        _ => None,
    }
}

fn kept(read: Result<String, InputProblem>) -> Result<Option<String>, RowWhy> {
    match read {
        Ok(text) if text.contains(char::REPLACEMENT_CHARACTER) => Err(RowWhy::Unreadable),
        Ok(text) => Ok(Some(text)),
        Err(InputProblem::Empty) => Ok(None),
        Err(
            InputProblem::TooLong { .. }
            | InputProblem::TooLarge { .. }
            | InputProblem::NotANumber
            | InputProblem::Unreadable { .. }
            | InputProblem::NotADate,
        ) => Err(RowWhy::Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_is_a_path_makes_the_branches_that_are_not_there_yet() {
        let text = "一级编码,一级分类,二级编码,二级分类,说明\n\
                    01,科教,0101,科技,科技方面\n\
                    01,科教,0199,,\n\
                    01,科教,,,全部\n\
                    02,环保,,,\n\
                    ,,0301,水利,\n";
        let tree = Tree::read(&Table::read(text), &Directory::default());
        let seen: Vec<_> = tree.branches.iter().map(|branch| (branch.name.as_str(), &branch.up)).collect();
        let top = Up::Branch(0);
        let names =
            [("科教", &Up::Root), ("科技", &top), ("科教", &top), ("环保", &Up::Root), ("水利", &Up::Root)];
        assert_eq!(seen, names, "a leaf without a name is its branch once more");
        let scope = |at: usize| tree.branches[at].said.as_ref().and_then(|said| said.scope.as_deref());
        assert_eq!((scope(0), scope(1), scope(2)), (Some("全部"), Some("科技方面"), None));
        assert!(tree.refused.is_empty() && tree.rows == 5);
    }

    #[test]
    fn a_path_that_contradicts_another_is_refused_and_leaves_nothing() {
        let head = "level_1_code,level_1_name,level_2_code,level_2_name,remark\n01,科教,0101,科技,一\n";
        let table = [
            ("01,科教,0101,科技,一", None),
            ("01,科教,0101,科技,二", Some(RowWhy::Twice)),
            ("01,文体,0102,体育,", Some(RowWhy::Twice)),
            ("01,科教,0102,科技,", Some(RowWhy::Twice)),
            ("02,科教,0201,体育,", Some(RowWhy::Twice)),
            ("02,,,,", Some(RowWhy::Empty)),
            (",,,,说明", Some(RowWhy::Empty)),
            ("02,文\u{fffd},,,", Some(RowWhy::Unreadable)),
            ("02,\"文\n体\",,,", Some(RowWhy::Unreadable)),
        ];
        for (row, why) in table {
            let tree = Tree::read(&Table::read(&format!("{head}{row}\n")), &Directory::default());
            assert_eq!(tree.refused.first().map(|refused| refused.why), why, "{row}");
            assert_eq!(tree.branches.len(), 2, "{row}");
        }
    }

    #[test]
    fn a_place_may_skip_a_level() {
        let text =
            "省,市,区县,街道,社区\n某省,滨河市,南湖区,长桥街道,春晓社区\n某省,滨河市,南湖区,,直管社区\n";
        let tree = Tree::read(&Table::read(text), &Directory::default());
        assert_eq!(tree.branches[5].up, Up::Branch(2), "{:?}", tree.branches);
    }

    #[test]
    fn a_file_without_a_heading_that_says_a_name_is_refused_whole() {
        for (text, why) in
            [("", RowWhy::Empty), ("\n,,\n", RowWhy::Empty), ("甲,乙\n丙,丁\n", RowWhy::Malformed)]
        {
            let tree = Tree::read(&Table::read(text), &Directory::default());
            assert_eq!(tree.refused, [RowRefused { line: 1, why }], "{text:?}");
            assert!(tree.branches.is_empty() && tree.rows == 0);
        }
    }
}
