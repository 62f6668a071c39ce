//! What stands in the documents of the room's windows while people work: it follows, and holds no planted secret.

use e2e::{RIGHT, Rig, Setting};
use serde_json::json;
use thirtyfour::prelude::*;

/// Five calls with four secrets each, in the fields where a hurried recorder would put them.
const CALLS: [[&str; 4]; 5] = [
    ["周雨桐", "7号楼2单元501室", "10047206621", "1004 720 6623"],
    ["欧阳若兰", "12幢303", "0471-6235518", "蒙B12345"],
    ["李秋水", "A座1806", "10039958820", "6222021001116245702"],
    ["王一川", "3栋二单元", "１００４７２０６６２４", "zhou@example.com"],
    ["赵明月", "7-2-501", "150202199003071232", "10088886666"],
];

async fn document(console: &Rig) -> String {
    let whole = "return document.documentElement.outerHTML + document.title";
    console.script(whole).await.as_str().expect("a document").to_owned()
}

async fn holds_nothing_planted(console: &Rig, window: &str) {
    console.window(window).await;
    let document = document(console).await;
    for secret in CALLS.iter().flatten() {
        assert!(!document.contains(secret), "{window} holds {secret}: {document}");
    }
    console.window("main").await;
}

async fn open(console: &Rig, window: &str) {
    console.wish(json!({ "kind": "open", "window": window, "display": RIGHT })).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_windows_follow_the_day_and_their_documents_hold_none_of_twenty_secrets() {
    let console = Rig::open_on(Setting::Two).await;
    console.click("自己接听（1 号席）").await;
    console.type_into("来电数", "5").await;
    console.type_into("坐席数", "1").await;
    console.type_into("接听分钟数", "5").await;
    console.click("快 60 倍").await;
    console.click("开始演练").await;
    console.wait_for("5 人").await;
    console.click("1 倍").await;
    for window in ["leader", "board", "projector"] {
        open(&console, window).await;
    }
    console.wait_windows(&["board", "leader", "main", "projector"]).await;
    console.window("leader").await;
    console.wait_for("请讲").await;
    console.axe("leader, greeting").await;
    console.shot("leader-greeting").await;
    console.window("main").await;
    console.press(Key::F4).await;

    for (at, [name, door, number, more]) in CALLS.into_iter().enumerate() {
        console.wait_for("通话中").await;
        console.click("投诉").await;
        console.type_into("称呼", &format!("{name}女士")).await;
        console
            .type_into("事项", &format!("电梯停运9天，家住{door}，{name}说请回{number}或{more}，楼高32层"))
            .await;
        console.type_into("地点", &format!("南湖区·长桥街道·春晓苑{door}")).await;
        console.click("未承诺").await;
        if at % 2 == 0 {
            console.click("事项文字已核对脱敏").await;
        }
        console.window("leader").await;
        console.wait_for("楼高32层").await;
        console.wait_for("春晓苑").await;
        if at == 0 {
            console.axe("leader, call").await;
            console.shot("leader-call").await;
        }
        holds_nothing_planted(&console, "leader").await;
        console.press(Key::F8).await;
        if at == 0 {
            console.window("leader").await;
            console.wait_for("已选").await;
            console.window("main").await;
        }
        console.press(Key::F9).await;
        holds_nothing_planted(&console, "board").await;
    }
    console.click("English").await;
    console.window("board").await;
    console.wait_for("Answered").await;
    console.window("main").await;
    console.click("中文").await;
    console.window("board").await;
    console.wait_for("已接听").await;
    console.window("main").await;
    let transferred = |text: &str| text.replace(char::is_whitespace, "").contains("转办5");
    console.wait_text("header", transferred).await;
    console.window("board").await;
    console.wait_for("已接听").await;
    console.axe("board").await;
    console.shot("board").await;

    console.window("main").await;
    console.press(Key::Alt + "1").await;
    console.click("停止进线").await;
    console.wait_for("会商").await;
    console.shot("break").await;
    console.axe("break").await;
    console.press(Key::Alt + "3").await;
    console.click("开始会商").await;
    console.wait_for("责任单位").await;
    console.window("projector").await;
    console.wait_for("待会商").await;
    console.shot("projector-agenda").await;
    console.window("main").await;
    console.press("l").await;
    console.window("projector").await;
    console.wait_for("诉求人信息已隐去").await;
    console.window("main").await;
    for _ in 0..CALLS.len() {
        holds_nothing_planted(&console, "projector").await;
        console.press("j").await;
    }
    console.window("projector").await;
    console.axe("projector").await;
    console.shot("projector-item").await;
    console.window("main").await;
    console.press("b").await;
    console.window("projector").await;
    console.wait_text("body", str::is_empty).await;
    console.window("main").await;
    console.press("b").await;
    console.window("projector").await;
    console.wait_for("诉求人信息已隐去").await;
    console.window("main").await;
    for screen in ["4", "5", "1"] {
        console.press(Key::Alt + screen).await;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        console.axe(&format!("screen {screen}")).await;
        console.shot(&format!("screen-{screen}")).await;
    }
}
