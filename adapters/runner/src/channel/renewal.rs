//! Media given to the platform anew: fetched by the name it gave them, and uploaded.

use driftbottle::chatstore::Body;
use driftbottle::wechat_core::MediaId;
use driftbottle::wechat_core::api::media::{GetMedia, MediaKind, UploadMedia};
use driftbottle_wechat_client::{ApiClient, CallError};
use std::error::Error;

/// What a body is once its medium was fetched and uploaded; `None` where that cannot be done.
///
/// A film is not given as a file but linked, so it cannot be.
/// <https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Get_temporary_materials.html>
pub(super) async fn renew(client: &ApiClient, body: &Body) -> Option<Body> {
    let (media, kind) = match body {
        Body::Image { media } => (media, MediaKind::Image),
        Body::Voice { media } => (media, MediaKind::Voice),
        _ => return None,
    };
    let old = MediaId::new(media.as_str()).ok()?;
    match again(client, old, kind).await {
        Ok(new) => {
            let media = new?.as_str().into();
            Some(if kind == MediaKind::Image { Body::Image { media } } else { Body::Voice { media } })
        }
        Err(error) => {
            tracing::info!(error = &error as &dyn Error, "a medium cannot be given to the platform anew");
            None
        }
    }
}

async fn again(client: &ApiClient, old: MediaId, kind: MediaKind) -> Result<Option<MediaId>, CallError> {
    let Some(file) = client.call(&GetMedia::new(old)).await?.into_file() else { return Ok(None) };
    let uploaded = client.call(&UploadMedia::new(kind, file.bytes)).await?;
    Ok(Some(uploaded.media_id))
}
