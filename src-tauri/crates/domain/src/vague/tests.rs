//! What binds and what does not, by tables.

use super::*;
use Missing::{Date, Deed};
use proptest::prelude::*;

fn plan(text: &str) -> Option<(String, Missing)> {
    VagueWords::default().find(text).map(|finding| (finding.word, finding.missing))
}

fn due(text: &str) -> Option<String> {
    VagueWords::default().find_in_due(text).map(|finding| finding.word)
}

#[test]
fn a_plan_that_leans_on_a_vague_word_is_refused() {
    for (text, word, missing) in [
        ("尽快", "尽快", Deed),
        ("尽 快", "尽快", Deed),
        ("尽快处理", "尽快", Deed),
        ("尽快办理，一定解决", "尽快", Deed),
        ("研究研究", "研究研究", Deed),
        ("研究研究再说", "研究研究", Deed),
        ("我们研究一下", "研究一下", Deed),
        ("适时解决", "适时", Deed),
        ("抓紧落实", "抓紧", Deed),
        ("马上办", "马上", Deed),
        ("及时处理", "及时", Deed),
        ("看情况", "看情况", Deed),
        ("协调一下", "协调一下", Deed),
        ("协调一下有关部门", "协调一下", Deed),
        ("推进中", "推进中", Deed),
        ("待定", "待定", Deed),
        ("高度重视，积极推进", "高度重视", Deed),
        ("争取尽早给一个答复", "争取", Deed),
        ("再说吧", "再说", Deed),
        ("周五前尽快研究解决", "尽快", Deed),
        ("今天下午五点半前尽快处理", "尽快", Deed),
        ("12月4日17点30分前抓紧办理", "抓紧", Deed),
        ("2026年12月4日前抓紧办理", "抓紧", Deed),
        ("3个工作日内及时答复", "及时", Deed),
        ("尽快抢修庭院管网", "尽快", Date),
        ("抓紧更换路灯", "抓紧", Date),
        ("近期清运垃圾", "近期", Date),
        ("择机改造排水管网", "择机", Date),
        ("力争早日恢复供热", "力争", Date),
        ("协调一下供热公司更换阀门", "协调一下", Date),
        ("过两三天更换井盖", "两三天", Date),
        ("尽快修理7号楼2单元电梯", "尽快", Date),
        ("尽快提出三点意见并报区政府", "尽快", Date),
        ("尽快会同三个部门上门查看", "尽快", Date),
        ("尽快安排每周一次巡查", "尽快", Date),
        ("尽快更换第2次送来的水泵", "尽快", Date),
        ("尽快给一个维修方案并张贴公示", "尽快", Date),
        ("本周内清理楼道杂物", "本周内", Date),
        ("过几天安装红绿灯", "过几天", Date),
        ("尽快在三五天内疏通管道", "尽快", Date),
    ] {
        assert_eq!(plan(text), Some((word.to_owned(), missing)), "{text}");
    }
}

#[test]
fn a_plan_with_a_deed_and_a_date_is_taken() {
    for text in [
        "抢修庭院管网，先恢复供热，周五前尽快完成",
        "抢修庭院管网,先恢复供热,周五前尽快完成",
        "今天下午五点前抓紧抽排积水",
        "12月4日前尽快更换路灯",
        "１２月４日前尽快更换路灯",
        "12 月 4 日 周五 17:30 前尽快更换路灯",
        "十二月四日前尽快更换路灯",
        "尽快更换阀门，4号前完成",
        "尽快换灯泡，星期三以前",
        "尽快修路灯，明天上午完成",
        "3个工作日内尽快疏通管道",
        "24小时内及时恢复供水",
        "两天内抓紧清运垃圾",
        "半小时内马上关阀停水",
        "2026-12-04前尽快恢复供热",
        "尽快更换水泵，17：30前送水",
        "下周三前力争开通公交",
        "月底前争取拆除围挡",
        "12月底前争取拆除围挡",
        "春节前力争通车，先铺临时路",
        "抓紧更换 3 盏路灯",
        "逐步更换二十个井盖",
        "尽快入户走访12户",
        "陆续修补路面200平方米",
        "尽快把室温升到20℃",
    ] {
        assert_eq!(plan(text), None, "{text}");
    }
}

#[test]
fn a_plan_without_a_vague_word_needs_only_a_deed() {
    for text in ["修路灯", "换灯泡", "关阀", "更换阀门", "污水处理站停机检修", "由供热公司更换换热站水泵", ""]
    {
        assert_eq!(plan(text), None, "{text}");
    }
    for text in ["处理", "认真办理", "予以解决，并做好答复工作", "12月4日", "。。。"] {
        assert_eq!(plan(text), Some((text.to_owned(), Deed)), "{text}");
    }
}

#[test]
fn a_time_limit_needs_a_date_whatever_is_counted() {
    for text in [
        "尽快",
        "近期",
        "本周内",
        "年内",
        "待定",
        "尽快，3 盏",
        "争取早日",
        "过几天",
        "看情况再说",
        "三五天内尽快",
    ] {
        assert!(due(text).is_some(), "{text}");
    }
    for text in [
        "12月4日",
        "周五",
        "17:30",
        "今天下午五点",
        "3个工作日",
        "尽快，周五前",
        "争取12月4日",
        "马上，今天",
        "1年内争取",
        "下班前尽快",
        "抓紧，20日前",
        "本周五前力争",
        "五天内",
        "十五个工作日内力争",
        "尽快（8点整）",
        "下月4日尽快",
        "",
    ] {
        assert_eq!(due(text), None, "{text}");
    }
}

#[test]
fn house_numbers_lists_and_rhythms_are_no_dates() {
    for text in [
        "3号楼",
        "12号线",
        "5号席",
        "第3天",
        "三点意见",
        "每周一次",
        "7号楼2单元501室",
        "两三天",
        "三五天",
        "几天",
        "13月4日",
        "12月40日",
        "32号前",
        "2026年",
        "周天气",
        "2026-13-04",
        "百日",
        "日常",
    ] {
        assert!(!when::has_date(text), "{text}");
    }
}

#[test]
fn the_longer_of_two_words_that_begin_together_is_named() {
    let words = VagueWords::new(vec!["抓紧".into(), "抓紧时间".into()]);
    assert_eq!(words.find("抓紧时间办").unwrap().word, "抓紧时间");
}

#[test]
fn an_edited_list_is_what_counts() {
    let words = VagueWords::new(vec![" 回头看 ".into(), String::new(), "回头看".into(), "  ".into()]);
    assert_eq!(words.words, ["回头看"]);
    assert_eq!(words.find("尽快更换阀门"), None);
    assert_eq!(words.find("回头看").unwrap().missing, Deed);
    // A list that came in with an empty word finds nothing by it.
    assert_eq!(VagueWords { words: vec![String::new()] }.find("更换阀门"), None);
}

#[test]
fn the_default_list_has_no_word_twice() {
    let words = VagueWords::default();
    assert_eq!(VagueWords::new(words.words.clone()), words);
    for word in [
        "尽快",
        "研究研究",
        "适时",
        "抓紧",
        "近期",
        "尽早",
        "马上",
        "及时",
        "再说",
        "看情况",
        "协调一下",
        "推进中",
    ] {
        assert!(words.words.iter().any(|known| known == word), "{word}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_fault(text in "[0-9一二三十百第周星期月日号点年个天半前后:：.% 尽快抓紧楼a-c-]{0,24}") {
        let words = VagueWords::default();
        words.find(&text);
        words.find_in_due(&text);
    }

    #[test]
    fn a_date_always_mends_a_time_limit(text in "\\PC{0,12}") {
        prop_assert_eq!(VagueWords::default().find_in_due(&format!("{text}，12月4日 17:30")), None);
    }
}
