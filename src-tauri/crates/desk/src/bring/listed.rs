//! A list with a row for each branch: which row the one above is, wherever it stands in the file.

use super::column::Column;
use super::table::{Row, Table};
use super::tree::{self, Branch, Said, Tree, Up};
use crate::door::RowWhy;
use domain::directory::Directory;
use std::collections::{BTreeSet, HashMap};

struct Entry {
    line: u32,
    code: Option<String>,
    name: String,
    above: Above,
    said: Said,
}

/// Where a row says that it hangs.
enum Above {
    Nothing,
    Code(String),
    /// By name, path or number.
    Words(String),
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Waits,
    At(usize),
    Refused,
}

pub fn read(table: &Table, directory: &Directory, tree: &mut Tree) {
    let mut entries = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        match entry(table, row, directory) {
            Ok(entry) => entries.push(entry),
            Err(why) => tree.refuse(row.line, why),
        }
    }
    let mut listing = Listing::of(&entries);
    // Each round puts down what hangs on a row that was put down before: as many as the tree has levels.
    let mut moved = true;
    while std::mem::take(&mut moved) {
        for (at, entry) in entries.iter().enumerate() {
            if listing.places[at] != Place::Waits {
                continue;
            }
            let placed = match listing.above(at) {
                Found::Up(up) => listing.put(entry, up, tree),
                Found::Later => continue,
                Found::Nowhere => Err(RowWhy::NoParent),
            };
            moved = true;
            listing.places[at] = match placed {
                Ok(place) => Place::At(place),
                Err(why) => {
                    tree.refuse(entry.line, why);
                    Place::Refused
                }
            };
        }
    }
    // What hangs on a row that was refused, or on itself by a way round.
    let left = entries.iter().zip(&listing.places).filter(|(_, place)| **place == Place::Waits);
    left.for_each(|(entry, _)| tree.refuse(entry.line, RowWhy::NoParent));
}

fn entry(table: &Table, row: &Row, directory: &Directory) -> Result<Entry, RowWhy> {
    let words = |column| Some(table.cell(row, column)).filter(|cell| !cell.is_empty()).map(String::from);
    let above = match (words(Column::ParentCode), words(Column::Parent)) {
        (Some(code), _) => Above::Code(code),
        (None, Some(words)) => Above::Words(words),
        (None, None) => Above::Nothing,
    };
    Ok(Entry {
        line: row.line,
        code: tree::code(table.cell(row, Column::Code))?,
        name: tree::name(table.cell(row, Column::Name))?,
        above,
        said: tree::said(table, row, directory)?,
    })
}

enum Found {
    Up(Up),
    /// In the file, and not put down yet.
    Later,
    Nowhere,
}

/// How the rows of a list find each other.
struct Listing<'a> {
    entries: &'a [Entry],
    by_code: HashMap<&'a str, Vec<usize>>,
    by_name: HashMap<&'a str, Vec<usize>>,
    /// Of the shortest number in the file.
    shortest: usize,
    places: Vec<Place>,
    /// The path of each branch that was put down, and back.
    paths: Vec<String>,
    by_path: HashMap<String, usize>,
}

impl Listing<'_> {
    fn of(entries: &[Entry]) -> Listing<'_> {
        let mut listing = Listing {
            entries,
            by_code: HashMap::new(),
            by_name: HashMap::new(),
            shortest: usize::MAX,
            places: vec![Place::Waits; entries.len()],
            paths: Vec::new(),
            by_path: HashMap::new(),
        };
        for (at, entry) in entries.iter().enumerate() {
            listing.by_name.entry(&entry.name).or_default().push(at);
            if let Some(code) = &entry.code {
                listing.by_code.entry(code).or_default().push(at);
                listing.shortest = listing.shortest.min(code.len());
            }
        }
        listing
    }

    fn above(&self, at: usize) -> Found {
        match &self.entries[at].above {
            Above::Nothing => Found::Up(Up::Root),
            Above::Code(code) => match self.by_code.get(code.as_str()) {
                Some(rows) => self.row(at, rows),
                // A list of one city's districts names the city, which isn't in it: its own top is the top.
                None if self.entries[at].code.as_ref().is_some_and(|own| own.len() == self.shortest) => {
                    Found::Up(Up::Root)
                }
                None => Found::Up(Up::Standing(code.clone())),
            },
            Above::Words(words) => {
                let path = path_of(words);
                let named = self.by_code.get(words.as_str()).or_else(|| self.by_name.get(words.as_str()));
                let last = path.rsplit('/').next().unwrap_or_default();
                match (named, self.by_path.get(&path)) {
                    (Some(rows), _) => self.row(at, rows),
                    (None, Some(place)) => Found::Up(Up::Branch(*place)),
                    (None, None) if self.waits(at, last) => Found::Later,
                    (None, None) => Found::Up(Up::Standing(path)),
                }
            }
        }
    }

    /// The one branch, besides itself, that can be meant. A row that stands in the file twice is one branch.
    fn row(&self, at: usize, rows: &[usize]) -> Found {
        let mut meant = BTreeSet::new();
        for other in rows.iter().filter(|other| **other != at) {
            match self.places[*other] {
                Place::At(place) => drop(meant.insert(place)),
                Place::Waits => return Found::Later,
                Place::Refused => {}
            }
        }
        match (meant.pop_first(), meant.pop_first()) {
            (Some(place), None) => Found::Up(Up::Branch(place)),
            // Of two by that name a path would have said which.
            (Some(_), Some(_)) | (None, _) => Found::Nowhere,
        }
    }

    fn waits(&self, at: usize, name: &str) -> bool {
        let rows = self.by_name.get(name).into_iter().flatten();
        rows.into_iter().any(|other| *other != at && self.places[*other] == Place::Waits)
    }

    fn put(&mut self, entry: &Entry, up: Up, tree: &mut Tree) -> Result<usize, RowWhy> {
        let path = match &up {
            Up::Root => entry.name.clone(),
            Up::Branch(place) => format!("{}/{}", self.paths[*place], entry.name),
            Up::Standing(words) => format!("{words}/{}", entry.name),
        };
        let place = tree.put(Branch {
            line: entry.line,
            up,
            code: entry.code.clone(),
            name: entry.name.clone(),
            said: Some(entry.said.clone()),
        })?;
        if place == self.paths.len() {
            self.paths.push(path.clone());
            self.by_path.insert(path, place);
        }
        Ok(place)
    }
}

/// 物业管理 / 电梯, 物业管理·电梯 and 物业管理/电梯 are one path.
fn path_of(words: &str) -> String {
    let steps: Vec<&str> =
        words.split(['/', '／', '·']).map(str::trim).filter(|step| !step.is_empty()).collect();
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::door::RowRefused;

    /// The paths of a list as it was put down, and what was refused.
    fn read(text: &str) -> (Vec<String>, Vec<(u32, RowWhy)>) {
        let tree = Tree::read(&Table::read(text), &Directory::default());
        let mut paths: Vec<String> = Vec::new();
        for branch in &tree.branches {
            paths.push(match &branch.up {
                Up::Root => branch.name.clone(),
                Up::Branch(at) => format!("{}/{}", paths[*at], branch.name),
                Up::Standing(words) => format!("?{words}/{}", branch.name),
            });
        }
        let refused = tree.refused.iter().map(|RowRefused { line, why }| (*line, *why)).collect();
        (paths, refused)
    }

    #[test]
    fn a_row_finds_the_one_above_it_by_name_path_or_number_before_and_behind_it() {
        let table: [(&str, &[&str]); 8] = [
            ("电梯,物业,\n物业,,\n", &["物业", "物业/电梯"]),
            ("物业,,W\n电梯,W,E\n困人,E,\n", &["物业", "物业/电梯", "物业/电梯/困人"]),
            ("其他,,\n其他,其他,\n", &["其他", "其他/其他"]),
            (
                "物业,,\n供水,,\n其他,物业,\n其他,供水,\n噪声,供水 / 其他,\n",
                &["物业", "供水", "物业/其他", "供水/其他", "供水/其他/噪声"],
            ),
            ("噪声,供水·其他,\n其他,供水,\n供水,,\n", &["供水", "供水/其他", "供水/其他/噪声"]),
            ("电梯,物业管理,\n", &["?物业管理/电梯"]),
            ("电梯,甲/乙,\n困人,甲/乙/电梯,\n", &["?甲/乙/电梯", "?甲/乙/电梯/困人"]),
            ("\"电梯,含扶梯\",,\n", &["电梯,含扶梯"]),
        ];
        for (rows, paths) in table {
            let paths = paths.iter().map(|path| path.to_string()).collect();
            assert_eq!(read(&format!("name,parent,code\n{rows}")), (paths, vec![]), "{rows}");
        }
    }

    #[test]
    fn a_row_that_hangs_nowhere_is_refused_and_what_hangs_on_it() {
        let table: [(&str, &[(u32, RowWhy)]); 6] = [
            ("甲,乙\n乙,甲\n", &[(2, RowWhy::NoParent), (3, RowWhy::NoParent)]),
            ("甲,甲\n", &[(2, RowWhy::NoParent)]),
            ("甲,\n乙,\n丙,甲\n丙,乙\n丁,丙\n", &[(6, RowWhy::NoParent)]),
            ("甲,\n丙□,甲\n丁,丙□\n", &[(3, RowWhy::Unreadable)]),
            (",甲\n", &[(2, RowWhy::Empty)]),
            ("甲,\n甲,\n", &[]),
        ];
        for (rows, refused) in table {
            assert_eq!(read(&format!("name,parent\n{rows}")).1, refused, "{rows}");
        }
        let other = "name,parent,remark\n甲,,一\n甲,,二\n乙,甲,\n";
        assert_eq!(read(other), (vec!["甲".into(), "甲/乙".into()], vec![(3, RowWhy::Twice)]));
    }

    #[test]
    fn a_cut_out_of_a_longer_list_of_numbers_has_its_own_top() {
        let text = "code,name,parent_code\n01,东河区,1\n0101,和平路街道,01\n0201,别处街道,02\n";
        let paths = ["东河区", "东河区/和平路街道", "?02/别处街道"].map(String::from).to_vec();
        assert_eq!(read(text), (paths, vec![]));
    }
}
