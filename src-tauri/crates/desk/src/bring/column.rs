//! What a column of a table is about, by its heading in Chinese or English.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Name,
    /// By name, path or number.
    Parent,
    ParentCode,
    Code,
    Unit,
    Class,
    Lines,
    Scope,
    /// A level of the tree, its name or its number, 1 uppermost.
    Level(u8),
    LevelCode(u8),
    /// Not asked for.
    Other,
}

/// The levels that lists of places have, uppermost first.
const PLACES: [&[&str]; 6] = [
    &["province", "省", "省份"],
    &["city", "市", "地市", "盟市"],
    &["district", "county", "area", "区", "县", "区县", "旗县区"],
    &["street", "town", "township", "subdistrict", "街道", "乡镇", "镇街"],
    &["community", "village", "社区", "村", "村社区"],
    &["compound", "estate", "小区", "楼盘"],
];
const NUMERALS: [&str; 8] = ["一级", "二级", "三级", "四级", "五级", "六级", "七级", "八级"];

impl Column {
    pub fn of(heading: &str) -> Column {
        let plain: String = heading
            .to_lowercase()
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-'))
            .collect();
        match plain.as_str() {
            "name" | "名称" | "分类名称" | "地点" | "地点名称" | "地名" => Column::Name,
            "parent" | "parentname" | "上级" | "上级名称" => Column::Parent,
            "parentcode" | "上级编号" | "上级编码" | "上级代码" => Column::ParentCode,
            "code" | "编号" | "编码" | "代码" => Column::Code,
            "unit" | "单位" | "责任单位" => Column::Unit,
            "class" | "时限类别" => Column::Class,
            "lines" | "口径" | "参考口径" => Column::Lines,
            "scope" | "remark" | "说明" | "备注" | "范围" | "范围说明" => Column::Scope,
            other => leveled(other),
        }
    }
}

fn leveled(plain: &str) -> Column {
    let code = without(plain, &["code", "编号", "编码", "代码"]);
    let bare = without(code.unwrap_or(plain), &["name", "名称", "分类", "目录"]);
    let bare = bare.or(code).unwrap_or(plain);
    let numbered = bare.strip_prefix("level").and_then(|number| number.parse::<u8>().ok());
    let place = |known: &[&[&str]]| known.iter().position(|names| names.contains(&bare));
    let numeral = || NUMERALS.iter().position(|numeral| *numeral == bare).or_else(|| place(&PLACES));
    let level = numbered.or_else(|| numeral().and_then(|at| u8::try_from(at + 1).ok()));
    match level.filter(|level| (1..=8).contains(level)) {
        Some(level) if code.is_some() => Column::LevelCode(level),
        Some(level) => Column::Level(level),
        None => Column::Other,
    }
}

fn without<'a>(text: &'a str, endings: &[&str]) -> Option<&'a str> {
    endings.iter().find_map(|ending| text.strip_suffix(ending)).filter(|rest| !rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::Column;

    #[test]
    fn a_heading_is_known_in_both_languages() {
        let table = [
            ("level_1_code", Column::LevelCode(1)),
            ("level_3_name", Column::Level(3)),
            ("Level2", Column::Level(2)),
            ("一级分类", Column::Level(1)),
            ("二级编码", Column::LevelCode(2)),
            ("level_9_name", Column::Other),
            ("level", Column::Other),
            ("remark", Column::Scope),
            (" 名称 ", Column::Name),
            ("parent_code", Column::ParentCode),
            ("area_name", Column::Level(3)),
            ("街道", Column::Level(4)),
            ("社区名称", Column::Level(5)),
            ("street_code", Column::LevelCode(4)),
            ("node_id", Column::Other),
            ("", Column::Other),
        ];
        for (heading, column) in table {
            assert_eq!(Column::of(heading), column, "{heading}");
        }
    }
}
