//! The chat service of driftbottle.
