//! A file of rows: whatever it was written in, with commas or tabs, quoted or not.

use super::column::Column;
use crate::door::{RowRefused, RowWhy};
use encoding_rs::{Encoding, GB18030, UTF_8};

pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub refused: Vec<RowRefused>,
}

pub struct Row {
    pub line: u32,
    cells: Vec<String>,
}

/// A file's text: by its byte order mark, else UTF-8 if it is that, else GB18030, as spreadsheets here write it.
pub fn text(bytes: &[u8]) -> String {
    let marked = Encoding::for_bom(bytes).map(|(encoding, mark)| (encoding, &bytes[mark..]));
    let (encoding, bytes) =
        marked.unwrap_or_else(|| (if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { GB18030 }, bytes));
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

impl Table {
    /// The rows that have as many cells as the head. Blank ones are passed over.
    pub fn read(text: &str) -> Table {
        let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let delimiter = if head.contains('\t') && !head.contains(',') { b'\t' } else { b',' };
        let mut builder = csv::ReaderBuilder::new();
        let mut reader =
            builder.has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
        let mut table = Table { columns: Vec::new(), rows: Vec::new(), refused: Vec::new() };
        let mut record = csv::StringRecord::new();
        // The text is a text, so nothing but its end can come in between.
        while reader.read_record(&mut record).unwrap_or(false) {
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if table.columns.is_empty() {
                table.columns = record.iter().map(Column::of).collect();
                continue;
            }
            let line = line_of(text, &record);
            match cells(&record, table.columns.len()) {
                Ok(cells) => table.rows.push(Row { line, cells }),
                Err(why) => table.refused.push(RowRefused { line, why }),
            }
        }
        table
    }

    pub fn has(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }

    /// The cell of a column in a row; empty where the table has no such column.
    pub fn cell<'a>(&self, row: &'a Row, column: Column) -> &'a str {
        let place = self.columns.iter().position(|known| *known == column);
        place.and_then(|place| row.cells.get(place)).map_or("", |cell| cell.trim())
    }
}

fn cells(record: &csv::StringRecord, columns: usize) -> Result<Vec<String>, RowWhy> {
    if record.len() < columns {
        return Err(RowWhy::Short);
    }
    // A comma without quotes pushed the rest to the right.
    if record.iter().skip(columns).any(|cell| !cell.trim().is_empty()) {
        return Err(RowWhy::Malformed);
    }
    Ok(record.iter().take(columns).map(String::from).collect())
}

/// The line on which a record begins, from 1. The reader's own count stands before the blank lines that it
/// skips.
fn line_of(text: &str, record: &csv::StringRecord) -> u32 {
    let Some(position) = record.position() else { return 0 };
    let at = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let skipped = text.as_bytes().get(at..).unwrap_or_default().iter();
    let skipped = skipped.take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n');
    u32::try_from(position.line()).unwrap_or(u32::MAX).saturating_add(skipped.count() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_in_whatever_it_was_written_in() {
        let written = "名称,上级\n电梯,物业\n";
        let (gb, ..) = GB18030.encode(written);
        let wide: Vec<u8> =
            std::iter::once(0xfeff).chain(written.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let marked = [b"\xef\xbb\xbf", written.as_bytes()].concat();
        for bytes in [written.as_bytes(), &gb, &wide, &marked] {
            assert_eq!(text(bytes), written);
        }
    }

    #[test]
    fn a_row_is_named_by_the_line_on_which_it_begins() {
        let text = "\r\nname,parent\r\n一,\r\n\r\n\r\n,\r\n\"二\r\n二\",\r\n三\r\n四,五,六\r\n七,八,\r\n九,";
        let table = Table::read(text);
        let lines: Vec<_> = table.rows.iter().map(|row| (row.line, table.cell(row, Column::Name))).collect();
        assert_eq!(lines, [(3, "一"), (7, "二\r\n二"), (11, "七"), (12, "九")]);
        let refused = [(9, RowWhy::Short), (10, RowWhy::Malformed)];
        assert_eq!(table.refused, refused.map(|(line, why)| RowRefused { line, why }));
    }

    #[test]
    fn columns_are_divided_by_tabs_too() {
        let table = Table::read("name\tparent\n一,二\t三\n");
        assert_eq!(table.cell(&table.rows[0], Column::Name), "一,二");
        assert_eq!(table.cell(&table.rows[0], Column::Parent), "三");
        assert_eq!(table.cell(&table.rows[0], Column::Code), "");
    }
}
