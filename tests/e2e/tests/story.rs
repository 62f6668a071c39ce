//! A visitor's first day: three calls typed in Chinese, the meeting, the seal, the ledger on disk.

use e2e::Rig;
use thirtyfour::prelude::*;

/// What a recorder types of one call.
struct Typed {
    request: &'static str,
    caller: &'static str,
    matter: &'static str,
    place: &'static str,
}

async fn typed(console: &Rig, call: Typed) {
    console.wait_for("通话中").await;
    // The sheet of the call before goes when it is saved, and not in the same moment.
    console.wait_script("return document.querySelector('textarea')?.value", "").await;
    console.click(call.request).await;
    console.type_into("称呼", call.caller).await;
    console.type_into("事项", call.matter).await;
    console.type_into("地点", call.place).await;
}

/// Chooses in the list that has the focus by typing its words.
async fn chosen(console: &Rig, words: &str) {
    console.press(words).await;
    console.wait_text("[role=listbox]", |options| options.contains(words)).await;
    console.press(Key::Enter).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_plays_a_session_day_from_the_first_ring_to_the_ledger() {
    let console = Rig::open().await;
    console.axe("start").await;
    console.shot("1-start").await;
    console.click("自己接听（1 号席）").await;
    console.type_into("来电数", "3").await;
    console.type_into("坐席数", "1").await;
    console.type_into("接听分钟数", "5").await;
    console.click("快 60 倍").await;
    console.click("开始演练").await;

    // The calls ring by themselves; then the visitor takes his time.
    console.wait_for("3 人").await;
    console.click("1 倍").await;
    console.press(Key::F4).await;
    let first = Typed {
        request: "咨询",
        caller: "蒋先生",
        matter: "问随迁子女入学要什么材料,居住证要满几年。",
        place: "南湖区西岭公园",
    };
    typed(&console, first).await;
    console.click("未承诺").await;
    console.axe("recorder").await;
    console.press(Key::F6).await;
    console.type_into("答复", "凭居住证到窗口办理,居住证满一年即可。").await;
    console.click("诉求人认可").await;
    console.shot("2-recorder-on-call").await;
    console.press(Key::F9).await;

    // Saved, and the next call is taken in the same stroke.
    console.wait_for("办结").await;
    let second = Typed {
        request: "投诉",
        caller: "周女士",
        matter: "7 号楼电梯已停运 9 天,楼高 32 层,住着老人和孕妇。",
        place: "南湖区·长桥街道·春晓苑",
    };
    typed(&console, second).await;
    console.type_into("承诺（领导原话）", "今天下午五点半前把电梯修好,修好给你打电话。").await;
    console.press(Key::F7).await;
    console.wait_for("今天几点前").await;
    chosen(&console, "区市场监管局").await;
    console.wait_for("由区市场监管局办").await;
    console.shot("3-recorder-today").await;
    console.axe("recorder, today").await;
    console.press(Key::F9).await;

    console.wait_text("header", |counts| counts.replace(char::is_whitespace, "").contains("当天1")).await;
    let third = Typed {
        request: "求助",
        caller: "吴先生",
        matter: "入冬以来室温只有 14 度,找过物业和供热公司。",
        place: "南湖区·石桥街道·青松里",
    };
    typed(&console, third).await;
    console.type_into("承诺（领导原话）", "今天会上定下单位,明天给您打电话。").await;
    console.press(Key::Control + "d").await;
    chosen(&console, "区住建局").await;
    console.press(Key::F8).await;
    console.shot("4-recorder-transfer").await;
    console.press(Key::F9).await;
    console.wait_text("header", |counts| counts.replace(char::is_whitespace, "").contains("转办1")).await;

    console.press(Key::Alt + "1").await;
    console.click("停止进线").await;
    console.axe("session").await;
    console.shot("5-session").await;
    console.press(Key::Alt + "3").await;
    console.click("开始会商").await;
    console.wait_for("责任单位").await;
    console.wait_for("韩越").await;
    console.axe("meeting").await;
    console.shot("6-meeting").await;

    // Unit, date, plan and owner by their digits, then the next item.
    for keys in ["a", "1", "t", "3", "p", "1", "o", "2"] {
        console.press(keys).await;
    }
    console.press(Key::Control + Key::Enter).await;
    console.wait_for("已定 1").await;
    console.wait_for("白帆").await;
    console.shot("7-meeting-settled").await;
    console.click("结束会商").await;
    console.wait_for("结束后不能再撤销").await;
    console.axe("meeting, asked").await;
    console.click("[role=dialog] .u-button-primary").await;
    console.wait_for("会商已结束").await;
    console.press(Key::Alt + "1").await;
    console.click("封存本场").await;
    console.wait_for("不再改动").await;
    console.axe("seal, asked").await;
    console.click("[role=dialog] .u-button-primary").await;
    console.wait_for("已封存").await;
    console.axe("sealed").await;
    console.shot("8-sealed").await;

    console.press(Key::Alt + "4").await;
    console.wait_for("1201-01-03").await;
    console.axe("ledger").await;
    console.shot("9-ledger").await;
    console.click("导出").await;
    console.wait_for("事由").await;
    console.click("[role=dialog] [role=combobox]").await;
    console.click("存档").await;
    console.click("[role=dialog] button[type=submit]").await;
    console.wait_for("已导出").await;
    let saved: Vec<_> =
        std::fs::read_dir(console.saved()).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(saved.len(), 1, "{saved:?}");
    assert!(std::fs::read(&saved[0]).unwrap().starts_with(b"PK"), "a workbook");

    console.click("1201-01-03").await;
    console.press(Key::Enter).await;
    console.wait_for("诉求人已等").await;
    console.axe("case").await;
    console.shot("10-case").await;
}
