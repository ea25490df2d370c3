//! A Cloudflare Worker in Rust on the crate itself: `GET /balance` asks the platform, `POST /callback` takes its callbacks.
//!
//! `npx wrangler secret put EIOT_APPKEY`, the same with `EIOT_SECRET`, then `npx wrangler deploy`.

use eiotclub::Client;
use eiotclub::api::account::balance::GetBalance;
use eiotclub::client::FetchTransport;
use eiotclub::notification::{Event, Window, verify};
use eiotclub::receiver::{Head, SUCCESS, refusal_status, refuse_head};
use eiotclub::schema::check::Reader;
use worker::{Context, Date, Env, Method, Request, Response, Result, console_log, event};

const MAX_BODY: usize = 1 << 20;

#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> Result<Response> {
    match (request.method(), request.path().as_str()) {
        (Method::Get, "/balance") => balance(&env).await,
        (_, "/callback") => callback(request, &env).await,
        _ => Response::error("not found", 404),
    }
}

async fn balance(env: &Env) -> Result<Response> {
    let secret = |name| env.secret(name).map(|value| value.to_string());
    let mut client = Client::new(
        secret("EIOT_APPKEY")?,
        secret("EIOT_SECRET")?,
        FetchTransport::default(),
    );
    if let Ok(url) = env.var("EIOT_BASE_URL") {
        client = client.with_base_url(url.to_string());
    }
    match client.send(&GetBalance {}).await {
        Ok(answered) => {
            let balance = answered.data.and_then(|account| account.balance);
            Response::from_json(&serde_json::json!({ "balance": balance }))
        }
        // No error of the crate shows a secret.
        Err(error) => Response::error(error.to_string(), 502),
    }
}

async fn callback(mut request: Request, env: &Env) -> Result<Response> {
    let head = |name| request.headers().get(name).map(Option::unwrap_or_default);
    let (content_type, length) = (head("content-type")?, head("content-length")?);
    let refusal = refuse_head(
        Head {
            method: request.method().as_ref(),
            content_type: &content_type,
            content_length: length.parse().unwrap_or(0),
        },
        MAX_BODY,
    );
    if let Some(status) = refusal {
        return Response::error("refused", status);
    }
    let body = request.bytes().await?;
    if body.len() > MAX_BODY {
        return Response::error("refused", 413);
    }
    let secret = env.secret("EIOT_SECRET")?.to_string();
    let now = (Date::now().as_millis() / 1000) as i64;
    let notification = verify(
        &body,
        &[&secret],
        Some(Window::default()),
        now,
        Reader::Rust,
    )
    .and_then(|verified| verified.decode());
    match notification {
        Ok(notification) => {
            handle(&notification.id, &notification.event);
            Ok(Response::ok(SUCCESS)?
                .with_headers([("content-type", "application/json")].iter().collect()))
        }
        Err(refused) => Response::error(refused.reason.name(), refusal_status(refused.reason)),
    }
}

/// What a Worker does with a callback. It comes again where it was not acknowledged in time: store the id with the effect.
fn handle(id: &str, event: &Event) {
    match event {
        Event::FlowAlert(alert) => console_log!("{id}: {:?} is running low", alert.iccid),
        other => console_log!("{id}: {other:?}"),
    }
}
