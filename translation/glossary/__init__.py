"""The glossary: how this organization says a word in another language, why, and what it does not say."""
