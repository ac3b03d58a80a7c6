"""The demo's content in both languages, as plain data that knows neither the framework nor the database."""
