//! Words that promise nothing: a plan or a date that leans on one of them is refused.

use crate::input::narrow;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod when;

/// The editable list. Matching ignores spaces and takes full-width signs for half-width ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VagueWords {
    pub words: Vec<String>,
}

/// The word that gives it away, and what has to be said instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VagueFinding {
    /// As it stands in the list; the text's first 20 characters if it is nothing but filler (处理).
    pub word: String,
    pub missing: Missing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Missing {
    /// On which day, by what hour, within how many days.
    Date,
    /// What is going to be done.
    Deed,
}

#[rustfmt::skip]
const WORDS: [&str; 71] = [
    // when
    "尽快", "尽早", "尽量", "尽可能", "早日", "及早", "及时", "适时", "择机", "择日", "不日", "近期", "近日", "日内",
    "这几天", "过几天", "近几天", "过两天", "两三天", "三五天", "过一阵", "过段时间", "一段时间", "本周内", "这周内", "本月内", "年内",
    "马上", "抓紧", "加快", "稍后", "以后再", "回头再", "有空", "有条件时", "条件成熟", "条件允许", "适当时候",
    "陆续", "逐步", "待定", "另行通知",
    // whether
    "争取", "力争", "原则上", "看情况", "视情况", "视情", "酌情", "再说", "再看", "再议", "想办法",
    // what
    "研究研究", "研究一下", "研究解决", "研究处理", "进一步研究", "再研究", "协调一下", "协调协调", "积极协调", "积极推进",
    "持续推进", "推进中", "沟通一下", "了解一下", "看一看", "跟进一下", "高度重视", "加大力度",
];

/// Takes no part in saying what is done. Longer ones stand first, for they are taken out in order.
#[rustfmt::skip]
const FILLER: [&str; 79] = [
    "有关部门", "相关部门", "有关单位", "相关单位", "责任单位", "有关方面", "有关情况", "相关问题", "有关问题",
    "认真", "积极", "妥善", "切实", "组织", "安排", "进行", "予以", "给予", "负责", "落实", "推进", "推动", "协调",
    "研究", "沟通", "跟进", "关注", "重视", "处理", "处置", "办理", "办好", "解决", "答复", "回复", "完成", "做好",
    "工作", "问题", "事情", "此事", "这事", "该事", "情况", "方案", "时间", "时候", "一定", "全力", "一下", "我们",
    "上午", "下午", "晚上", "早上", "中午",
    "我局", "他们", "大家", "之前", "以前", "前", "的", "了", "会", "将", "把", "要", "请", "我", "再", "去", "来",
    "并", "地", "吧", "于", "一个", "给",
];

/// 修路灯 is a deed and has three characters.
const SHORTEST_DEED: usize = 3;

impl VagueWords {
    /// An edited list: trimmed, without empty lines and repetitions.
    pub fn new(words: Vec<String>) -> VagueWords {
        let mut kept: Vec<String> = Vec::with_capacity(words.len());
        for word in words.iter().map(|word| compact(word)).filter(|word| !word.is_empty()) {
            if !kept.contains(&word) {
                kept.push(word);
            }
        }
        VagueWords { words: kept }
    }

    /// What a plan lacks. Nothing is found in an empty one: that it is empty is another problem.
    ///
    /// A deed is missing if nothing is left without dates, vague words and filler. A date is missing if
    /// a vague word stands alone: without a date, and without a deed that can be counted (3 盏).
    pub fn find(&self, text: &str) -> Option<VagueFinding> {
        let plan = compact(text);
        // 3个工作日内 is a date, though 日内 is not.
        let undated = when::without_dates(&plan);
        let word = self.first_in(&undated);
        let deed = deed_length(&self.without(&undated));
        let missing = match word {
            Some(_) if deed < SHORTEST_DEED => Missing::Deed,
            Some(_) if !when::has_date(&plan) && !when::has_measure(&plan) => Missing::Date,
            None if deed == 0 && !plan.is_empty() => Missing::Deed,
            Some(_) | None => return None,
        };
        let word = word.map_or_else(|| text.trim().chars().take(20).collect(), str::to_owned);
        Some(VagueFinding { word, missing })
    }

    /// What the text of a time limit or a promise lacks: never a deed, and no count of things makes up for a date.
    pub fn find_in_due(&self, due: &str) -> Option<VagueFinding> {
        let due = compact(due);
        let word = self.first_in(&due)?;
        (!when::has_date(&due)).then(|| VagueFinding { word: word.to_owned(), missing: Missing::Date })
    }

    /// The word that begins first; of two that begin together the longer one.
    fn first_in(&self, text: &str) -> Option<&str> {
        self.words
            .iter()
            .filter_map(|word| Some((text.find(usable(word)?)?, word)))
            .min_by_key(|(at, word)| (*at, usize::MAX - word.len()))
            .map(|(_, word)| word.as_str())
    }

    fn without(&self, text: &str) -> String {
        let mut words: Vec<&str> = self.words.iter().filter_map(|word| usable(word)).collect();
        words.sort_by_key(|word| usize::MAX - word.len());
        // A mark in the gap, or the ends of two sentences would make a new word.
        words.into_iter().fold(text.to_owned(), |text, word| text.replace(word, "，"))
    }
}

impl Default for VagueWords {
    fn default() -> Self {
        VagueWords { words: WORDS.iter().map(|word| (*word).to_owned()).collect() }
    }
}

fn usable(word: &str) -> Option<&str> {
    // An empty word would be found in every text.
    (!word.is_empty()).then_some(word)
}

fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).map(narrow).collect()
}

fn deed_length(text: &str) -> usize {
    let bare = FILLER.iter().fold(text.to_owned(), |text, word| text.replace(word, "，"));
    bare.chars().filter(|c| c.is_alphanumeric()).count()
}

#[cfg(test)]
mod tests;
