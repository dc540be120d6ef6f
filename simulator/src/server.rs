//! The platform over HTTP: API, pushes to a bot's callback address, and a page of phones (feature `server`).
//!
//! For a bot that runs as a program of its own, in any language: point its API address at
//! [`Running::api_base`] and start it; the simulator verifies the callback address as WeChat does and then
//! delivers what people on the page say.
//!
//! # Control from other programs
//! The page uses a JSON interface that scripts may use as well. POST bodies need `Content-Type:
//! application/json`. What makes no sense is answered 400, 404 or 409 with `{"error": "…"}`; a body that is
//! not the JSON below 415 or 422 with a sentence.
//!
//! | request | body | effect |
//! |---|---|---|
//! | `GET /simulator/state` | | everything: account, callback, clock, phones with screens and ledgers, log |
//! | `GET /simulator/events` | | the same as Server-Sent Events, then what changed |
//! | `GET /simulator/pushes/{id}` | | one push: its body, each attempt with its request, answer and a `curl` line |
//! | `GET /simulator/calls/{index}` | | one call of the API by its line in the log: request and answer, secrets shortened |
//! | `GET /simulator/session` | | what people did so far, step by step; `?as=rust` as the source of a test |
//! | `GET /simulator/refusals` | | every refused customer-service message |
//! | `POST /simulator/phones` | `{"name": "小刚", "follow": true}` | adds a phone, answers `{"phone": 3}` |
//! | `POST /simulator/phones/{id}` | `{"do": "say", "text": "你好"}` | one deed, answers `{"push": 7}` |
//! | `POST /simulator/clock` | `{"advance_ms": 3600000}` | moves the platform's clock forward |
//! | `POST /simulator/faults` | as [`Faults`](crate::Faults) | what goes wrong from now on |
//! | `POST /simulator/faults/seed` | `{"seed": 7}` | throws the dice of the faults afresh |
//! | `POST /simulator/phones/{id}/image` | a PNG, JPEG or GIF | sends that picture (content type `image/…`) |
//! | `POST /simulator/account` | `{"kind": "personal", "mode": "plain", "format": "json"}` | changes the account; `aes_key`, `whitelisted` too |
//! | `POST /simulator/behaviours` | as [`Behaviours`](crate::Behaviours) | switches of what is not settled |
//! | `POST /simulator/templates` | `{"kind": "notice", "title": "…", "content": "…{{thing1.DATA}}"}` | adds a template, answers its id |
//! | `POST /simulator/callback` | `{"url": "http://127.0.0.1:8080/wechat"}` | where pushes go |
//!
//! Deeds: `follow`, `unfollow`, `say {text}`, `choose {id, text}`, `scan {scene}`, `scan_ticket {ticket}`,
//! `sticker`, `image`, `voice`, `video`, `short_video`, `location {latitude, longitude, label}`,
//! `report_location {latitude, longitude, precision}`, `link {title, description, url}`, `mini_program {title,
//! app_id, page}`, `file {name, bytes}`, `unknown {msg_type, fields}`, `unknown_event {event, fields}`; of the
//! menu: `tap {key}`, `open {url}`, `open_mini_program {page}`, `menu_scan {key, mode, result}`,
//! `menu_pictures {key, source, count}`, `menu_location {key, latitude, longitude, label, poi}`; consents:
//! `answer_subscription {answers, scene}`, `revoke_subscription {template}`, `refuse_templates {refuse}`.
//!
//! # WeChat's own pages
//! `/connect/oauth2/authorize` (web login), `/mp/subscribemsg` (one-time consent) and
//! `/cgi-bin/showqrcode?ticket=…` stand on this server too; point a bot's base addresses of
//! `open.weixin.qq.com` and `mp.weixin.qq.com` at [`Running::api_base`]. The first two ask whose phone the
//! browser is on unless the link says `simulator_phone=1`.
//!
//! # Time
//! The clock is the machine's plus an offset; attempts of pushes always have five real seconds.

mod callback;
mod cgi_bin;
mod clock;
mod config;
mod control;
mod courier;
mod detail;
mod events;
mod exchanges;
mod guard;
mod page;
mod running;
mod second;
mod session;
mod settings;
mod shared;
mod side_by_side;
mod snapshot;
mod visit;

pub use config::{Config, StartError};
pub use running::{Running, Simulator};
