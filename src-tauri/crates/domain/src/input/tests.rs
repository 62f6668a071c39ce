//! Typed text at the door, by tables.

use super::*;
use proptest::prelude::*;

#[test]
fn text_is_kept_as_it_was_typed() {
    for text in [
        "楼道灯坏了",
        "䶮 㛃 𬱖 𬭊 犇 堃",
        "谢谢👍🏽👨‍👩‍👧",
        "<script>alert(1)</script><b>暖气</b> &amp; '\" ; DROP TABLE",
        "第一行\n第二行\t表格",
        "Сайн байна уу ᠮᠣᠩᠭᠣᠯ ئۇيغۇر",
        "□ 已阅",
        "ﾀ\u{f900}",
    ] {
        assert_eq!(Text::check(text, MATTER_MAX).as_deref(), Ok(text));
    }
}

#[test]
fn what_cannot_be_seen_is_not_stored() {
    for (text, kept) in [
        ("  a\r\nb\rc  ", "a\nb\nc"),
        ("\u{3000}缩进\u{3000}", "缩进"),
        ("a\0b\u{7}c\u{1b}[0m\u{85}\u{9f}", "abc[0m"),
        ("a\u{202e}b\u{202a}\u{2066}c\u{2069}", "abc"),
        ("\u{feff}a\u{200b}b\u{2060}", "ab"),
        ("a\u{2028}b\u{2029}c", "a\nb\nc"),
    ] {
        assert_eq!(Text::check(text, 100).as_deref(), Ok(kept), "{text:?}");
    }
}

#[test]
fn text_without_anything_to_see_is_empty() {
    for text in ["", " ", "\u{3000}\n\t", "\0\u{7}", "\u{202e}", "\u{200b}\u{200d}\u{fe0f}"] {
        assert_eq!(Text::check(text, 100), Err(InputProblem::Empty), "{text:?}");
        assert_eq!(Text::line(text, 100), Err(InputProblem::Empty), "{text:?}");
        assert_eq!(name(text), Err(InputProblem::Empty), "{text:?}");
    }
}

#[test]
fn length_is_counted_in_characters_after_trimming() {
    assert_eq!(
        Text::check(&"字".repeat(10_000), MATTER_MAX),
        Err(InputProblem::TooLong { max: 5_000, have: 10_000 })
    );
    assert!(Text::check(&format!("  {}\r\n", "字".repeat(5_000)), MATTER_MAX).is_ok());
    assert!(Text::check(&"𬱖".repeat(200), TITLE_MAX).is_ok());
    assert_eq!(Text::line(&"𬱖".repeat(201), TITLE_MAX), Err(InputProblem::TooLong { max: 200, have: 201 }));
}

#[test]
fn a_pasted_title_becomes_one_line() {
    for (text, line) in [("路灯\r\n不亮", "路灯 不亮"), ("路灯 \n\n\t 不亮\n", "路灯 不亮"), ("a  b", "a  b")]
    {
        assert_eq!(Text::line(text, TITLE_MAX).as_deref(), Ok(line), "{text:?}");
    }
}

#[test]
fn a_stand_in_for_a_rare_character_is_not_saved_silently() {
    for (text, at) in [
        ("□", 0),
        ("周□梅", 1),
        (" 周\u{fffd}", 1),
        ("𬱖▯", 1),
        ("周晓〓", 2),
        ("王\u{e863}", 1),
        ("王\u{f0001}", 1),
    ] {
        assert_eq!(name(text), Err(InputProblem::Unreadable { at }), "{text}");
    }
    for text in ["王䶮", "㛃女士", "𬱖", "𬭊先生", "阿依古丽·买买提", "春晓餐饮有限公司"]
    {
        assert_eq!(name(text).as_deref(), Ok(text));
    }
    assert_eq!(name("周\n女士").as_deref(), Ok("周 女士"));
    assert_eq!(name(&"周".repeat(101)), Err(InputProblem::TooLong { max: 100, have: 101 }));
}

#[test]
fn numbers_come_out_as_digits() {
    for (text, digits) in [
        ("10047206621", "10047206621"),
        ("100 4720 6621", "10047206621"),
        ("１００４７２０６６２１", "10047206621"),
        ("+86 100-4720-6621", "10047206621"),
        ("＋８６１００４７２０６６２１", "10047206621"),
        ("008610047206621", "10047206621"),
        ("8610047206621", "10047206621"),
        ("100—4720—6621", "10047206621"),
        ("\u{202d}10047206621\u{202c}", "10047206621"), // pasted from an address book
        ("01000000000", "01000000000"),
        ("010-0000 0000", "01000000000"),
        ("（0472）000-0000", "04720000000"),
        ("+86 472 0000000", "4720000000"),
        ("0472 00000000", "047200000000"),
        ("5000000", "5000000"),
        ("50000000", "50000000"),
        ("110", "110"),
        ("12345", "12345"),
        ("95000", "95000"),
        ("400-000-0000", "4000000000"),
        ("106900000000", "106900000000"),
        ("013000000000", "13000000000"), // trunk 0 before a mobile
        ("8600", "8600"),
    ] {
        assert_eq!(number(text).as_deref(), Ok(digits), "{text}");
    }
}

#[test]
fn what_is_no_number_is_refused() {
    for text in [
        "12",
        "1",
        "1004720662",
        "130000000000",
        "1300000000",
        "100472066210",
        "0472000",
        "01000000",
        "0000000000",
        "1234567890123",
        "abc",
        "110a",
        "12345 转 8",
        "12345#1",
        "+85200000000",
        "+",
        "+86",
        "++8610047206621",
        "一二三四五",
        "10047206621/10047206622",
        "📞",
    ] {
        assert_eq!(number(text), Err(InputProblem::NotANumber), "{text}");
    }
    for text in ["", " ", "-", "（）"] {
        assert_eq!(number(text), Err(InputProblem::Empty), "{text}");
    }
}

#[test]
fn a_typed_moment_is_shanghai_time() {
    assert_eq!(moment(" 2026-12-01T09:00 ").map(Stamp::iso).as_deref(), Ok("2026-12-01T09:00:00+08:00"));
    assert_eq!(moment("２０２６-12-01").map(Stamp::iso).as_deref(), Ok("2026-12-01T00:00:00+08:00"));
    assert_eq!(moment("2026-02-30"), Err(InputProblem::NotADate));
    assert_eq!(moment("明天"), Err(InputProblem::NotADate));
    assert_eq!(moment("  "), Err(InputProblem::Empty));
}

#[test]
fn a_masked_number_shows_three_and_four_or_the_last_two() {
    for (number, masked) in [
        ("10047206621", "100****6621"),
        ("100 4720 6621", "100****6621"),
        ("+86 10047206621", "100****6621"),
        ("１００４７２０６６２１", "100****6621"),
        ("047200000000", "047*****0000"),
        ("4000000000", "400***0000"),
        ("50000012", "******12"),
        ("5000012", "*****12"),
        ("12345", "***45"),
        ("110", "*10"),
        ("12", "**"),
        ("", ""),
        ("无", ""),
    ] {
        assert_eq!(mask_number(number), masked, "{number}");
    }
}

#[test]
fn a_masked_name_is_a_surname() {
    for (name, masked) in [
        ("周女士", "周女士"),
        ("周晓梅", "周某"),
        ("周晓梅女士", "周女士"),
        ("周 先生", "周先生"),
        ("欧阳先生", "欧阳先生"),
        ("欧阳晓梅", "欧阳某"),
        ("诸葛晓梅女士", "诸葛女士"),
        ("小周", "周某"),
        ("老周师傅", "周师傅"),
        ("周老师", "周老师"),
        ("周", "周某"),
        ("周某", "周某"),
        ("𬱖晓梅", "𬱖某"),
        ("女士", "女士"),
        ("匿名", "匿名"),
        (" ", ""),
        ("", ""),
    ] {
        assert_eq!(mask_name(name), masked, "{name}");
    }
}

#[test]
fn a_masked_place_ends_at_the_compound() {
    for (place, masked) in [
        ("南湖区·长桥街道·春晓苑7号楼2单元501室", "南湖区·长桥街道·春晓苑"),
        ("南湖区·长桥街道·春晓苑 7 号楼", "南湖区·长桥街道·春晓苑"),
        ("春晓苑７号楼", "春晓苑"),
        ("春晓苑七号楼二单元五〇一室", "春晓苑"),
        ("春晓苑A座1201", "春晓苑"),
        ("春晓苑3栋", "春晓苑"),
        ("春晓苑·2单元", "春晓苑"),
        ("春晓苑7-2-501", "春晓苑"),
        ("春晓苑7#楼", "春晓苑"),
        ("春晓苑7#2单元", "春晓苑"),
        ("春晓苑501", "春晓苑"),
        ("春晓苑501室（北门）", "春晓苑"),
        ("长桥街道兰溪路18号", "长桥街道兰溪路"),
        ("长桥街道兰溪路附18号", "长桥街道兰溪路"),
        ("长桥街道兰溪路一百二十号", "长桥街道兰溪路"),
        ("五一广场", "五一广场"),
        ("三里桥村", "三里桥村"),
        ("110国道北侧", "110国道北侧"),
        ("第一中学门口", "第一中学门口"),
        ("三门路与兰溪路路口", "三门路与兰溪路路口"),
        ("7号楼", ""),
        ("", ""),
    ] {
        assert_eq!(mask_place(place), masked, "{place}");
    }
}

#[test]
fn a_problem_crosses_the_border_as_code_and_data() {
    let said = |problem: InputProblem| serde_json::to_string(&problem).unwrap();
    assert_eq!(said(InputProblem::TooLong { max: 5, have: 6 }), r#"{"kind":"tooLong","max":5,"have":6}"#);
    assert_eq!(said(InputProblem::NotANumber), r#"{"kind":"notANumber"}"#);
    assert_eq!(said(InputProblem::Unreadable { at: 1 }), r#"{"kind":"unreadable","at":1}"#);
}

proptest! {
    #[test]
    fn checked_text_stays_as_it_is(text in any::<String>()) {
        for check in [Text::check, Text::line] {
            if let Ok(kept) = check(&text, 10_000) {
                prop_assert_eq!(check(&kept, 10_000), Ok(kept));
            }
        }
    }

    #[test]
    fn a_number_is_three_to_twelve_digits_and_stays_so(text in "[0-9０-９+＋ ()-]{0,20}") {
        if let Ok(digits) = number(&text) {
            prop_assert!((3..=12).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()));
            prop_assert_eq!(number(&digits), Ok(digits));
        }
    }

    #[test]
    fn a_masked_number_never_shows_more_than_seven_digits(text in "\\PC{0,30}|[0-9]{0,20}") {
        let masked = mask_number(&text);
        prop_assert!(masked.chars().all(|c| c.is_ascii_digit() || c == '*'));
        prop_assert!(masked.chars().filter(char::is_ascii_digit).count() <= 7);
    }

    #[test]
    fn a_masked_place_has_no_room(head in "[春晓苑青松里路区·]{1,6}", room in 1u32..3000, unit in "号楼|栋|单元|室|号") {
        let masked = mask_place(&format!("{head}{room}{unit}"));
        prop_assert!(!masked.contains(&room.to_string()) && head.starts_with(&masked));
    }

    #[test]
    fn masking_takes_any_text(text in any::<String>()) {
        mask_name(&text);
        mask_place(&text);
    }
}
