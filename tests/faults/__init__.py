"""The proof that nothing is lost: Baton killed, paused and cut off at every step, and what then must still hold."""
