//! `POST /api/v3/esim/purchase`

use crate::api::operation;
use crate::schema::record;

record! {
    /// Buys an eSIM. A lost answer cannot be looked up: no operation finds an eSIM order by your own number, so keep `orderId`.
    request PurchaseEsim {
        /// Code of the goods, from `esim.listGoods`.
        esim_goods_code: String = "eSIMGoodsCode", required, rule Chars(255);
        /// Your own number for the order, unique in the account.
        out_trade_no: String = "outTradeNo", required, rule Chars(32);
    }
}

record! {
    /// A bought eSIM. ICCID and activation code may come later, by `esim.orderStatus`.
    response PurchasedEsim {
        /// The platform's order id.
        order_id: String = "orderId", required;
        /// ICCID of the card.
        iccid: String = "iccid", promised;
        /// Activation code to install the eSIM with; empty while the order is being processed.
        activation_code: String = "activationCode", promised;
    }
}

operation! {
    PurchaseEsim => PurchasedEsim: "esim.purchase", "/api/v3/esim/purchase",
        Keyed("outTradeNo"), source "261353809e0",
        errors [42001, 45109, 45110, 45112, 503016], zero true;
}
