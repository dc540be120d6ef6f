//! Files, whole: what more than one call is needed for.

use http::Request;
use wechat_core::MediaId;
use wechat_core::api::ApiError;
use wechat_core::api::Endpoint as _;
use wechat_core::api::media::{
    GetMedia, MediaContent, MediaFile, MediaFormat, MediaKind, UploadMedia, UploadedMedia,
};

use crate::client::ApiClient;
use crate::error::CallError;
use crate::transport::{MovesFile, TransportError};

impl ApiClient {
    /// Downloads a file, be it the answer itself or behind the link that videos come as.
    ///
    /// # Errors
    ///
    /// [`CallError`]; `40007` when the file is older than three days.
    pub async fn download(&self, media_id: MediaId) -> Result<MediaFile, CallError> {
        match self.call(&GetMedia::new(media_id)).await? {
            MediaContent::File(file) => Ok(file),
            MediaContent::VideoUrl(url) => self.follow(&url).await,
            _ => Err(CallError::Malformed(ApiError::Unexpected { endpoint: GetMedia::NAME })),
        }
    }

    /// Downloads a file and uploads it again, for three days more: what helps where an id that came with a message is
    /// refused (40007) or about to end.
    ///
    /// # Errors
    ///
    /// [`CallError`] of either call.
    pub async fn renew(&self, media_id: MediaId, kind: MediaKind) -> Result<UploadedMedia, CallError> {
        let file = self.download(media_id).await?;
        let mut upload = UploadMedia::new(kind, file.bytes);
        if let Some(name) = file.name {
            upload.file_name = name;
        }
        self.call(&upload).await
    }

    /// The link is WeChat's; no token goes with it.
    async fn follow(&self, url: &str) -> Result<MediaFile, CallError> {
        let endpoint = GetMedia::NAME;
        let unexpected = || CallError::Malformed(ApiError::Unexpected { endpoint });
        let mut request = Request::get(url).body(Vec::new()).map_err(|_| unexpected())?;
        if !matches!(request.uri().scheme_str(), Some("http" | "https")) {
            return Err(unexpected());
        }
        request.extensions_mut().insert(MovesFile);
        let response = self.wire().transport.send_boxed(request).await.map_err(|error| match error {
            TransportError::NotSent(source) => CallError::NotSent { endpoint, source },
            TransportError::Unknown(source) => CallError::Unknown { endpoint, source },
        })?;
        if response.status() != http::StatusCode::OK {
            let status = response.status().as_u16();
            return Err(CallError::Malformed(ApiError::Status { endpoint, status }));
        }
        let bytes = response.into_body();
        let format = MediaFormat::sniff(&bytes);
        Ok(MediaFile::new(bytes, None, format))
    }
}
