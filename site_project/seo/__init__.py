"""What search engines, feed readers and share previews read: heads, alternates, structured data, sitemaps."""
