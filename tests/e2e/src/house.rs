//! A real house over the fictitious city, and its login.

use crate::Rig;
use desk::clock::Clock;
use desk::house::{self, NewHouse};
use desk::{Desk, rehearsal};
use domain::directory::HouseKind;
use std::path::Path;

/// Everybody's.
pub const PASSWORD: &str = "南湖的桥一共九座";

/// Founded by 李敏 (工号 1), who holds everything.
pub fn found(home: &Path) -> Desk {
    let new = NewHouse {
        kind: HouseKind::Real,
        name: "李敏",
        title: "值班长",
        district: "南湖区",
        staff_no: "1",
        password: PASSWORD,
        second: None,
    };
    let (desk, _) = house::found(&home.join("store"), &new, Clock::wall()).expect("a house");
    rehearsal::settle(&desk, desk.my_hand()).expect("the city");
    desk
}

/// From the first screen.
pub async fn login(console: &Rig, staff_no: &str) {
    console.wait_for("这台电脑上已有正式数据").await;
    console.type_into("工号", staff_no).await;
    console.type_into("密码", PASSWORD).await;
    console.click("打开").await;
}
