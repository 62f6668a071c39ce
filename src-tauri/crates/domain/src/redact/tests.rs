//! How a text reads afterwards, and that any text can be read.

use super::*;
use proptest::prelude::*;

fn shown(text: &str) -> String {
    redact(text, "")
}

#[test]
fn a_building_goes_behind_its_compound_and_leaves_a_word_elsewhere() {
    for (text, read) in [
        ("春晓苑7号楼2单元电梯停运", "春晓苑电梯停运"),
        ("春晓苑 7 号楼 501 室漏水", "春晓苑 漏水"),
        ("兰溪路12号门口有积水", "兰溪路门口有积水"),
        ("兰溪路368号山水佳苑1栋三单元706房群租", "兰溪路山水佳苑群租"),
        ("春晓苑8号楼和9号楼之间没有路灯", "春晓苑之间没有路灯"),
        ("7号楼电梯停运", "某处电梯停运"),
        ("我住在7栋501，漏水", "我住在某处，漏水"),
        ("请到3号楼来", "请到某处来"),
        ("我家12幢没有热水", "我家某处没有热水"),
        ("对面是3号楼", "对面是某处"),
        ("停电的（A座）", "停电的（某处）"),
        ("春晓苑，7号楼", "春晓苑，某处"),
    ] {
        assert_eq!(shown(text), read);
    }
}

#[test]
fn a_number_becomes_stars_and_all_around_it_stays() {
    for (text, read) in [
        ("请回电１００４７２０６６２１ 。", "请回电*** 。"),
        ("+86 10047206621，\t谢谢", "***，\t谢谢"),
        ("电话（0472）1001234转前台", "电话***转前台"),
        ("物业（10047206621）不接，（+86）10047206621也不接", "物业（***）不接，***也不接"),
        ("身份证15029919560708000Ｘ丢了", "身份证***丢了"),
        ("蒙B·12345停在门口", "***停在门口"),
        ("卡号6200 0000 0000 0005。", "卡号***。"),
        ("发到lan@example.com。", "发到***。"),
        ("10047206621/10047206622", "***/***"),
        ("100-1234-6621 与 2026-12-01", "*** 与 2026-12-01"),
        ("少一位的1004720662", "少一位的***"),
    ] {
        assert_eq!(shown(text), read);
    }
}

#[test]
fn a_name_becomes_its_surname() {
    for (text, caller, read) in [
        ("周晓兰来电，楼道灯不亮", "周晓兰女士", "周某来电，楼道灯不亮"),
        ("周晓兰女士来电", "周晓兰女士", "周女士来电"),
        ("给周 晓 兰回电", "周晓兰", "给周某回电"),
        ("我叫欧阳晓梅，住春晓苑", "", "我叫欧阳某，住春晓苑"),
        ("我叫李建国。李建国签的字", "", "我叫李某。李某签的字"),
        ("居民楼停水，拨 12345", "居民", "居民楼停水，拨 12345"),
        ("匿名来电", "匿名", "匿名来电"),
        ("周边没有路灯", "周女士", "周边没有路灯"),
        ("张局长说马上办", "", "张局长说马上办"),
    ] {
        assert_eq!(redact(text, caller), read);
    }
}

#[test]
fn the_check_digit_decides_about_eighteen_digits_that_nothing_announces() {
    assert_eq!(shown("号150299198001010019"), "号***");
    assert_eq!(shown("号150299198001010018"), "号150299198001010018");
    assert_eq!(shown("号150299198013010014"), "号150299198013010014", "there is no thirteenth month");
    assert_eq!(shown("身份证150299198001010018"), "身份证***");
}

#[test]
fn a_place_keeps_neither_its_building_nor_the_callers_name() {
    assert_eq!(Redacted::place("春晓苑7号楼501室", "").as_str(), "春晓苑");
    assert_eq!(Redacted::place("春晓苑周晓兰家", "周晓兰").as_str(), "春晓苑周某家");
}

/// Pieces of texts as they come, torn and put together at random.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9０-９一二三四五六七八九十零〇幺]{1,12}",
        "[ 　\\-—.,，、。：:()（）/#@·*]{1,3}",
        "[号楼栋幢座室房户层单元排弄门院路街苑村第附甲A-Da-dXx]{1,4}",
        "[我叫是本人姓名联系业主居民周王欧阳晓兰建国女士先生某处]{1,4}",
        "(电话|手机|身份证|卡号|微信|QQ|车牌|住在|到|我家|楼上|共|蒙B|京A|@example.com)",
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_read(text in any::<String>(), caller in any::<String>()) {
        redact(&text, &caller);
    }

    #[test]
    fn what_is_redacted_stays_as_it_is(text in pieces(), caller in "(周晓兰|王建|欧阳晓梅女士|)") {
        let once = redact(&text, &caller);
        prop_assert_eq!(redact(&once, &caller), once);
    }

    #[test]
    fn no_mobile_is_left(before in "[^0-9０-９.*,，、·\\-]{0,6}", tail in "[0-9]{8}", after in "[^0-9０-９.]{0,6}") {
        prop_assume!(!["元", "万", "亿", "块", "美元", "平", "吨"].iter().any(|unit| after.trim_start().starts_with(unit)));
        let shown = redact(&format!("{before}100{tail}{after}"), "");
        prop_assert!(!shown.contains(&tail));
    }

    #[test]
    fn a_text_without_numbers_and_cues_stays(text in "[春晓苑电梯停运水暖气不热路灯坏漏，。！？ \n]{0,40}") {
        prop_assert_eq!(redact(&text, ""), text);
    }
}
