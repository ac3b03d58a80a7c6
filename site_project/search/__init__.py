"""Full-text search that knows the language of each page, on PostgreSQL and on SQLite."""
