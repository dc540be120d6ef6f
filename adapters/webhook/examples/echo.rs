//! A bot in twenty lines: it says back what it is told.
//!
//! ```text
//! WECHAT_APP_ID=wx… WECHAT_TOKEN=… WECHAT_AES_KEY=… cargo run -p driftbottle-webhook --example echo
//! ```
//!
//! Then name `http(s)://your.host/wechat` as the callback URL in the account's server configuration. Without the key it
//! serves plain mode, on this machine only.

use std::env::var;
use std::error::Error;
use std::sync::Arc;

use async_trait::async_trait;
use driftbottle_webhook::{AccountConfig, Answer, Bot, Drained, NotNow, Push, Turn, Webhook};
use tokio::net::TcpListener;
use wechat_core::callback::{Callback, CallbackConfig};
use wechat_core::inbound::InboundKind;
use wechat_core::{AppId, CallbackToken, EncodingAesKey, Reply};

struct Echo;

#[async_trait]
impl Bot for Echo {
    async fn handle(&self, push: Push, _turn: Turn) -> Result<Answer, NotNow> {
        Ok(match push.inbound.kind {
            InboundKind::Text(text) => Answer::reply(Reply::text(text.content)),
            _ => Answer::silent(),
        })
    }
}

/// Serves the account until told to stop.
pub(crate) async fn serve(
    config: CallbackConfig,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<Drained, Box<dyn Error>> {
    let account = AccountConfig::new(Callback::new(config)?, Arc::new(Echo));
    Ok(Webhook::builder().account("/wechat", account).build()?.serve_until(listener, stop).await?)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (app, token) = (AppId::new(var("WECHAT_APP_ID")?)?, CallbackToken::new(var("WECHAT_TOKEN")?)?);
    let config = match var("WECHAT_AES_KEY") {
        Ok(key) => CallbackConfig::secure(app, token, EncodingAesKey::new(&key)?),
        Err(_) => CallbackConfig::plain(app, token),
    };
    let listener = TcpListener::bind("127.0.0.1:8080").await?;
    eprintln!("listening at http://{}/wechat", listener.local_addr()?);
    serve(config, listener, std::future::pending()).await?;
    Ok(())
}
