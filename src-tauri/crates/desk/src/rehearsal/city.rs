//! The fictitious city of every rehearsal: 滨河市南湖区. Nobody and nothing in it exists.

use super::lines::lines_of;
use super::matters::MATTERS;
use crate::chance::id_by_name;
use crate::commit::Hand;
use crate::desk::Desk;
use crate::failure::Failure;
use domain::deadline::DeadlineClass;
use domain::directory::*;
use domain::id::{CategoryId, PersonId, PlaceId, UnitId};

pub const DISTRICT: &str = "南湖区";

/// Leaders in their order: name, full title, form of address. They sit at the seats.
pub const LEADERS: [(&str, &str, &str); 12] = [
    ("林远", "南湖区委书记", "书记"),
    ("沈一帆", "南湖区区长", "区长"),
    ("顾清和", "南湖区委副书记", "副书记"),
    ("陆明川", "南湖区常务副区长", "副区长"),
    ("程若溪", "南湖区副区长", "副区长"),
    ("魏知行", "南湖区副区长", "副区长"),
    ("苏映雪", "南湖区副区长", "副区长"),
    ("叶承安", "南湖区委常委", "常委"),
    ("罗青禾", "南湖区人大常委会主任", "主任"),
    ("孟怀瑾", "南湖区政协主席", "主席"),
    ("唐以宁", "南湖区委政法委书记", "书记"),
    ("冯时雨", "南湖区政府办公室主任", "主任"),
];

pub const RECORDERS: [&str; 12] =
    ["李敏", "赵敏", "周楠", "吴桐", "郑玲", "王晓", "陈默", "杨帆", "朱颖", "许诺", "何佳", "吕晴"];

pub const SECRETARY: (&str, &str) = ("方可", "会商秘书");

/// A unit: name, kind, head and title, deputy, and ready plans.
pub struct CityUnit {
    pub name: &'static str,
    pub kind: UnitKind,
    pub head: (&'static str, &'static str),
    pub deputy: (&'static str, &'static str),
    pub plans: [&'static str; 2],
}

/// The first twelve can be in the room; a rehearsal with seven units seats the first seven.
pub const UNITS: [CityUnit; 17] = [
    CityUnit {
        name: "区住建局",
        kind: UnitKind::Bureau,
        head: ("韩越", "局长"),
        deputy: ("白帆", "副局长"),
        plans: ["组织抢修，修复后由社区签字确认", "明确管护单位并在小区公示"],
    },
    CityUnit {
        name: "区市场监管局",
        kind: UnitKind::Bureau,
        head: ("江临", "局长"),
        deputy: ("秦岚", "副局长"),
        plans: ["责成维保单位更换故障部件并复检", "约谈经营者并公示处理结果"],
    },
    CityUnit {
        name: "区城管执法局",
        kind: UnitKind::Bureau,
        head: ("贺川", "局长"),
        deputy: ("齐明", "副局长"),
        plans: ["现场清理并安排定点值守", "下达整改通知书并复查"],
    },
    CityUnit {
        name: "区交通运输局",
        kind: UnitKind::Bureau,
        head: ("段青", "局长"),
        deputy: ("曹野", "副局长"),
        plans: ["修补路面并设置警示标志", "调整线路班次并公布时刻表"],
    },
    CityUnit {
        name: "区教育局",
        kind: UnitKind::Bureau,
        head: ("夏宁", "局长"),
        deputy: ("祝安", "副局长"),
        plans: ["核查后书面答复家长", "协调学位并公布入学名单"],
    },
    CityUnit {
        name: "区人社局",
        kind: UnitKind::Bureau,
        head: ("丁原", "局长"),
        deputy: ("蒋蓉", "副局长"),
        plans: ["立案核查欠薪并责令支付", "上门办理待遇核定手续"],
    },
    CityUnit {
        name: "区卫健局",
        kind: UnitKind::Bureau,
        head: ("童欣", "局长"),
        deputy: ("毕然", "副局长"),
        plans: ["检查机构收费并公示结果", "安排家庭医生上门服务"],
    },
    CityUnit {
        name: "区生态环境局",
        kind: UnitKind::Bureau,
        head: ("骆冰", "局长"),
        deputy: ("尤佳", "副局长"),
        plans: ["夜间监测噪声并依法处罚", "封堵排口并清淤"],
    },
    CityUnit {
        name: "区民政局",
        kind: UnitKind::Bureau,
        head: ("纪昀川", "局长"),
        deputy: ("滕越", "副局长"),
        plans: ["入户核查后办理低保", "协调养老床位并签约"],
    },
    CityUnit {
        name: "区水务局",
        kind: UnitKind::Bureau,
        head: ("洪波", "局长"),
        deputy: ("盛夏", "副局长"),
        plans: ["疏通管道并更换井盖", "加装加压泵恢复供水"],
    },
    CityUnit {
        name: "区园林局",
        kind: UnitKind::Bureau,
        head: ("柳青", "局长"),
        deputy: ("桑榆", "副局长"),
        plans: ["修剪树木并清运", "补植绿化并专人养护"],
    },
    CityUnit {
        name: "区商务局",
        kind: UnitKind::Bureau,
        head: ("邵华", "局长"),
        deputy: ("金珂", "副局长"),
        plans: ["督促企业退费并公示进度", "约谈平台并书面答复"],
    },
    CityUnit {
        name: "石桥街道办事处",
        kind: UnitKind::Street,
        head: ("庄毅", "主任"),
        deputy: ("卓然", "副主任"),
        plans: ["召集业主代表议事并公示结果", "组织社区上门清理"],
    },
    CityUnit {
        name: "长桥街道办事处",
        kind: UnitKind::Street,
        head: ("温岚", "主任"),
        deputy: ("车明", "副主任"),
        plans: ["协调物业整改并逐户回访", "组织社区上门清理"],
    },
    CityUnit {
        name: "滨河供热公司",
        kind: UnitKind::Company,
        head: ("鲁阳", "经理"),
        deputy: ("甘霖", "副经理"),
        plans: ["抢修庭院管网，先恢复供热", "上门测温并更换阀门"],
    },
    CityUnit {
        name: "市12345平台",
        kind: UnitKind::CityPlatform,
        head: ("安宁", "值班长"),
        deputy: ("易清", "副值班长"),
        plans: ["转市平台派单并回告受理号", "由市平台回复来电人"],
    },
    CityUnit {
        name: "其他旗县区平台",
        kind: UnitKind::OtherDistrict,
        head: ("查理", "联络员"),
        deputy: ("闻达", "联络员"),
        plans: ["转属地平台办理并回告受理号", "由属地平台回复来电人"],
    },
];

/// 街道 and 小区.
pub const PLACES: [(&str, [&str; 4]); 4] = [
    ("长桥街道", ["春晓苑", "望湖小区", "桂花里", "云杉里"]),
    ("石桥街道", ["青松里", "柳堤路", "兰溪路", "美塘巷"]),
    ("东塘街道", ["枫叶园", "东塘市场", "育才路", "银杏苑"]),
    ("西岭街道", ["岭秀家园", "纺织路", "工人新村", "西岭公园"]),
];

pub fn unit_id(name: &str) -> UnitId {
    UnitId(id_by_name("unit", name))
}

pub fn person_id(name: &str) -> PersonId {
    PersonId(id_by_name("person", name))
}

pub fn category_id(path: &str) -> CategoryId {
    CategoryId(id_by_name("category", path))
}

pub fn place_id(name: &str) -> PlaceId {
    PlaceId(id_by_name("place", name))
}

/// Puts the city into the directory, where it is not there yet.
pub fn settle(desk: &Desk, hand: Hand) -> Result<(), Failure> {
    if desk.directory().units.contains_key(&unit_id(UNITS[0].name)) {
        return Ok(());
    }
    let change = |command| desk.change_directory(command, hand);
    let gone = Vec::new;
    change(DirectoryCommand::ChangePeople { set: people(), gone: gone() })?;
    change(DirectoryCommand::ChangeUnits { set: units(), gone: Vec::new() })?;
    change(DirectoryCommand::ChangeCategories { set: categories(), gone: Vec::new() })?;
    change(DirectoryCommand::ChangePlaces { set: places(), gone: Vec::new() })?;
    let names = Names { district: DISTRICT.into(), ..desk.directory().names.clone() };
    change(DirectoryCommand::ChangeWords { names: Some(names), vague: None, templates: Some(templates()) })
}

fn people() -> Vec<Person> {
    let person = |name: &str, title: &str, unit: Option<UnitId>| Person {
        id: person_id(name),
        name: name.into(),
        title: title.into(),
        address: None,
        unit,
        phone: None,
    };
    let leader = |(name, title, address): &(&str, &str, &str)| Person {
        address: Some(address.to_string()),
        ..person(name, title, None)
    };
    let mut people: Vec<Person> = LEADERS.iter().map(leader).collect();
    people.extend(RECORDERS.iter().map(|name| person(name, "记录员", None)));
    people.push(person(SECRETARY.0, SECRETARY.1, None));
    for (place, unit) in (1..).zip(&UNITS) {
        let id = Some(unit_id(unit.name));
        let office = |line: u32| Some(format!("1000{:04}", place * 10 + line));
        people.push(Person { phone: office(1), ..person(unit.head.0, unit.head.1, id) });
        people.push(Person { phone: office(2), ..person(unit.deputy.0, unit.deputy.1, id) });
    }
    people
}

fn units() -> Vec<Unit> {
    (1..)
        .zip(&UNITS)
        .map(|(order, unit)| Unit {
            id: unit_id(unit.name),
            name: unit.name.into(),
            kind: unit.kind,
            head: Some(person_id(unit.head.0)),
            deputies: vec![person_id(unit.deputy.0)],
            above: match unit.kind {
                UnitKind::Company => Some(unit_id("区住建局")),
                UnitKind::Street | UnitKind::Bureau => Some(unit_id("市12345平台")),
                UnitKind::CityPlatform | UnitKind::OtherDistrict => None,
            },
            plans: unit.plans.iter().map(|plan| plan.to_string()).collect(),
            order,
            aliases: unit.name.strip_prefix('区').map(String::from).into_iter().collect(),
            duty_phone: Some(format!("1000{:04}", order * 10)),
        })
        .collect()
}

/// The categories of the scripted matters, each with the branches above it.
fn categories() -> Vec<Category> {
    let mut set: Vec<Category> = Vec::new();
    for matter in &MATTERS {
        let mut path = String::new();
        let mut above = None;
        let names: Vec<&str> = matter.category.split('/').collect();
        for (depth, name) in names.iter().enumerate() {
            path = if depth == 0 { name.to_string() } else { format!("{path}/{name}") };
            let id = category_id(&path);
            if !set.iter().any(|known| known.id == id) {
                let leaf = depth + 1 == names.len();
                set.push(Category {
                    id,
                    name: name.to_string(),
                    initials: if leaf { matter.initials.into() } else { String::new() },
                    above,
                    unit: leaf.then(|| unit_id(matter.unit)),
                    class: if leaf { matter.class } else { DeadlineClass::General },
                    code: None,
                    scope: None,
                    lines: if leaf { lines_of(matter.category) } else { Vec::new() },
                });
            }
            above = Some(id);
        }
    }
    set
}

fn places() -> Vec<Place> {
    let place = |name: &str, above: Option<PlaceId>| Place {
        id: place_id(name),
        name: name.into(),
        initials: String::new(),
        above,
    };
    let root = place(DISTRICT, None);
    let mut set = Vec::new();
    for (street, compounds) in &PLACES {
        set.push(place(street, Some(root.id)));
        set.extend(compounds.iter().map(|name| place(name, Some(place_id(street)))));
    }
    set.push(root);
    set
}

fn templates() -> Vec<Template> {
    let usual = |name: &str, matter: &str, category: &str, hazard| Template {
        name: name.into(),
        matter: matter.into(),
        category: Some(category_id(category)),
        hazard,
    };
    vec![
        usual("电梯停运", "电梯停运  天,", "物业管理/电梯/停运", false),
        usual("路面塌陷", "路面塌陷，面积约  ,", "城市治理/道路/塌陷", true),
        usual("水管漏水", "水管漏水  天,", "公用事业/供水/漏水", false),
        usual("暖气不热", "室温  度，暖气不热  天,", "公用事业/供热/室温不达标", false),
        usual("红绿灯缺失", "路口没有红绿灯,", "城市治理/道路/信号灯", true),
    ]
}
