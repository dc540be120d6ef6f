//! Times of day, as people say them.

use super::view::LaneView;
use crate::settings::Settings;
use crate::texts::Say;
use chrono::{DateTime, FixedOffset, TimeDelta, Timelike, Utc};

fn local(settings: &Settings, at_ms: i64) -> Option<DateTime<FixedOffset>> {
    let offset = FixedOffset::east_opt(settings.utc_offset_minutes.checked_mul(60)?)?;
    Some(DateTime::<Utc>::from_timestamp_millis(at_ms)?.with_timezone(&offset))
}

/// 「今天 19:32」, 「昨天 19:32」, 「11-03 19:32」.
pub(crate) fn said_at(view: &LaneView<'_>, at_ms: i64) -> String {
    let (Some(then), Some(now)) = (local(view.settings, at_ms), local(view.settings, view.now_ms)) else {
        return String::new();
    };
    let clock = then.format("%H:%M");
    match (now.date_naive() - then.date_naive()).num_days() {
        0 => format!("{} {clock}", view.say(Say::Today, &[])),
        1 => format!("{} {clock}", view.say(Say::Yesterday, &[])),
        _ => then.format("%m-%d %H:%M").to_string(),
    }
}

/// The next time it is this hour where the people live, in ms.
pub(crate) fn next_hour(settings: &Settings, hour: u8, now_ms: i64) -> Option<i64> {
    let now = local(settings, now_ms)?;
    let today = now.with_minute(0)?.with_second(0)?.with_nanosecond(0)?.with_hour(u32::from(hour))?;
    let next = if today > now { today } else { today + TimeDelta::days(1) };
    Some(next.timestamp_millis())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_busy_hour_is_today_or_tomorrow() {
        let settings = Settings::new("wx1");
        // 2026-09-21T13:06:40Z is 21:06:40 in China.
        let now = 1_790_000_000_000 - 1_790_000_000_000 % 86_400_000 + 13 * 3_600_000 + 400_000;
        let next = next_hour(&settings, 21, now).unwrap();
        assert_eq!(next - now, 24 * 3_600_000 - 400_000);
        assert_eq!(next_hour(&settings, 21, next - 1), Some(next));
    }
}
