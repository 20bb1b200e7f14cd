//! What is about to be sent to the terminal, held until a drawing is whole: one write each.
//!
//! ratatui flushes three times a drawing and stdout's own buffer more often still; on a slow line
//! every write is a packet.

use std::cell::RefCell;
use std::io::{Result, Write};
use std::rc::Rc;

use ratatui::crossterm::queue;
use ratatui::crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};

/// Bytes from which a drawing could be seen half done: it is marked as one update, for 16 bytes.
const LARGE: usize = 1024;

/// A writer that holds what it is given; its clones hold the same.
#[derive(Clone, Default)]
pub(super) struct FrameOutput(Rc<RefCell<Vec<u8>>>);

impl Write for FrameOutput {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Does nothing: [`FrameOutput::send`] does, once.
    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

impl FrameOutput {
    /// Sends what is held, in one write.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn send(&self, to: &mut impl Write) -> Result<()> {
        let bytes = self.0.take();
        if bytes.is_empty() {
            return Ok(());
        }
        if bytes.len() < LARGE {
            to.write_all(&bytes)?;
            return to.flush();
        }
        let mut whole = Vec::with_capacity(bytes.len() + 16);
        queue!(whole, BeginSynchronizedUpdate)?;
        whole.extend_from_slice(&bytes);
        queue!(whole, EndSynchronizedUpdate)?;
        to.write_all(&whole)?;
        to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts the writes that reach it.
    #[derive(Default)]
    struct Line(Vec<Vec<u8>>);

    impl Write for Line {
        fn write(&mut self, bytes: &[u8]) -> Result<usize> {
            self.0.push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> Result<()> {
            Ok(())
        }
    }

    fn sent(pieces: &[&[u8]]) -> Vec<Vec<u8>> {
        let output = FrameOutput::default();
        let mut line = Line::default();
        for piece in pieces {
            output.clone().write_all(piece).unwrap();
            output.clone().flush().unwrap();
        }
        output.send(&mut line).unwrap();
        output.send(&mut line).unwrap();
        line.0
    }

    #[test]
    fn a_drawing_is_one_write_and_nothing_is_none() {
        assert_eq!(sent(&[b"one ", b"two"]), [b"one two".to_vec()]);
        assert_eq!(sent(&[]), Vec::<Vec<u8>>::new());
    }

    #[test]
    fn only_a_large_drawing_is_marked_as_one_update() {
        let large = vec![b'x'; LARGE];
        let [whole] = &sent(&[&large])[..] else {
            panic!("it is one write");
        };
        assert!(whole.starts_with(b"\x1b[?2026h"));
        assert!(whole.ends_with(b"\x1b[?2026l"));
        assert_eq!(whole.len(), LARGE + 16);
    }
}
