//! What callers of the fictitious city ask: texts written for practice, of no real person.

use domain::case::RequestType;
use domain::deadline::DeadlineClass;

pub struct CityMatter {
    pub title: &'static str,
    pub detail: &'static str,
    /// Branches parted by `/`.
    pub category: &'static str,
    pub initials: &'static str,
    pub unit: &'static str,
    pub request: RequestType,
    pub class: DeadlineClass,
    pub hazard: bool,
}

macro_rules! matter {
    ($request:ident, $class:ident, $unit:literal, $category:literal, $initials:literal, $title:literal, $detail:literal) => {
        matter!($request, $class, $unit, $category, $initials, $title, $detail, false)
    };
    ($request:ident, $class:ident, $unit:literal, $category:literal, $initials:literal, $title:literal, $detail:literal, $hazard:literal) => {
        CityMatter {
            title: $title,
            detail: $detail,
            category: $category,
            initials: $initials,
            unit: $unit,
            request: RequestType::$request,
            class: DeadlineClass::$class,
            hazard: $hazard,
        }
    };
}

pub const MATTERS: [CityMatter; 30] = [
    matter!(
        Complaint,
        General,
        "区市场监管局",
        "物业管理/电梯/停运",
        "dt",
        "电梯停运多日",
        "楼里电梯停运 9 天，楼高 32 层，有老人和孕妇，多次找物业没有结果。"
    ),
    matter!(
        Help,
        Utilities,
        "滨河供热公司",
        "公用事业/供热/室温不达标",
        "gr",
        "暖气不热",
        "入冬以来室温只有 14 度，整栋楼都不热，老人多。"
    ),
    matter!(
        Complaint,
        General,
        "区住建局",
        "物业管理/收费/乱收费",
        "sf",
        "物业费上涨没有公示",
        "物业费每平方米涨了三角钱，没有公示也没有开业主大会。"
    ),
    matter!(
        Complaint,
        General,
        "区住建局",
        "房产/办证/不动产证",
        "bdc",
        "交房三年办不下不动产证",
        "房款交清三年了，开发商说资料没有移交，孩子上学要用。"
    ),
    matter!(
        Complaint,
        General,
        "区住建局",
        "房产/质量/渗漏",
        "sl",
        "屋顶漏雨",
        "顶楼下雨就漏，报修四次，物业说过了保修期。"
    ),
    matter!(
        Help,
        Hazard,
        "区住建局",
        "城市治理/道路/塌陷",
        "tx",
        "小区门口路面塌陷",
        "小区南门外路面塌了一个坑，直径一米多，晚上没有灯。",
        true
    ),
    matter!(
        Complaint,
        General,
        "区城管执法局",
        "城市治理/占道/占道经营",
        "zd",
        "市场外占道经营",
        "早市把人行道占满了，推婴儿车的只能走机动车道。"
    ),
    matter!(
        Complaint,
        General,
        "区城管执法局",
        "城市治理/噪声/广场舞",
        "zs",
        "广场舞扰民",
        "每天晚上十点还在放音响，家里有高三学生。"
    ),
    matter!(
        Complaint,
        General,
        "区城管执法局",
        "城市治理/环境卫生/垃圾清运",
        "lj",
        "垃圾清运不及时",
        "垃圾桶三天没有人清，天热味道大。"
    ),
    matter!(
        Complaint,
        General,
        "区生态环境局",
        "城市治理/噪声/工地",
        "gd",
        "工地夜间施工",
        "工地凌晨两点还在打桩，整栋楼睡不了。"
    ),
    matter!(
        Suggestion,
        General,
        "区交通运输局",
        "交通/公交/线路",
        "gj",
        "希望公交延长到地铁口",
        "建议 12 路延长两站到地铁口，老人换乘要走一公里。"
    ),
    matter!(
        Help,
        General,
        "区交通运输局",
        "城市治理/道路/信号灯",
        "xhd",
        "学校门口没有红绿灯",
        "小学门口没有红绿灯，接送时很乱。",
        true
    ),
    matter!(
        Complaint,
        General,
        "区交通运输局",
        "交通/停车/消防通道",
        "tc",
        "消防通道被占",
        "消防通道天天停满车，救护车进不来。"
    ),
    matter!(
        Inquiry,
        General,
        "区教育局",
        "教育/入学/随迁子女",
        "rx",
        "随迁子女入学要什么材料",
        "孩子明年上小学，问居住证要满几年，材料交到哪里。"
    ),
    matter!(
        Complaint,
        General,
        "区教育局",
        "教育/收费/校外培训",
        "px",
        "培训机构不退费",
        "培训机构停课两个月，剩下的课时费不退。"
    ),
    matter!(
        Help,
        General,
        "区人社局",
        "劳动保障/欠薪/工资",
        "qx",
        "三个月工资没有发",
        "厂里二十多个人三个月没有发工资，老板电话打不通。"
    ),
    matter!(
        Inquiry,
        General,
        "区人社局",
        "劳动保障/社保/退休",
        "sb",
        "灵活就业怎么补缴社保",
        "断缴两年，问能不能补，窗口要带什么。"
    ),
    matter!(
        Inquiry,
        General,
        "区卫健局",
        "医疗卫生/医保/报销",
        "yb",
        "异地就医怎么报销",
        "在外地住院，问备案在哪里办，比例是多少。"
    ),
    matter!(
        Complaint,
        General,
        "区卫健局",
        "医疗卫生/服务/挂号",
        "gh",
        "社区医院没有儿科号",
        "社区医院儿科每周只开两个半天，孩子发烧挂不上号。"
    ),
    matter!(
        Complaint,
        General,
        "区市场监管局",
        "市场监管/消费/预付卡",
        "yfk",
        "健身房关门不退卡",
        "健身房贴了通知就关门，年卡还有八个月。"
    ),
    matter!(
        Report,
        General,
        "区市场监管局",
        "市场监管/食品/无证",
        "sp",
        "举报无证加工豆制品",
        "巷子里有一家没有证的豆腐作坊，夜里生产，污水倒进雨水井。"
    ),
    matter!(
        Complaint,
        General,
        "区市场监管局",
        "市场监管/价格/电费",
        "df",
        "商铺电费加价",
        "房东每度电收一块二，说是线损。"
    ),
    matter!(
        Help,
        Utilities,
        "区水务局",
        "公用事业/供水/漏水",
        "ls",
        "自来水管漏水",
        "楼前的水管漏了五天，流到路上结冰了。"
    ),
    matter!(
        Help,
        General,
        "区水务局",
        "公用事业/排水/污水井",
        "ws",
        "污水井塌陷污水外溢",
        "小区南墙外的污水井塌了，污水往外冒，找过社区和住建都说不归自己管。",
        true
    ),
    matter!(
        Help,
        General,
        "区民政局",
        "民生保障/救助/低保",
        "db",
        "低保申请没有回音",
        "父亲瘫痪在床，低保材料交了四个月没有消息。"
    ),
    matter!(
        Suggestion,
        General,
        "区园林局",
        "城市治理/绿化/树木",
        "sm",
        "树枝挡住路灯",
        "路边的树把路灯全挡住了，晚上看不见路。"
    ),
    matter!(
        Complaint,
        General,
        "石桥街道办事处",
        "物业管理/业委会/选举",
        "ywh",
        "业委会到期没有换届",
        "业委会到期一年了没有换届，公共收益不公开。"
    ),
    matter!(
        Complaint,
        General,
        "长桥街道办事处",
        "城市治理/违建/阳台",
        "wj",
        "楼下违建挡光",
        "一楼在院子里盖了一间房，挡了二楼的光。"
    ),
    matter!(
        Help,
        Complex,
        "市12345平台",
        "外区来电/市平台",
        "sp",
        "外区来电:地铁站出口积水",
        "不是本区的地铁站，出口一下雨就积水，请转给管的单位。"
    ),
    matter!(
        Help,
        Complex,
        "其他旗县区平台",
        "外区来电/其他旗县区",
        "qt",
        "外区来电:村里路灯不亮",
        "老家在北山县，村口路灯坏了半年。"
    ),
];
