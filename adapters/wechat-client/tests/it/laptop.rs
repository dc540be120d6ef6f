//! WeChat on a laptop as a transport: every call answered by the simulated platform.

use std::sync::{Arc, Mutex, MutexGuard};

use driftbottle_wechat_client::{ApiClient, Transport, TransportError};
use http::{Request, Response};
use wechat_core::{AppId, AppSecret, OpenId};
use wechat_simulator::{Account, AccountKind, ApiRequest, PhoneId, Platform};

pub(crate) const START: i64 = 1_790_000_000_000;
/// Where the platform says that videos are.
pub(crate) const VIDEOS: &str = "http://videos.invalid/v/";

/// The platform, shared with the test.
#[derive(Clone)]
pub(crate) struct Laptop(Arc<Mutex<Platform>>);

impl Laptop {
    pub(crate) fn new(account: Account) -> Self {
        let mut platform = Platform::new(account, START, 7).unwrap();
        platform.set_media_base(VIDEOS.trim_end_matches('/'));
        Self(Arc::new(Mutex::new(platform)))
    }

    /// A verified service account, which may do everything, and a follower of it who has just written.
    pub(crate) fn with_follower() -> (Self, ApiClient, PhoneId, OpenId) {
        let laptop = Self::new(Account::example().with_kind(AccountKind::VerifiedService));
        let client = laptop.client();
        let mut platform = laptop.platform();
        let phone = platform.add_phone("小明");
        platform.follow(phone).unwrap();
        platform.say(phone, "在吗").unwrap();
        let openid = OpenId::new(platform.openid(phone).unwrap()).unwrap();
        drop(platform);
        (laptop, client, phone, openid)
    }

    pub(crate) fn client(&self) -> ApiClient {
        let (app, secret) = {
            let platform = self.platform();
            let account = platform.account();
            (AppId::new(account.app_id.clone()).unwrap(), AppSecret::new(account.app_secret.clone()).unwrap())
        };
        let clock = self.clone();
        let builder = ApiClient::builder(app, secret).transport(self.clone());
        builder.clock(move || clock.platform().now()).build().unwrap()
    }

    pub(crate) fn platform(&self) -> MutexGuard<'_, Platform> {
        self.0.lock().unwrap()
    }
}

impl Transport for Laptop {
    async fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
        let (head, body) = request.into_parts();
        if let Some(id) = head.uri.to_string().strip_prefix(VIDEOS) {
            let id = id.split('?').next().unwrap_or_default().trim_end_matches(".mp4");
            let (_, bytes) =
                self.platform().media_file(id).ok_or_else(|| TransportError::Unknown("no file".into()))?;
            return Ok(Response::new(bytes));
        }
        let header = |name: &str| head.headers.get(name).map(|value| value.to_str().unwrap().to_owned());
        let content_type = header("content-type").unwrap_or_default();
        let (path, query) = (head.uri.path(), head.uri.query().unwrap_or_default());
        let call = match head.method.as_str() {
            "GET" => ApiRequest::get(path, query),
            _ => ApiRequest::post(path, query, &body).with_content_type(&content_type),
        };
        let answer =
            self.platform().api(call).response.ok_or_else(|| TransportError::Unknown("timed out".into()))?;
        let mut response =
            Response::builder().status(answer.status).header("content-type", answer.content_type);
        if let Some(disposition) = answer.disposition {
            response = response.header("content-disposition", disposition);
        }
        Ok(response.body(answer.body).unwrap())
    }
}
