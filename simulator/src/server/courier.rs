//! The courier: verifies the callback address, then carries pushes to the bot.
//!
//! Pushes of different people travel side by side; those of one person start in order, a moment apart, and
//! are not held up by each other's answers.

use super::shared::{Shared, State};
use crate::{ATTEMPT_TIMEOUT_MS, PhoneId, PushRequest, VerifyProblem};
use reqwest::{Client, RequestBuilder};
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep, sleep_until, timeout};

/// The least time between the starts of two attempts of one person.
const SPACING: Duration = Duration::from_millis(30);
/// How long to wait before the address is tried again.
const VERIFY_PAUSE: Duration = Duration::from_millis(400);
/// The longest reply that is read.
const MAX_REPLY: usize = 1024 * 1024;

/// Runs until the server stops.
pub(super) async fn run(state: State, client: Client) {
    let stop = Arc::clone(&state);
    tokio::select! {
        () = stop.stopped() => {}
        () = work(state, client) => {}
    }
}

async fn work(state: State, client: Client) {
    let mut started: BTreeMap<PhoneId, Instant> = BTreeMap::new();
    loop {
        let verified = state.callback().is_verified();
        if !verified {
            verify(&state, &client).await;
            continue;
        }
        let (requests, deadline) = collect(&state);
        for request in requests {
            let now = Instant::now();
            let start = started.get(&request.phone).map_or(now, |last| now.max(*last + SPACING));
            started.insert(request.phone, start);
            tokio::spawn(deliver(Arc::clone(&state), client.clone(), request, start));
        }
        let nap = deadline.map_or(Duration::from_secs(3600), |at| state.clock.until(at));
        tokio::select! {
            () = state.wake.notified() => {}
            () = sleep(nap) => {}
        }
    }
}

/// Everything that is due, and when to look again.
fn collect(state: &Shared) -> (Vec<PushRequest>, Option<i64>) {
    let mut platform = state.platform();
    let requests: Vec<PushRequest> = std::iter::from_fn(|| platform.poll_request()).collect();
    (requests, platform.next_deadline())
}

/// One GET; waits for news or a moment when it fails or there is no address.
async fn verify(state: &Shared, client: &Client) {
    let verify = state.platform().verify_request();
    let (generation, address) = {
        let callback = state.callback();
        (callback.generation, callback.address(&verify.query))
    };
    let Some(address) = address else {
        state.wake.notified().await;
        return;
    };
    let limit = Duration::from_millis(ATTEMPT_TIMEOUT_MS.unsigned_abs());
    let request = match &verify.probe {
        None => client.get(address),
        Some((content_type, body)) => {
            client.post(address).header("content-type", *content_type).body(body.clone())
        }
    };
    let result = match timeout(limit, fetch(with_headers(request, &verify.headers))).await {
        Err(_) => Err(refusal(VerifyProblem::Timeout, "no answer within 5 s")),
        Ok(Err(error)) => Err(refusal(VerifyProblem::Timeout, describe(&error))),
        Ok(Ok((status, body, from))) => {
            state.platform().set_callback_ip(from);
            verify.judge(status, &body).map_err(|problem| match problem {
                VerifyProblem::Status(status) => refusal(problem, &format!("status {status}")),
                VerifyProblem::Token => refusal(problem, "the answer is not the echostr"),
                _ => refusal(problem, "the answer is neither success nor empty"),
            })
        }
    };
    let failed = result.is_err();
    if !failed {
        state.let_newcomers_follow();
    }
    if state.callback().note(generation, result) {
        state.changed();
    }
    if failed {
        sleep(VERIFY_PAUSE).await;
    }
}

/// The console's words, and what happened.
fn refusal(problem: VerifyProblem, what: &str) -> String {
    format!("{problem} ({what})")
}

fn describe(error: &reqwest::Error) -> &'static str {
    if error.is_connect() { "connection refused" } else { "connection lost" }
}

fn with_headers(request: RequestBuilder, headers: &[(&'static str, String)]) -> RequestBuilder {
    headers.iter().fold(request, |request, (name, value)| request.header(*name, value))
}

async fn deliver(state: State, client: Client, request: PushRequest, start: Instant) {
    sleep_until(start).await;
    let address = state.callback().verified_address(&request.query);
    let grace = u64::from(state.platform().behaviours().late_answer_grace_ms);
    let limit = Duration::from_millis(ATTEMPT_TIMEOUT_MS.unsigned_abs() + grace);
    let attempt = request.attempt;
    if let Some(address) = &address {
        state.exchanges().sent(address, &request);
    }
    let post = |address| {
        let post = client.post(address).header("content-type", request.content_type).body(request.body);
        with_headers(post, &request.headers)
    };
    let answer = match address {
        Some(address) => timeout(limit, fetch(post(address))).await.ok(),
        None => None,
    };
    state.exchanges().answered(
        attempt,
        match &answer {
            Some(Ok((status, body, _))) => Ok((*status, body)),
            Some(Err(error)) => Err(describe(error)),
            None => Err("no answer within 5 s"),
        },
    );
    match answer {
        Some(Ok((status, body, _))) => drop(state.platform().respond(attempt, status, &body)),
        Some(Err(_)) => drop(state.platform().connection_lost(attempt)),
        // The platform's own clock ends the attempt.
        None => {}
    }
    state.changed();
}

/// Sends and reads at most [`MAX_REPLY`] bytes; says who answered.
async fn fetch(request: RequestBuilder) -> Result<(u16, Vec<u8>, Option<IpAddr>), reqwest::Error> {
    let mut response = request.send().await?;
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        body.extend_from_slice(&chunk);
        if body.len() > MAX_REPLY {
            break;
        }
    }
    let from = response.remote_addr().map(|addr| addr.ip());
    Ok((response.status().as_u16(), body, from))
}
