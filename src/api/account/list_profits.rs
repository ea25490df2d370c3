//! `POST /api/v3/outputApi/listProfitInfo`

use crate::api::operation;
use crate::api::packages::Flag;
use crate::api::packages::Operator;
use crate::schema::{Number, codes, record};

record! {
    /// Lists profits of orders, row by row.
    request ListProfits {
        /// Page, from 1.
        page_num: i64 = "pageNum", required;
        /// Rows on a page; neither default nor limit is documented.
        page_size: i64 = "pageSize", required, rule UpTo(65535);
        /// Free text to search by.
        param: String = "param", optional;
        /// Code of the product.
        product_code: String = "productCode", optional;
        /// From then on, `yyyy-MM-dd HH:mm:ss`.
        start_date: String = "startDate", optional, rule Moment;
        /// Until then, `yyyy-MM-dd HH:mm:ss`. Whether the ends are included, and the longest span, are not documented.
        end_date: String = "endDate", optional, rule Moment;
        /// Only profits in this state of withdrawal.
        if_withdraw_deposit: Withdrawal = "ifWithdrawDeposit", optional;
        /// Only profits withdrawn this way.
        withdraw_deposit_type: WithdrawalType = "withdrawDepositType", optional;
        /// The platform's number of the API order.
        order_number: String = "orderNumber", optional;
    }
}

codes! {
    /// State of withdrawal of a profit.
    int Withdrawal {
        /// Not withdrawn yet.
        Pending = 0,
        /// Being reviewed.
        InReview = 1,
        /// Withdrawn.
        Completed = 2,
        /// The withdrawal failed.
        Failed = 3,
    }
}

codes! {
    /// Way of withdrawal.
    int WithdrawalType {
        /// By hand.
        Manual = 1,
        /// By the platform, daily.
        Daily = 2,
    }
}

record! {
    /// One page of profits.
    response ProfitPage {
        /// How many rows there are. The platform describes it as pages; by its example it is rows.
        total: i64 = "total", required;
        /// The rows.
        data: Vec<Profit> = "data", required;
    }
}

record! {
    /// A profit. Its amounts come as JSON numbers in two currencies.
    response Profit {
        /// Id of the row.
        id: i64 = "id", required;
        /// ICCID of the card.
        iccid: String = "iccid", required;
        /// The operator.
        platform_id: Operator = "platformId", required;
        /// The platform's order id.
        order_id: i64 = "orderId", required;
        /// Currency of `actualPrice`.
        pay_currency: String = "payCurrency", required;
        /// What was paid.
        actual_price: Number = "actualPrice", required, unit "major currency unit of payCurrency";
        /// Currency of the other amounts.
        settle_currency: String = "settleCurrency", required;
        /// Income.
        income_money: Number = "incomeMoney", required, unit "major currency unit of settleCurrency";
        /// Own profit.
        actual_profit: Number = "actualProfit", required, unit "major currency unit of settleCurrency";
        /// Profit of sub-accounts.
        child_profit: i64 = "childProfit", required, unit "major currency unit of settleCurrency";
        /// Company of the customer.
        company: String = "company", required;
        /// Whether it was earned or deducted.
        kind: ProfitKind = "type", required;
        /// When it arose, `yyyy-MM-dd HH:mm:ss`.
        create_date: String = "createDate", required;
        /// Remark.
        mem: String = "mem", required;
        /// Name of the package as the customer sees it.
        package_user_name: String = "packageUserName", required;
        /// Code of the package.
        package_code: String = "packageCode", required;
        /// Rate of exchange; missing from the platform's own examples.
        pay_rate: String = "payRate", promised;
        /// Whether it renews itself.
        renew: Flag = "renew", required;
    }
}

codes! {
    /// Kind of profit.
    int ProfitKind {
        /// Income.
        Income = 1,
        /// Deduction.
        Deduction = 2,
    }
}

operation! {
    ListProfits => ProfitPage: "account.listProfits", "/api/v3/outputApi/listProfitInfo",
        Read, source "63600567e0", pages "pageNum" of "data" until Rows("total"), sized "pageSize";
}
