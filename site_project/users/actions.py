"""What is done to accounts, by the names of the log of the admin."""

EMAIL, PASSWORD, RIGHTS = "users.email", "users.password", "users.rights"
SIGN_IN, SIGN_OUT, RESET = "users.sign_in", "users.sign_out", "users.password_reset"
