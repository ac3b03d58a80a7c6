"""Settings: `base` holds everything; `production` (the default), `dev` and `test` say what differs there."""
