//! A response body that knows when it was taken for writing.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Bytes, HttpBody};
use http_body::{Frame, SizeHint};

use crate::report::OwedReport;

/// One piece of data, and the report owed for it. The server polls the data out right before it writes it.
pub(crate) struct ReportingBody {
    data: Option<Bytes>,
    report: Option<OwedReport>,
}

impl ReportingBody {
    pub(crate) const fn new(data: Bytes, report: OwedReport) -> Self {
        Self { data: Some(data), report: Some(report) }
    }
}

impl HttpBody for ReportingBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let this = self.get_mut();
        let Some(data) = this.data.take() else { return Poll::Ready(None) };
        if let Some(report) = this.report.take() {
            report.written();
        }
        Poll::Ready(Some(Ok(Frame::data(data))))
    }

    fn is_end_stream(&self) -> bool {
        self.data.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.data.as_ref().map_or(0, |data| data.len() as u64))
    }
}
