//! The personal text of the follow-up: erasable, under the case's own key.

use serde::{Deserialize, Serialize};

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident { $($(#[$inner:meta])* $field:ident),* $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase", default)]
        pub struct $name { $(
            $(#[$inner])*
            #[serde(skip_serializing_if = "String::is_empty")]
            pub $field: String
        ),* }
    )+};
}

texts! {
    /// What somebody said, and who he was called on that day.
    SaidText { name, words }
    /// 退单依据
    ReturnText {
        unit,
        name,
        /// The unit that it belongs to, by name.
        belongs_to,
        /// 法律、三定依据
        basis,
    }
    /// 改派
    ReassignedText { lead, owner, name, basis }
    /// 进展
    ProgressText {
        name,
        words,
        /// 下一步
        next,
    }
    /// 延期
    ExtensionText {
        name,
        words,
        /// 新的节点
        milestone,
    }
    /// 办理结果
    ReplyText {
        name,
        /// 结果
        result,
        /// 措施
        measures,
        /// 没有证明的原因
        no_proof,
    }
    /// 解释说明
    ExplanationText {
        /// 法律依据
        basis,
        /// 对诉求人怎样说的
        words,
    }
    /// 挂账
    ListingText { name, plan, milestone }
    /// 催办
    RemindedText {
        name,
        /// 对方怎样说的
        said,
    }
    /// 督办函
    LetterText {
        /// 文号
        document,
        /// 签发人
        signer,
        words,
    }
    /// 市平台工单号
    PlatformText { number, status }
}
