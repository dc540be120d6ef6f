//! Files of trained models.

use matchmaking::emotion::{EmotionAnalyzer, EmotionError, Model, Trained};

/// A file is read as what it says or refused with what is wrong; what was read is written back byte for byte, and reads
/// any text.
pub fn emotion_model(data: &[u8]) {
    match Model::read(data) {
        Ok(model) => {
            assert_eq!(model.write(), data, "nothing is lost and nothing added");
            assert!(model.classes().count() >= 2 && model.memory_bytes() < 16 * data.len() + (1 << 20));
            let reader = Trained::new(model).expect("the words of a crisis are sound");
            for text in ["", "今天好累，想哭", "\u{10FFFF}\u{0}😭😭"] {
                let feeling = reader.analyze(text).expect("short enough");
                let sum: f32 = feeling.shares().iter().sum();
                assert!((sum - 1.0).abs() < 1e-3, "{sum}");
                assert!(reader.model().classes().any(|class| class == feeling.class()));
            }
        }
        Err(EmotionError::NoModel) => assert!(!data.starts_with(b"dbem")),
        Err(EmotionError::Version { version }) => assert_ne!(version, Model::VERSION),
        Err(EmotionError::Length { bytes, expected }) => assert!(bytes == data.len() && bytes != expected),
        Err(EmotionError::Checksum | EmotionError::Field { .. }) => {}
        Err(other) => panic!("not a matter of models: {other}"),
    }
}
