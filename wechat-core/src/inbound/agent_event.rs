//! Human agents of the customer service: a session begins, ends or moves.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Session_control.html>

use super::record::record;

record! {
    /// `kf_create_session`: an agent takes the user over.
    AgentSessionOpened {
        /// The agent (`KfAccount`).
        account: line "KfAccount",
    }
}

record! {
    /// `kf_close_session`: the agent's session ends.
    AgentSessionClosed {
        /// The agent (`KfAccount`).
        account: line "KfAccount",
        /// Why it ended, as written (`CloseType`).
        close_type: line "CloseType",
    }
}

record! {
    /// `kf_switch_session`: another agent takes the user over.
    AgentSessionMoved {
        /// The agent before (`FromKfAccount`).
        from: line "FromKfAccount",
        /// The agent now (`ToKfAccount`).
        to: line "ToKfAccount",
    }
}
