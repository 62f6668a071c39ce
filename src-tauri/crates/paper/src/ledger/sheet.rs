//! How the ledger looks: title, frozen head, lists to choose from, red for 超期, A4 landscape.

use super::column::{Cell, Column, OVERDUE};
use super::{Book, Head, measure};
use crate::words::Words;
use chrono::Datelike;
use domain::Stamp;
use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

/// Rows of the sheet, counted from 0.
const TITLE: u32 = 0;
const ABOUT: u32 = 1;
const HEADS: u32 = 2;
const FIRST: u32 = 3;
/// 序号 and 受理号 stay in sight.
const FROZEN_COLUMNS: u16 = 2;
/// What a cell holds, in UTF-16 units; one more and Excel calls the file broken.
const CELL_MAX: usize = 32_767;
const A4: u8 = 9;
/// Points. 仿宋 of 11 pt needs 14.5, the open fonts that stand in for it up to 16.
const LINE: f64 = 16.0;
/// No row is higher than 409 pt, so a longer text is cut in print; the cell has all of it.
const LINES_MAX: usize = 25;

pub fn workbook(head: &Head, book: &Book, words: &Words) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let number = head.number.to_string();
    let title = words.fill("ledger.title", &[("activity", &head.activity), ("number", &number)]);
    let title = fitting(&title);
    // Else the file would carry the clock of this machine, and no two would be alike.
    let made = DocProperties::new().set_title(&title);
    workbook.set_properties(&match ExcelDateTime::from_timestamp(head.as_of.0.div_euclid(1000)) {
        Ok(at) => made.set_creation_datetime(&at),
        Err(_) => made,
    });
    let sheet = workbook.add_worksheet();
    sheet.set_name(words.fill("ledger.sheet", &[("number", &number)]))?;

    let columns = book.columns();
    let last_column = columns.len() as u16 - 1;
    heading(sheet, last_column, &title, &about(head, book, words))?;
    let looks = Looks::new(words, head);
    let rooms: Vec<usize> = columns.iter().map(|column| room(*column, words)).collect();
    let mut tallest = 1;
    for ((at, column), room) in (0..).zip(columns).zip(&rooms) {
        let name = words.say(&format!("column.{}", column.key()));
        tallest = tallest.max(measure::lines(&name, *room));
        // 仿宋 at 11 pt is 7.33 pixels a half, a unit of width is 7.
        sheet.set_column_width(at, *room as f64 * 7.34 / 7.0)?;
        sheet.write_string_with_format(HEADS, at, fitting(&name), &looks.head)?;
    }
    sheet.set_row_height(HEADS, height(tallest))?;
    let rows = book.rows();
    for (index, row) in (1..).zip(&rows) {
        let mut tallest = 1;
        for ((at, column), room) in (0..).zip(columns).zip(&rooms) {
            let cell = row.cell(*column, index, head, words);
            let lines = match &cell {
                Cell::Text(text) => measure::lines(text, *room),
                Cell::Count(_) | Cell::Moment { .. } => 1,
            };
            tallest = tallest.max(lines);
            looks.write(sheet, (HEADS + index, at), *column, cell, lines > LINES_MAX, words)?;
        }
        sheet.set_row_height(HEADS + index, height(tallest))?;
    }
    let last_row = HEADS + rows.len() as u32;
    if last_row >= FIRST {
        helps(sheet, columns, last_row, words)?;
    }
    sheet.autofilter(HEADS, 0, last_row, last_column)?;
    sheet.set_freeze_panes(FIRST, FROZEN_COLUMNS)?;
    page(sheet, head, book, words)?;
    Ok(workbook)
}

/// Wider than planned where a word of the language can't be broken: Transferred needs more than 转办.
fn room(column: Column, words: &Words) -> usize {
    let name = measure::longest_word(&words.say(&format!("column.{}", column.key())));
    let choices = column.choices().iter().map(|key| measure::longest_word(&words.say(key)));
    // The head is bold and of 12 pt.
    choices.max().unwrap_or(0).max(name + name / 5 + 1).max(column.room())
}

fn height(lines: usize) -> f64 {
    lines.min(LINES_MAX) as f64 * LINE + 3.0
}

/// The line under the title: which session, how many, as of when, and who may see it.
fn about(head: &Head, book: &Book, words: &Words) -> String {
    let year = head.as_of.day().year();
    let count = book.rows().len().to_string();
    let parts = [
        head.district.trim().to_string(),
        words.fill("ledger.session", &[("number", &head.number.to_string())]),
        words.day(head.day, year),
        words.fill("ledger.count", &[("n", &count)]),
        as_of(head, words),
        mark(book, words),
    ];
    parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" · ")
}

fn as_of(head: &Head, words: &Words) -> String {
    words.fill("ledger.asOf", &[("moment", &words.moment(head.as_of, head.as_of.day().year()))])
}

fn mark(book: &Book, words: &Words) -> String {
    words.say(match book {
        Book::Full(_) => "ledger.full",
        Book::Masked(_) => "ledger.masked",
    })
}

fn heading(sheet: &mut Worksheet, last: u16, title: &str, about: &str) -> Result<(), XlsxError> {
    let large = Format::new().set_font_name("宋体").set_font_size(18).set_bold();
    let large = large.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    let small = Format::new().set_font_name("仿宋").set_font_size(12);
    let small = small.set_align(FormatAlign::Left).set_align(FormatAlign::VerticalCenter);
    sheet.set_row_height(TITLE, 32)?.merge_range(TITLE, 0, TITLE, last, title, &large)?;
    sheet.set_row_height(ABOUT, 20)?.merge_range(ABOUT, 0, ABOUT, last, &fitting(about), &small)?;
    Ok(())
}

/// Lists to choose from, and red where the state is 超期.
fn helps(sheet: &mut Worksheet, columns: &[Column], last: u32, words: &Words) -> Result<(), XlsxError> {
    for (at, column) in (0..).zip(columns).filter(|(_, column)| !column.choices().is_empty()) {
        let choices: Vec<String> = column.choices().iter().map(|key| words.say(key)).collect();
        sheet.add_data_validation(
            FIRST,
            at,
            last,
            at,
            &DataValidation::new().allow_list_strings(&choices)?,
        )?;
    }
    let place = |wanted| (0..).zip(columns).find(|(_, column)| **column == wanted).map(|(at, _)| at);
    if let (Some(due), Some(state)) = (place(Column::Due), place(Column::State)) {
        let cell = rust_xlsxwriter::utility::row_col_to_cell(FIRST, state);
        let cell = cell.trim_end_matches(|c: char| c.is_ascii_digit()).to_string();
        let overdue = words.say(OVERDUE).replace('"', "\"\"");
        let late = Formula::new(format!("=${cell}{}=\"{overdue}\"", FIRST + 1));
        let red = Format::new().set_background_color("FDE3DF").set_font_color("9B1C1C").set_bold();
        let rule = ConditionalFormatFormula::new().set_rule(late).set_format(red);
        sheet.add_conditional_format(FIRST, due, last, state, &rule)?;
    }
    Ok(())
}

fn page(sheet: &mut Worksheet, head: &Head, book: &Book, words: &Words) -> Result<(), XlsxError> {
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_print_center_horizontally(true);
    sheet.set_repeat_rows(TITLE, HEADS)?;
    let plain = |text: String| text.replace('&', "&&");
    let pages = plain(words.say("ledger.page")).replace("{page}", "&P").replace("{pages}", "&N");
    sheet.set_footer(format!("&L{}&C{pages}&R{}", plain(as_of(head, words)), plain(mark(book, words))));
    Ok(())
}

struct Looks {
    head: Format,
    moment: String,
    moment_of_year: String,
    provisional: String,
    year: i32,
}

impl Looks {
    fn new(words: &Words, head: &Head) -> Looks {
        let format = Format::new().set_font_name("仿宋").set_font_size(12).set_bold().set_text_wrap();
        let format = format.set_border(FormatBorder::Thin).set_background_color("E1EDFA");
        Looks {
            head: format.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter),
            moment: words.say("format.moment"),
            moment_of_year: words.say("format.momentOfYear"),
            provisional: words.say("format.provisional"),
            year: head.as_of.day().year(),
        }
    }

    fn write(
        &self,
        sheet: &mut Worksheet,
        (row, at): (u32, u16),
        column: Column,
        cell: Cell,
        cut: bool,
        words: &Words,
    ) -> Result<(), XlsxError> {
        let align = if column.centred() { FormatAlign::Center } else { FormatAlign::Left };
        let body = Format::new().set_font_name("仿宋").set_font_size(11).set_border(FormatBorder::Thin);
        // A text that is cut must show its beginning.
        let upright = if cut { FormatAlign::Top } else { FormatAlign::VerticalCenter };
        let body = body.set_align(align).set_align(upright);
        let wrapped = body.clone().set_text_wrap();
        match cell {
            Cell::Count(count) => sheet.write_number_with_format(row, at, count, &body)?,
            // Always text, so that a matter which begins with = stays one.
            Cell::Text(text) => sheet.write_string_with_format(row, at, fitting(&text), &wrapped)?,
            Cell::Moment { at: stamp, provisional } => match moment(stamp) {
                // A date can't wrap, and one that is too wide would show as ####.
                Some(date) => {
                    let format = body.set_shrink().set_num_format(self.dated(stamp, provisional));
                    sheet.write_datetime_with_format(row, at, &date, &format)?
                }
                None => sheet.write_string_with_format(row, at, words.moment(stamp, self.year), &wrapped)?,
            },
        };
        Ok(())
    }

    /// The Chinese format says 星期二, because for 周二 Excel, WPS and LibreOffice disagree (aaa and ddd give
    /// 二 in some), and a weekday written out by us would be wrong once somebody changes the date.
    fn dated(&self, at: Stamp, provisional: bool) -> String {
        let format = if at.day().year() == self.year { &self.moment } else { &self.moment_of_year };
        format!("{format}{}", if provisional { self.provisional.as_str() } else { "" })
    }
}

/// Shanghai's clock as a date of Excel; none outside its years 1900–9999.
fn moment(at: Stamp) -> Option<ExcelDateTime> {
    let shown = at.shown();
    // Excel has no zones: what the cell holds is what the wall shows.
    ExcelDateTime::from_timestamp(shown.and_utc().timestamp()).ok().filter(|_| shown.date().year() >= 1900)
}

/// What a cell can hold: no character that XML or a screen can't, and cut with … where it is too long.
fn fitting(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut shown = String::new();
    let mut length = 0;
    for c in text.chars().filter(|c| matches!(c, '\n' | '\t') || !unprintable(*c)) {
        length += c.len_utf16();
        if length > CELL_MAX {
            while shown.encode_utf16().count() >= CELL_MAX {
                shown.pop();
            }
            shown.push('…');
            break;
        }
        shown.push(c);
    }
    shown
}

fn unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')
}
