//! Bytes and allocations, counted.

use allocation_counter::measure;
use anyhow::{Result, ensure};
use driftbottle_benches::matching::load::{Kind, Load};
use driftbottle_benches::matching::targets::Row;

pub(crate) fn rows() -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    println!("\nmemory (requested bytes per waiting ticket, its lists of words and partners included)");
    for (name, kind) in [("random", Kind::Random), ("keyword", Kind::Keyword(16))] {
        for waiting in [10_000, 100_000] {
            let [each, left] = bytes(kind, waiting)?;
            let allocations = allocations(kind, waiting)?;
            println!("{name:<10}{waiting:>10}{each:>10.0} full{left:>10.0} at 1% of it");
            if kind != Kind::Random {
                rows.push(Row::at_most(format!("bytes per ticket, {name}, {waiting}"), 224.0, each, "B"));
                let churned = format!("bytes per ticket, {name}, {waiting} down to 1%");
                rows.push(Row::at_most(churned, 2.0, left / each, "x full"));
            }
            let measure = format!("allocations per operation, {name}, {waiting}");
            rows.push(Row::at_most(measure, 0.0, allocations, ""));
        }
    }
    Ok(rows)
}

/// Bytes per ticket when full, and when all but one in a hundred have gone.
fn bytes(kind: Kind, waiting: u64) -> Result<[f64; 2]> {
    let (mut load, mut failed) = (Load::new(kind, 1), false);
    let full = measure(|| {
        for _ in 0..waiting {
            let person = load.crowd.person();
            failed |= load.add(person).is_err();
        }
    });
    let left = waiting / 100;
    let gone = measure(|| (0..waiting).filter(|id| id % 100 != 7).for_each(|id| _ = load.cancel(id)));
    ensure!(!failed && load.waiting() == left, "as many as meant");
    let kept = full.bytes_current + gone.bytes_current;
    Ok([full.bytes_current as f64 / waiting as f64, kept as f64 / left as f64])
}

/// Allocations of the pool for one who comes and is matched, the confirmation, and one who comes and waits.
fn allocations(kind: Kind, waiting: u64) -> Result<f64> {
    // Somewhat more than are there when it is counted, so that tables have their size.
    let mut load = Load::filled(kind, 1, waiting + waiting / 5)?;
    (0..waiting / 5).for_each(|id| _ = load.cancel(id));
    // Tables of names and chains of blocks grow until everybody has gone a few times over; that is before it is counted.
    let (warm_up, operations) = (200_000.max(5 * waiting), 20_000);
    let (mut counted, mut failed) = (0, false);
    for operation in 0..warm_up + operations {
        let (one, other) = (load.crowd.person(), load.crowd.person());
        let step = measure(|| match load.meet(one) {
            Ok(Some(id)) => failed |= load.confirm(id).is_err() || load.add(other).is_err(),
            Ok(None) => {}
            Err(_) => failed = true,
        });
        if operation >= warm_up {
            counted += step.count_total;
        }
    }
    ensure!(!failed, "nobody is refused");
    Ok(counted as f64 / operations as f64)
}
