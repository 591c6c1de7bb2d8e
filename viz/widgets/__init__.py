"""Our own drawings: plain JavaScript on a canvas, fed small float32 arrays, with a table behind each."""
