//! Raw TCP clients that behave badly, in real time with deadlines scaled down.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use driftbottle_webhook::{Answer, Deadlines, Report};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use wechat_core::Reply;

use crate::requests::{raw_push, signed_query, text_xml};
use crate::support::{START, TestBot, bot, builder, hello, key, silent, sleep_ms};

/// Deadlines at a tenth of their length.
fn quick() -> Deadlines {
    let mut deadlines = Deadlines::default();
    deadlines.accept_by /= 10;
    deadlines.answer_by /= 10;
    deadlines.claimed_by /= 10;
    deadlines.written_by /= 10;
    deadlines
}

async fn serve(bot: &Arc<TestBot>) -> SocketAddr {
    serve_within(bot, quick()).await
}

async fn serve_within(bot: &Arc<TestBot>, deadlines: Deadlines) -> SocketAddr {
    let webhook = builder(bot).deadlines(deadlines).max_in_flight(10_000).build().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { webhook.serve(listener).await });
    address
}

/// Reads one response with a Content-Length.
async fn response(stream: &mut TcpStream) -> String {
    let mut data = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&data).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return text;
            }
        }
        assert_ne!(stream.read_buf(&mut data).await.unwrap(), 0, "closed after {text:?}");
    }
}

async fn eventually(bot: &TestBot, count: usize) -> Vec<Report> {
    for _ in 0..500 {
        if bot.reports().len() >= count {
            break;
        }
        sleep_ms(10).await;
    }
    sleep_ms(50).await; // time for one too many
    bot.reports()
}

#[tokio::test]
async fn a_kept_connection_is_answered_push_by_push() {
    let bot = bot(|_, _| async { Ok(hello()) });
    let mut stream = TcpStream::connect(serve_within(&bot, Deadlines::default()).await).await.unwrap();
    for id in 0..3 {
        stream.write_all(&raw_push("oA", id)).await.unwrap();
        let said = response(&mut stream).await;
        assert!(said.starts_with("HTTP/1.1 200") && said.contains("hello yourself"), "{said}");
        assert!(said.contains("content-length: ") && !said.contains("chunked"));
    }
    assert_eq!(eventually(&bot, 3).await, [Report::Written; 3]);
}

#[tokio::test]
async fn a_client_gone_before_the_answer_has_missed_it() {
    let bot = bot(|_, turn| async move {
        turn.accepted();
        sleep_ms(150).await;
        assert!(!turn.claim_reply(), "the connection was gone");
        Ok(hello())
    });
    let mut stream = TcpStream::connect(serve(&bot).await).await.unwrap();
    stream.write_all(&raw_push("oA", 1)).await.unwrap();
    sleep_ms(50).await;
    drop(stream);
    assert_eq!(eventually(&bot, 1).await, [Report::Missed]);
}

#[tokio::test]
async fn a_client_that_reads_nothing_is_reported_once_each_and_harms_nobody() {
    let bot = bot(|_, _| async { Ok(Answer::reply(Reply::text("x".repeat(2_000))).with_key(key(3))) });
    let address = serve(&bot).await;
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4_096).unwrap();
    let mut stream = socket.connect(address).await.unwrap();
    // Far more answers than the buffers between us take.
    let sending = async {
        for id in 0..4_000 {
            if stream.write_all(&raw_push("oA", id)).await.is_err() {
                break;
            }
        }
    };
    let _ = tokio::time::timeout(Duration::from_millis(500), sending).await;
    assert!(bot.calls() < 4_000, "the buffers took everything");
    let mut other = TcpStream::connect(address).await.unwrap();
    other.write_all(&raw_push("oB", 1)).await.unwrap();
    assert!(response(&mut other).await.starts_with("HTTP/1.1 200"));
    drop(stream);
    sleep_ms(100).await;
    assert_eq!(eventually(&bot, bot.calls()).await.len(), bot.calls(), "not exactly once");
}

#[tokio::test]
async fn a_head_without_its_body_times_out() {
    let bot = silent();
    let mut stream = TcpStream::connect(serve(&bot).await).await.unwrap();
    let query = signed_query(START, "9");
    let head = format!("POST /wechat?{query} HTTP/1.1\r\nHost: here\r\nContent-Length: 300\r\n\r\n<xml>");
    stream.write_all(head.as_bytes()).await.unwrap();
    assert!(response(&mut stream).await.starts_with("HTTP/1.1 408"));
    assert_eq!(bot.calls(), 0);
}

#[tokio::test]
async fn a_body_broken_off_reaches_nobody() {
    let bot = silent();
    let address = serve(&bot).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    let half = raw_push("oA", 1);
    stream.write_all(&half[..half.len() - 20]).await.unwrap();
    drop(stream);
    sleep_ms(50).await;
    assert_eq!(bot.calls(), 0);
    let mut again = TcpStream::connect(address).await.unwrap();
    again.write_all(&raw_push("oA", 1)).await.unwrap();
    assert!(response(&mut again).await.ends_with("success"));
}

#[tokio::test]
async fn a_body_of_unknown_length_is_read_and_bounded() {
    let bot = silent();
    let address = serve(&bot).await;
    let chunked = |body: String, nonce: &str| {
        let query = signed_query(START, nonce);
        let head =
            format!("POST /wechat?{query} HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n");
        let chunks = body
            .as_bytes()
            .chunks(50_000)
            .map(|part| format!("{:x}\r\n{}\r\n", part.len(), String::from_utf8_lossy(part)));
        format!("{head}{}0\r\n\r\n", chunks.collect::<String>())
    };
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(chunked(text_xml("oA", 1, "hi", START), "1").as_bytes()).await.unwrap();
    assert!(response(&mut stream).await.ends_with("success"));

    let large = format!("<xml>{}</xml>", " ".repeat(2 << 20));
    let mut stream = TcpStream::connect(address).await.unwrap();
    let (mut reading, mut writing) = stream.split();
    let sent = chunked(large, "2");
    let sending = async { drop(writing.write_all(sent.as_bytes()).await) };
    let answer = async {
        let mut said = vec![0; 12];
        reading.read_exact(&mut said).await.unwrap();
        String::from_utf8(said).unwrap()
    };
    let (said, ()) = tokio::join!(answer, sending);
    assert_eq!(said, "HTTP/1.1 413");
    assert_eq!(bot.calls(), 1);
}

#[tokio::test]
async fn the_watchdog_answers_over_the_wire() {
    let bot = bot(|_, turn| async move {
        turn.accepted();
        sleep_ms(3_000).await;
        Ok(hello())
    });
    let mut stream = TcpStream::connect(serve(&bot).await).await.unwrap();
    let before = std::time::Instant::now();
    stream.write_all(&raw_push("oA", 1)).await.unwrap();
    assert!(response(&mut stream).await.ends_with("success"));
    assert!((400..2_500).contains(&before.elapsed().as_millis()), "{:?}", before.elapsed());
    assert_eq!(eventually(&bot, 1).await, [Report::Missed]);
}
