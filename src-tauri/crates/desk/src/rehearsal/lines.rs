//! 参考口径 of the fictitious city: three lines a leader may say, by the branch that the matter stands under.

/// What stands under a branch, the nearest branch first.
const LINES: [(&str, [&str; 3]); 9] = [
    ("物业管理/电梯", ["维保单位 24 小时内查明原因", "换大件可用应急维修资金", "恢复前物业要帮老人出行"]),
    ("物业管理", ["物业服务内容要在小区公示", "收费争议由区住建局核查", "业主可通过业委会提出要求"]),
    ("公用事业/供热", ["室温不到 18 度可申请测温", "不达标按天数退费", "当天上门排查，管网问题另定工期"]),
    ("公用事业", ["抢修期间提供临时供应", "停水停电要提前告知", "设施归属不清的先修后定"]),
    ("城市治理/道路", ["路面险情先围挡后修复", "信号灯故障当天处置", "修复前安排人员值守"]),
    ("城市治理", ["占道和噪声由城管执法局现场查处", "工地夜间施工要有许可", "查处结果告知反映人"]),
    ("交通", ["线路调整要听取居民意见", "消防通道停车随报随清", "处理结果告知反映人"]),
    ("教育", ["入学按公布的片区和时间办理", "收费要有公示依据", "核查结果书面答复家长"]),
    ("劳动保障", ["拖欠工资先立案核查", "工资要直接发到本人", "材料不全可以先受理后补齐"]),
];

pub fn lines_of(category: &str) -> Vec<String> {
    let found = LINES.iter().find(|(branch, _)| category.starts_with(branch));
    found.map(|(_, lines)| lines.map(String::from).to_vec()).unwrap_or_default()
}
