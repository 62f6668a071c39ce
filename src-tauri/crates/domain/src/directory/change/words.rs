//! Words: what a house calls itself, which words bind nobody, and what is asked for most.

use super::{at_most, line, line_or_none};
use crate::directory::event::WordsChanged;
use crate::directory::{Directory, Names, Template};
use crate::rejection::{Field, Rejection};
use crate::typed::{self, Kind};
use crate::vague::VagueWords;

/// Fits into a header.
const LONGEST_ACTIVITY: u32 = 40;
const MOST_VAGUE: u32 = 500;
/// A longer one is a sentence, and is never found.
const LONGEST_VAGUE: u32 = 30;

pub(super) fn change(
    house: &Directory,
    names: Option<Names>,
    vague: Option<Vec<String>>,
    templates: Option<Vec<Template>>,
) -> Result<WordsChanged, Rejection> {
    let names = names.map(called).transpose()?;
    let vague = vague.map(listed).transpose()?;
    let templates = templates.map(|templates| usual(house, templates)).transpose()?;
    Ok(WordsChanged { names, vague, templates })
}

fn called(names: Names) -> Result<Names, Rejection> {
    let activity = line(&names.activity, Field::Activity)?;
    at_most(&activity, LONGEST_ACTIVITY, Field::Activity)?;
    let district = line_or_none(Some(&names.district), Field::District)?.unwrap_or_default();
    Ok(Names { activity, district })
}

fn listed(words: Vec<String>) -> Result<Vec<String>, Rejection> {
    let VagueWords { words } = VagueWords::new(words);
    words.iter().try_for_each(|word| at_most(word, LONGEST_VAGUE, Field::Vague))?;
    if words.len() > MOST_VAGUE as usize {
        return Err(Rejection::TooMany { field: Field::Vague, most: MOST_VAGUE });
    }
    Ok(words)
}

fn usual(house: &Directory, templates: Vec<Template>) -> Result<Vec<Template>, Rejection> {
    let mut kept: Vec<Template> = Vec::with_capacity(templates.len());
    for template in templates {
        let name = line(&template.name, Field::Name)?;
        let matter = typed::text(&template.matter, Field::Matter, Kind::Long)?;
        if template.category.is_some_and(|category| !house.categories.contains_key(&category)) {
            return Err(Rejection::UnknownCategory);
        }
        if kept.iter().any(|other| other.name == name) {
            return Err(Rejection::NameTaken { name });
        }
        kept.push(Template { name, matter, ..template });
    }
    Ok(kept)
}
