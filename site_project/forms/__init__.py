"""Form fields that every app shares."""
