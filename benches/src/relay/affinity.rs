//! Who runs on which core: the server has the last one, the load all others.

use anyhow::Result;
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

/// Puts this process's server on the last core it may use. With a single core everything shares it.
pub(super) fn take_server_core() -> Result<()> {
    let allowed = allowed()?;
    if let [.., last] = allowed.as_slice() {
        only(&[*last])?;
    }
    Ok(())
}

/// Keeps the calling thread off the server's core.
pub(super) fn leave_server_core() -> Result<()> {
    let allowed = allowed()?;
    match allowed.as_slice() {
        [others @ .., _] if !others.is_empty() => only(others),
        _ => Ok(()),
    }
}

fn allowed() -> Result<Vec<usize>> {
    let set = sched_getaffinity(None)?;
    Ok((0..CpuSet::MAX_CPU).filter(|core| set.is_set(*core)).collect())
}

fn only(cores: &[usize]) -> Result<()> {
    let mut set = CpuSet::new();
    cores.iter().for_each(|core| set.set(*core));
    Ok(sched_setaffinity(None, &set)?)
}
