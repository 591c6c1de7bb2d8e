"""What an evaluation of a payment reform could detect: panels by practice, estimators, and their power."""
